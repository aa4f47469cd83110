import type { Activity, TurnContext } from 'botbuilder';
import { NullTelemetryClient } from 'botbuilder';
import { type Dialog, DialogSet } from 'botbuilder-dialogs';
import type { Speech } from '../src/speech/speech.ts';
import type { Understanding } from '../src/understanding/understanding.ts';
import { readSubmit } from './card-submit.ts';
import { greetNewcomer } from './interruptions/newcomer.ts';
import { lightContext } from './light-context.ts';
import { type Progress, readProgress } from './progress.ts';
import { noteEndOfWait, remind } from './reminder.ts';
import { type DialogSettings, enterScope, newTalk, type Scope } from './scope.ts';
import type { Message, Talk } from './talk.ts';

/** What is known of the person's coming, beside the stored progress. */
export interface Guest {
  readonly activity: Activity;
  /** What was made of the message's raw text, when there is a message. */
  readonly understanding?: Understanding;
  /** When it was first received, in ms since 1970. */
  readonly receivedAt: number;
  /** When the turn before was committed, in ms since 1970; undefined when there was none. */
  readonly committedAt?: number;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The channel keeps the messages itself. */
  readonly remote: boolean;
  /** A message that the bot sends later, by itself, finds the person. */
  readonly reachable: boolean;
  /** The address of a calendar file for a time (ms since 1970); undefined when the bot does not know its own. */
  readonly calendarFile: (at: number, language: string) => string | undefined;
  /** Some of what was said before never reached the person. */
  readonly missed: boolean;
}

/** What a turn is about. */
export type TurnEvent =
  | 'message'
  | 'arrival'
  | 'departure'
  /** A wait is over, and the bot comes back by itself. */
  | 'reminder';

export interface Conversing {
  readonly context: TurnContext;
  readonly recovery: Dialog;
  readonly speech: Speech;
  readonly settings: DialogSettings;
  readonly guest: Guest;
  readonly event: TurnEvent;
  /** The progress as it was stored, by whichever build. */
  readonly stored: Partial<Progress> | undefined;
}

/** What a turn of the conversation came to. */
export interface Said {
  readonly messages: readonly Message[];
  readonly progress: Progress;
  readonly forget: boolean;
}

/**
 * One turn of the conversation. The waterfall is begun anew and walks, unheard, past everything that is answered to the
 * open question: that is the place. Then it is given the message.
 */
export async function converse(turn: Conversing): Promise<Said> {
  const scope = openScope(turn);
  enterScope(turn.context, scope);
  const dialogs = new DialogSet();
  dialogs.telemetryClient = new NullTelemetryClient();
  dialogs.add(turn.recovery);
  // The stack lives for one turn only; the answers are the truth.
  const dialogContext = lightContext(dialogs, turn.context, []);
  const begin = () => dialogContext.beginDialog(turn.recovery.id);
  switch (turn.event) {
    case 'message':
      noteEndOfWait(scope.progress, scope.now);
      await unheard(scope, begin);
      scope.shown = false;
      greetNewcomer(scope);
      // By its context it would be told first, dialog by dialog, that an activity has come, which nobody hears.
      await turn.recovery.continueDialog(dialogContext);
      break;
    case 'arrival':
      await begin();
      break;
    case 'departure':
      scope.progress.stopped = true;
      scope.talk.insist('talk.stopped');
      break;
    case 'reminder':
      await remind(scope, () => unheard(scope, begin));
  }
  noteWhatIsAsked(scope);
  return { messages: scope.talk.messages(), progress: scope.progress, forget: scope.forget };
}

/** Lets the waterfall speak into a talk that is not said; gives that talk. */
async function unheard(scope: Scope, speak: () => Promise<unknown>): Promise<Talk> {
  const { talk } = scope;
  const rehearsal = newTalk(scope);
  scope.talk = rehearsal;
  await speak();
  scope.talk = talk;
  return rehearsal;
}

function openScope({ speech, settings, guest, stored, event }: Conversing): Scope {
  const progress = readProgress(stored ?? {});
  const { activity, receivedAt, committedAt, now, remote, reachable, calendarFile, missed } = guest;
  const understanding = guest.understanding && (readSubmit(activity.value) ?? guest.understanding);
  progress.language ??= speech.languageFor(activity.locale);
  if (activity.localTimezone) progress.zone = activity.localTimezone;
  // The question could be read from the commit of the turn that asked it.
  if (progress.open && committedAt !== undefined) progress.open.at ??= committedAt;
  const { language } = progress;
  return {
    progress,
    speech,
    settings,
    now,
    language,
    remote,
    reachable,
    calendarFile: (at) => calendarFile(at, language),
    reminding: event === 'reminder',
    missed,
    ...(understanding && { incoming: { understanding, receivedAt } }),
    talk: newTalk({ speech, language }),
    trail: [],
    fresh: new Set(),
    noted: [],
    forget: false,
    shown: false,
    greeted: false,
  };
}

/** Remembers the question that ends the turn; one shown with all that leads to it has to be read anew. */
function noteWhatIsAsked({ progress, talk, shown }: Scope): void {
  const question = talk.asked?.question;
  if (question && (shown || progress.open?.question !== question)) progress.open = { question };
}
