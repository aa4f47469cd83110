import { existsSync, readFileSync } from 'node:fs';
import Libsql from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { askOnce, createDirectLineCaller, type Session } from '../support/direct-line-caller.ts';
import { channelMessage, type FakeConnector, startFakeConnector } from '../support/fake-connector.ts';
import type { GivenActivity } from '../support/planned-talk.ts';
import { databaseOf, launchProgram, type Program } from '../support/program.ts';
import { canaries, nosyFields, nosyHeaders, nosyQuery, secretMessages } from '../support/secrets.ts';
import { lastingFolder } from '../support/temp-folder.ts';

let folder: ReturnType<typeof lastingFolder>;
let program: Program;
let url: string;
let connector: FakeConnector;

beforeEach(async () => {
  folder = lastingFolder();
  connector = await startFakeConnector();
  program = launchProgram(folder.path, { LOG_LEVEL: 'trace', READING_MS: '0' });
  url = await program.serves();
});
afterEach(async () => {
  await program.kill();
  await connector.close();
  folder.remove();
});

/** Every file of the database, as bytes. */
const databaseFiles = (): string =>
  ['', '-wal', '-shm']
    .map((end) => databaseOf(folder.path) + end)
    .filter((path) => existsSync(path))
    .map((path) => readFileSync(path, 'latin1'))
    .join('\n');

/** Where which of `words` stands. */
const found = (places: Readonly<Record<string, string>>, words: readonly string[]): readonly string[] =>
  Object.entries(places).flatMap(([place, text]) =>
    words.filter((word) => text.includes(word)).map((word) => `${word} in ${place}`),
  );

const secrets = secretMessages.flatMap((message) => message.secrets);

/** Says each secret with all the fields that an activity can have. */
async function tellDirectLine(session: Session): Promise<readonly GivenActivity[]> {
  const caller = createDirectLineCaller(url);
  await caller.start(session);
  const { from, recipient, conversation, channelData, rest } = nosyFields;
  for (const [index, { text }] of secretMessages.entries()) {
    const response = await fetch(
      `${url}/v3/directline/conversations/${session.conversationId}/activities?${nosyQuery}`,
      {
        method: 'POST',
        headers: {
          ...nosyHeaders,
          authorization: `Bearer ${session.token}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({
          ...rest,
          type: 'message',
          text,
          from: { id: session.userId, ...from },
          recipient: { id: 'bot', ...recipient },
          conversation: { id: session.conversationId, ...conversation },
          channelData: { ...channelData, clientActivityID: `said-${index}` },
        }),
      },
    );
    expect(response.status).toBe(200);
  }
  return await caller.readAll(session);
}

async function tellConnector(name: string, mode: object): Promise<readonly unknown[]> {
  const { from, recipient, conversation, channelData, rest } = nosyFields;
  const answers: unknown[] = [];
  for (const [index, { text }] of secretMessages.entries()) {
    const fields = {
      ...rest,
      ...mode,
      from: { id: '29:person', ...from },
      recipient: { id: '28:bot', ...recipient },
      conversation: { id: name, ...conversation },
      channelData,
    };
    const message = channelMessage(connector.serviceUrl, name, `said-${index}`, text, fields);
    answers.push(await askOnce('POST', `${url}/api/messages?${nosyQuery}`, message));
  }
  return answers;
}

describe('what was typed', () => {
  it('is nowhere: not in the log, the database, the transcript, nor in what is sent on [P4] [DL.activity-fields] [connector.allow-list]', async () => {
    const session = await createDirectLineCaller(url).open();
    const transcript = await tellDirectLine(session);
    const answers = await tellConnector('expects', { deliveryMode: 'expectReplies' });
    await tellConnector('delivered', {});
    await connector.until((taken) => taken.length >= secretMessages.length);
    expect(transcript.length).toBeGreaterThan(2 * secretMessages.length);

    const places = () => ({
      transcript: JSON.stringify(transcript),
      answers: JSON.stringify(answers),
      connector: JSON.stringify(connector.taken),
      log: program.printed,
      database: databaseFiles(),
    });
    expect(found(places(), ['said-0', '"request.answered"'])).toEqual(
      expect.arrayContaining(['said-0 in database', '"request.answered" in log']),
    );
    expect(found(places(), [...secrets, ...canaries])).toEqual([]);
    expect(await program.stop()).toBe(0);
    expect(found(places(), [...secrets, ...canaries])).toEqual([]);
  });

  it('is not logged when it stands in a request that is refused [P4] [DL.bad-input]', async () => {
    const session = await createDirectLineCaller(url).open();
    const path = `/v3/directline/conversations/${session.conversationId}/activities`;
    const json = 'application/json';
    for (const { text } of secretMessages) {
      const word = encodeURIComponent(text);
      const refused: [path: string, type: string, body: string][] = [
        [path, json, `{"type":"message","text":"${text}`],
        [path, 'text/plain', text],
        [path, json, JSON.stringify({ type: 'message', text: { text } })],
        [path, json, JSON.stringify({ type: 'invoke', name: text, value: text })],
        [`/api/messages`, json, JSON.stringify({ type: 'message', text })],
        [`/${word}?${word}`, json, '{}'],
        [`/v3/directline/conversations/${word}/activities`, json, JSON.stringify({ type: 'message', text })],
        ['/api/token', json, JSON.stringify({ resume: text })],
        ['/api/token', json, JSON.stringify({ resume: [text] })],
      ];
      for (const [to, type, body] of refused) {
        const response = await fetch(url + to, {
          method: 'POST',
          headers: { 'content-type': type, authorization: `Bearer ${session.token}` },
          body,
        });
        expect(response.status, `${to} ${body}`).toBeGreaterThanOrEqual(400);
        expect(response.status, `${to} ${body}`).toBeLessThan(500);
      }
    }
    expect(found({ log: program.printed, database: databaseFiles() }, secrets)).toEqual([]);
  });

  it('is kept from the log as tokens, stream tokens and resume secrets are [P4] [DL.resume-hash]', async () => {
    const caller = createDirectLineCaller(url);
    const session = await caller.open();
    await caller.start(session);
    const started = (await askOnce(
      'GET',
      `${url}/v3/directline/conversations/${session.conversationId}?watermark=`,
      undefined,
      session.token,
    )) as { streamUrl: string; token: string };
    await caller.open({ resume: session.resume });
    const streamToken = new URL(started.streamUrl).searchParams.get('t') ?? '';
    const resumeSecret = session.resume.split('.')[1] ?? '';
    const places = { log: program.printed, database: databaseFiles() };
    expect(found(places, [session.token, started.token, streamToken, resumeSecret])).toEqual([]);
  });
});

