import type { Grammar } from './grammar.ts';
import type { Intent } from './intents.ts';
import { createSubject } from './pattern-match.ts';
import { type Pieces, readPieces } from './words.ts';

/** Where in a text something begins: the number of its piece. */
interface Placed {
  readonly at: number;
}

/** A concept that a text names. */
export interface Tag extends Placed {
  readonly name: string;
  /** Which sentence it stands in, counted through all languages. */
  readonly sentence: number;
}

/** A rule that speaks for an intent. */
export interface RuleHit extends Placed {
  readonly intent: Intent;
  readonly score: number;
  /** True when a veto in the same sentence speaks against it. */
  readonly vetoed: boolean;
}

/** A veto against an intent. */
export interface Veto extends Placed {
  readonly intent: Intent;
}

/** What lists and rules make of a text, in all languages that know its words. */
export interface Evidence {
  readonly tags: readonly Tag[];
  readonly rules: readonly RuleHit[];
  readonly vetoes: readonly Veto[];
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

/** What was gathered from a whole text, and what of it stands in some of its sentences. */
export interface Gathered {
  readonly whole: Evidence;
  /** @param from the first piece of a sentence @param to the first piece of a later one, or the number of pieces */
  readonly within: (from: number, to: number) => Evidence;
}

/** Reads a text by lists and rules. Linear in its length; never throws. */
export const gatherEvidence = (pieces: Pieces, grammars: readonly Grammar[]): Gathered => {
  const tags: Tag[] = [];
  const rules: RuleHit[] = [];
  const vetoes: Veto[] = [];
  /** The pieces at which a sentence begins that asks. */
  const asking = new Set<number>();
  let sentences = 0;
  for (const grammar of languagesOf(pieces, grammars)) {
    const subject = createSubject(readPieces(pieces, grammar.reading), grammar.isFiller);
    const { origins, breaks, asks, sentences: sentenceOf } = subject;
    for (let i = 0; i < breaks.length; i++) if (breaks[i] === 2 && asks[i]) asking.add(origins[i] as number);
    const vetoed = new Set<string>();
    for (const { value, start } of grammar.vetoes.search(subject)) {
      vetoed.add(`${value} ${sentenceOf[start]}`);
      vetoes.push({ intent: value, at: origins[start] as number });
    }
    for (const { value, start } of grammar.rules.search(subject)) {
      const against = vetoed.has(`${value.intent} ${sentenceOf[start]}`);
      const { intent, score } = value;
      rules.push({ intent, score, vetoed: against, at: origins[start] as number });
    }
    let behind = 0;
    let comma = 0;
    for (const { value, start, end } of grammar.concepts.search(subject)) {
      const sentence = sentences + (sentenceOf[start] as number);
      for (; comma <= start; comma++) {
        if (breaks[comma] !== 1 || sentenceOf[comma] !== sentenceOf[start]) continue;
        tags.push({ name: 'joint', sentence, at: origins[comma] as number });
      }
      const last = tags.at(-1);
      // A longer pattern that begins inside a shorter one of the same concept says nothing new.
      if (start < behind && last?.name === value && last.sentence === sentence) continue;
      tags.push({ name: value, sentence, at: origins[start] as number });
      behind = end;
    }
    sentences += (sentenceOf.at(-1) ?? -1) + 1;
  }
  return {
    whole: { tags, rules, vetoes, asks: asking.has(0) },
    within: (from, to) => {
      const inside = ({ at }: Placed) => at >= from && at < to;
      return {
        tags: tags.filter(inside),
        rules: rules.filter(inside),
        vetoes: vetoes.filter(inside),
        asks: asking.has(from),
      };
    },
  };
};
