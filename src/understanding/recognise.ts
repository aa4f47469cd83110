import type { Intent } from './intents.ts';
import type { Lexicon } from './lexicon.ts';
import type { Subject } from './pattern-match.ts';
import type { ScoredIntent } from './understanding.ts';

/** What each further rule of an intent adds to its score. */
const perFurtherRule = 0.01;
const maxScore = 0.99;
/** How likely a text without any sign of an intent is about none, and how likely one with such signs. */
const noneAlone = 1;
const noneBeside = 0.2;
const howMany = 6;

/** Where the sentence around a word ends: the next full stop. */
const sentenceOf = (subject: Subject, at: number): number => {
  let end = at + 1;
  while (end < subject.words.length && subject.breaks[end] !== 2) end++;
  return end;
};

/** Scores the intents of a text by the rules of its lexicon: likeliest first, never empty. */
export const recognise = (subject: Subject, lexicon: Lexicon): ScoredIntent[] => {
  const vetoed = new Set<string>();
  for (const { value, start } of lexicon.vetoes.search(subject))
    vetoed.add(`${value} ${sentenceOf(subject, start)}`);
  const found = new Map<Intent, number>();
  for (const { value, start } of lexicon.rules.search(subject)) {
    if (vetoed.has(`${value.intent} ${sentenceOf(subject, start)}`)) continue;
    const before = found.get(value.intent);
    found.set(
      value.intent,
      before === undefined ? value.score : Math.min(maxScore, Math.max(before, value.score) + perFurtherRule),
    );
  }
  const scored = [...found].map(([intent, score]) => ({ intent, score: Math.round(score * 1000) / 1000 }));
  scored.push({ intent: 'none', score: scored.length === 0 ? noneAlone : noneBeside });
  const rank = (intent: Intent) => (intent === 'none' ? lexicon.order.length : lexicon.order.indexOf(intent));
  return scored.sort((a, b) => b.score - a.score || rank(a.intent) - rank(b.intent)).slice(0, howMany);
};
