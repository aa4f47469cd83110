import { expect, it } from 'vitest';
import { createTurnQueue } from '../../src/turn/queue.ts';
import { createSignal } from '../support/signal.ts';

it('runs the jobs of one conversation one after another, in the order they came [turn.order]', async () => {
  const queue = createTurnQueue();
  const events: string[] = [];
  const jobs = [3, 1, 2].map((rounds) =>
    queue.run('a', async () => {
      events.push(`begin ${rounds}`);
      for (let round = 0; round < rounds; round += 1) await Promise.resolve();
      events.push(`end ${rounds}`);
    }),
  );
  await Promise.all(jobs);
  expect(events).toEqual(['begin 3', 'end 3', 'begin 1', 'end 1', 'begin 2', 'end 2']);
});

it('runs the jobs of different conversations side by side [turn.side-by-side]', async () => {
  const queue = createTurnQueue();
  const stuck = createSignal();
  const first = queue.run('a', () => stuck.given);
  expect(await queue.run('b', async () => 'done')).toBe('done');
  stuck.give();
  await first;
});

it('goes on after a job that failed, at once or later [turn.whole]', async () => {
  const queue = createTurnQueue();
  const atOnce = queue.run('a', () => {
    throw new Error('at once');
  });
  const later = queue.run('a', () => Promise.reject(new Error('later')));
  const next = queue.run('a', async () => 'next');
  await expect(atOnce).rejects.toThrow('at once');
  await expect(later).rejects.toThrow('later');
  expect(await next).toBe('next');
});

it('turns away what is one too many in one conversation, and only there [turn.busy]', async () => {
  const queue = createTurnQueue(3);
  const stuck = createSignal();
  const waiting = [1, 2, 3].map(() => queue.run('a', () => stuck.given));
  await expect(queue.run('a', async () => 'late')).rejects.toMatchObject({ code: 'ConversationBusy' });
  expect(await queue.run('b', async () => 'other')).toBe('other');
  stuck.give();
  await Promise.all(waiting);
  expect(await queue.run('a', async () => 'later')).toBe('later');
});

it('is idle when nothing runs or waits, also what came while it was waited for', async () => {
  const queue = createTurnQueue();
  await queue.idle();
  const events: string[] = [];
  void queue.run('a', async () => {
    void queue.run('b', async () => {
      for (let round = 0; round < 20; round += 1) await Promise.resolve();
      events.push('b');
    });
    events.push('a');
  });
  await queue.idle();
  expect(events).toEqual(['a', 'b']);
});
