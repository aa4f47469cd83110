import type { Transcript } from './transcript.ts';

export interface WelcomeBackParts {
  /** `#back`: a line, and a button that goes on. */
  readonly place: HTMLElement;
  readonly words: Readonly<Record<'back' | 'backAt', string>>;
  readonly now: () => number;
  /** Goes on for the person. */
  readonly answer: () => void;
}

/** A line above the talk, for who comes back and for what was done with the talk as a whole. */
export interface WelcomeBack {
  /** Greets who was away for long with where they were. */
  greet(transcript: Pick<Transcript, 'lastAt' | 'place'>): void;
  tell(text: string): void;
  hide(): void;
}

/** Whoever was away for less knows where they are, in ms. */
const awayMs = 3_600_000;

export function createWelcomeBack({ place, words, now, answer }: WelcomeBackParts): WelcomeBack {
  const line = place.querySelector('p');
  const button = place.querySelector('button');
  let isDone = false;
  const show = (text: string, withButton: boolean): void => {
    if (line) line.textContent = text;
    if (button) button.hidden = !withButton;
    place.hidden = false;
  };
  const hide = (): void => {
    isDone = true;
    place.hidden = true;
  };
  button?.addEventListener('click', () => {
    hide();
    answer();
  });
  return {
    greet({ lastAt, place: step }) {
      if (isDone || lastAt === undefined || now() - lastAt < awayMs) return;
      isDone = true;
      show(step === undefined ? words.back : words.backAt.replace('{place}', step), true);
    },
    tell: (text) => show(text, false),
    hide,
  };
}
