import { createTalker, type Reply, type Talker } from './talker.ts';
import type { Talk, Turn } from './talks.ts';

/** A turn of a written talk as it came out. */
export interface PlayedTurn {
  readonly talker: Talker;
  /** Undefined when the turn only lets time go by. */
  readonly turn: Turn | undefined;
  /** The text that the person said. */
  readonly said: string | undefined;
  /** The questions that could be answered before it: the step's own, and one of the talk itself. */
  readonly asked: readonly string[];
  readonly reply: Reply;
}

const hourMs = 60 * 60_000;

/** Plays a written talk, what was said before it included, and hands each turn to `look`. */
export async function playTalk(
  { before, talk, ...options }: Talk,
  look: (played: PlayedTurn, index: number) => void,
): Promise<void> {
  const talker = createTalker({
    ...(options.contactUrl && { contactUrl: options.contactUrl }),
    ...(options.timeZone && { timeZone: options.timeZone }),
    ...(options.remote && { remote: options.remote }),
    ...(options.channel && { channel: options.channel }),
    ...(options.baseUrl && { baseUrl: options.baseUrl }),
  });
  if (before.length > 0) await talker.arrive();
  for (const text of before) {
    const asked = askedNow(talker);
    look({ talker, turn: undefined, said: text, asked, reply: await talker.say(text) }, 0);
  }
  for (const [index, turn] of talk.entries()) {
    const asked = askedNow(talker);
    const reply = await take(talker, turn);
    if (reply) look({ talker, turn, said: turn.you ?? turn.atOnce, asked, reply }, index + 1);
  }
}

async function take(talker: Talker, turn: Turn): Promise<Reply | undefined> {
  if (turn.wait !== undefined) talker.wait(turn.wait * hourMs);
  if (turn.you !== undefined) return await talker.say(turn.you);
  if (turn.atOnce !== undefined) return await talker.sayAtOnce(turn.atOnce);
  if (turn.leave) return await talker.leave();
  if (turn.reminder !== undefined) {
    const reply = await talker.remind();
    const spoke = reply !== undefined && reply.texts.length > 0;
    if (spoke !== turn.reminder)
      throw new Error(`The bot ${spoke ? 'comes' : 'does not come'} back by itself.`);
    return reply;
  }
  return turn.wait === undefined || turn.arrive ? await talker.arrive() : undefined;
}

function askedNow(talker: Talker): string[] {
  const progress = talker.progress();
  return [progress?.open?.question, progress?.correction && 'correction'].filter(
    (question) => question !== undefined,
  );
}
