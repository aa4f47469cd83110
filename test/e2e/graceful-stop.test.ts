import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { askOnce, createDirectLineCaller, type Session } from '../support/direct-line-caller.ts';
import { channelMessage, startFakeConnector } from '../support/fake-connector.ts';
import { type PlannedTalk, planTaps, spoken, wayIn } from '../support/planned-talk.ts';
import { launchProgram, type Program } from '../support/program.ts';
import { lastingFolder } from '../support/temp-folder.ts';

let folder: ReturnType<typeof lastingFolder>;
let program: Program;
let url: string;
const settings = { RATE_STARTS_PER_MINUTE: '0', STOP_MS: '5000' };

beforeEach(async () => {
  folder = lastingFolder();
  await start();
});
afterEach(async () => {
  await program.kill();
  folder.remove();
});

async function start(more: Readonly<Record<string, string>> = {}): Promise<void> {
  program = launchProgram(folder.path, { ...settings, ...more });
  url = await program.serves();
}

/** A POST of which the program has the head and half of the body. */
interface HalfPost {
  finish(): Promise<IncomingMessage>;
}

async function beginPost(path: string, token: string | undefined, body: object): Promise<HalfPost> {
  const text = Buffer.from(JSON.stringify(body));
  const post = request(url + path, {
    method: 'POST',
    agent: false,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      'content-type': 'application/json',
      'content-length': text.length,
      // Answered by the server when it has taken the request up.
      expect: '100-continue',
    },
  });
  const answered = once(post, 'response') as Promise<[IncomingMessage]>;
  answered.catch(() => undefined);
  post.flushHeaders();
  await once(post, 'continue');
  post.write(text.subarray(0, 10));
  return {
    async finish() {
      post.end(text.subarray(10));
      const [response] = await answered;
      response.resume();
      return response;
    },
  };
}

/** Sends SIGTERM; settles when the program takes no more connections. */
async function askToStop(): Promise<{ readonly code: Promise<number | null> }> {
  const code = program.stop();
  while (
    await fetch(`${url}/healthz`, { headers: { connection: 'close' } }).then(
      () => true,
      () => false,
    )
  ) {
    await pause(10);
  }
  return { code };
}

const sessionsOf = async (count: number): Promise<readonly Session[]> => {
  const caller = createDirectLineCaller(url);
  return await Promise.all(
    Array.from({ length: count }, async () => {
      const session = await caller.open();
      await caller.start(session);
      return session;
    }),
  );
};

const firstTap = async (remote: boolean): Promise<PlannedTalk> => await planTaps(wayIn.slice(0, 1), remote);

describe('on SIGTERM', () => {
  it('finishes the turns under way, answers them, keeps them, and ends with 0 [http.stop] [P5] [turn.durable]', async () => {
    const talk = await firstTap(false);
    const [turn] = talk.turns;
    const sessions = await sessionsOf(20);
    const activity = { type: 'message', text: turn?.text };
    const halves = await Promise.all(
      sessions.map(({ conversationId, token }) =>
        beginPost(`/v3/directline/conversations/${conversationId}/activities`, token, activity),
      ),
    );
    const { code } = await askToStop();
    const answers = await Promise.all(halves.map((half) => half.finish()));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(sessions.map(() => 200));
    expect(answers.map(({ headers }) => headers.connection)).toEqual(sessions.map(() => 'close'));
    expect(await code).toBe(0);
    expect(program.printed).toContain('"server.stopped"');
    expect(program.printed).not.toMatch(/"level":[56]0/);

    await start();
    const caller = createDirectLineCaller(url);
    for (const session of sessions) {
      const log = await caller.readAll(session);
      const replies = log.slice(-(turn?.reply.texts.length ?? 0));
      expect(log).toHaveLength(talk.greeting.texts.length + 1 + replies.length);
      expect(spoken(replies)).toEqual(turn?.reply);
    }
  });

  it('closes open sockets as going away, idle connections, and ends with 0 [http.stop]', async () => {
    const [session] = await sessionsOf(1);
    const { streamUrl } = (await askOnce(
      'GET',
      `${url}/v3/directline/conversations/${session?.conversationId}?watermark=`,
      undefined,
      session?.token,
    )) as { streamUrl: string };
    const socket = new WebSocket(streamUrl);
    await once(socket, 'message');
    const closed = once(socket, 'close') as Promise<[number, Buffer]>;
    const began = performance.now();
    expect(await program.stop()).toBe(0);
    const [code, reason] = await closed;
    expect([code, String(reason)]).toEqual([1001, 'stopping']);
    expect(performance.now() - began).toBeLessThan(Number(settings.STOP_MS));
  });

  it('ends with 0 also when the signal comes with the first word that it serves [http.stop]', async () => {
    await program.kill();
    program = launchProgram(folder.path);
    await program.serves();
    expect(await program.stop()).toBe(0);
  });

  it('waits for a request that does not end no longer than it may [http.stop]', async () => {
    await program.kill();
    await start({ STOP_MS: '300' });
    const [session] = await sessionsOf(1);
    const path = `/v3/directline/conversations/${session?.conversationId}/activities`;
    const half = await beginPost(path, session?.token, { type: 'message', text: 'hello there' });
    const began = performance.now();
    expect(await program.stop()).toBe(0);
    expect(performance.now() - began).toBeGreaterThanOrEqual(300);
    await expect(half.finish()).rejects.toThrow();
  });

  it('waits for the sending under way, and leaves the rest to its next life [turn.graceful-stop] [turn.delivery-resumed] [P5]', async () => {
    const { turns } = await planTaps(wayIn.slice(0, 1), true);
    const connector = await startFakeConnector();
    try {
      const hold = connector.hold();
      await askOnce(
        'POST',
        `${url}/api/messages`,
        channelMessage(connector.serviceUrl, 'held', '0', turns[0]?.text ?? ''),
      );
      await connector.until(({ length }) => length === 1);
      const { code } = await askToStop();
      const isOver = await Promise.race([code.then(() => true), pause(300, false)]);
      expect(isOver, 'it has ended before the sending').toBe(false);
      hold.release();
      expect(await code).toBe(0);
      expect(connector.taken).toHaveLength(1);

      await start();
      const all = turns[0]?.reply.texts ?? [];
      await connector.until(({ length }) => length >= all.length);
      expect(connector.taken.flatMap(({ activity }) => spoken([activity]).texts)).toEqual(all);
    } finally {
      await connector.close();
    }
  });
});
