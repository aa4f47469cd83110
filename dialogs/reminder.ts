import { isQuestionId } from '../src/understanding/questions.ts';
import { stepOf } from './place.ts';
import { type Progress, reminderAt } from './progress.ts';
import type { Scope } from './scope.ts';
import type { Talk } from './talk.ts';

/** Notes that the person and the bot speak after the end of the wait: nobody need be reminded of it any more. */
export function noteEndOfWait({ parked }: Progress, now: number): void {
  if (parked && parked.until <= now) parked.over = true;
}

/**
 * Comes back to the person when a wait is over and asks the one question that matters now. Says nothing when they are not
 * to be reminded now, or have gone to another step meanwhile.
 *
 * @param rehearse walks to the open question; what it returns would be said on the way
 */
export async function remind(scope: Scope, rehearse: () => Promise<Talk>): Promise<void> {
  const { progress, now, talk } = scope;
  const due = reminderAt(progress);
  const waitedAt = progress.parked?.question;
  if (due === undefined || due > now || !isQuestionId(waitedAt)) return;
  noteEndOfWait(progress, now);
  // What was asked in between is stale after so long.
  delete progress.pending;
  delete progress.correction;
  const rehearsal = await rehearse();
  if (scope.open && stepOf(scope.open.question) === stepOf(waitedAt)) talk.present(rehearsal);
}

/** Offers a file for the person's own calendar, where the bot will not write to them by itself and knows its address. */
export function offerCalendar({ talk, reachable, calendarFile }: Scope, at: number): void {
  const address = reachable ? undefined : calendarFile(at);
  if (address !== undefined) talk.say('calendar.offer', { calendarFile: address });
}
