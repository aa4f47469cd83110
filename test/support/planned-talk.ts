import { buttonsOf, type ShownActivity, textOf } from './shown-activity.ts';
import { createTalker, type Reply } from './talker.ts';

/** What the bot says in one turn, as far as it can be foreseen: dates stand as `<when>`. */
export interface Spoken {
  readonly texts: readonly string[];
  readonly buttons: readonly string[];
}

export interface PlannedTurn {
  /** What the person sends. */
  readonly text: string;
  /** What of it is kept. */
  readonly kept: string;
  readonly reply: Spoken;
  /** All that was kept before this turn is deleted. */
  readonly forgets: boolean;
}

/** A whole talk, and what an undisturbed bot says in it. */
export interface PlannedTalk {
  /** Said when the person comes in; empty where nobody is told of that. */
  readonly greeting: Spoken;
  readonly turns: readonly PlannedTurn[];
}

/** From 0 to 1, the same row of numbers for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const pick = <T>(random: () => number, choices: readonly T[]): T => {
  const chosen = choices[Math.floor(random() * choices.length)];
  if (chosen === undefined) throw new Error('There is nothing to choose from.');
  return chosen;
};

/** What people say beside tapping buttons. */
const sayings: readonly string[] = [
  'Please just send me the code',
  'my code is 482913, is that right?',
  'are you a real person?',
  'back',
  'repeat that',
  'where am I',
  "didn't work",
  'yes',
  'no, I meant by e-mail',
  'I tried the sign-in helper and the other methods, nothing worked',
  'start over',
  'thanks',
  'xyzzy plugh frobnicate',
  'hang on a moment',
];

const forgetMe = 'forget me';
/** How often what is said is that: rarely, since it ends all that can be looked at afterwards. */
const forgetRate = 0.03;

/** Plans a talk of taps on what buttons there are and of things people say besides. */
export async function planTalk(
  random: () => number,
  length: number,
  how: { readonly remote: boolean; readonly forgets: boolean },
): Promise<PlannedTalk> {
  return await rehearse(how.remote, (buttons, turn) => {
    if (turn === length) return undefined;
    const says = buttons.length === 0 || random() < 0.3;
    if (says && how.forgets && random() < forgetRate) return forgetMe;
    return pick(random, says ? sayings : buttons);
  });
}

/** Plans a talk of these taps; throws when one of the buttons is not there at its turn. */
export async function planTaps(taps: readonly Tap[], remote: boolean): Promise<PlannedTalk> {
  return await rehearse(remote, (buttons, turn) => {
    const tap = taps[turn - (remote ? 1 : 0)];
    if (remote && turn === 0) return 'hello';
    const title = tap && titleOf(tap);
    if (title && !buttons.includes(title)) throw new Error(`“${title}” is not among ${buttons.join(', ')}.`);
    return title;
  });
}

/** A question and the choice that is tapped. */
export type Tap = readonly [question: string, choice: string];

/** What stands on a button. */
function titleOf([question, choice]: Tap): string {
  const titles: Readonly<Record<string, { readonly choices: Readonly<Record<string, string>> }>> =
    createTalker().conversation.speech.titles('en');
  const title = titles[question]?.choices[choice];
  if (title === undefined) throw new Error(`There is no button ${question} ${choice}.`);
  return title;
}

/**
 * Holds a talk with the bot in this process, without store, channels or anything that could fail.
 *
 * @param remote on a remote channel nobody tells of the person's coming here, so the first message is greeted
 * @param next what to say next, by the buttons there are and the number of turns so far; undefined ends the talk
 */
async function rehearse(
  remote: boolean,
  next: (buttons: readonly string[], turn: number) => string | undefined,
): Promise<PlannedTalk> {
  const talker = createTalker(remote ? { remote } : { baseUrl: 'http://localhost' });
  const greeting = remote ? { texts: [], buttons: [] } : await talker.arrive();
  const turns: PlannedTurn[] = [];
  let { buttons } = greeting;
  for (;;) {
    const text = next(buttons, turns.length);
    if (text === undefined) return { greeting: spokenIn(greeting), turns };
    const reply = await talker.say(text);
    buttons = reply.buttons;
    const forgets = text === forgetMe;
    turns.push({
      text,
      kept: forgets
        ? talker.conversation.speech.say('en', 'talk.forgetRequest')
        : (talker.understanding?.redacted ?? ''),
      reply: spokenIn(reply),
      forgets,
    });
  }
}

const spokenIn = ({ texts, buttons }: Pick<Reply, 'texts' | 'buttons'>): Spoken => ({
  texts: texts.map(withoutDates),
  buttons,
});

/** A text with every moment it tells masked, since two clocks tell two moments; in the address of a file, too. */
const withoutDates = (text: string): string =>
  text
    .replace(/[A-Z][a-z]+day, [A-Z][a-z]+ \d+ at \d+:\d\d\s[AP]M [A-Z+:\d]+/g, '<when>')
    .replace(/\(\S+\/return\.ics\?at=[^)]*\)/g, '(<file>)');

/** An activity as the channels give it, as far as tests look into it. */
export interface GivenActivity extends ShownActivity {
  readonly id?: string;
  readonly type: string;
  readonly timestamp?: string;
  readonly from?: { readonly id: string; readonly role?: string };
  readonly replyToId?: string;
  readonly channelData?: { readonly clientActivityID?: string };
}

/** What activities of the bot say. */
export const spoken = (activities: readonly GivenActivity[]): Spoken => ({
  texts: activities.map((activity) => withoutDates(textOf(activity))),
  buttons: activities.flatMap(buttonsOf),
});

/** The whole way, every step tried and none of help: the honest end. */
export const wayToHonestEnd: readonly Tap[] = [
  ['welcome', 'personal'],
  ['signInHelper', 'stillStuck'],
  ['alternateMethods', 'noneWork'],
  ['missingCodes.route', 'text'],
  ['missingCodes.tried', 'nextChecks'],
  ['missingCodes.tried', 'allTried'],
  ['wait', 'goOn'],
  ['recoveryForm.twoStep', 'twoStepOff'],
  ['recoveryForm.password', 'forgotPassword'],
  ['recoveryForm.outcome', 'refused'],
  ['finish', 'notHelpful'],
];

/** A way that ends with the person signed in. */
export const wayIn: readonly Tap[] = [
  ['welcome', 'personal'],
  ['signInHelper', 'stillStuck'],
  ['alternateMethods', 'worked'],
  ['finish', 'helpful'],
];
