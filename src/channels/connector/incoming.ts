import { z } from 'zod';
import type { JsonObject } from '../../store/json.ts';
import {
  cleanText,
  id,
  readClientActivityId,
  readLocale,
  readSubmit,
  readSubmittedWords,
  readTime,
  readTimezone,
} from '../activity-fields.ts';
import type { BotInputKind } from '../bot-input.ts';
import { HttpError } from '../http.ts';
import { readClientInfo, withoutMention } from './entities.ts';
import { isServiceUrl } from './loopback.ts';

const party = z.object({ id }, 'must be an object');
const text = z.string('must be a string').nullish();
const list = z.array(z.unknown(), 'must be an array').nullish();

const serviceUrl = z
  .string('must be a string')
  .max(2000, 'must have at most 2000 characters')
  .refine(isServiceUrl, 'must be an https address');

/** Unknown fields are accepted and dropped (A2005); known ones must be what the activity schema says. */
const schema = z.object(
  {
    type: id.max(100, 'must have at most 100 characters'),
    // It is a part of the conversation's key, whose parts are parted by slashes.
    channelId: z.string('must be a string').regex(/^[\w.:@-]{1,100}$/, 'must be the id of a channel'),
    serviceUrl,
    conversation: z.object(
      {
        id,
        tenantId: id.nullish(),
        conversationType: id.nullish(),
        isGroup: z.boolean('must be true or false').nullish(),
      },
      'must be an object',
    ),
    id: id.nullish(),
    from: party.nullish(),
    recipient: party.nullish(),
    text,
    locale: text,
    localTimezone: text,
    deliveryMode: text,
    name: text,
    action: text,
    membersAdded: z.array(party, 'must be an array').nullish(),
    membersRemoved: z.array(party, 'must be an array').nullish(),
    attachments: list,
    entities: list,
    timestamp: z.unknown().optional(),
    localTimestamp: z.unknown().optional(),
    channelData: z.unknown().optional(),
    value: z.unknown().optional(),
  },
  'must be one activity, an object',
);

type Read = z.output<typeof schema>;

/** An activity of a channel, read and validated; nothing of it is trusted before its sender is authenticated. */
export interface Incoming {
  readonly kind: BotInputKind | 'ignored';
  readonly channelId: string;
  readonly serviceUrl: string;
  readonly conversationId: string;
  readonly id: string | undefined;
  readonly clientActivityId: string | undefined;
  /** The name of an invoke. */
  readonly name: string | undefined;
  readonly locale: string | undefined;
  /** What the person typed, without control characters; raw, so it must be read and dropped at once. */
  readonly text: string;
  /** The replies are awaited in the response. */
  readonly expectsReplies: boolean;
  /** All that is kept of the activity, without its text: built anew from the allow-list of promise P4. */
  readonly kept: JsonObject;
  /** How to reach the conversation. */
  readonly reference: JsonObject;
}

/**
 * Reads an activity that was posted by a channel.
 *
 * @throws HttpError 400: `MissingProperty` when something it needs is not there, `BadArgument` when something is not
 *   what it should be
 */
export function readIncoming(body: unknown): Incoming {
  const read = schema.safeParse(body);
  if (!read.success) throw badActivity(body, read.error);
  const client = readClientInfo(read.data.entities);
  const said = read.data.text || readSubmittedWords(read.data.value) || '';
  const activity: Read = {
    ...read.data,
    text: withoutMention(said, read.data.entities, read.data.recipient?.id),
    locale: read.data.locale ?? client.locale,
    localTimezone: read.data.localTimezone ?? client.timezone,
  };
  const kind = kindOf(activity);
  const user = userOf(activity);
  if (!user && kind !== 'ignored' && kind !== 'removed') throw missing('from.id');
  return {
    kind,
    channelId: activity.channelId,
    serviceUrl: activity.serviceUrl,
    conversationId: activity.conversation.id,
    id: activity.id ?? undefined,
    clientActivityId: kind === 'message' ? readClientActivityId(activity.channelData) : undefined,
    name: activity.name ?? (activity.channelId === 'msteams' ? namelessInTeams : undefined),
    locale: readLocale(activity.locale),
    text: cleanText(activity.text ?? ''),
    expectsReplies: activity.deliveryMode === 'expectReplies',
    kept: keep(activity, kind, user),
    reference: defined({
      channelId: activity.channelId,
      serviceUrl: activity.serviceUrl,
      conversation: conversationOf(activity),
      bot: botOf(activity),
      user: user === undefined ? undefined : { id: user },
      locale: readLocale(activity.locale),
    }),
  };
}

/** A tap on a card's `invoke` button comes from Teams without a name; the SDK takes it for this one. */
const namelessInTeams = 'CardAction.Invoke';

