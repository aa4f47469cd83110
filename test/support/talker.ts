import type { Progress } from '../../dialogs/progress.ts';
import { reminderEvent } from '../../src/bot.ts';
import { CollectingAdapter } from '../../src/channels/adapter.ts';
import type { BotInput, BotInputKind } from '../../src/channels/bot-input.ts';
import { type Conversation, createConversation } from '../../src/conversation.ts';
import type { JsonObject } from '../../src/store/json.ts';
import type { ConversationRow } from '../../src/store/store.ts';
import type { Attempt, Place } from '../../src/turn/turn.ts';
import type { Understanding } from '../../src/understanding/understanding.ts';
import { theModel } from './model.ts';
import { buttonsOf, type ShownActivity, textOf } from './shown-activity.ts';

/** What the bot said in one turn. */
export interface Reply {
  readonly texts: readonly string[];
  readonly buttons: readonly string[];
  /** All texts, joined by blank lines. */
  readonly text: string;
  /** How it ended, where the channel is told so. */
  readonly outcome?: string;
  /** The activities as the channel is given them. */
  readonly activities: readonly ShownActivity[];
}

/** Somebody who talks to the bot itself, without store and channels, under a clock of their own. */
export interface Talker {
  readonly conversation: Conversation;
  /** Comes in and is greeted. */
  arrive(): Promise<Reply>;
  say(text: string): Promise<Reply>;
  /** Says something at once, before the bot's last question could be read. */
  sayAtOnce(text: string): Promise<Reply>;
  /** Hands in what a card's button carries, without a word. */
  submit(value: JsonObject): Promise<Reply>;
  /** Lets time go by, in ms. */
  wait(ms: number): void;
  leave(): Promise<Reply>;
  /** Lets the bot come back by itself, if it is to do so by now; undefined when it is not. */
  remind(): Promise<Reply | undefined>;
  /** What is stored of the person. */
  progress(): Progress | undefined;
  /** Puts stored progress in the place of what there is. */
  resume(progress: Partial<Progress>): void;
  readonly now: number;
  /** What was made of the last thing said. */
  readonly understanding: Understanding | undefined;
}

export interface TalkerOptions {
  readonly remote?: boolean;
  /** The channel of a remote talk; Teams when left out. */
  readonly channel?: string;
  /** Where the person has reached the program, as far as the bot knows. */
  readonly baseUrl?: string;
  readonly contactUrl?: string;
  readonly timeZone?: string;
  readonly start?: number;
}

const adapter = new CollectingAdapter({});
const localesFolder = new URL('../../locales', import.meta.url).pathname;
/** Longer than `READING_MS`. */
const readingPause = 5_000;

let clock = { now: 0 };
const conversations = new Map<string, Conversation>();

function conversationWith(contactUrl: string | undefined): Conversation {
  const known = conversations.get(contactUrl ?? '');
  if (known) return known;
  const settings = { botName: 'Latchkey', readingMs: 1500, ...(contactUrl && { contactUrl }) };
  const made = createConversation(localesFolder, adapter, settings, { now: () => clock.now }, theModel);
  conversations.set(contactUrl ?? '', made);
  return made;
}

/** Makes somebody who talks to the bot. */
export function createTalker(options: TalkerOptions = {}): Talker {
  const conversation = conversationWith(options.contactUrl);
  const mine = { now: options.start ?? Date.UTC(2026, 0, 5, 9) };
  const origin = options.remote ? 'connector' : 'embedded';
  const channel = options.remote ? (options.channel ?? 'msteams') : 'directline';
  const place: Place = { origin, channel, conversation: 'talk' };
  let row: ConversationRow | undefined;
  let remindAt: number | null = null;
  let heard: Understanding | undefined;

  const turn = async (kind: BotInputKind, activity: JsonObject, text?: string): Promise<Reply> => {
    clock = mine;
    heard = text === undefined ? undefined : conversation.read(text, 'en');
    const input: BotInput = {
      kind,
      place,
      receivedAt: mine.now,
      ...(options.baseUrl && { baseUrl: options.baseUrl }),
      ...(heard && { understanding: heard }),
      activity: {
        channelId: place.channel,
        serviceUrl: 'urn:test',
        conversation: { id: 'talk' },
        from: { id: 'person' },
        recipient: { id: 'bot' },
        ...(options.timeZone && { localTimezone: options.timeZone }),
        ...activity,
        ...(heard && { text: heard.redacted }),
      },
    };
    const attempt = await conversation.runBot(input, row && structuredClone(row));
    if (kind === 'reminder' && attempt.replies.length === 0) return replyOf(attempt);
    if (attempt.remindAt !== undefined || attempt.forget) remindAt = attempt.remindAt ?? null;
    row = {
      key: 'embedded/directline/talk',
      version: (row?.version ?? 0) + 1,
      state: attempt.state && (JSON.parse(JSON.stringify(attempt.state)) as JsonObject),
      reference: null,
      nextPosition: 1,
      lastStamp: 0,
      committedAt: mine.now,
      missed: false,
    };
    return replyOf(attempt);
  };
  const stored = (): Progress | undefined => row?.state?.['progress'] as unknown as Progress | undefined;

  return {
    conversation,
    arrive: () => turn('welcome', { type: 'conversationUpdate', membersAdded: [{ id: 'person' }] }),
    say: (text) => {
      mine.now += readingPause;
      return turn('message', { type: 'message' }, text);
    },
    sayAtOnce: (text) => {
      mine.now += 10;
      return turn('message', { type: 'message' }, text);
    },
    submit: (value) => {
      mine.now += readingPause;
      return turn('message', { type: 'message', value }, '');
    },
    wait: (ms) => {
      mine.now += ms;
    },
    leave: () => turn('stop', { type: 'endOfConversation' }),
    remind: async () => {
      if (remindAt === null || mine.now < remindAt) return undefined;
      remindAt = null;
      return turn('reminder', { type: 'event', name: reminderEvent });
    },
    progress: stored,
    resume: (progress) => {
      row = {
        key: 'embedded/directline/talk',
        version: 1,
        state: { progress: progress as unknown as JsonObject },
        reference: null,
        nextPosition: 1,
        lastStamp: 0,
        committedAt: mine.now,
        missed: false,
      };
    },
    get now() {
      return mine.now;
    },
    get understanding() {
      return heard;
    },
  };
}

function replyOf(attempt: Attempt): Reply {
  const replies = attempt.replies as unknown as readonly (ShownActivity & {
    channelData?: { outcome?: string };
  })[];
  const texts = replies.map(textOf);
  const outcome = replies.at(-1)?.channelData?.outcome;
  return {
    texts,
    buttons: replies.flatMap(buttonsOf),
    text: texts.join('\n\n'),
    activities: replies,
    ...(outcome && { outcome }),
  };
}
