import { expect, it } from 'vitest';
import { watchSockets } from '../../../src/web/browser/watch-sockets.ts';

class FakeSocket extends EventTarget {
  readonly url: string;
  constructor(url: string) {
    super();
    this.url = url;
  }
}

function open() {
  let now = 0;
  let changes = 0;
  const scope = { WebSocket: FakeSocket as unknown as typeof WebSocket };
  const watch = watchSockets({
    scope,
    host: 'help.example.com',
    now: () => now,
    changed: () => {
      changes += 1;
    },
  });
  const socket = (host: string): EventTarget => {
    const one = new scope.WebSocket(`wss://${host}/stream`);
    one.dispatchEvent(new Event('open'));
    return one;
  };
  return {
    watch,
    socket,
    changes: () => changes,
    pass: (seconds: number) => {
      now += seconds * 1_000;
      watch.look();
    },
  };
}

it('counts the sockets that are open', () => {
  const { watch, socket, changes } = open();
  const one = socket('help.example.com');
  socket('help.example.com');
  expect(watch.open).toBe(2);
  one.dispatchEvent(new Event('close'));
  expect(watch.open).toBe(1);
  expect(changes()).toBe(3);
});

it('counts one no more that has said nothing for long, as after sleep, whatever the browser calls it [page.silent-socket]', () => {
  const { watch, socket, changes, pass } = open();
  const one = socket('help.example.com');
  pass(29);
  one.dispatchEvent(new Event('message'));
  pass(30);
  expect([watch.open, changes()]).toEqual([1, 1]);
  pass(1);
  expect([watch.open, changes()]).toEqual([0, 2]);
  one.dispatchEvent(new Event('message'));
  one.dispatchEvent(new Event('close'));
  expect([watch.open, changes()]).toEqual([0, 2]);
});

it('lets those of another service be silent: nobody knows how often that speaks', () => {
  const { watch, socket, pass } = open();
  socket('directline.botframework.com');
  pass(3_600);
  expect(watch.open).toBe(1);
});
