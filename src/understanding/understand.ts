import { readAnswers } from './answers.ts';
import type { Lexicon } from './lexicon.ts';
import { createSubject } from './pattern-match.ts';
import type { QuestionId } from './questions.ts';
import type { Recognise, Recognised } from './recognise.ts';
import { redact } from './redaction/redact.ts';
import type { GivenAnswer, Understand, Understanding } from './understanding.ts';
import { hasWords, type Pieces, piecesOf, readPieces, type Words, wordsKey } from './words.ts';

/**
 * Makes the one function that reads what people type.
 *
 * @param lexicons what answers what, by language (BCP 47). A language without one is read by its base language, then in
 *   English, then by the first there is.
 * @param recognise what tells the intents, in whatever language
 */
export const createUnderstand = (
  lexicons: Readonly<Record<string, Lexicon>>,
  recognise: Recognise,
): Understand => {
  const lexiconOf = (language: string): Lexicon | undefined => {
    const base = language.split('-')[0] ?? '';
    for (const name of [language, base, 'en']) if (Object.hasOwn(lexicons, name)) return lexicons[name];
    return Object.values(lexicons)[0];
  };
  return (text, language) => {
    const { redacted, secrets } = redact(text);
    const lexicon = lexiconOf(language);
    const pieces = piecesOf(redacted);
    const told = (alone: boolean) => recognise(redacted, pieces, language, alone);
    const read = lexicon ? readByLists(pieces, lexicon, told) : readFreely(told(false), {}, false);
    const answers = { ...read.answers, ...readAddress(text) };
    const empty = !hasWords(redacted) && Object.keys(answers).length === 0;
    return { intents: read.intents, answers, secrets, redacted, empty };
  };
};

type Read = Pick<Understanding, 'intents' | 'answers'>;

const readByLists = (pieces: Pieces, lexicon: Lexicon, told: (alone: boolean) => Recognised): Read => {
  const words = readPieces(pieces, lexicon.reading);
  const tapped = readTap(words, lexicon);
  if (tapped !== undefined) return tapped;
  const { answers, alone } = readAnswers(createSubject(words, lexicon.isFiller), lexicon);
  // "No, still nothing" asks for nothing, whatever else such words stand in.
  return readFreely(told(alone), answers, alone);
};

/**
 * What the lists say of a text goes before what the model makes of it, unless the model is sure of something else and the
 * lists do not know all of the text.
 */
const readFreely = (
  { intents, replies }: Recognised,
  listed: Understanding['answers'],
  alone: boolean,
): Read => {
  const answers: Partial<Record<QuestionId, GivenAnswer>> = { ...listed };
  for (const [name, { choice, sure }] of Object.entries(replies)) {
    const question = name as QuestionId;
    const known = answers[question];
    const free = known === undefined ? sure || !alone : sure && !alone && !known.named;
    if (known?.choice === choice || free) {
      answers[question] = { choice, named: known?.named ?? false, sure };
    }
  }
  return { intents, answers };
};

/** A text that is the title of a button says what the button says, and nothing else. */
const readTap = ({ words }: Words, { titles, intentTitles }: Lexicon): Read | undefined => {
  const key = wordsKey(words);
  const answer = titles.get(key);
  if (answer !== undefined) {
    const { question, choice } = answer;
    return { intents: [{ intent: 'none', score: 1 }], answers: { [question]: { choice, named: true } } };
  }
  const intent = intentTitles.get(key);
  return intent === undefined ? undefined : { intents: [{ intent, score: 1 }], answers: {} };
};

/** How much of a raw text is looked at for an address. */
const addressReach = 2000;
const personalAddress = /@(?:hotmail|live|msn|outlook)\.[a-z]/i;

/** An address at Hotmail or its kin is taken out of the text, but says that the account is a personal one. */
const readAddress = (text: string): Understanding['answers'] =>
  personalAddress.test(text.slice(0, addressReach)) ? { welcome: { choice: 'personal', named: true } } : {};