/** Ordinary words, kept until they are to be forgotten. */
const ordinary = 'my grandmother Wilhelmina chose the phone';

describe('“forget me”', () => {
  it('leaves the bare row, the ids of that message, and the confirmation [P4] [turn.forget] [DL.forget]', async () => {
    const caller = createDirectLineCaller(url);
    const session = await caller.open();
    await caller.start(session);
    await caller.say(session, ordinary, 'ordinary');
    await caller.say(session, 'A personal account', 'answer');
    expect(found({ database: databaseFiles() }, ['Wilhelmina'])).toHaveLength(1);
    const echo = await caller.say(session, 'please forget me', 'forget');

    const kept = rowsOf(`embedded/directline/${session.conversationId}`);
    expect(kept.conversations).toMatchObject([
      { state_json: null, reference_json: null, resume_hash: null, missed: 0 },
    ]);
    expect(kept.seen).toMatchObject([{ id: 'client:forget' }]);
    expect(kept.outbox).toEqual([]);
    const log = await caller.readAll(session);
    expect(log.map(({ id, text }) => [id, text])).toEqual([
      [echo, 'Forget me'],
      [expect.any(String), expect.stringMatching(/^Done\./)],
    ]);
    expect(kept.log).toHaveLength(log.length);
    expect(JSON.stringify(kept)).not.toContain('Wilhelmina');
    await expect(caller.open({ resume: session.resume })).rejects.toThrow('404');
  });

  it('leaves nothing of a conversation by way of a connector but that, once it was delivered [P4] [turn.forget]', async () => {
    const say = (id: string, text: string): Promise<unknown> =>
      askOnce('POST', `${url}/api/messages`, channelMessage(connector.serviceUrl, 'forgotten', id, text));
    await say('1', ordinary);
    await say('2', 'forget me');
    await connector.until((taken) => taken.some(({ activity }) => activity.text?.startsWith('Done.')));
    expect(await program.stop()).toBe(0);
    const kept = rowsOf('connector/msteams/forgotten');
    expect(kept.conversations).toMatchObject([{ state_json: null, reference_json: null }]);
    expect(kept.seen).toMatchObject([{ id: 'activity:2', answer_json: null }]);
    expect([kept.log, kept.outbox]).toEqual([[], []]);
    expect(found({ database: databaseFiles() }, ['29:person', 'Wilhelmina'])).toEqual([]);
  });

  it('leaves no trace of the words in the files either, once the program has stopped [P4] [turn.forget]', async () => {
    const caller = createDirectLineCaller(url);
    const session = await caller.open();
    await caller.start(session);
    await caller.say(session, ordinary, 'ordinary');
    await caller.say(session, 'forget me', 'forget');
    expect(await program.stop()).toBe(0);
    expect(found({ database: databaseFiles() }, ['Wilhelmina'])).toEqual([]);
  });
});

/** All that is kept of a conversation, by table. */
function rowsOf(key: string) {
  const database = new Libsql(databaseOf(folder.path), { readonly: true });
  const rows = (table: string): Record<string, unknown>[] =>
    database.prepare(`SELECT * FROM ${table} WHERE conversation = ?`).all([key]) as Record<string, unknown>[];
  const kept = {
    conversations: rows('conversations'),
    seen: rows('seen'),
    log: rows('log'),
    outbox: rows('outbox'),
  };
  database.close();
  return kept;
}
