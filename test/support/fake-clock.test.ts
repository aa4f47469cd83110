import { expect, it } from 'vitest';
import { createFakeClock } from './fake-clock.ts';

it('runs what falls due in the order of time, each at its own time', async () => {
  const clock = createFakeClock(0);
  const ran: string[] = [];
  clock.after(30, () => ran.push(`late at ${clock.now()}`));
  clock.after(10, () => {
    ran.push(`early at ${clock.now()}`);
    clock.after(5, () => ran.push(`follow-up at ${clock.now()}`));
  });
  await clock.advance(29);
  expect(ran).toEqual(['early at 10', 'follow-up at 15']);
  await clock.advance(1);
  expect(ran).toEqual(['early at 10', 'follow-up at 15', 'late at 30']);
  expect(clock.now()).toBe(30);
});

it('runs calls of the same moment in the order they were asked for', async () => {
  const clock = createFakeClock(0);
  const ran: number[] = [];
  for (const one of [1, 2, 3]) clock.after(10, () => ran.push(one));
  await clock.advance(10);
  expect(ran).toEqual([1, 2, 3]);
});

it('does not run what was called off', async () => {
  const clock = createFakeClock(0);
  const ran: number[] = [];
  const cancel = clock.after(10, () => ran.push(1));
  cancel();
  expect(clock.next()).toBeUndefined();
  await clock.advance(100);
  expect(ran).toEqual([]);
});

it('lets promises settle before the next call, and while no time passes', async () => {
  const clock = createFakeClock(0);
  const ran: string[] = [];
  clock.after(1, () => void Promise.resolve().then(() => ran.push('promise')));
  clock.after(2, () => ran.push('next call'));
  await clock.advance(2);
  expect(ran).toEqual(['promise', 'next call']);
  void Promise.resolve().then(() => ran.push('settled'));
  await clock.settle();
  expect(ran.at(-1)).toBe('settled');
});
