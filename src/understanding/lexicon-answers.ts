import { createCompiler, readYaml, type Spell } from './lexicon-file.ts';
import { answersSchema } from './lexicon-schema.ts';
import type { PatternSet } from './pattern-set.ts';
import { type ChoiceId, type QuestionId, questionIds } from './questions.ts';

/** A choice of a question. */
export interface Answer {
  readonly question: QuestionId;
  readonly choice: ChoiceId;
}

/** The closed lists of answers, ready for matching. */
export interface AnswerLists {
  readonly named: PatternSet<Answer & { readonly anywhere: boolean }>;
  /** Groups of unnamed phrases, for whole clauses and within them. */
  readonly phrases: PatternSet<string>;
  readonly within: PatternSet<string>;
  readonly weights: ReadonlyMap<string, number>;
  /** Per question: which choice a group means. */
  readonly meanings: ReadonlyMap<QuestionId, ReadonlyMap<string, ChoiceId>>;
}

/** Phrases that stand at a choice itself say more than any group. */
const ownWeight = 3;

/** Loads `answers.yaml`. Its words join `vocabulary`. */
export const loadAnswers = (file: string, spell: Spell, vocabulary: Set<string>): AnswerLists => {
  const { lists, groups, questions } = readYaml(file, answersSchema);
  const { compileLists, set, fault } = createCompiler(file, spell, vocabulary);
  compileLists(lists);
  const named: { source: string; value: Answer & { anywhere: boolean } }[] = [];
  const phrases: { source: string; value: string }[] = [];
  const within: { source: string; value: string }[] = [];
  const weights = new Map<string, number>();
  const meanings = new Map<QuestionId, Map<string, ChoiceId>>();
  for (const [group, { weight, ...sources }] of Object.entries(groups)) {
    weights.set(group, weight);
    phrases.push(...sources.phrases.map((source) => ({ source, value: group })));
    within.push(...sources.within.map((source) => ({ source, value: group })));
  }
  for (const question of questionIds) {
    const meaning = new Map<string, ChoiceId>();
    meanings.set(question, meaning);
    for (const [name, entry] of Object.entries(questions[question])) {
      const choice = name as ChoiceId;
      const own = `${question}/${choice}`;
      for (const anywhere of [false, true]) {
        const sources = anywhere ? entry.anywhere : entry.named;
        named.push(...sources.map((source) => ({ source, value: { question, choice, anywhere } })));
      }
      weights.set(own, ownWeight);
      meaning.set(own, choice);
      phrases.push(...entry.phrases.map((source) => ({ source, value: own })));
      for (const group of entry.groups) {
        if (!(group in groups)) throw fault(`${own}: no group is called "${group}"`);
        if (meaning.has(group)) throw fault(`${question}: "${group}" means two choices`);
        meaning.set(group, choice);
      }
    }
  }
  return { named: set(named), phrases: set(phrases), within: set(within), weights, meanings };
};
