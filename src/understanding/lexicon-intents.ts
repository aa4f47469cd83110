import { type Intent, refusalIntents, sideIntents } from './intents.ts';
import { createCompiler, readYaml, type Spell } from './lexicon-file.ts';
import { intentsSchema } from './lexicon-schema.ts';
import type { PatternSet } from './pattern-set.ts';

/** The rules of the intents, ready for matching. */
export interface IntentRules {
  readonly rules: PatternSet<{ readonly intent: Intent; readonly score: number }>;
  readonly vetoes: PatternSet<Intent>;
  /** The intents in the order of the file: of two equal scores the earlier wins. */
  readonly order: readonly Intent[];
}

const scores = { sure: 0.9, likely: 0.65, hint: 0.4 } as const;

/** Loads `intents.yaml`. Its words join `vocabulary`. */
export const loadIntents = (file: string, spell: Spell, vocabulary: Set<string>): IntentRules => {
  const { lists, noRequest, otherBusiness, intents } = readYaml(file, intentsSchema);
  const { compileLists, set } = createCompiler(file, spell, vocabulary);
  compileLists(lists);
  const rules: { source: string; value: { intent: Intent; score: number } }[] = [];
  const vetoes: { source: string; value: Intent }[] = [];
  for (const source of noRequest) vetoes.push(...refusalIntents.map((value) => ({ source, value })));
  for (const source of otherBusiness) {
    vetoes.push(...[...refusalIntents, ...sideIntents].map((value) => ({ source, value })));
  }
  for (const [name, entry] of Object.entries(intents)) {
    const intent = name as Intent;
    for (const level of ['sure', 'likely', 'hint'] as const) {
      rules.push(...entry[level].map((source) => ({ source, value: { intent, score: scores[level] } })));
    }
    vetoes.push(...entry.unless.map((source) => ({ source, value: intent })));
  }
  return { rules: set(rules), vetoes: set(vetoes), order: Object.keys(intents) as Intent[] };
};
