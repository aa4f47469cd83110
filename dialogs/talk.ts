import type { Parameters, Speech } from '../src/speech/speech.ts';
import { numberOf, type StepId } from '../src/speech/steps.ts';
import type { ChoiceId, QuestionId } from '../src/understanding/questions.ts';

/** How it ends: the person is in, or nothing is left, or the account is one from work or school. */
export type Outcome = 'solved' | 'unsolved' | 'work';

/** A button: its title says, typed, the same. */
export interface Button {
  readonly title: string;
  /** What it answers; one that is offered besides has none. */
  readonly answer?: { readonly question: QuestionId; readonly choice: ChoiceId };
}

/** One message to the person, for any channel to show. */
export interface Message {
  /** Paragraphs of Markdown (bold and links only). */
  readonly text: string;
  /** Only the last message of a turn has any. */
  readonly buttons: readonly Button[];
  /** Set where this message ends the matter: with the question whether this was helpful. */
  readonly outcome?: Outcome;
}

/** A question as it is asked: its choices can be fewer than it has. */
export interface Asked {
  readonly question: QuestionId;
  readonly choices: readonly ChoiceId[];
  /** The message that asks, when it is not the question's own words. */
  readonly words?: { readonly key: string; readonly parameters?: Parameters };
  /** What came of it all, when the question is the last one. */
  readonly outcome?: Outcome;
}

/** Something to say; made words of only when it is really said, since most of a rehearsal never is. */
type Line = () => string;

/** What is said of one step, or of none. */
interface Section {
  readonly step?: StepId;
  /** Said however quickly the step is passed. */
  readonly always: Line[];
  /** Said only if the person stays with the question that follows. */
  paragraphs: Line[];
}

const wordsAMessage = 60;
const messagesATurn = 3;

/** Collects what one turn says and makes messages of it: words by key, never a text. */
export class Talk {
  readonly #speech: Speech;
  readonly #language: string;
  #sections: Section[] = [{ always: [], paragraphs: [] }];
  #offers: string[] = [];
  #asked: Asked | undefined;

  constructor(speech: Speech, language: string) {
    this.#speech = speech;
    this.#language = language;
  }

  /** The question that ends this turn, when one does. */
  get asked(): Asked | undefined {
    return this.#asked;
  }

  /** Begins to speak of a step. */
  step(step: StepId): void {
    this.#sections.push({ step, always: [], paragraphs: [] });
  }

  /** Says something that leads to the question to come. */
  say(key: string, parameters?: Parameters): void {
    this.#current.paragraphs.push(this.#line(key, parameters));
  }

  /** Says something that must be heard whatever comes after it in this turn. */
  insist(key: string, parameters?: Parameters): void {
    this.#current.always.push(this.#line(key, parameters));
  }

  /** Remarks on something before all else that this turn says of the steps. */
  remark(key: string, parameters?: Parameters): void {
    this.#sections[0]?.always.push(this.#line(key, parameters));
  }

  /** Gives the reviewed answer of a refusal or side question. */
  insistText(text: string): void {
    this.#current.always.push(...text.split(/\n{2,}/).map((paragraph) => () => paragraph));
  }

  /** Offers buttons besides those of the question; they come before them. */
  offer(titles: readonly string[]): void {
    this.#offers.push(...titles);
  }

  /** Asks a question; the last one asked in a turn is the one that stands. */
  ask(asked: Asked): void {
    this.#asked = asked;
  }

  /** Drops what led to a question that turned out to be answered already. */
  passOver(): void {
    this.#current.paragraphs = [];
    this.#asked = undefined;
  }

  /** Drops all that was said so far; the step stays. */
  beginAnew(): void {
    const { step } = this.#current;
    this.#sections = [{ ...(step && { step }), always: [], paragraphs: [] }];
  }

