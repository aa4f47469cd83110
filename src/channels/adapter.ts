import {
  type Activity,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type InvokeResponse,
  type ResourceResponse,
  TurnContext,
} from 'botbuilder';
import { LatchkeyError } from '../errors.ts';
import { copyAsJson, type JsonObject } from '../store/json.ts';

/** What the bot sent in one turn. */
export interface CollectedTurn {
  /** In the order they were sent; plain JSON, without an id: the channel gives one. */
  readonly replies: readonly JsonObject[];
  /** The bot's answer to an `invoke`, when it gave one. */
  readonly invokeResponse?: JsonObject;
}

interface Collection {
  readonly replies: JsonObject[];
  invokeResponse?: JsonObject;
}

const collectionKey = Symbol('collection');

/**
 * What leaves nothing behind: traces are for the Emulator alone, and what a turn sends goes out together when it is
 * committed, so there is neither a pause to keep nor a time in which the bot is seen to type.
 */
const passing: ReadonlySet<string> = new Set(['trace', 'delay', 'typing']);

/**
 * The one Bot Framework adapter, for every way in. It runs the bot and collects what the bot sends; it never sends
 * anything itself. Whoever runs a turn writes the replies down, and they are delivered after that.
 *
 * `onTurnError` stays unset: an error must reach whoever runs the turn, for nothing of that turn may be kept.
 */
export class CollectingAdapter extends CloudAdapter {
  /** @param settings the SDK's settings by their own names; without them the SDK would read the environment */
  constructor(settings: Readonly<Record<string, string | undefined>>) {
    super(new ConfigurationBotFrameworkAuthentication({ ...settings }));
  }

  /**
   * Runs a turn of the bot on a copy of an activity. Has no effect beyond what it returns.
   *
   * @throws whatever middleware or `logic` throw
   */
  async runTurn(
    activity: JsonObject,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<CollectedTurn> {
    const context = new TurnContext(this, incoming(activity));
    const collection: Collection = { replies: [] };
    context.turnState.set(collectionKey, collection);
    await this.runMiddleware(context, logic);
    return collection;
  }

  /** Collects. Called by the turn's context. */
  override async sendActivities(
    context: TurnContext,
    activities: Partial<Activity>[],
  ): Promise<ResourceResponse[]> {
    const collection = context.turnState.get<Collection | undefined>(collectionKey);
    if (!collection) throw refused('Activities can be sent only in a turn that runTurn began.');
    for (const activity of activities) {
      const type = activity.type ?? 'message';
      if (type === 'invokeResponse') collection.invokeResponse ??= invokeResponse(activity);
      else if (!passing.has(type)) collection.replies.push(outgoing(activity));
    }
    // Ids are given by the channel, when the turn is committed.
    return activities.map(() => ({ id: '' }));
  }

  /** Checks that a request comes from a Bot Framework channel. @throws whatever the SDK throws when it does not */
  async authenticate(activity: Partial<Activity>, authorization: string): Promise<void> {
    await this.botFrameworkAuthentication.authenticateRequest(activity as Activity, authorization);
  }

  /** The SDK's factory of connector clients that speak for the bot `appId`. */
  connectorFactory(appId: string) {
    return this.botFrameworkAuthentication.createConnectorFactory(this.createClaimsIdentity(appId));
  }

  /** Refused: what was sent cannot be changed, least of all before the turn is committed. */
  override async updateActivity(): Promise<never> {
    throw refused('A message that was sent is not changed.');
  }

  /** Refused, as `updateActivity`. */
  override async deleteActivity(): Promise<never> {
    throw refused('A message that was sent is not deleted.');
  }

  /** Refused: a turn that the bot begins must be committed like any other. */
  override async continueConversationAsync(): Promise<never> {
    throw refused('A conversation is continued only by a turn.');
  }

  /** Refused, as `continueConversationAsync`. */
  override async createConversationAsync(): Promise<never> {
    throw refused('The bot begins no conversation.');
  }

  /** Refused: hosted by the SDK's own `process`, a turn would be neither stored nor delivered. */
  protected override async processActivity(): Promise<InvokeResponse | undefined> {
    throw refused('Activities are processed by runTurn.');
  }
}

const refused = (message: string): LatchkeyError =>
  new LatchkeyError('AdapterRefused', message, 'Send replies in the turn, with context.sendActivity.');

/** The activity as the SDK would hand it to a bot: a copy, its times as dates. */
function incoming(activity: JsonObject): Activity {
  // With `expectReplies` the context would keep the replies to itself; how they leave is not the bot's business.
  const { deliveryMode, timestamp, localTimestamp, ...rest } = copyAsJson(activity) as JsonObject;
  const copy: Record<string, unknown> = rest;
  for (const [name, value] of Object.entries({ timestamp, localTimestamp })) {
    const date = typeof value === 'string' ? new Date(value) : undefined;
    if (date && !Number.isNaN(date.getTime())) copy[name] = date;
  }
  return copy as unknown as Activity;
}

/** An activity as JSON, without an id and without what is empty (activity specification, A2004, A2030). */
function outgoing(activity: Partial<Activity>): JsonObject {
  const { id, ...fields } = activity;
  const full = Object.entries(fields).filter(([, value]) => !isEmpty(value));
  return copyAsJson(Object.fromEntries(full)) as JsonObject;
}

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

function invokeResponse(activity: Partial<Activity>): JsonObject {
  const value = copyAsJson(activity.value);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}
