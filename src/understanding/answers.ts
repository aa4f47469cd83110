import type { Lexicon } from './lexicon.ts';
import type { Subject } from './pattern-match.ts';
import type { ChoiceId, QuestionId } from './questions.ts';
import type { GivenAnswer } from './understanding.ts';

type Answers = Partial<Record<QuestionId, GivenAnswer>>;

/** How many words before a phrase can turn it round: "I have not yet tried the helper". */
const negatorReach = 2;

const isNegated = (subject: Subject, lexicon: Lexicon, start: number): boolean => {
  for (let i = start - 1; i >= Math.max(0, start - negatorReach); i--) {
    if (subject.breaks[i + 1] !== 0) return false;
    if (lexicon.isNegator(subject.words[i] as string)) return true;
  }
  return false;
};

/** Answers whose text says which question they answer; of two to one question the last said counts. */
const readNamed = (subject: Subject, lexicon: Lexicon): Answers => {
  const answers: Answers = {};
  for (const { value, start, end } of lexicon.named.search(subject)) {
    if (!value.anywhere) {
      if (subject.asks[start] || isNegated(subject, lexicon, start)) continue;
      // A clause that asks may begin within the words matched: "the helper, can I skip it".
      if (subject.asks[end - 1]) continue;
    }
    answers[value.question] = { choice: value.choice, named: true };
  }
  return answers;
};

/** Where in the text each group of unnamed phrases was last said, and whether nothing else was. */
const readGroups = (subject: Subject, lexicon: Lexicon): { said: Map<string, number>; alone: boolean } => {
  const said = new Map<string, number>();
  const { words, breaks } = subject;
  let alone = true;
  for (let from = 0; from < words.length; ) {
    let to = from + 1;
    while (to < words.length && breaks[to] === 0) to++;
    if (subject.asks[from] || !readClause(subject, lexicon, from, to, said)) alone = false;
    from = to;
  }
  for (const { value, start, end } of lexicon.within.search(subject)) {
    if (!subject.asks[start] && !isNegated(subject, lexicon, start)) said.set(value, end);
  }
  return { said, alone: alone && said.size > 0 };
};

/**
 * A clause that is made of phrases and fillers only says their groups; any other says nothing by itself.
 *
 * @returns whether it is made of them
 */
const readClause = (
  subject: Subject,
  lexicon: Lexicon,
  from: number,
  to: number,
  said: Map<string, number>,
): boolean => {
  const found: [string, number][] = [];
  for (let at = from; at < to; ) {
    const hits = lexicon.phrases.from(subject, at).filter(({ end }) => end <= to);
    const longest = Math.max(0, ...hits.map(({ end }) => end));
    if (longest > at) {
      for (const { value, end } of hits) if (end === longest) found.push([value, end]);
      at = longest;
    } else if (subject.isFiller(subject.words[at] as string)) at++;
    else return false;
  }
  for (const [group, end] of found) said.set(group, end);
  return true;
};

/** What the groups said mean for one question: what says most counts, and of two alike the later. */
const meaningOf = (
  said: ReadonlyMap<string, number>,
  meaning: ReadonlyMap<string, ChoiceId>,
  weights: ReadonlyMap<string, number>,
): ChoiceId | undefined => {
  let best: { choice: ChoiceId; weight: number; end: number } | undefined;
  for (const [group, end] of said) {
    const choice = meaning.get(group);
    if (choice === undefined) continue;
    const weight = weights.get(group) ?? 0;
    if (best === undefined || weight > best.weight || (weight === best.weight && end > best.end)) {
      best = { choice, weight, end };
    }
  }
  return best?.choice;
};

/** What a text answers, and whether it is made of unnamed answers and fillers alone. */
export interface ReadAnswers {
  readonly answers: Answers;
  readonly alone: boolean;
}

/** What a text would answer to every question: by its own words, or as whichever question is open makes of it. */
export const readAnswers = (subject: Subject, lexicon: Lexicon): ReadAnswers => {
  const answers = readNamed(subject, lexicon);
  const { said, alone } = readGroups(subject, lexicon);
  for (const [question, meaning] of lexicon.meanings) {
    const choice = answers[question] === undefined ? meaningOf(said, meaning, lexicon.weights) : undefined;
    if (choice !== undefined) answers[question] = { choice, named: false };
  }
  return { answers, alone };
};
