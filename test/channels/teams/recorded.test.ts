import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { SignJWT } from 'jose';
import nock from 'nock';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type App, createApp } from '../../../src/app.ts';
import { systemClock } from '../../../src/clock.ts';
import { readConfig } from '../../../src/config.ts';
import { silentLog } from '../../../src/insight/log.ts';
import type { JsonObject } from '../../../src/store/json.ts';
import { openStore } from '../../../src/store/open-store.ts';
import type { Store } from '../../../src/store/store.ts';
import { granted, serveDiscovery, tokenRequest } from '../../support/login.ts';
import { theModel } from '../../support/model.ts';
import { buttonsOf, cardActionsOf, type ShownActivity, textOf } from '../../support/shown-activity.ts';

/**
 * Activities as Microsoft's own documents print them, posted to the whole program with a good token; what the program
 * sends to the connector is caught.
 */
const folder = new URL('payloads/', import.meta.url);
const recorded = Object.fromEntries(
  readdirSync(folder).map((file) => {
    const { source, activity } = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as {
      source: string;
      activity: JsonObject;
    };
    return [file.replace('.json', ''), { source, activity }];
  }),
);
const activityOf = (name: string): JsonObject => recorded[name]?.activity ?? {};

/** The person of the recorded message, and what else Teams tells of that chat. */
const personal = activityOf('personal-message');
const { text: _text, attachments: _attachments, ...chat } = personal;
const conversation = chat['conversation'] as { readonly id: string };
/** The recorded installation, in the chat of that person. */
const installation: JsonObject = { ...activityOf('installed-in-team'), ...chat, type: 'installationUpdate' };

const appId = 'c9e8c047-2a74-40a2-b28a-b162d5f5327c';
const key = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** A message as the connector was given it. */
interface Sent extends ShownActivity {
  readonly path: string;
}
let sent: Sent[];
/** Told when something was sent. */
let look: () => void = () => undefined;
let app: App;
let store: Store;
let url: string;

beforeAll(() => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterAll(() => {
  vi.restoreAllMocks();
  nock.enableNetConnect();
});

beforeEach(async () => {
  nock.disableNetConnect();
  nock.enableNetConnect('127.0.0.1');
  serveDiscovery();
  tokenRequest().reply(200, granted('token1'));
  nock('https://login.botframework.com')
    .persist()
    .get('/v1/.well-known/openidconfiguration')
    .reply(200, {
      issuer: 'https://api.botframework.com',
      jwks_uri: 'https://login.botframework.com/v1/.well-known/keys',
    })
    .get('/v1/.well-known/keys')
    .reply(200, {
      keys: [{ ...key.publicKey.export({ format: 'jwk' }), kid: 'key1', endorsements: ['msteams'] }],
    });
  sent = [];
  for (const host of ['https://smba.trafficmanager.net', 'https://skype.botframework.com']) {
    nock(host)
      .persist()
      .post(/\/v3\/conversations\/[^/]+\/activities/)
      .reply(201, (path, body) => {
        sent.push({ ...(body as ShownActivity), path });
        look();
        return { id: `sent ${sent.length}` };
      });
  }
  store = await openStore('sqlite::memory:', systemClock);
  app = await createApp({
    config: readConfig({
      PORT: '0',
      READING_MS: '0',
      MicrosoftAppId: appId,
      MicrosoftAppPassword: 'not a real one',
      MicrosoftAppType: 'SingleTenant',
      MicrosoftAppTenantId: '72f988bf-86f1-41af-91ab-2d7cd011db47',
    }),
    store,
    clock: systemClock,
    log: silentLog,
    random: Math.random,
    randomBytes,
    localesFolder: new URL('../../../locales', import.meta.url).pathname,
    model: theModel,
    pages: () => [],
  });
  url = `http://127.0.0.1:${await app.listen()}/api/messages`;
});
afterEach(async () => {
  await app.close();
  await store.close();
  nock.cleanAll();
});

/** Posts an activity as Teams does; resolves with the status of the answer. */
async function post(activity: JsonObject): Promise<number> {
  const token = await new SignJWT({ serviceurl: activity['serviceUrl'] })
    .setProtectedHeader({ alg: 'RS256', kid: 'key1' })
    .setIssuer('https://api.botframework.com')
    .setAudience(appId)
    .setExpirationTime('1h')
    .sign(key.privateKey);
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(activity),
  });
  return response.status;
}

/** Settles when the connector was given a message with these words. */
const until = (words: string): Promise<Sent> =>
  new Promise((done) => {
    look = () => {
      const found = sent.find((activity) => textOf(activity).includes(words));
      if (found) done(found);
    };
    look();
  });

const stored = async (id: string) => (await store.load(`connector/msteams/${id}`, [])).row;

let said = 0;
const say = (text: string, fields: JsonObject = {}): Promise<number> => {
  said += 1;
  return post({ ...chat, id: `said ${said}`, text, ...fields });
};

