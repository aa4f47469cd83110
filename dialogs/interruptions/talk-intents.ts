import { numberOf, stepCount } from '../../src/speech/steps.ts';
import type { TalkIntent } from '../../src/understanding/intents.ts';
import type { GivenAnswer } from '../../src/understanding/understanding.ts';
import { stepOf } from '../place.ts';
import { unpark, unsettle } from '../progress.ts';
import { askAgain, type Heard, type Hearing } from './hearing.ts';

type Handler = (hearing: Hearing) => Promise<Heard>;

/** Does what a talk intent asks for; the open question stands again after it, unless the talk has stopped. */
export const hearTalk = (hearing: Hearing, intent: TalkIntent): Promise<Heard> => handlers[intent](hearing);

/** Tells whether a wish counts for more than the unnamed answer beside it ("no, go back"). */
export const outweighsAnswer = (intent: TalkIntent, answer: GivenAnswer | undefined): boolean =>
  answer === undefined ? false : !answer.named && commands.includes(intent);

const commands: readonly TalkIntent[] = [
  'back',
  'repeat',
  'startOver',
  'stop',
  'help',
  'waitAMoment',
  'status',
];

const saying =
  (key: string): Handler =>
  (hearing) => {
    hearing.scope.talk.insist(key);
    return askAgain(hearing);
  };

/** Goes back to the question before: its answer is taken back and asked anew. A wait is ended first. */
export const goBack: Handler = async (hearing) => {
  const { progress, open, trail, talk } = hearing.scope;
  const before = trail.at(-1);
  delete progress.pending;
  if (open && progress.parked?.question === open.question && open.question === 'wait') {
    unpark(progress, 'wait');
  } else if (before) {
    if (open) unsettle(progress, open.question);
    unsettle(progress, before);
  } else {
    talk.insist('talk.first');
  }
  await hearing.show();
  return 'dealtWith';
};

const repeat: Handler = async (hearing) => {
  await hearing.show();
  return 'dealtWith';
};

const startOver: Handler = (hearing) => {
  hearing.scope.progress.pending = 'startOver';
  return askAgain(hearing);
};

const stop: Handler = async ({ scope }) => {
  scope.progress.stopped = true;
  delete scope.progress.pending;
  scope.talk.insist('talk.stopped');
  return 'dealtWith';
};

const forgetMe: Handler = async ({ scope }) => {
  scope.forget = true;
  scope.talk.insist(scope.remote ? 'talk.forgottenRemote' : 'talk.forgotten');
  return 'dealtWith';
};

const status: Handler = (hearing) => {
  const { talk, open, speech, language } = hearing.scope;
  const step = open && stepOf(open.question);
  const number = step && numberOf(step);
  if (step && number !== undefined) {
    const name = speech.say(language, `step.name.${step}`);
    talk.insist('talk.status', { number, name, left: stepCount - number });
    talk.insist('talk.howLong');
  } else {
    talk.insist(step === 'welcome' ? 'talk.statusStart' : 'talk.statusEnd');
  }
  return askAgain(hearing);
};

const handlers: Readonly<Record<TalkIntent, Handler>> = {
  greeting: (hearing) => (hearing.scope.greeted ? repeat(hearing) : saying('talk.hello')(hearing)),
  thanks: saying('talk.thanks'),
  frustrated: saying('talk.frustrated'),
  help: saying('talk.help'),
  back: goBack,
  repeat,
  startOver,
  stop,
  skip: saying('talk.skip'),
  changeLanguage: saying('talk.english'),
  waitAMoment: saying('talk.moment'),
  status,
  correctAnswer: goBack,
  forgetMe,
};