/** What each type of activity leads to. Every type that is not named is accepted and ignored (A2014). */
function kindOf(activity: Read): Incoming['kind'] {
  const kind = kindAlone(activity);
  // In a group nobody is spoken to who has not spoken to the bot, and nobody ends what is another's.
  return isGroup(activity) && (kind === 'welcome' || kind === 'stop') ? 'ignored' : kind;
}

/** A place where several people read along; the ids of Teams' threads tell it even where nothing else does. */
const isGroup = ({ channelId, conversation: { id, isGroup, conversationType } }: Read): boolean =>
  isGroup === true ||
  conversationType === 'groupChat' ||
  conversationType === 'channel' ||
  (channelId === 'msteams' && conversationType == null && /^19:[^@]+@thread\./.test(id));

function kindAlone(activity: Read): Incoming['kind'] {
  switch (activity.type) {
    case 'message':
      return 'message';
    case 'endOfConversation':
      return 'stop';
    case 'invoke':
      return 'invoke';
    case 'conversationUpdate':
      if (isBotRemoved(activity)) return 'removed';
      return newcomer(activity) === undefined ? 'ignored' : 'welcome';
    case 'installationUpdate':
      if (activity.action === 'add') return 'welcome';
      return activity.action === 'remove' ? 'removed' : 'ignored';
    case 'event':
      return activity.name === 'webchat/join' ? 'welcome' : 'ignored';
    default:
      return 'ignored';
  }
}

const isBotRemoved = ({ membersRemoved, recipient }: Read): boolean =>
  recipient != null && membersRemoved?.some((member) => member.id === recipient.id) === true;

/** Someone who came in and is not the bot itself. */
const newcomer = ({ membersAdded, recipient }: Read): string | undefined =>
  membersAdded?.find((member) => member.id !== recipient?.id)?.id;

/** The person. Some channels let the bot or nobody send what tells of a newcomer. */
const userOf = (activity: Read): string | undefined =>
  activity.from && activity.from.id !== activity.recipient?.id
    ? activity.from.id
    : (newcomer(activity) ?? activity.from?.id);

/** The bot, under the name the channel knows it by; handlers of the SDK expect that there is one. */
const botOf = ({ recipient }: Read): JsonObject => ({ id: recipient?.id ?? 'bot' });

const heardAs: Partial<Record<Incoming['kind'], string>> = {
  welcome: 'conversationUpdate',
  removed: 'installationUpdate',
};

function keep(activity: Read, kind: Incoming['kind'], user: string | undefined): JsonObject {
  const isMessage = kind === 'message';
  const clientActivityID = isMessage ? readClientActivityId(activity.channelData) : undefined;
  const isSubmit = isMessage && !activity.text?.trim();
  return defined({
    // Whichever way a channel tells of a newcomer or of its removal, the bot hears of it in one way.
    type: heardAs[kind] ?? activity.type,
    membersAdded: kind === 'welcome' && user !== undefined ? [{ id: user }] : undefined,
    action: kind === 'removed' ? 'remove' : undefined,
    name: kind === 'invoke' ? knownName(activity.name) : undefined,
    id: activity.id ?? undefined,
    timestamp: readTime(activity.timestamp),
    localTimestamp: readTime(activity.localTimestamp),
    localTimezone: readTimezone(activity.localTimezone),
    locale: readLocale(activity.locale),
    channelId: activity.channelId,
    serviceUrl: activity.serviceUrl,
    conversation: conversationOf(activity),
    from: user === undefined ? undefined : { id: user },
    recipient: botOf(activity),
    value: isSubmit ? readSubmit(activity.value) : undefined,
    channelData: clientActivityID === undefined ? undefined : { clientActivityID },
  });
}

/** Names of invokes are short and plain; another one is nobody's, and could hold anything. */
const knownName = (name: string | null | undefined): string | undefined =>
  name && /^[A-Za-z][\w./-]{0,99}$/.test(name) ? name : undefined;

const conversationOf = (activity: Read): JsonObject => {
  const { conversation } = activity;
  return defined({
    id: conversation.id,
    tenantId: conversation.tenantId ?? undefined,
    conversationType: conversation.conversationType ?? undefined,
    isGroup: isGroup(activity) || (conversation.isGroup ?? undefined),
  });
};

function badActivity(body: unknown, error: z.ZodError): HttpError {
  const issue = error.issues[0];
  const path = issue?.path ?? [];
  const given = path.reduce<unknown>(
    (value, key) => (isObject(value) ? value[String(key)] : undefined),
    body,
  );
  if (path.length > 0 && (given === undefined || given === null)) return missing(path.join('.'));
  return new HttpError(
    400,
    'BadArgument',
    `The activity is not valid: ${path.join('.') || 'it'} ${issue?.message}.`,
  );
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const missing = (name: string): HttpError =>
  new HttpError(400, 'MissingProperty', `The activity has no ${name}.`);

const defined = (fields: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
