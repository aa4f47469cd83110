import type { Grammar } from './grammar.ts';
import type { Intent } from './intents.ts';
import { createSubject, type Subject } from './pattern-match.ts';
import { type Pieces, readPieces } from './words.ts';

/** A concept that a text names. */
export interface Tag {
  readonly name: string;
  /** Which sentence it stands in, counted through all languages. */
  readonly sentence: number;
}

/** A rule that speaks for an intent. */
export interface RuleHit {
  readonly intent: Intent;
  readonly score: number;
  /** True when a veto in the same sentence speaks against it. */
  readonly vetoed: boolean;
}

/** What lists and rules make of a text, in all languages that know its words. */
export interface Evidence {
  readonly tags: readonly Tag[];
  readonly rules: readonly RuleHit[];
  /** Intents against which a veto speaks. */
  readonly vetoes: readonly Intent[];
  /** True when the first clause asks instead of telling. */
  readonly asks: boolean;
}

/** A language that knows less than this share of what the best one knows has nothing to say. */
const worthReading = 0.7;

/** The languages whose lists know the words of a text best; all when none knows any. */
const languagesOf = ({ pieces }: Pieces, grammars: readonly Grammar[]): readonly Grammar[] => {
  if (grammars.length < 2) return grammars;
  const known = grammars.map(({ knows }) => pieces.reduce((sum, { word }) => sum + (knows(word) ? 1 : 0), 0));
  const best = Math.max(...known);
  return grammars.filter((_, i) => (known[i] as number) >= worthReading * best);
};

const sentencesOf = (subject: Subject): number[] => {
  let sentence = -1;
  return subject.words.map((_, i) => {
    if (subject.breaks[i] === 2) sentence++;
    return sentence;
  });
};

/** Reads a text by lists and rules. Linear in its length; never throws. */
export const gatherEvidence = (pieces: Pieces, grammars: readonly Grammar[]): Evidence => {
  const tags: Tag[] = [];
  const rules: RuleHit[] = [];
  const vetoes = new Set<Intent>();
  let asks = false;
  let sentences = 0;
  for (const grammar of languagesOf(pieces, grammars)) {
    const subject = createSubject(readPieces(pieces, grammar.reading), grammar.isFiller);
    const sentenceOf = sentencesOf(subject);
    asks ||= subject.asks[0] ?? false;
    const vetoed = new Set<string>();
    for (const { value, start } of grammar.vetoes.search(subject)) {
      vetoed.add(`${value} ${sentenceOf[start]}`);
      vetoes.add(value);
    }
    for (const { value, start } of grammar.rules.search(subject)) {
      rules.push({ ...value, vetoed: vetoed.has(`${value.intent} ${sentenceOf[start]}`) });
    }
    let behind = 0;
    let comma = 0;
    for (const { value, start, end } of grammar.concepts.search(subject)) {
      for (; comma <= start; comma++) {
        if (subject.breaks[comma] === 1) {
          tags.push({ name: 'joint', sentence: sentences + (sentenceOf[comma] as number) });
        }
      }
      const last = tags.at(-1);
      const sentence = sentences + (sentenceOf[start] as number);
      // A longer pattern that begins inside a shorter one of the same concept says nothing new.
      if (start < behind && last?.name === value && last.sentence === sentence) continue;
      tags.push({ name: value, sentence });
      behind = end;
    }
    sentences += (sentenceOf.at(-1) ?? -1) + 1;
  }
  return { tags, rules, vetoes: [...vetoes], asks };
};
