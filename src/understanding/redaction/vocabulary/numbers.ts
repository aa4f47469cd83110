/*
 * Number words of English, Spanish and German, in the folded form of `fold.ts`. They hold for every language at once:
 * no one language's word means another number in the next, but for Spanish "once" (11), which alone is no code.
 */

/** How a number word is written in figures. */
export interface NumberWord {
  /** How many figures it has. */
  readonly size: number;
  /** How many of them are zeros at the end, that a following word may fill: "forty" takes "eight". */
  readonly open: number;
}

const table: readonly (readonly [size: number, open: number, words: string])[] = [
  [
    1,
    0,
    'zero oh one two three four five six seven eight nine cero uno una un dos tres cuatro cinco seis siete ocho nueve',
  ],
  [1, 0, 'null eins ein eine zwei zwo drei vier funf fuenf sechs sieben acht neun'],
  [2, 0, 'eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'],
  [2, 0, 'once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve'],
  [
    2,
    0,
    'veintiuno veintiun veintidos veintitres veinticuatro veinticinco veintiseis veintisiete veintiocho',
  ],
  [2, 0, 'veintinueve ten diez zehn elf zwolf zwoelf'],
  [2, 1, 'twenty thirty forty fourty fifty sixty seventy eighty ninety'],
  [2, 1, 'veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa'],
  [3, 2, 'cien ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos'],
  [3, 2, 'novecientos doscientas trescientas cuatrocientas quinientas seiscientas setecientas ochocientas'],
  [3, 2, 'novecientas'],
];

const plainWords = new Map<string, NumberWord>(
  table.flatMap(([size, open, words]) => words.split(' ').map((word) => [word, { size, open }] as const)),
);

const germanUnit = '(?:eins?|zwei|zwo|drei|vier|fue?nf|sechs|sieben|acht|neun)';
const germanTeen = '(?:zehn|elf|zwoe?lf|(?:drei|vier|fue?nf|sech|sieb|acht|neun)zehn)';
const germanTens = `(?:${germanUnit}und)?(?:(?:zwan|vier|fue?nf|sech|sieb|acht|neun)zig|drei(?:ss|ß)ig)`;
const germanTwo = `(?:${germanTens}|${germanTeen})`;
/** "zwölf-tausend-vier-hundert-zweiundachtzig": thousands, hundreds, and a rest of two figures or one. */
const german = new RegExp(
  `^(?:(?:(${germanTwo})|${germanUnit})?(tausend)(?:und)?)?(?:${germanUnit}?(hundert)(?:und)?)?(?:(${germanTwo})|(${germanUnit}))?$`,
);

/** "vieracht", "foureighttwo": figures run together, as dictation writes them. */
const glued =
  /^(?:zero|one|two|three|four|five|six|seven|eight|nine|cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|null|eins|zwei|zwo|drei|vier|funf|fuenf|sechs|sieben|acht|neun){2,9}$/;
const gluedFigure =
  /zero|one|two|three|four|five|six|seven|eight|nine|cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|null|eins|zwei|zwo|drei|vier|funf|fuenf|sechs|sieben|acht|neun/g;
/** A compound begins with one of these letters and is this long: all other words are passed at once. */
const mayBeCompound = /^[zotfsencduvaht]\p{L}{4,47}$/u;

const readGerman = (word: string): NumberWord | undefined => {
  const parts = german.exec(word);
  if (parts === null) return undefined;
  const [, tenThousands, thousand, hundred, two, one] = parts;
  const rest = two === undefined ? 1 : 2;
  const open = two === undefined && one === undefined ? (hundred === undefined ? 3 : 2) : 0;
  if (thousand !== undefined) return { size: tenThousands === undefined ? 4 : 5, open };
  return { size: hundred === undefined ? rest : 3, open: hundred === undefined ? 0 : open };
};

/** Reads a folded word as a number; undefined when it is none. */
export const readNumberWord = (word: string): NumberWord | undefined => {
  const plain = plainWords.get(word);
  if (plain !== undefined || !mayBeCompound.test(word)) return plain;
  if (glued.test(word)) return { size: (word.match(gluedFigure) ?? []).length, open: 0 };
  return readGerman(word);
};

/** "four hundred", "cuatro mil": how many figures such a word adds to the number before it. */
export const scales: ReadonlyMap<string, number> = new Map([
  ['hundred', 2],
  ['hundert', 2],
  ['thousand', 3],
  ['mil', 3],
  ['tausend', 3],
]);

/** "double four": how often the next figure stands. */
export const multipliers: ReadonlyMap<string, number> = new Map([
  ['double', 2],
  ['triple', 3],
  ['doble', 2],
  ['doppel', 2],
  ['doppelt', 2],
]);

/** Articles as well as numbers: before another word they belong to that one. */
export const articles: ReadonlySet<string> = new Set(['ein', 'eine', 'un', 'una']);

/** Words inside one number: "four hundred and eighty", "ochenta y dos". */
export const insideNumber: ReadonlySet<string> = new Set(['and', 'y', 'und']);

/** Words between the numbers of a code that is told aloud: "48, then 29, then 13". */
export const betweenNumbers: ReadonlySet<string> = new Set([
  ...['then', 'next', 'space', 'dash', 'hyphen', 'minus', 'comma', 'dot'],
  ...['luego', 'despues', 'entonces', 'guion', 'coma', 'punto', 'espacio'],
  ...['dann', 'danach', 'strich', 'bindestrich', 'komma', 'punkt', 'leerzeichen'],
]);

/** First halves of years: "nineteen eighty four", "zwanzig dreiundzwanzig". */
export const yearBeginnings: ReadonlySet<string> = new Set([
  ...['eighteen', 'nineteen', 'twenty', 'neunzehn', 'zwanzig', 'veinte', 'diecinueve'],
]);
