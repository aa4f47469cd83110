/** What Web Chat wants posted; the rest of it goes along unread. */
export interface Outgoing {
  readonly channelData?: Readonly<Record<string, string>>;
}

/** Something that was said and did not get through. */
export interface Unsent {
  readonly text: string;
  /** The service takes what bears the same id for the same message. */
  readonly id: string;
}

export interface OutboxParts {
  /** Posts once. @returns false when it got nowhere; rejects when it was refused for good */
  readonly post: (activity: Outgoing) => Promise<boolean>;
  /** Whether there is a connection, so that what gets nowhere is the service's fault. */
  readonly connected: () => boolean;
  /** Told when something takes long to get through, and when it has. */
  readonly slow: (isSlow: boolean) => void;
  /** Told when something got through and does not come back: nothing else does either. */
  readonly deaf: () => void;
  readonly newId: () => string;
  /** Calls `work` later. @returns what takes it back */
  readonly later: (ms: number, work: () => void) => () => void;
}

/**
 * Delivers what the person says over one connection: one after the other, each again and again until it is through, with
 * the same id each time. Web Chat itself posts once, under a new id at each try, and all at the same time.
 */
export interface Outbox {
  /** Takes down what is said. @param id that of an earlier try. @returns its id */
  add(text: string, id?: string): string;
  /** Delivers what was taken down under `id`. Settles when it is through; rejects when it is refused. */
  send(id: string, activity: Outgoing): Promise<void>;
  /** To be called with each `clientActivityID` that comes back. @returns the one under which it was sent here */
  heard(id: string): string | undefined;
  /** Whether a message with this id has come, be it in a replay. */
  hasHeard(id: string): boolean;
  /** Whether what was sent under this `clientActivityID` was refused, or never sent here. */
  isRefused(by: string): boolean;
  /** What is not through, in order. */
  unsent(): readonly Unsent[];
  /** Tries again now, if it waits to. */
  hurry(): void;
  /** Its connection is given up: what is said from now on is only taken down. */
  close(): void;
  readonly isClosed: boolean;
}

interface Entry extends Unsent {
  /** What to post; none before it is to be sent. */
  activity?: Outgoing;
  /** The id by which the sender knows it. */
  by?: string | undefined;
  readonly sent: Promise<void>;
  readonly settle: (error?: unknown) => void;
}

const slowMs = 5_000;
const echoMs = 8_000;
const firstPauseMs = 1_000;
const longestPauseMs = 8_000;
/** So often may the service fail at one message, while there is a connection. */
const failuresAtMost = 5;

export function createOutbox(parts: OutboxParts): Outbox {
  const { post, connected, slow, deaf, newId, later } = parts;
  const entries = new Map<string, Entry>();
  const waiting: Entry[] = [];
  const heard = new Set<string>();
  let isBusy = false;
  let isClosed = false;
  let hurry = (): void => {};

  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const takeBack = later(ms, resolve);
      hurry = () => {
        takeBack();
        resolve();
      };
    });

  /** @returns false when the connection was given up before it got anywhere */
  const getThrough = async (entry: Entry, activity: Outgoing): Promise<boolean> => {
    let failures = 0;
    for (let ms = firstPauseMs; !isClosed; ms = Math.min(2 * ms, longestPauseMs)) {
      if ((await post(activity)) || heard.has(entry.id)) return true;
      failures += connected() ? 1 : 0;
      if (failures === failuresAtMost) throw new Error('The service fails at it.');
      if (!isClosed) await pause(ms);
    }
    return false;
  };

  const deliver = async (entry: Entry, activity: Outgoing): Promise<void> => {
    const takeBack = later(slowMs, () => slow(true));
    try {
      if (!(await getThrough(entry, activity))) return;
      settle(entry);
      // Where it got through without a connection to hear by, there is a network again.
      later(connected() ? echoMs : 0, () => {
        if (!heard.has(entry.id) && !isClosed) deaf();
      });
    } catch (error) {
      settle(entry, error);
    } finally {
      takeBack();
      slow(false);
    }
  };
  const settle = (entry: Entry, error?: unknown): void => {
    waiting.splice(waiting.indexOf(entry), 1);
    if (error !== undefined) entries.delete(entry.id);
    entry.settle(error);
  };

  const deliverAll = async (): Promise<void> => {
    if (isBusy) return;
    isBusy = true;
    while (!isClosed) {
      const entry = waiting.find(({ activity }) => activity);
      if (!entry?.activity) break;
      await deliver(entry, entry.activity);
    }
    isBusy = false;
  };

  return {
    add(text, id = newId()) {
      if (waiting.some((entry) => entry.id === id)) return id;
      const entry = newEntry(text, id);
      entries.set(id, entry);
      waiting.push(entry);
      return id;
    },
    async send(id, activity) {
      const entry = entries.get(id);
      if (!entry) throw new Error('It was not taken down.');
      entry.by = activity.channelData?.['clientActivityID'];
      entry.activity = { ...activity, channelData: { ...activity.channelData, clientActivityID: id } };
      void deliverAll();
      return entry.sent;
    },
    heard(id) {
      heard.add(id);
      return entries.get(id)?.by;
    },
    hasHeard: (id) => heard.has(id),
    isRefused: (by) => ![...entries.values()].some((entry) => entry.by === by),
    unsent: () => waiting.filter(({ id }) => !heard.has(id)).map(({ text, id }) => ({ text, id })),
    hurry: () => hurry(),
    close() {
      isClosed = true;
      hurry();
    },
    get isClosed() {
      return isClosed;
    },
  };
}

function newEntry(text: string, id: string): Entry {
  let settle = (_error?: unknown): void => {};
  const sent = new Promise<void>((resolve, reject) => {
    settle = (error) => (error === undefined ? resolve() : reject(error));
  });
  return { text, id, sent, settle };
}
