import { fold } from './fold.ts';
import { valueBefore, valueInUse } from './password-uses.ts';
import { valueAfterLink, valueWithoutLink } from './password-values.ts';
import { isStrong, passwordSpan } from './password-words.ts';
import type { Detector, Span } from './span.ts';
import { betweenWords, linkers, passwordWords } from './vocabulary/passwords.ts';

const names = passwordWords.map((word) => fold(word).text);
/** Scripts without spaces between words have no word boundary to ask for. */
const unspaced = /[\u0e00-\u0e7f\u1100-\u11ff\u3040-\u30ff\u4e00-\u9fff]/;
const spaced = names.filter((word) => !unspaced.test(word)).join('|');
/** A word that names a password; the Germanic ones may end a compound ("Outlookpasswort"). */
const cue = new RegExp(
  `(?:(?<![\\p{L}\\p{N}[])(?:${spaced})|(?<=\\p{L})(?:passwort|password|kennwort))(?![\\p{L}\\p{N}]|[.+_-][^\\s@]{0,64}@)|${names.filter((word) => unspaced.test(word)).join('|')}`,
  'gu',
);
/** Abbreviations that need a sign, or "my … is", around them: "pass", "pin" and "contra" are everyday words, and figures behind "passcode" a code. */
const signedCue =
  /(?<![\p{L}\p{N}])(?:(?:pass|(?:pin|passcode)(?=\s{0,2}[:=]\s{0,2}(?:\d+\p{L}|\p{L}+\d))|pwrd|psw|contra|kw)\s{0,2}[:=]|(?:my|mi|mein|meine|the) (?:pass|contra) (?:is|es|ist|was|era|war) )/gu;
/** "user joe / hunter2", "Benutzer: max, geheim1": names without an address before a password. */
const pair =
  /(?<![\p{L}\p{N}])(?:login|user(?:name)?|usuario|benutzer(?:name)?|cred(?:ential)?s|credenciales|zugangsdaten|anmeldedaten)(?:\s?[:=]\s?[^\s/|,;:]{2,40}\s?[/|,;:\s]\s?|\s[^\s/|,;:]{2,40}\s?[/|:]\s?|\s?[:=]\s?)(\S{4,64})/gu;
const link = new RegExp(
  `^(?:[\\s,'"]{1,2}(?:(?:${betweenWords})|\\[email\\]|[^\\s,'"@]{1,64}@[^\\s,'"@]{1,100})(?![\\p{L}\\p{N}])){0,6}[\\s,"']{0,2}(?:(?<=[\\s"'])(?:${linkers})(?![\\p{L}\\p{N}])|'s(?=\\s)|[:=>→-]|是|は)`,
  'u',
);
/** "… the password, is that right": the comma begins another thought, unless it closes a clause ("…, das ich habe, ist"). */
const afterthought = /^[^,]*,\s[^\s,]+$/;
/** How far "is" may stand from the name of a password, in characters. */
const maxLink = 300;
/** Nobody names a password so often: behind this many everything is given up, so that time stays linear. */
const maxCues = 60;

/** A text without any of these names no password: most texts are done with here. */
const mayName =
  /p[a@4]s|ps?s?w|p\/w|pin|kw|wor[td]|woord|contra|contrs|clave|mdp|palavra|palabra|senha|losen|kode|salasana|hasl|hesl|jelszo|parola|sifre|lozinka|sandi|khau|user|usuario|benutzer|login|cred|daten|\P{ASCII}/u;

const valueAt = (text: string, start: number, end: number): Span | undefined => {
  const linked = link.exec(text.slice(end, end + maxLink));
  const after =
    linked === null || afterthought.test(linked[0])
      ? valueWithoutLink(text, start, end)
      : valueAfterLink(text, end + linked[0].length, /[:=>]$/.test(linked[0]));
  return after ?? valueInUse(text, start, end);
};

/** Finds passwords that a text tells, in a folded text. */
export const findPasswords: Detector = (text) => {
  const spans: Span[] = [];
  const add = (span: Span | undefined) => {
    if (span !== undefined) spans.push(span);
  };
  if (!mayName.test(text)) return spans;
  let cues = 0;
  for (const match of text.matchAll(cue)) {
    if (++cues > maxCues) return [...spans, passwordSpan(match.index, text.length)];
    add(valueBefore(text, match.index));
    add(valueAt(text, match.index, match.index + match[0].length));
  }
  for (const match of text.matchAll(signedCue)) {
    if (++cues > maxCues) return [...spans, passwordSpan(match.index, text.length)];
    add(valueAfterLink(text, match.index + match[0].length, /[:=]$/.test(match[0])));
  }
  for (const match of text.matchAll(pair)) {
    const value = match[1] as string;
    const end = match.index + match[0].length;
    if (isStrong(value)) add(passwordSpan(end - value.length, end));
  }
  return spans;
};

/** "name@example.com / hunter2", "name@example.com hunter2": what follows an address like that is its password. */
export const findAfterEmail = (text: string, emails: readonly Span[]): Span[] =>
  emails.flatMap((email) => {
    const next = /^(?: ?[:/|,;] ?|[ \n](?=\S+(?:$|\n)))(\S{4,64})/.exec(
      text.slice(email.end, email.end + 80),
    );
    if (next === null || !isStrong(next[1] as string)) return [];
    const end = email.end + next[0].length;
    return [passwordSpan(end - (next[1] as string).length, end)];
  });
