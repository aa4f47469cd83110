/**
 * How hard English words are to read: the Flesch-Kincaid grade (Kincaid, Fishburne, Rogers and Chissom 1975),
 * 0.39 × words a sentence + 11.8 × syllables a word − 15.59, the years at a US school that a text asks for.
 *
 * Text is what a person sees: Markdown's signs and the targets of links are left out, a placeholder is one word.
 */

/** The US grade of a text; 0 of a text without words. Easy texts come out below 0. */
export function gradeOf(text: string): number {
  const plain = stripMarkdown(text);
  const words = wordsOf(plain);
  if (words.length === 0) return 0;
  const sentences = plain.split(/(?<=[.!?]["”')]*)\s+|\n\s*\n/).filter((part) => wordsOf(part).length > 0);
  const syllables = words.reduce((sum, word) => sum + syllablesIn(word), 0);
  return 0.39 * (words.length / sentences.length) + 11.8 * (syllables / words.length) - 15.59;
}

/** How many words a person reads; "sign-in" and an e-mail address are one. */
export const wordCount = (text: string): number => wordsOf(stripMarkdown(text)).length;

/** The text as it is shown: without Markdown's signs, without link targets. */
export const stripMarkdown = (text: string): string =>
  text.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/\*\*/g, '');

const wordsOf = (plain: string): string[] => plain.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));

/** The syllables of a word as it is spoken: by rule, and by list where English follows no rule. */
export function syllablesIn(word: string): number {
  // Nobody reads an address aloud: it weighs what the word "address" does.
  if (word.includes('@')) return 2;
  return word
    .toLowerCase()
    .replace(/’/g, "'")
    .split(/[^a-z0-9']+/)
    .filter((part) => /[a-z0-9]/.test(part))
    .reduce((sum, part) => sum + syllablesInPart(part), 0);
}

const irregular: Readonly<Record<string, number>> = {
  anyone: 3,
  area: 3,
  business: 2,
  client: 2,
  everyone: 3,
  hundred: 2,
  idea: 3,
  quiet: 2,
  science: 2,
  video: 3,
};

function syllablesInPart(part: string): number {
  // "24" is twenty-four, "30" thirty: about one a digit.
  const digits = part.replace(/\D/g, '').length;
  const letters = part.replace(/[^a-z']/g, '');
  if (letters.replace(/'/g, '') === '') return digits;
  const listed = irregular[letters];
  if (listed !== undefined) return digits + listed;

  const spoken = letters
    .replace(/'/g, '')
    .replace(/every/, 'evry')
    .replace(/e(?=(?:ly|ment|ful|less|ness|body|thing|where|times)$)/, '');
  const groups = spoken.match(/[aeiouy]+/g)?.length ?? 0;
  // Letters without a vowel are spelled out, as in SMS.
  if (groups === 0) return digits + spoken.length;
  return digits + Math.max(1, groups + spokenApart(letters) - silentEnding(spoken));
}

/** Vowels that stand together but are spoken apart, and the "n't" that is a syllable of its own. */
const spokenApart = (letters: string): number =>
  [
    /(?<![tcsgxl])i[ao]/, // via, previous; not nation, social, region, million
    /(?<![qg])ua/, // usual; not equal, guard
    /creat(?!u)/, // create; not creature
    /[aeiouy]ing$/, // being, trying
    /[ds]n't$/, // didn't, isn't; not don't
  ].filter((apart) => apart.test(letters)).length;

/** 1 for an ending whose "e" is not spoken: phone, codes, locked; not people, messages, needed. */
const silentEnding = (spoken: string): number =>
  (/[^aeiouy]e$/.test(spoken) && !/[^aeiouy]le$/.test(spoken)) ||
  (/[^aeiouy]es$/.test(spoken) && !/(?:[sxzcg]|ch|sh|[^aeiouy]l)es$/.test(spoken)) ||
  (/[^aeiouy]ed$/.test(spoken) && !/(?:[td]|[^aeiouyl]l)ed$/.test(spoken))
    ? 1
    : 0;
