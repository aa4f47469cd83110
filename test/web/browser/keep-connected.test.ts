import { describe, expect, it } from 'vitest';
import { type Ending, keepConnected, type Transport } from '../../../src/web/browser/keep-connected.ts';
import { type Session, SessionRefused } from '../../../src/web/browser/session.ts';
import { type Standing, statusLine } from '../../../src/web/browser/status-line.ts';

const session: Session = {
  token: 't',
  seconds: 1800,
  conversationId: 'c',
  domain: 'd',
  userId: 'u',
  resume: 'r',
};

/** Plays what happens, one entry for each connection: an error of `open`, or how the connection ended. */
async function play(events: readonly (Error | Ending)[]) {
  const pauses: number[] = [];
  const transports: Transport[] = [];
  let unreachable = 0;
  let at = -1;
  const end = new Error('the end of the play');
  const played = keepConnected({
    open: async () => {
      at += 1;
      const event = events[at];
      if (event instanceof Error) throw event;
      return session;
    },
    hold: async (_session, transport) => {
      transports.push(transport);
      return events[at] as Ending;
    },
    pause: async (ms) => {
      pauses.push(ms);
      if (at === events.length - 1) throw end;
    },
    random: () => 1,
    unreachable: () => {
      unreachable += 1;
    },
  });
  await expect(played).rejects.toBe(end);
  return { pauses, transports, unreachable };
}

const noNetwork = new TypeError('Failed to fetch');
const expired: Ending = { reason: 'expired', worked: true };

describe('a page that stays open', () => {
  it('waits longer and longer while the server is away, but never long', async () => {
    const { pauses, unreachable } = await play(Array.from({ length: 8 }, () => noNetwork));
    expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
    expect(unreachable).toBe(8);
  });

  it('waits as long as the server asks', async () => {
    const { pauses } = await play([new SessionRefused('429', 45_000)]);
    expect(pauses).toEqual([45_000]);
  });

  it('takes up the conversation when its token has expired, without a word [P6]', async () => {
    const { pauses, transports, unreachable } = await play([noNetwork, noNetwork, expired, expired]);
    expect(pauses).toEqual([1_000, 2_000, 1_000, 1_000]);
    expect(transports).toEqual(['socket', 'socket']);
    expect(unreachable).toBe(2);
  });

  it('asks again and again for messages where no socket passes', async () => {
    const { pauses, transports } = await play([{ reason: 'noSocket', worked: false }, expired]);
    expect(transports).toEqual(['socket', 'polling']);
    expect(pauses).toEqual([1_000]);
  });
});

describe('the line above the chat', () => {
  const well: Standing = {
    network: true,
    connected: true,
    began: true,
    unreachable: false,
    isOff: false,
    readable: false,
  };

  it.each<[string | undefined, Partial<Standing>]>([
    [undefined, {}],
    ['opening', { connected: false, began: false }],
    [undefined, { connected: false, began: false, readable: true }],
    ['unreachable', { connected: false, began: false, unreachable: true, readable: true }],
    ['switchedOff', { connected: false, unreachable: true, isOff: true }],
    ['reconnecting', { connected: false }],
    ['reconnecting', { connected: false, unreachable: true }],
    ['offline', { connected: false, network: false }],
    [undefined, { network: false }],
  ])('says %s', (line, change) => {
    expect(statusLine({ ...well, ...change })).toBe(line);
  });
});
