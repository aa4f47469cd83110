import { describe, expect, it } from 'vitest';
import { createOutbox } from '../../../src/web/browser/outbox.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

type Answer = boolean | Error;

/** An outbox whose posts are answered by a plan; when that is over, each gets through. */
function open(plan: readonly (Answer | Promise<Answer>)[] = [], isConnected = true) {
  const clock = createFakeClock();
  const answers = [...plan];
  const posted: string[] = [];
  const told: string[] = [];
  let ids = 0;
  const outbox = createOutbox({
    post: async ({ channelData }) => {
      posted.push(channelData?.['clientActivityID'] ?? '');
      const answer = (await answers.shift()) ?? true;
      if (answer instanceof Error) throw answer;
      return answer;
    },
    connected: () => isConnected,
    slow: (isSlow) => told.push(isSlow ? 'slow' : 'through'),
    deaf: () => told.push('deaf'),
    newId: () => {
      ids += 1;
      return `id${ids}`;
    },
    later: clock.after,
  });
  /** Says something as Web Chat does, which knows it by an id of its own. */
  const say = (text: string, own: string, id?: string): Promise<string> =>
    outbox.send(outbox.add(text, id), { channelData: { clientActivityID: own } }).then(
      () => 'sent',
      () => 'refused',
    );
  return { clock, outbox, posted, told, say };
}

describe('what is said', () => {
  it('is tried again under the same id, and what comes after it waits: nothing is lost, doubled or out of order [page.delivery]', async () => {
    const { clock, outbox, posted, say } = open([false, false]);
    const sent = Promise.all([say('one', 'a'), say('two', 'b')]);
    await clock.settle();
    expect(outbox.unsent()).toEqual([
      { text: 'one', id: 'id1' },
      { text: 'two', id: 'id2' },
    ]);
    await clock.advance(3_000);
    expect(await sent).toEqual(['sent', 'sent']);
    expect(posted).toEqual(['id1', 'id1', 'id1', 'id2']);
    expect(outbox.unsent()).toEqual([]);
  });

  it('is known again, when it comes back, by the id that its view gave it', () => {
    const { outbox, say } = open();
    void say('one', 'a');
    expect(outbox.heard('id1')).toBe('a');
    expect(outbox.heard('of another view')).toBeUndefined();
    expect([outbox.hasHeard('id1'), outbox.hasHeard('of another view')]).toEqual([true, true]);
  });

  it('is not posted again when it has come back without an answer', async () => {
    const { clock, outbox, posted, say } = open([false]);
    const sent = say('one', 'a');
    outbox.heard('id1');
    await clock.settle();
    expect(await sent).toBe('sent');
    expect(posted).toEqual(['id1']);
  });

  it('goes on in another view under its id, once the connection of this one is given up', async () => {
    const { clock, outbox, posted, say } = open([false]);
    void say('one', 'a');
    await clock.settle();
    outbox.close();
    outbox.add('two');
    await clock.advance(60_000);
    expect(posted).toEqual(['id1']);
    expect(outbox.unsent()).toEqual([
      { text: 'one', id: 'id1' },
      { text: 'two', id: 'id2' },
    ]);

    const next = open();
    expect(await next.say('one', 'b', 'id1')).toBe('sent');
    expect(next.posted).toEqual(['id1']);
  });

  it('is taken down once, however often it is tried by hand', async () => {
    const { clock, outbox, posted, say } = open([false]);
    const first = say('one', 'a');
    const second = say('one', 'b', 'id1');
    await clock.advance(1_000);
    expect(await Promise.all([first, second])).toEqual(['sent', 'sent']);
    expect(posted).toEqual(['id1', 'id1']);
    expect(outbox.heard('id1')).toBe('b');
  });

  it('is refused when the service refuses it, or fails at it five times; what follows goes out', async () => {
    const { clock, outbox, say } = open([new Error('400'), false, false, false, false, false]);
    const sent = [say('one', 'a'), say('two', 'b'), say('three', 'c')];
    await clock.advance(60_000);
    expect(await Promise.all(sent)).toEqual(['refused', 'refused', 'sent']);
    expect(['a', 'b', 'c'].map(outbox.isRefused)).toEqual([true, true, false]);
    expect(outbox.unsent()).toEqual([]);
  });

  it('is never given up for want of a connection', async () => {
    const { clock, posted, say } = open(
      Array.from({ length: 20 }, () => false),
      false,
    );
    const sent = say('one', 'a');
    await clock.advance(400_000);
    expect(await sent).toBe('sent');
    expect(posted).toHaveLength(21);
  });

  it('is tried at once when there is a connection again', async () => {
    const { clock, outbox, posted, say } = open([false, false, false, false, false], false);
    void say('one', 'a');
    await clock.advance(16_000);
    const before = posted.length;
    outbox.hurry();
    await clock.settle();
    expect(posted).toHaveLength(before + 1);
  });
});

describe('a connection by which nothing gets through', () => {
  it('is told of after five seconds, and again when it does [page.delivery]', async () => {
    let answer = (_: Answer): void => {};
    const { clock, told, say } = open([
      new Promise<Answer>((resolve) => {
        answer = resolve;
      }),
    ]);
    void say('one', 'a');
    await clock.advance(4_999);
    expect(told).toEqual([]);
    await clock.advance(1);
    expect(told).toEqual(['slow']);
    answer(true);
    await clock.settle();
    expect(told).toEqual(['slow', 'through']);
  });

  it('is told of when what got through is not heard of again', async () => {
    const { clock, outbox, told, say } = open();
    void say('one', 'a');
    void say('two', 'b');
    outbox.heard('id1');
    await clock.advance(8_000);
    expect(told.filter((one) => one === 'deaf')).toHaveLength(1);
  });

  it('is told of at once when there is none to hear by', async () => {
    const { clock, told, say } = open([], false);
    void say('one', 'a');
    await clock.advance(0);
    expect(told).toContain('deaf');
  });
});
