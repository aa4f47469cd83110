/** The part of the browser's `Storage` that is used here; each call may throw where storage is blocked. */
export interface Store {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** Where this browser keeps the secret by which the conversation goes on after a reload. */
export interface Memory {
  read(): string | undefined;
  keep(resume: string): void;
  forget(): void;
  /** Whether others use this computer: then what is kept goes when the browser's tab closes. */
  readonly shared: boolean;
  setShared(shared: boolean): void;
}

const resumeKey = 'latchkey.resume';
const sharedKey = 'latchkey.shared';

/**
 * @param lasting what outlives the browser's tab
 * @param passing what goes with the tab
 */
export function createMemory(lasting: Store | undefined, passing: Store | undefined): Memory {
  // Where storage is blocked, the conversation at least lasts as long as this page.
  let held: string | undefined;
  const read = (store: Store | undefined, key: string): string | undefined =>
    attempt(() => store?.getItem(key)) ?? undefined;
  const write = (store: Store | undefined, key: string, value: string | undefined): void => {
    attempt(() => (value === undefined ? store?.removeItem(key) : store?.setItem(key, value)));
  };
  const isShared = (): boolean => read(passing, sharedKey) !== undefined;
  const current = (): string | undefined => read(passing, resumeKey) ?? read(lasting, resumeKey) ?? held;
  const keep = (resume: string | undefined, shared: boolean): void => {
    held = resume;
    write(lasting, resumeKey, shared ? undefined : resume);
    write(passing, resumeKey, shared ? resume : undefined);
  };
  return {
    read: current,
    keep: (resume) => keep(resume, isShared()),
    forget: () => keep(undefined, isShared()),
    get shared() {
      return isShared();
    },
    setShared(shared) {
      const resume = current();
      write(passing, sharedKey, shared ? 'yes' : undefined);
      keep(resume, shared);
    },
  };
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
