import type { Clock } from '../../src/clock.ts';
import type { JsonObject } from '../../src/store/json.ts';
import type { ConversationRow, DeliveryOutcome, LeasedMessage, Line, Store } from '../../src/store/store.ts';

type Message = LeasedMessage & { readonly dueAt: number };

/** Everything kept of one conversation. */
interface Kept {
  row: ConversationRow;
  resumeHash: string | null;
  seen: Map<string, { readonly answer: JsonObject | null; readonly at: number }>;
  log: Line[];
  outbox: Message[];
  reminder: { readonly dueAt: number; readonly tries: number } | undefined;
}

/** What was stored has gone through JSON: nobody shares an object with the store. */
const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/**
 * A store in memory, as plain as can be: the model that the real ones are held against. Each call does all of its work
 * at once, so a turn is whole without any transaction.
 */
export function createMemoryStore(clock: Pick<Clock, 'now'>): Store {
  const conversations = new Map<string, Kept>();
  const settings = new Map<string, string>();
  let closed = false;

  const oldest = (kept: Kept): Message[] => kept.outbox.slice(0, 1);
  const freeAt = (message: Message): number => Math.max(message.dueAt, message.leasedUntil);
  const open = (): void => {
    if (closed) throw new Error('the store is closed');
  };

  const begin = (key: string): Kept => ({
    row: {
      key,
      version: 1,
      state: null,
      reference: null,
      nextPosition: 1,
      lastStamp: 0,
      committedAt: clock.now(),
      missed: false,
    },
    resumeHash: null,
    seen: new Map(),
    log: [],
    outbox: [],
    reminder: undefined,
  });

  const store: Store = {
    async load(key, ids) {
      open();
      const kept = conversations.get(key);
      if (!kept) return { row: undefined, seen: undefined };
      const id = ids.find((one) => kept.seen.has(one));
      const seen = id === undefined ? undefined : { answer: copy(kept.seen.get(id)?.answer ?? null) };
      return { row: copy(kept.row), seen };
    },

    async commit(writes) {
      open();
      const found = conversations.get(writes.key);
      if ((found?.row.version ?? 0) !== writes.expectedVersion) return 'conflict';
      const kept = found && !writes.forget ? found : begin(writes.key);
      conversations.set(writes.key, kept);
      const { state, nextPosition, lastStamp, reference } = copy(writes);
      kept.row = {
        key: writes.key,
        version: writes.expectedVersion + 1,
        state,
        reference: writes.forget ? null : reference,
        nextPosition,
        lastStamp,
        committedAt: clock.now(),
        missed: false,
      };
      for (const { id, answer } of writes.seen) kept.seen.set(id, { answer: copy(answer), at: clock.now() });
      kept.log.push(...copy(writes.log));
      const isBehind = kept.outbox.length > 0;
      const { leasedUntil } = writes;
      kept.outbox.push(
        ...copy(writes.outbox).map((line, index) => ({
          ...line,
          key: writes.key,
          reference,
          doubtful: 0,
          refused: 0,
          queuedAt: clock.now(),
          dueAt: clock.now(),
          leasedUntil: index === 0 && !isBehind ? (leasedUntil ?? 0) : 0,
        })),
      );
      const { remindAt } = writes;
      if (remindAt !== undefined) {
        kept.reminder = remindAt === null ? undefined : { dueAt: remindAt, tries: 0 };
      }
      return isBehind && writes.outbox.length > 0 && leasedUntil !== undefined ? 'behind' : 'committed';
    },

    async create(key, resumeHash) {
      open();
      if (conversations.has(key)) return false;
      conversations.set(key, { ...begin(key), resumeHash });
      return true;
    },

    async resumeHash(key) {
      open();
      return conversations.get(key)?.resumeHash ?? undefined;
    },

    async remove(key) {
      open();
      return conversations.delete(key);
    },

    async removeIdle(before, limit) {
      open();
      const idle = [...conversations.values()].filter(({ row }) => row.committedAt < before).slice(0, limit);
      for (const { row } of idle) conversations.delete(row.key);
      return idle.map(({ row }) => row.key);
    },

    async removeSeen(before, limit) {
      open();
      const old = [...conversations.values()]
        .flatMap(({ seen }) => [...seen].map(([id, { at }]) => ({ seen, id, at })))
        .filter(({ at }) => at < before)
        .slice(0, limit);
      for (const { seen, id } of old) seen.delete(id);
      return old.length;
    },

    async readLog(key, after, limit) {
      open();
      const log = conversations.get(key)?.log ?? [];
      return copy(log.filter(({ position }) => position > after).slice(0, limit));
    },

    async lastPositions(keys) {
      open();
      const found = keys.flatMap((key) => conversations.get(key)?.row ?? []);
      return new Map(found.map(({ key, nextPosition }) => [key, nextPosition - 1]));
    },

    // There are no other servers.
    watch: () => undefined,

    async lease(now, leaseMs, limit, only) {
      open();
      const due = [...conversations.values()]
        .filter(({ row }) => only === undefined || row.key === only)
        .flatMap((kept) => oldest(kept).map((message) => ({ kept, message })))
        .filter(({ message }) => freeAt(message) <= now)
        .sort((one, other) => one.message.dueAt - other.message.dueAt)
        .slice(0, limit);
      return due.map(({ kept, message }) => {
        const doubtful = message.doubtful + (message.leasedUntil > 0 ? 1 : 0);
        kept.outbox[0] = { ...message, doubtful, leasedUntil: now + leaseMs };
        const { dueAt: _, ...leased } = kept.outbox[0];
        return copy(leased);
      });
    },

    async settle(message, outcome, leaseMs) {
      open();
      const kept = conversations.get(message.key);
      const [first] = kept?.outbox ?? [];
      const isHolder = first?.position === message.position && first.leasedUntil === message.leasedUntil;
      if (kept && first && isHolder) settleFirst(kept, first, outcome);
      if (leaseMs === undefined) return undefined;
      const [next] = await store.lease(clock.now(), leaseMs, 1, message.key);
      return next;
    },

    async nextDue() {
      open();
      const times = [...conversations.values()].flatMap(oldest).map(freeAt);
      return times.length === 0 ? undefined : Math.min(...times);
    },

    async leaseReminders(now, leaseMs, limit) {
      open();
      const due = [...conversations.values()]
        .flatMap((kept) => (kept.reminder && kept.reminder.dueAt <= now ? [{ kept, ...kept.reminder }] : []))
        .sort((one, other) => one.dueAt - other.dueAt)
        .slice(0, limit);
      return due.map(({ kept, tries }) => {
        kept.reminder = { dueAt: now + leaseMs, tries: tries + 1 };
        return { key: kept.row.key, tries: tries + 1, leasedUntil: now + leaseMs };
      });
    },

    async settleReminder({ key, tries, leasedUntil }, againAt) {
      open();
      const kept = conversations.get(key);
      if (kept?.reminder?.dueAt !== leasedUntil || kept.reminder.tries !== tries) return;
      kept.reminder = againAt === null ? undefined : { dueAt: againAt, tries };
    },

    async nextReminder() {
      open();
      const times = [...conversations.values()].flatMap(({ reminder }) => reminder?.dueAt ?? []);
      return times.length === 0 ? undefined : Math.min(...times);
    },

    async setting(name, make) {
      open();
      const value = settings.get(name) ?? make();
      settings.set(name, value);
      return value;
    },

    async check() {
      open();
    },

    async close() {
      closed = true;
    },
  };
  return store;
}

function settleFirst(kept: Kept, message: Message, outcome: DeliveryOutcome): void {
  const { version } = kept.row;
  switch (outcome.kind) {
    case 'delivered':
      kept.outbox.shift();
      return;
    case 'dropped':
      kept.outbox.shift();
      kept.row = { ...kept.row, missed: true, version: version + 1 };
      return;
    case 'again':
      kept.outbox[0] = {
        ...message,
        dueAt: outcome.dueAt,
        leasedUntil: 0,
        doubtful: message.doubtful + (outcome.doubtful ? 1 : 0),
        refused: message.refused + (outcome.doubtful ? 0 : 1),
      };
      return;
    case 'referenceEnded':
      kept.outbox = [];
      kept.row = { ...kept.row, missed: true, reference: null, version: version + 1 };
  }
}
