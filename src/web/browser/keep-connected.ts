import { type Session, SessionRefused } from './session.ts';

/** How messages come: over a socket, or by asking again and again where sockets do not pass. */
export type Transport = 'socket' | 'polling';

/**
 * Why a connection was given up: its token expired, it failed, the conversation ended, it was lost and there is a network
 * again, or no socket came through.
 */
export interface Ending {
  readonly reason: 'expired' | 'failed' | 'ended' | 'lost' | 'noSocket';
  /** Whether it had worked. */
  readonly worked: boolean;
}

export interface ConnectionParts {
  /** Gets a token for the conversation. @throws SessionRefused, or anything when there is no network */
  readonly open: () => Promise<Session>;
  /** Shows the chat until its connection cannot be mended from within. */
  readonly hold: (session: Session, transport: Transport) => Promise<Ending>;
  readonly pause: (ms: number) => Promise<void>;
  /** From 0 to less than 1. */
  readonly random: () => number;
  /** Told when there is no connection and none can be had; with whether the chat is switched off. */
  readonly unreachable: (isOff: boolean) => void;
}

const firstPauseMs = 1_000;
const longestPauseMs = 30_000;

/**
 * Keeps the chat connected for as long as the page is open: a token that expired while the computer slept, a server that
 * was away, a conversation that was deleted are all answered by a new session. After failures in a row it waits longer
 * and longer, and not in step with other browsers.
 */
export async function keepConnected(parts: ConnectionParts): Promise<never> {
  let failures = 0;
  let transport: Transport = 'socket';
  for (;;) {
    let atLeast = 0;
    let worked = false;
    let isOff = false;
    try {
      const ending = await parts.hold(await parts.open(), transport);
      if (ending.reason === 'noSocket' && transport === 'socket') {
        transport = 'polling';
        continue;
      }
      worked = ending.worked;
    } catch (error) {
      if (error instanceof SessionRefused) {
        atLeast = error.retryAfter;
        isOff = error.isOff;
      }
    }
    if (worked) failures = 0;
    else parts.unreachable(isOff);
    const most = Math.min(longestPauseMs, firstPauseMs * 2 ** failures);
    failures += 1;
    await parts.pause(Math.max(atLeast, most * (0.5 + parts.random() / 2)));
  }
}
