import type { Hearing } from '../../../dialogs/interruptions/hearing.ts';
import { readProgress } from '../../../dialogs/progress.ts';
import { newTalk, type Scope } from '../../../dialogs/scope.ts';
import { loadSpeech } from '../../../src/speech/speech.ts';
import type { Decision } from '../../../src/understanding/decision.ts';
import { type QuestionId, questions } from '../../../src/understanding/questions.ts';
import type { Understanding } from '../../../src/understanding/understanding.ts';

export const speech = loadSpeech(new URL('../../../locales', import.meta.url).pathname);
/** How long a question takes to be read here, in ms, and when each message comes in. */
export const readingMs = 1500;
export const now = Date.UTC(2026, 0, 5, 9);

/** What is so when a message is heard; whatever is left out is as in a quiet talk. */
export interface Circumstances {
  readonly open?: QuestionId;
  /** The question that was asked last; the open one unless said otherwise. */
  readonly asked?: QuestionId | undefined;
  readonly progress?: Parameters<typeof readProgress>[0];
  readonly decision?: Partial<Decision>;
  readonly answers?: Understanding['answers'];
  readonly noted?: Scope['noted'];
  readonly greeted?: boolean;
}

/** A message being heard, without the bot around it. */
export function aHearing(circumstances: Circumstances): Hearing {
  const { open, progress = {}, decision = {}, answers = {}, noted = [], greeted = false } = circumstances;
  const scope: Scope = {
    progress: readProgress(progress),
    speech,
    settings: { botName: 'Latchkey', readingMs },
    now,
    language: 'en',
    remote: false,
    reachable: false,
    calendarFile: () => undefined,
    reminding: false,
    missed: false,
    talk: newTalk({ speech, language: 'en' }),
    open: open && { question: open, choices: questions[open] },
    trail: [],
    fresh: new Set(),
    noted,
    forget: false,
    shown: false,
    greeted,
  };
  return {
    scope,
    incoming: {
      receivedAt: now,
      understanding: {
        intents: [{ intent: 'none', score: 1 }],
        answers,
        secrets: [],
        redacted: '',
        empty: false,
      },
    },
    decision: { kind: 'none', intent: 'none', score: 1, others: [], alternatives: [], ...decision },
    asked: 'asked' in circumstances ? circumstances.asked : open,
    wasStopped: false,
    show: () => Promise.reject(new Error('nothing is shown here')),
  };
}

/** What is said in the turn, in one text. */
export const saidIn = ({ scope }: Hearing): string =>
  scope.talk
    .messages()
    .map(({ text }) => text)
    .join('\n\n');

/** The titles of the buttons of the turn. */
export const buttonsIn = ({ scope }: Hearing): string[] =>
  scope.talk.messages().flatMap(({ buttons }) => buttons.map(({ title }) => title));
