import { ActivityHandler, type TurnContext } from 'botbuilder';
import { describe, expect, it } from 'vitest';
import { CollectingAdapter } from '../../src/channels/adapter.ts';
import type { JsonObject } from '../../src/store/json.ts';

const adapter = new CollectingAdapter({});

const message: JsonObject = {
  type: 'message',
  id: 'm1',
  timestamp: '2026-03-01T10:00:00Z',
  channelId: 'msteams',
  serviceUrl: 'https://smba.example/amer/',
  conversation: { id: 'c1', tenantId: 't1' },
  from: { id: 'user' },
  recipient: { id: 'bot' },
  locale: 'en-US',
  text: 'hello',
};

const run = (logic: (context: TurnContext) => Promise<unknown>, activity = message) =>
  adapter.runTurn(activity, async (context) => {
    await logic(context);
  });

describe('the collecting adapter', () => {
  it('hands back what a turn sent, in order and addressed as a reply [connector.collects]', async () => {
    const { replies } = await run(async (context) => {
      await context.sendActivity('first');
      await context.sendActivities([
        { type: 'message', text: 'second', suggestedActions: { to: [], actions: [] } },
        { type: 'message', text: 'third', inputHint: 'expectingInput', speak: '', attachments: [] },
      ]);
    });
    expect(replies.map((reply) => reply['text'])).toEqual(['first', 'second', 'third']);
    expect(replies[2]).toEqual({
      type: 'message',
      text: 'third',
      inputHint: 'expectingInput',
      channelId: 'msteams',
      serviceUrl: 'https://smba.example/amer/',
      conversation: { id: 'c1', tenantId: 't1' },
      from: { id: 'bot' },
      recipient: { id: 'user' },
      replyToId: 'm1',
      locale: 'en-US',
    });
  });

  it('collects with expectReplies as without [connector.collects, connector.expect-replies]', async () => {
    const { replies } = await run((context) => context.sendActivity('hi'), {
      ...message,
      deliveryMode: 'expectReplies',
    });
    expect(replies.map((reply) => reply['text'])).toEqual(['hi']);
  });

  it('leaves out traces, pauses and typing, and does not pause', async () => {
    const before = performance.now();
    const { replies } = await run(async (context) => {
      await context.sendTraceActivity('trace', { secret: 'x' });
      await context.sendActivities([{ type: 'typing' }, { type: 'delay', value: 5_000 }]);
      await context.sendActivity('done');
    });
    expect(replies.map((reply) => reply['text'])).toEqual(['done']);
    expect(performance.now() - before).toBeLessThan(2_000);
  });

  it('keeps the answer to an invoke apart from the replies, and its first one', async () => {
    const invoke = { ...message, type: 'invoke', name: 'task/fetch' };
    const { replies, invokeResponse } = await run(async (context) => {
      await context.sendActivity({ type: 'invokeResponse', value: { status: 200, body: { task: 1 } } });
      await context.sendActivity({ type: 'invokeResponse', value: { status: 501 } });
    }, invoke);
    expect(replies).toEqual([]);
    expect(invokeResponse).toEqual({ status: 200, body: { task: 1 } });
  });

  it('runs an activity handler of the SDK, which answers an unknown invoke with 501', async () => {
    const bot = new ActivityHandler();
    const { invokeResponse } = await run((context) => bot.run(context), {
      ...message,
      type: 'invoke',
      name: 'who/knows',
    });
    expect(invokeResponse).toEqual({ status: 501 });
  });

  it('gives the bot a copy, its times as dates, and leaves the activity as it was', async () => {
    const before = structuredClone(message);
    await run(async (context) => {
      expect(context.activity.timestamp).toEqual(new Date('2026-03-01T10:00:00Z'));
      context.activity.text = 'changed';
      context.activity.conversation.id = 'changed';
    });
    expect(message).toEqual(before);
  });

  it('keeps turns that run side by side apart', async () => {
    const turn = (name: string) =>
      run(async (context) => {
        for (let n = 0; n < 5; n += 1) await context.sendActivity(`${name}${n}`);
      });
    const [a, b] = await Promise.all([turn('a'), turn('b')]);
    expect(a?.replies.map((reply) => reply['text'])).toEqual(['a0', 'a1', 'a2', 'a3', 'a4']);
    expect(b?.replies.map((reply) => reply['text'])).toEqual(['b0', 'b1', 'b2', 'b3', 'b4']);
  });

  it('lets the error of a turn through', async () => {
    await expect(
      run(async () => {
        throw new Error('broken');
      }),
    ).rejects.toThrow('broken');
  });

  it('refuses whatever would act outside a turn [connector.collects]', async () => {
    const refused = { code: 'AdapterRefused' };
    await expect(run((context) => context.updateActivity({ id: 'x' }))).rejects.toMatchObject(refused);
    await expect(run((context) => context.deleteActivity('x'))).rejects.toMatchObject(refused);
    await expect(adapter.continueConversationAsync()).rejects.toMatchObject(refused);
    await expect(adapter.createConversationAsync()).rejects.toMatchObject(refused);
    let late: TurnContext | undefined;
    await run(async (context) => {
      late = context;
    });
    expect(() => late?.sendActivity('too late')).toThrow();
  });
});