  /**
   * Takes over what another talk would say from its last unanswered question on, its step's heading included.
   *
   * @param wholeWay also what must be heard of the way there
   */
  present(rehearsal: Talk, { wholeWay = false } = {}): void {
    const { step, paragraphs } = rehearsal.#current;
    if (wholeWay) this.#current.always.push(...rehearsal.#sections.flatMap(({ always }) => always));
    this.#sections.push({ ...(step && { step }), always: [], paragraphs: [...paragraphs] });
    this.#asked = rehearsal.#asked;
  }

  /** The messages of this turn: at most three of at most sixty words where the words allow it, buttons on the last. */
  messages(): Message[] {
    const asked = this.#asked;
    const lines = this.#sections.flatMap((section) => this.#linesOf(section));
    if (asked) lines.push(this.#wordsOf(asked));
    const texts = pack(
      lines.map((line) => line()),
      this.#language,
    );
    const buttons = [...this.#offers.map((title) => ({ title })), ...(asked ? this.#buttonsOf(asked) : [])];
    const last = { buttons, ...(asked?.outcome && { outcome: asked.outcome }) };
    return texts.map((text, index) => ({ text, ...(index === texts.length - 1 ? last : { buttons: [] }) }));
  }

  #line(key: string, parameters?: Parameters): Line {
    return () => this.#speech.say(this.#language, key, parameters);
  }

  #buttonsOf({ question, choices }: Asked): Button[] {
    return choices.map((choice) => ({
      title: this.#speech.title(this.#language, question, choice),
      answer: { question, choice },
    }));
  }

  #wordsOf({ question, words }: Asked): Line {
    return words ? this.#line(words.key, words.parameters) : () => this.#speech.ask(this.#language, question);
  }

  get #current(): Section {
    return this.#sections[this.#sections.length - 1] as Section;
  }

  /** A step's heading is said only of the step the person is at, which is the one that asks. */
  #linesOf(section: Section): Line[] {
    const isPlace = section === this.#current && this.#asked !== undefined;
    const number = section.step && numberOf(section.step);
    if (!isPlace || number === undefined) {
      return [...section.always, ...section.paragraphs];
    }
    const name = this.#speech.say(this.#language, `step.name.${section.step}`);
    const heading = this.#line('step.heading', { number, name });
    return [...section.always, heading, ...section.paragraphs];
  }
}

/**
 * Joins paragraphs to as few messages as the limit of words allows. A paragraph is split, between sentences, only when
 * there would be too many messages else.
 */
function pack(paragraphs: readonly string[], language: string): string[] {
  const messages = join(paragraphs.map((text) => ({ text, glue: '\n\n' })));
  if (messages.length <= messagesATurn) return messages;
  const sentences = new Intl.Segmenter(language, { granularity: 'sentence' });
  return join(
    paragraphs.flatMap((paragraph) =>
      [...sentences.segment(paragraph)].map(({ segment }, index) => ({
        text: segment.trim(),
        glue: index === 0 ? '\n\n' : ' ',
      })),
    ),
  );
}

function join(parts: readonly { text: string; glue: string }[]): string[] {
  const messages: string[] = [];
  let words = Number.POSITIVE_INFINITY;
  for (const [index, { text, glue }] of parts.entries()) {
    const more = countWords(text);
    if (words + more + headed(text, parts[index + 1]?.text) > wordsAMessage) {
      messages.push(text);
      words = more;
    } else {
      messages[messages.length - 1] += `${glue}${text}`;
      words += more;
    }
  }
  return messages;
}

/** How many words follow a heading that must not end a message alone; none where they would not go into one with it. */
function headed(text: string, next: string | undefined): number {
  if (next === undefined || !/^\*\*[^*]+\*\*$/.test(text)) return 0;
  const words = countWords(next);
  return countWords(text) + words > wordsAMessage ? 0 : words;
}

/** Words as a person counts them: a link counts by its label. */
export function countWords(markdown: string): number {
  const words = markdown.replaceAll(/\]\([^)]*\)/g, ']').match(/[\p{L}\p{N}][\p{L}\p{N}'’.@:-]*/gu);
  return words?.length ?? 0;
}
