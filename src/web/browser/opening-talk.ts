import { type Activity, CallRefused, type DirectLineCalls } from './direct-line-calls.ts';
import type { Unsent } from './outbox.ts';

/** Something said. */
export interface Line {
  readonly who: 'bot' | 'user';
  /** Markdown of the bot's, plain text of the person's. */
  readonly text: string;
  /** When it was said, in ms since 1970. */
  readonly at: number;
}

/** A message of the bot in Markdown, with the titles of its buttons. */
export interface SpokenMessage {
  readonly text: string;
  readonly buttons: readonly string[];
}

export interface OpeningParts {
  /** What stands on the page already, until the service tells what was really said. */
  readonly greeting: readonly SpokenMessage[];
  /** Shows what was said, and the buttons that answer it. */
  readonly show: (lines: readonly Line[], choices: readonly string[]) => void;
  /** Told what came from the service, in order, all of it each time. */
  readonly heard: (activities: readonly Activity[]) => void;
  readonly newId: () => string;
  readonly now: () => number;
  readonly pause: (ms: number) => Promise<void>;
}

/**
 * The talk until Web Chat is there to take it over. What the person says is shown at once, kept while there is no
 * connection, and sent in order once there is one.
 */
export interface OpeningTalk {
  say(text: string): void;
  /** Begins the conversation or takes it up, shows how it stands, and sends what waits. Never rejects. */
  connect(calls: DirectLineCalls): Promise<void>;
  /** Whether something that was said has not been answered yet. */
  readonly busy: boolean;
  /** What was said and not sent. */
  unsent(): readonly Unsent[];
  /** Ends the talk here: somebody else goes on with it. */
  close(): void;
}

const pauseMs = 2_000;

export function createOpeningTalk(parts: OpeningParts): OpeningTalk {
  const { show, heard, newId, now, pause } = parts;
  const waiting: { readonly text: string; readonly id: string; readonly at: number }[] = [];
  let lines: readonly Line[] = parts.greeting.map(({ text }) => ({ who: 'bot', text, at: now() }));
  let choices = parts.greeting.at(-1)?.buttons ?? [];
  let calls: DirectLineCalls | undefined;
  let sending = false;
  let closed = false;

  const draw = (): void => {
    const own = waiting.map(({ text, at }) => ({ who: 'user', text, at }) as const);
    show([...lines, ...own], waiting.length > 0 ? [] : choices);
  };
  const read = async (from: DirectLineCalls): Promise<void> => {
    const log = await from.log();
    if (from !== calls) return;
    const messages = log.flatMap(readMessage);
    lines = messages.map(({ line }) => line);
    choices = messages.at(-1)?.buttons ?? [];
    heard(log);
    draw();
  };
  /** Sends what waits, one after the other; what fails for want of a network is tried again. */
  const deliver = async (): Promise<void> => {
    if (sending) return;
    sending = true;
    try {
      while (calls && waiting[0]) {
        const by = calls;
        try {
          await by.send(waiting[0].text, waiting[0].id);
          waiting.shift();
          await read(by);
        } catch (error) {
          // Another connection comes, and goes on from here.
          if (error instanceof CallRefused && by === calls) calls = undefined;
          else await pause(pauseMs);
        }
      }
    } finally {
      sending = false;
    }
  };

  return {
    say(text) {
      waiting.push({ text, id: newId(), at: now() });
      draw();
      void deliver();
    },
    async connect(next) {
      if (closed) return;
      calls = next;
      try {
        await next.start();
        // What waits is sent first: its answer is read together with what came before.
        if (waiting.length === 0) await read(next);
        else await deliver();
      } catch {
        // Web Chat tries as well, and says so when nothing can be had.
        if (calls === next) calls = undefined;
      }
    },
    get busy() {
      return waiting.length > 0 && calls !== undefined;
    },
    unsent: () => waiting.map(({ text, id }) => ({ text, id })),
    close() {
      closed = true;
      calls = undefined;
    },
  };
}

/** A message of the log; nothing for what is no message. */
function readMessage(activity: Activity): { readonly line: Line; readonly buttons: readonly string[] }[] {
  const { type, text, timestamp, from, suggestedActions } = activity;
  if (type !== 'message' || typeof text !== 'string') return [];
  const titles = suggestedActions?.actions?.map(({ title }) => title) ?? [];
  return [
    {
      line: { who: from?.role === 'bot' ? 'bot' : 'user', text, at: Date.parse(String(timestamp)) },
      buttons: titles.filter((title) => typeof title === 'string'),
    },
  ];
}
