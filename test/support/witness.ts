import type { JsonObject } from '../../src/store/json.ts';
import type {
  ConversationRow,
  DeliveryOutcome,
  LeasedMessage,
  Store,
  TurnWrites,
} from '../../src/store/store.ts';
import type { TurnInput } from '../../src/turn/turn.ts';

/** What the store has seen happen, in its order. */
export type StoreEvent =
  | { readonly kind: 'commit'; readonly writes: TurnWrites; readonly attempt: WitnessedAttempt }
  | { readonly kind: 'lease'; readonly message: Pick<LeasedMessage, 'key' | 'position'> }
  | { readonly kind: 'settle'; readonly message: LeasedMessage; readonly outcome: DeliveryOutcome };

/** An attempt at a turn: the input and the row it was given. */
export interface WitnessedAttempt {
  readonly input: TurnInput;
  readonly row: ConversationRow | undefined;
}

/** Stands beside a store and the inputs, and remembers what happened without taking part. */
export interface Witness {
  readonly events: readonly StoreEvent[];
  /** The answers that clients were given, each with the first id of its input. */
  readonly answers: readonly {
    readonly key: string;
    readonly id: string;
    readonly answer: JsonObject | null;
  }[];
  /** The same store, watched. */
  watchStore(store: Store): Store;
  /** The same input, its attempts watched. */
  watchInput(input: TurnInput): TurnInput;
  answered(input: TurnInput, answer: JsonObject | null): void;
}

/** The first of an input's ids stands for it. */
export const firstId = (ids: readonly string[]): string => ids[0] ?? '';

/** The message that is leased to whoever commits. */
const leasedBy = ({ key, outbox: [first], leasedUntil }: TurnWrites) =>
  first && leasedUntil !== undefined ? { key, position: first.position } : undefined;

export function createWitness(): Witness {
  const events: StoreEvent[] = [];
  const answers: { key: string; id: string; answer: JsonObject | null }[] = [];
  /** By conversation, version and input: what the attempt was given that was committed on that version. */
  const attempts = new Map<string, WitnessedAttempt>();
  const name = (key: string, version: number, id: string): string => JSON.stringify([key, version, id]);

  return {
    events,
    answers,
    answered: ({ key, ids }, answer) => answers.push({ key, id: firstId(ids), answer }),
    watchInput: (input) => ({
      ...input,
      attempt: async (row) => {
        const given = structuredClone(row);
        attempts.set(name(input.key, row?.version ?? 0, firstId(input.ids)), { input, row: given });
        return input.attempt(row);
      },
    }),
    watchStore: (store) => ({
      ...store,
      async commit(writes) {
        const result = await store.commit(writes);
        if (result === 'conflict') return result;
        const id = firstId(writes.seen.map((seen) => seen.id));
        const attempt = attempts.get(name(writes.key, writes.expectedVersion, id));
        if (!attempt) throw new Error(`a commit of ${id} without an attempt`);
        events.push({ kind: 'commit', writes, attempt });
        const message = result === 'committed' ? leasedBy(writes) : undefined;
        if (message) events.push({ kind: 'lease', message });
        return result;
      },
      async lease(...args) {
        const messages = await store.lease(...args);
        for (const message of messages) events.push({ kind: 'lease', message });
        return messages;
      },
      async settle(message, outcome, leaseMs) {
        const next = await store.settle(message, outcome, leaseMs);
        events.push({ kind: 'settle', message, outcome });
        if (next) events.push({ kind: 'lease', message: next });
        return next;
      },
    }),
  };
}
