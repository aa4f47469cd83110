/**
 * A program that writes turns to a store without end: `child FILE`. Prints `ready` when the store is open and then a
 * line `CONVERSATION N` for each turn that was committed. With `once` as a second argument it only opens and closes.
 */
import { systemClock } from '../../src/clock.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { lineOf, writesOf } from './writes.ts';

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

async function talk(store: Store, key: string): Promise<never> {
  for (;;) {
    const { row } = await store.load(key, []);
    const turn = (row?.version ?? 0) + 1;
    const first = row?.nextPosition ?? 1;
    await store.commit(
      writesOf(key, {
        expectedVersion: turn - 1,
        state: { turn },
        nextPosition: first + 3,
        seen: [{ id: `input ${turn}`, answer: { turn } }],
        log: [lineOf(first, `echo ${turn}`), lineOf(first + 1, `reply ${turn}`)],
        outbox: [lineOf(first + 2, `sent ${turn}`)],
      }),
    );
    print(`${key} ${turn}`);
  }
}

async function main(file: string, once: boolean): Promise<void> {
  const store = await openStore(`sqlite:${file}`, systemClock);
  print('ready');
  if (once) return store.close();
  await Promise.all(['a', 'b', 'c', 'd'].map((key) => talk(store, key)));
}

void main(process.argv[2] ?? '', process.argv[3] === 'once');
