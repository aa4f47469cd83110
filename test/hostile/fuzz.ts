import fc from 'fast-check';
import { createDirectLineCaller, type Session } from '../support/direct-line-caller.ts';
import { type Attack, attack, type Outcome, perform } from './attacks.ts';
import type { HostileRequest } from './requests.ts';
import type { Operation, Target } from './target.ts';

/** What a run of attacks is made of. */
export interface FuzzOptions {
  readonly url: string;
  readonly operations: readonly Operation[];
  readonly victim: Session;
  readonly serviceUrl: string;
  readonly seed: number;
  /** How many attacks are under way at once. */
  readonly lanes: number;
}

/** What a fault was found with. */
export interface Finding {
  readonly index: number;
  readonly attack: Attack;
  readonly faults: readonly string[];
}

/** Attacks by number, so that each can be made again alone. */
export interface Fuzz {
  /** Attacks on, from the next number, until `requests` were made in all. @throws when the server is gone */
  until(requests: number): Promise<void>;
  /** Makes one attack. */
  only(index: number): Promise<void>;
  /** Attacks that found something, a few at the most. */
  readonly findings: readonly Finding[];
  /** Counts of requests by kind of attack, and of answers by status. */
  readonly counts: Readonly<Record<string, number>>;
  /** The attacks that took longest, with their time in ms. */
  readonly slowest: readonly (readonly [ms: number, attack: string])[];
}

const findingsAtMost = 20;
const slowestKept = 5;
/** After so many attacks an attacker takes another conversation, for in one that is long everything takes longer. */
const attacksEach = 40;

export function createFuzz({ url, operations, victim, serviceUrl, seed, lanes }: FuzzOptions): Fuzz {
  const port = Number(new URL(url).port);
  const caller = createDirectLineCaller(url);
  const findings: Finding[] = [];
  const counts: Record<string, number> = {};
  const slowest: (readonly [number, string])[] = [];
  let nextIndex = 0;
  let nextNumber = 0;
  let made = 0;

  const count = (name: string, by = 1): void => {
    counts[name] = (counts[name] ?? 0) + by;
  };
  const begin = async (): Promise<Target> => {
    const own = await caller.open();
    await caller.start(own);
    return { port, operations, own, victim, serviceUrl, next: () => nextNumber++ };
  };
  const note = (index: number, attack: Attack, { requests, statuses, faults }: Outcome, ms: number): void => {
    made += requests;
    count(attack.kind, requests);
    for (const status of statuses) count(String(status));
    if (faults.length > 0 && findings.length < findingsAtMost) findings.push({ index, attack, faults });
    slowest.push([Math.round(ms), fc.stringify(attack).slice(0, 200)]);
    slowest.sort(([left], [right]) => right - left).splice(slowestKept);
  };
  const make = async (index: number, target: Target): Promise<Attack> => {
    const chosen = attackOf(seed, index);
    const began = performance.now();
    const outcome = await perform(chosen, target).catch(
      (error: unknown): Outcome => ({ requests: 1, statuses: [], faults: [`it fails: ${error}`] }),
    );
    note(index, chosen, outcome, performance.now() - began);
    return chosen;
  };
  const lane = async (requests: number): Promise<void> => {
    let target = await begin();
    for (let count = 1; made < requests && findings.length < findingsAtMost; count += 1) {
      const done = await make(nextIndex++, target);
      if (count % attacksEach === 0 || mayDelete(done, operations)) target = await begin();
    }
  };
  return {
    async until(requests) {
      await Promise.all(Array.from({ length: lanes }, () => lane(requests)));
    },
    async only(index) {
      await make(index, await begin());
    },
    findings,
    counts,
    slowest,
  };
}

/** The attack with a number. Seeds that are neighbours would give attacks that are alike, so the number is spread. */
const attackOf = (seed: number, index: number): Attack => {
  const [made] = fc.sample(attack, { seed: (seed + Math.imul(index, 0x9e37_79b1)) | 0, numRuns: 1 });
  if (made === undefined) throw new Error('There is no attack.');
  return made;
};

/** Whether an attack could delete the conversation it is made from. */
function mayDelete(attack: Attack, operations: readonly Operation[]): boolean {
  const requests: readonly HostileRequest[] =
    'request' in attack ? [attack.request] : attack.kind === 'pipeline' ? attack.requests : [];
  return requests.some(
    ({ method, operation }) =>
      (method ?? operations[operation % operations.length]?.method ?? '').toUpperCase() === 'DELETE',
  );
}