describe('recorded in Teams', () => {
  it('each activity has its source', () => {
    for (const { source, activity } of Object.values(recorded)) {
      expect(source).toMatch(/msteams-docs|Agents SDK/);
      expect(activity['channelId']).toBe('msteams');
    }
  });

  it('a personal message is answered in its chat, in reply to it [teams.recorded]', async () => {
    expect(await post(personal)).toBe(200);
    const { path, ...message } = await until('Is it a personal account');
    expect(path).toBe(
      `/amer/v3/conversations/${encodeURIComponent(conversation.id)}/activities/1485983408511`,
    );
    expect(message).toMatchObject({ type: 'message', replyToId: '1485983408511', locale: 'en-US' });
    // Whatever is made of such a text, the choices of the question come last.
    expect(buttonsOf(message).slice(-3)).toEqual([
      'A personal account',
      'From work or school',
      "I'm not sure which",
    ]);
  });

  it('an installation is greeted once, however it is told [teams.recorded, connector.welcome]', async () => {
    const members = { membersAdded: [chat['recipient'] ?? null, chat['from'] ?? null] };
    expect(
      await Promise.all([
        post({ ...installation, id: 'f:1' }),
        post({ ...chat, type: 'conversationUpdate', id: 'f:2', ...members }),
      ]),
    ).toEqual([200, 200]);
    await until('Is it a personal account');
    await say('where am I');
    await until('very beginning');
    expect(sent.filter((message) => textOf(message).includes("I'm not Microsoft"))).toHaveLength(1);
  });

  it('an upgrade says nothing, and a removal deletes what is kept [teams.recorded, connector.removed, P4]', async () => {
    await say('A personal account');
    await until('sign-in helper get you in');
    const before = sent.length;
    expect(await post({ ...installation, id: 'f:3', action: 'add-upgrade' })).toBe(200);
    expect(await post({ ...installation, id: 'f:4', action: 'remove' })).toBe(200);
    expect(await stored(conversation.id)).toMatchObject({ state: null, reference: null });
    expect(sent).toHaveLength(before);
  });

  it('a mention in a channel is asked to move to a private chat, in its thread [teams.recorded, teams.group]', async () => {
    const mention = activityOf('mention-in-channel');
    expect(await post(mention)).toBe(200);
    const { path } = await until('private chat');
    expect(decodeURIComponent(path)).toContain('@thread.skype;messageid=1481567603816/activities');
    expect(sent).toHaveLength(1);
    expect((await stored((mention['conversation'] as { id: string }).id))?.state).toBeNull();
  });

  it("a card's action in a channel is told the same [teams.recorded, teams.group]", async () => {
    expect(await post(activityOf('card-action-in-channel'))).toBe(200);
    await until('private chat');
    expect(sent).toHaveLength(1);
  });

  it.each(['installed-in-team', 'reaction', 'edit'])(
    'is accepted and says nothing: %s [teams.recorded, connector.table]',
    async (name) => {
      const activity = activityOf(name);
      expect(await post(activity)).toBe(200);
      expect(await stored((activity['conversation'] as { id: string }).id)).toBeUndefined();
      expect(sent).toEqual([]);
    },
  );

  it('a tap on an invoke button, which has no name, is answered at once [teams.recorded, connector.invoke]', async () => {
    expect(await post(activityOf('card-invoke'))).toBe(200);
    expect(sent).toEqual([]);
  });

  it('a submit of our own card goes on where it was [teams.recorded, teams.round-trip]', async () => {
    await say('A personal account');
    const card = await until('sign-in helper get you in');
    const [, stillStuck] = cardActionsOf(card);
    expect(stillStuck?.title).toBe('No, still locked out');
    // A client that knows nothing of `msteams` in the data hands in all of it, and no text.
    expect(await post({ ...chat, id: 'f:5', value: stillStuck?.data as JsonObject })).toBe(200);
    await until('Did another way to sign in work');
  });

  it('the same activity, sent again after 15 seconds, is answered once [teams.recorded, connector.once, P5]', async () => {
    expect(await post(personal)).toBe(200);
    await until('Is it a personal account');
    const before = sent.length;
    expect(await post(personal)).toBe(200);
    await say('where am I');
    await until('very beginning');
    expect(sent.filter(({ path }) => path.endsWith('/1485983408511'))).toHaveLength(before);
  });

  it('when the bot is blocked, the way to the person is forgotten [teams.recorded, connector.outcomes]', async () => {
    nock.cleanAll();
    serveDiscovery();
    const blocked = new Promise<void>((done) => {
      nock('https://smba.trafficmanager.net')
        .post(/activities/)
        .reply(403, () => {
          done();
          return {
            error: { code: 'MessageWritesBlocked', message: 'Bot is not in the conversation roster.' },
          };
        });
    });
    await post(personal);
    await blocked;
    await vi.waitFor(async () => expect((await stored(conversation.id))?.reference).toBeNull());
  });
});
