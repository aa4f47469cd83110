import {
  type Activity,
  type ConversationState,
  type StatePropertyAccessor,
  TeamsActivityHandler,
  type TurnContext,
} from 'botbuilder';
import type { Dialog } from 'botbuilder-dialogs';
import { converse, type Guest, type TurnEvent } from '../dialogs/converse.ts';
import { type Progress, readProgress, reminderAt } from '../dialogs/progress.ts';
import type { DialogSettings } from '../dialogs/scope.ts';
import type { Message } from '../dialogs/talk.ts';
import type { Speech } from './speech/speech.ts';

/** What the bot is made of. */
export interface BotParts {
  readonly speech: Speech;
  readonly settings: DialogSettings;
  /** The whole conversation as a dialog. */
  readonly recovery: Dialog;
  /**
   * Makes a message of ours what the channel can show.
   *
   * @param showing the channel and where it takes replies, the number of the turn, and the words before choices that can
   *   only be read
   */
  readonly present: (
    message: Message,
    showing: {
      readonly channelId: string;
      readonly serviceUrl: string;
      readonly turn: number;
      readonly choicesLead: string;
    },
  ) => Partial<Activity>;
}

/** What the bot is told of the turn beside its activity. */
export interface Occasion extends Omit<Guest, 'activity'> {
  /** The number of the turn in its conversation. */
  readonly turn: number;
}

/**
 * The event by which a due reminder begins a turn. It is made in this program alone: what a channel hands in under this
 * name is ignored, as all events are that are not known.
 */
export const reminderEvent = 'latchkey.reminder';

/** The Bot Framework bot: says what each kind of activity leads to, and hands a message to the dialogs. */
export class LatchkeyBot extends TeamsActivityHandler {
  readonly #parts: BotParts;
  readonly #state: ConversationState;
  readonly #progress: StatePropertyAccessor<Partial<Progress> | undefined>;
  readonly #occasion: Occasion;
  #forgets = false;
  #remindAt: number | null | undefined;

  constructor(parts: BotParts, state: ConversationState, occasion: Occasion) {
    super();
    this.#parts = parts;
    this.#state = state;
    this.#progress = state.createProperty<Partial<Progress> | undefined>('progress');
    this.#occasion = occasion;

    this.onMessage((context) => this.#hear(context));
    this.onMembersAdded((context) => this.#greet(context));
    this.onInstallationUpdateAdd((context) => this.#greet(context));
    this.onInstallationUpdateRemove(async () => {
      this.#forgets = true;
    });
    this.onEvent((context) =>
      context.activity.name === reminderEvent ? this.#converse(context, 'reminder') : this.#greet(context),
    );
    this.onEndOfConversation((context) => this.#pause(context));
  }

  /** True when the turn asks for everything that is kept of the person to be deleted. */
  get forgets(): boolean {
    return this.#forgets;
  }

  /** When the bot is to come back by itself, in ms since 1970; null: not at all; undefined: as it was before the turn. */
  get remindAt(): number | null | undefined {
    return this.#remindAt;
  }

  async #hear(context: TurnContext): Promise<void> {
    if (!context.activity.conversation.isGroup) return await this.#converse(context, 'message');
    // Whatever is said here of an account, others read: nothing is asked, and nothing kept.
    const { speech } = this.#parts;
    const language = speech.languageFor(context.activity.locale);
    await this.#send(context, [{ text: speech.say(language, 'talk.group'), buttons: [] }], language);
  }

  /** Greets once, whichever activity comes first. */
  async #greet(context: TurnContext): Promise<void> {
    const progress = await this.#progress.get(context);
    if (!progress) await this.#converse(context, 'arrival');
  }

  /** The client has ended the conversation: taken as "stop". */
  async #pause(context: TurnContext): Promise<void> {
    const progress = await this.#progress.get(context);
    if (progress) await this.#converse(context, 'departure');
  }

  async #converse(context: TurnContext, event: TurnEvent): Promise<void> {
    const stored = await this.#progress.get(context);
    const reminderBefore = reminderAt(readProgress(stored ?? {}));
    const { recovery, speech, settings } = this.#parts;
    const guest: Guest = { ...this.#occasion, activity: context.activity };
    const said = await converse({ context, recovery, speech, settings, guest, event, stored });
    const language = said.progress.language ?? speech.languageFor(context.activity.locale);
    await this.#send(context, said.messages, language);
    this.#forgets = said.forget;
    const reminder = reminderAt(said.progress);
    if (reminder !== reminderBefore) this.#remindAt = reminder ?? null;
    await this.#progress.set(context, said.progress);
    await this.#state.saveChanges(context);
  }

  /** Sends messages as the channel can show them. */
  async #send(context: TurnContext, messages: readonly Message[], language: string): Promise<void> {
    const { present, speech } = this.#parts;
    const showing = {
      channelId: context.activity.channelId,
      serviceUrl: context.activity.serviceUrl,
      turn: this.#occasion.turn,
      choicesLead: speech.say(language, 'talk.choices'),
    };
    if (messages.length > 0)
      await context.sendActivities(messages.map((message) => present(message, showing)));
  }
}
