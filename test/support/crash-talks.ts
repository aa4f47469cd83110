import type { JsonObject } from '../../src/store/json.ts';
import type { Input } from './crash-visitor.ts';

/** By which door the inputs of a talk come. */
export type Door = 'embedded' | 'connector';

/** A short talk with the tested input in it. */
export interface CrashTalk {
  readonly before: readonly Input[];
  readonly tested: Input;
  readonly after: readonly Input[];
  /** What the person's progress has come to at the end, so that the talk is surely about what its name says. */
  readonly left: JsonObject;
}

const post = (id: string, fields: JsonObject, copies = 1): Input => ({ act: 'post', id, fields, copies });
const says = (id: string, text: string, more: JsonObject = {}, copies = 1): Input =>
  post(id, { type: 'message', text, ...more }, copies);

const open: Input = { act: 'open' };
const start: Input = { act: 'start' };
const comeBack: Input = { act: 'comeBack' };
const added = post('added', { type: 'conversationUpdate', membersAdded: [{ id: '29:person' }] });
const installed = post('installed', { type: 'installationUpdate', action: 'add' });
const removed = post('removed', { type: 'installationUpdate', action: 'remove' });
const invoke = (name: string): Input => post('x', { type: 'invoke', name, value: { any: 'thing' } });

const personal = says('personal', 'A personal account');
const stuck = says('stuck', 'No, still locked out');
const afresh = says('afresh', 'A personal account');
const noOther = says('noOther', 'No other way is shown');
const submit = post('x', { type: 'message', value: { question: 'welcome', choice: 'personal', turn: 1 } });
const ends = post('x', { type: 'endOfConversation' });
const refused = says('x', 'Please just send me the code');
const aside = says('x', 'can I use a voip number');
const both = says('x', 'It is a hotmail account. My code is 482913, please send me a new one');
const forget = says('x', 'forget me');
const typing = post('x', { type: 'typing' });
const inResponse = { deliveryMode: 'expectReplies' };

const atHelper = { answers: { welcome: 'personal' }, open: { question: 'signInHelper' } };
const atMethods = {
  answers: { welcome: 'personal', signInHelper: 'stillStuck' },
  open: { question: 'alternateMethods' },
};

const toTheWait = [
  personal,
  stuck,
  noOther,
  says('text', 'By text message'),
  says('checked', 'I tried all of that'),
];
const remind = says('x', 'Remind me');
const aDayAway: Input = { act: 'away', ms: 24 * 60 * 60_000 + 60_000 };
const waiting = { open: { question: 'wait' }, parked: { question: 'wait' } };
const atNewCode = { answers: { wait: 'haveWaited' }, open: { question: 'wait.code' } };

/** Inputs that come by both doors, after those that bring the person in. */
const inTheTalk = (arrival: readonly Input[]): Record<string, CrashTalk> => {
  const before = [...arrival, personal];
  return {
    'an answer': { before: arrival, tested: personal, after: [stuck], left: atMethods },
    'a refused request': { before, tested: refused, after: [stuck], left: atMethods },
    'a side question': { before, tested: aside, after: [stuck], left: atMethods },
    'an answer with a secret and a request': {
      before: arrival,
      tested: both,
      after: [stuck],
      left: { ...atMethods, toldSecrets: ['code'] },
    },
    'a card': { before: arrival, tested: submit, after: [stuck], left: atMethods },
    'a message that comes three times at once': {
      before,
      tested: says('x', 'No, still locked out', {}, 3),
      after: [noOther],
      left: { answers: { ...atMethods.answers, alternateMethods: 'noneListed' } },
    },
    'the end of the conversation': { before, tested: ends, after: [], left: { ...atHelper, stopped: true } },
    'a message after the end': { before: [...before, ends], tested: stuck, after: [], left: atMethods },
    'forget me, with a reminder set': {
      before: [...arrival, ...toTheWait, says('remind', 'Remind me')],
      tested: forget,
      after: [afresh],
      left: atHelper,
    },
    'a wish to be reminded': { before: [...arrival, ...toTheWait], tested: remind, after: [], left: waiting },
    'a reminder that falls due while nobody serves': {
      before: [...arrival, ...toTheWait, remind],
      tested: aDayAway,
      after: [],
      left: atNewCode,
    },
  };
};

/** Every kind of input, by door and name. */
export const crashTalks: Record<Door, Record<string, CrashTalk>> = {
  embedded: {
    'asking for a conversation': { before: [], tested: open, after: [start, personal], left: atHelper },
    'the start': { before: [open], tested: start, after: [personal], left: atHelper },
    'a start after the start': { before: [open, start], tested: start, after: [personal], left: atHelper },
    'coming back in a new tab': {
      before: [open, start, personal],
      tested: comeBack,
      after: [stuck],
      left: atMethods,
    },
    ...inTheTalk([open, start]),
    // Posted to a channel it passes nothing where a process could die.
    'typing, which means nothing': {
      before: [open, start, personal],
      tested: typing,
      after: [stuck],
      left: atMethods,
    },
  },
  connector: {
    'a newcomer': { before: [], tested: added, after: [personal], left: atHelper },
    'an installation after the newcomer': {
      before: [added],
      tested: installed,
      after: [personal],
      left: atHelper,
    },
    'a message that begins the conversation': {
      before: [],
      tested: refused,
      after: [personal],
      left: atHelper,
    },
    ...inTheTalk([added]),
    'a message whose replies are awaited': {
      before: [added, personal],
      tested: says('x', 'No, still locked out', inResponse, 2),
      after: [],
      left: atMethods,
    },
    'forget me, the reply awaited': {
      before: [added, personal],
      tested: says('x', 'forget me', inResponse),
      after: [afresh],
      left: atHelper,
    },
    'the removal of the bot': {
      before: [added, personal],
      tested: removed,
      after: [afresh],
      left: atHelper,
    },
    'a removal where nobody is known': { before: [], tested: removed, after: [added], left: {} },
    'a known invoke': {
      before: [added],
      tested: invoke('task/fetch'),
      after: [personal],
      left: atHelper,
    },
    'an unknown invoke': {
      before: [added],
      tested: invoke('nobody/knows'),
      after: [personal],
      left: atHelper,
    },
  },
};
