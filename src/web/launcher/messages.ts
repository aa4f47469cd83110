/**
 * What the launcher on the owner's page and the chat in its frame say to each other by `postMessage`. Each side takes a
 * message only from the other's window and origin; the name of a message is its one field `latchkey`.
 */

/** How a talk came to its end: the person is in, or nothing is left, or the account is one from work or school. */
export type Outcome = 'solved' | 'unsolved' | 'work';

/** What the launcher tells the frame. */
export type ToFrame =
  /** The person has opened the panel; `focus`: and is to be taken into it. */
  | { readonly latchkey: 'open'; readonly focus: boolean }
  | { readonly latchkey: 'close' }
  /** Others use this computer: keep nothing of this conversation in the browser. */
  | { readonly latchkey: 'shutdown' };

/** What the frame tells the launcher. */
export type ToLauncher =
  /** The first message of each document in the frame: it listens now. */
  | { readonly latchkey: 'hello' }
  /** The person wants the panel closed. */
  | { readonly latchkey: 'close' }
  /** How many messages came since the panel was closed. */
  | { readonly latchkey: 'unread'; readonly count: number }
  | { readonly latchkey: 'outcome'; readonly outcome: Outcome }
  /** The answer to `shutdown`: it is done. */
  | { readonly latchkey: 'forgotten' };

const outcomes: readonly unknown[] = ['solved', 'unsolved', 'work'] satisfies Outcome[];

export const isOutcome = (value: unknown): value is Outcome => outcomes.includes(value);

/** Reads a message of the launcher; undefined when it is none. */
export function readToFrame(data: unknown): ToFrame | undefined {
  const { latchkey, focus } = fieldsOf(data);
  if (latchkey === 'open') return { latchkey, focus: focus === true };
  return latchkey === 'close' || latchkey === 'shutdown' ? { latchkey } : undefined;
}

/** Reads a message of the frame; undefined when it is none. */
export function readToLauncher(data: unknown): ToLauncher | undefined {
  const { latchkey, count, outcome } = fieldsOf(data);
  if (latchkey === 'unread') {
    return typeof count === 'number' && count >= 0 ? { latchkey, count: Math.floor(count) } : undefined;
  }
  if (latchkey === 'outcome') return isOutcome(outcome) ? { latchkey, outcome } : undefined;
  return latchkey === 'hello' || latchkey === 'close' || latchkey === 'forgotten' ? { latchkey } : undefined;
}

const fieldsOf = (data: unknown): Readonly<Record<string, unknown>> =>
  typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : {};
