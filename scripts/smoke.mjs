/**
 * Smoke check: `node scripts/smoke.mjs [path-to-node]` starts the built program as a stranger would, with the Node given
 * (or this one), holds one short talk by Direct Line, and stops it. Exits 0 when all went well; otherwise says at which
 * step it did not, and what the program printed last.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const node = process.argv[2] === undefined ? process.execPath : resolve(process.argv[2]);
const program = resolve(import.meta.dirname, '..', 'dist', 'main.js');
const startMs = 30_000;
const answerMs = 15_000;
const stopMs = 15_000;
const pollMs = 100;

/** A port that nobody listens on just now. */
const freePort = async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
};

/** Asks until the answer is defined; throws with `what` when that takes longer than `withinMs`. */
const until = async (what, withinMs, ask) => {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > deadline) throw new Error(`${what} did not come within ${withinMs / 1000} s`);
    await pause(pollMs);
  }
};

/** One JSON request; throws on any answer but 2xx. */
const request = async (method, url, token, body) => {
  const response = await fetch(url, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(answerMs),
  });
  const text = await response.text();
  if (!response.ok)
    throw new Error(`${method} ${new URL(url).pathname} answered ${response.status}: ${text}`);
  return text === '' ? {} : JSON.parse(text);
};

/** One talk: the greeting comes without a word from us, its first button is pressed, and an answer comes. */
const talk = async (origin) => {
  const { token, userId } = await request('POST', `${origin}/api/token`, undefined, {});
  const conversations = `${origin}/v3/directline/conversations`;
  const { conversationId } = await request('POST', conversations, token);
  const activities = `${conversations}/${conversationId}/activities`;

  /** The bot's messages after `watermark`, once there is one that `isWanted`. */
  const messages = (what, watermark, isWanted) =>
    until(what, answerMs, async () => {
      const set = await request('GET', `${activities}?watermark=${watermark}`, token);
      const said = set.activities.filter(({ type, from }) => type === 'message' && from.id !== userId);
      return said.some(isWanted) ? { said, watermark: set.watermark } : undefined;
    });

  const buttonOf = (message) => message.suggestedActions?.actions[0]?.value;
  const greeting = await messages('the greeting with its buttons', '', (message) => buttonOf(message));
  const button = greeting.said.map(buttonOf).findLast((value) => value !== undefined);
  await request('POST', activities, token, { type: 'message', from: { id: userId }, text: button });
  await messages('an answer', greeting.watermark, ({ text }) => text !== '');
};

const folder = await mkdtemp(join(tmpdir(), 'latchkey-smoke-'));
const port = await freePort();
const origin = `http://127.0.0.1:${port}`;
const child = spawn(node, [program], {
  // Its own folder, so that no `.env` and no data of whoever runs this is touched.
  cwd: folder,
  env: {
    PATH: process.env.PATH,
    PORT: String(port),
    DATABASE_URL: `sqlite:${join(folder, 'latchkey.db')}`,
  },
  stdio: ['ignore', 'pipe', 'pipe'],
});
let printed = '';
const keep = (chunk) => {
  printed = (printed + chunk).slice(-4000);
};
child.stdout.on('data', keep);
child.stderr.on('data', keep);
/** How the program ended, once it has: `0`, another exit code, or the name of a signal. */
let ended;
child.once('error', (error) => {
  ended = error.message;
});
child.once('exit', (code, signal) => {
  ended = code ?? signal;
});

try {
  await until('/readyz', startMs, async () => {
    if (ended !== undefined) throw new Error(`the program ended at its start (${ended})`);
    const response = await fetch(`${origin}/readyz`).catch(() => undefined);
    return response?.ok ? true : undefined;
  });
  await talk(origin);
  child.kill('SIGTERM');
  const how = await until('the end after SIGTERM', stopMs, async () => ended);
  if (how !== 0) throw new Error(`the program ended with ${how} after SIGTERM, not with exit code 0`);
  console.log(`smoke: started, greeted, answered and stopped on ${node}`);
} catch (error) {
  console.error(`smoke: ${error.message} on ${node}\nThe program printed last:\n${printed}`);
  process.exitCode = 1;
} finally {
  if (ended === undefined) {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  await rm(folder, { recursive: true, force: true });
}
