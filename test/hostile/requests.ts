import fc from 'fast-check';
import { type Forgery, forgeries } from './credentials.ts';
import { type Framing, framings } from './framing.ts';
import { type HostileActivity, type HostileJson, hostileActivity, hostileJson } from './json.ts';
import { type PathTrick, pathTricks } from './path-tricks.ts';
import { contentTypes, conversations, headerLines, hostilePair, hosts, methods } from './request-parts.ts';

/** A request that is sound but for these parts; one that is left out is as it should be. */
export interface HostileRequest {
  /** Which of the operations it is a request for, counted round. */
  readonly operation: number;
  readonly method?: string;
  readonly trick?: PathTrick;
  /** The conversation in the path: one's own unless told. */
  readonly conversation?: string;
  /** Whose conversation it is: one's own unless told. */
  readonly ofVictim?: true;
  readonly query?: string;
  /** Header lines, as they are. */
  readonly headers?: readonly string[];
  readonly host?: string;
  readonly credential?: Forgery | 'victim' | 'secret';
  readonly type?: string;
  readonly body?: HostileJson | { readonly activity: HostileActivity };
  readonly framing?: Framing;
}

const part = fc.oneof(
  { weight: 2, arbitrary: fc.record({ method: fc.constantFrom(...methods) }) },
  { weight: 3, arbitrary: fc.record({ trick: fc.constantFrom(...pathTricks) }) },
  { weight: 2, arbitrary: fc.record({ conversation: fc.constantFrom(...conversations) }) },
  { weight: 2, arbitrary: fc.record({ ofVictim: fc.constant(true as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      query: fc.array(hostilePair, { minLength: 1, maxLength: 3 }).map((some) => some.join('&')),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      headers: fc.array(fc.constantFrom(...headerLines), { minLength: 1, maxLength: 3 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ host: fc.constantFrom(...hosts) }) },
  { weight: 4, arbitrary: fc.record({ credential: fc.constantFrom(...forgeries, 'victim', 'secret') }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constantFrom(...contentTypes) }) },
  { weight: 3, arbitrary: fc.record({ body: hostileJson }) },
  { weight: 2, arbitrary: fc.record({ body: hostileActivity.map((activity) => ({ activity })) }) },
  { weight: 2, arbitrary: fc.record({ framing: fc.constantFrom(...framings) }) },
);

export const hostileRequest: fc.Arbitrary<HostileRequest> = fc
  .tuple(fc.nat(10_000), fc.array(part, { minLength: 1, maxLength: 3 }))
  .map(([operation, parts]) => Object.assign({ operation }, ...parts) as HostileRequest);
