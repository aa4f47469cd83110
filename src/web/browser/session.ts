import type { Memory } from './memory.ts';

/** What `POST /api/token` gives: a conversation, and the way to it. */
export interface Session {
  readonly token: string;
  /** How long the token lasts. */
  readonly seconds: number;
  readonly conversationId: string;
  /** Where Direct Line is. */
  readonly domain: string;
  readonly userId: string;
  /** Gives a new token for the same conversation, later. */
  readonly resume: string;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  /** How long the server asks to be left alone, in ms. */
  readonly retryAfter?: number;
}

/** How long tokens last that do not say it. */
const commonSeconds = 1_800;

/** No session was given now; asking again later may do. */
export class SessionRefused extends Error {
  /** How long the server asks to be left alone, in ms. */
  readonly retryAfter: number;
  /** Whether the operator has switched the chat off. */
  readonly isOff: boolean;

  constructor(message: string, retryAfter = 0, isOff = false) {
    super(message);
    this.retryAfter = retryAfter;
    this.isOff = isOff;
  }
}

/**
 * Takes up the conversation that this browser remembers, or else begins one. A remembered one that the server no longer
 * knows is forgotten.
 *
 * @param post posts to `/api/token`; rejects when there is no answer at all
 * @throws SessionRefused
 */
export async function openSession(
  post: (body: { readonly resume?: string; readonly locale?: string }) => Promise<Answer>,
  memory: Pick<Memory, 'read' | 'keep' | 'forget'>,
  locale: string,
): Promise<Session> {
  const resume = memory.read();
  if (resume !== undefined) {
    const answer = await post({ resume });
    // 404: it is gone. 400: what is kept here was never one.
    if (answer.status !== 404 && answer.status !== 400) return remembered(readSession(answer), memory);
    // Another tab may have begun a new one meanwhile; then that one is taken up next time.
    if (memory.read() === resume) memory.forget();
  }
  return remembered(readSession(await post({ locale })), memory);
}

/**
 * Gets another token for a session.
 *
 * @throws SessionRefused also when the conversation is no more
 */
export async function renewSession(
  post: (body: { readonly resume: string }) => Promise<Answer>,
  { resume }: Pick<Session, 'resume'>,
): Promise<Session> {
  return readSession(await post({ resume }));
}

function remembered(session: Session, memory: Pick<Memory, 'keep'>): Session {
  memory.keep(session.resume);
  return session;
}

function readSession({ status, body, retryAfter }: Answer): Session {
  if (status !== 200) {
    const code = (body as { readonly error?: { readonly code?: unknown } } | undefined)?.error?.code;
    throw new SessionRefused(`The server answered ${status}.`, retryAfter, code === 'ChatSwitchedOff');
  }
  const fields: Partial<Record<keyof Session | 'expires_in', unknown>> =
    typeof body === 'object' && body !== null ? body : {};
  const text = (name: keyof Session): string => {
    const value = fields[name];
    if (typeof value !== 'string' || value === '') throw new SessionRefused(`The answer has no ${name}.`);
    return value;
  };
  const seconds = fields.expires_in;
  return {
    token: text('token'),
    seconds: typeof seconds === 'number' && seconds > 0 ? seconds : commonSeconds,
    conversationId: text('conversationId'),
    domain: text('domain'),
    userId: text('userId'),
    resume: text('resume'),
  };
}
