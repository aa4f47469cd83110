import { isOutcome, type ToFrame, type ToLauncher } from '../launcher/messages.ts';

export interface FrameChannelParts {
  /** Tells the launcher. */
  readonly send: (message: ToLauncher) => void;
  /** Forgets in this browser by what the conversation could be taken up again. */
  readonly forget: () => void;
  /** Takes the focus into the chat. */
  readonly focus: () => void;
}

/** The chat's side of the talk with the launcher that embeds it. */
export interface FrameChannel {
  /** Resolves when the person opens the chat for the first time: before that nobody asks the server for anything. */
  readonly opened: Promise<void>;
  /** To be called with each message of the launcher. */
  receive(message: ToFrame): void;
  /** To be called when the person says something. */
  said(): void;
  /** To be called with each activity that comes, in order; again when the conversation is replayed. */
  heard(activity: unknown): void;
}

/** Begins with `hello`. */
export function createFrameChannel({ send, forget, focus }: FrameChannelParts): FrameChannel {
  let isOpen = false;
  let open: () => void;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  let unread = 0;
  // Until the person speaks, an end that comes is one of an earlier visit.
  let hasSpoken = false;
  const seen = new Set<string>();

  send({ latchkey: 'hello' });
  return {
    opened,
    receive(message) {
      if (message.latchkey === 'shutdown') {
        forget();
        send({ latchkey: 'forgotten' });
        return;
      }
      isOpen = message.latchkey === 'open';
      if (message.latchkey !== 'open') return;
      unread = 0;
      open();
      if (message.focus) focus();
    },
    said() {
      hasSpoken = true;
    },
    heard(activity) {
      const reply = readReply(activity);
      if (!reply || seen.has(reply.id)) return;
      seen.add(reply.id);
      if (!isOpen) {
        unread += 1;
        send({ latchkey: 'unread', count: unread });
      }
      if (hasSpoken && isOutcome(reply.outcome)) send({ latchkey: 'outcome', outcome: reply.outcome });
    },
  };
}

/** A message of the bot, of which only this is read; undefined when it is something else. */
function readReply(activity: unknown): { readonly id: string; readonly outcome: unknown } | undefined {
  const { type, id, from, channelData } = fieldsOf(activity);
  if (type !== 'message' || typeof id !== 'string' || fieldsOf(from)['role'] !== 'bot') return undefined;
  return { id, outcome: fieldsOf(channelData)['outcome'] };
}

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
