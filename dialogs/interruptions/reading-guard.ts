import { answerTo, lastRound } from '../progress.ts';
import type { Hearing } from './hearing.ts';

/**
 * Nobody passes a question they could not have read (P1). An unnamed answer that comes sooner after the question than it
 * can be read counts as more on the question before; so does a choice that is repeated that soon after its question came
 * up again (a double tap).
 */
export function comesTooSoon({ scope, incoming, decision, asked }: Hearing): boolean {
  const { progress, settings } = scope;
  const askedAt = progress.open?.at;
  if (!decision.choice || asked === undefined || askedAt === undefined) return false;
  if (incoming.receivedAt - askedAt >= settings.readingMs) return false;
  if (!decision.choice.named) return true;
  return lastRound(progress, asked) === decision.choice.choice && answerTo(progress, asked) === undefined;
}
