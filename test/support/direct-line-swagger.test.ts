import { describe, expect, it } from 'vitest';
import { faultsOf, operations } from './direct-line-swagger.ts';

describe('the swagger', () => {
  it('has eight operations, with the bodies of their answers', () => {
    expect(operations).toHaveLength(8);
    const start = operations.find(({ name }) => name === 'POST /v3/directline/conversations');
    expect(start?.statuses.get(201)).toBe('Conversation');
    expect(start?.statuses.has(409)).toBe(true);
  });
});

describe('the check of a body', () => {
  const activity = { type: 'message', timestamp: '2030-01-07T09:00:00.001Z', from: { id: 'me' } };

  it('finds nothing wrong with what is right', () => {
    expect(faultsOf({ activities: [activity], watermark: '1' }, 'ActivitySet', ['watermark'])).toEqual([]);
    expect(faultsOf({ type: 'imBack', value: 'Yes' }, 'CardAction')).toEqual([]);
  });

  it.each([
    [{ activities: {}, watermark: '1' }, 'ActivitySet.activities: not a list'],
    [{ activities: [], watermark: 1 }, 'ActivitySet.watermark: not a string'],
    [{ activities: [] }, 'ActivitySet.watermark: missing'],
    [{ activities: [{ ...activity, extra: 1 }], watermark: '' }, 'Activity.extra: not in the definition'],
    [
      { activities: [{ ...activity, timestamp: '2030-01-07' }], watermark: '' },
      'Activity.timestamp: not a time in UTC',
    ],
    [{ activities: [{ ...activity, from: 'me' }], watermark: '' }, 'ChannelAccount: not an object'],
    [null, 'ActivitySet: not an object'],
  ])('finds what is wrong with %j', (body, fault) => {
    expect(faultsOf(body, 'ActivitySet', ['watermark'])).toContain(fault);
  });
});
