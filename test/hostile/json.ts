import fc from 'fast-check';
import { canary, type HostileText, hostileText, spell } from './texts.ts';

/** JSON written as no serialiser would write it; a long one as data that is short enough to be printed. */
export type HostileJson = string | { readonly open: string; readonly close: string; readonly depth: number };

export const writeJson = (json: HostileJson): string =>
  typeof json === 'string' ? json : json.open.repeat(json.depth) + json.close.repeat(json.depth);

/** Values that stand where another kind is expected, or are none a program counts on. */
const values: readonly string[] = [
  'null',
  'true',
  '0',
  '-0',
  '-1',
  '1e400',
  '1e-400',
  '9007199254740993',
  '1234567890123456789012345678901234567890',
  '""',
  '" "',
  '"\\u0000"',
  '"\\ud800"',
  '"\\udfff\\ud800"',
  '"\\u202e"',
  '"__proto__"',
  '"constructor"',
  '"../../etc/passwd"',
  '"%2e%2e%2f"',
  `"${canary}"`,
  `"${'x'.repeat(1001)}"`,
  '[]',
  '{}',
  '[null]',
  '[[[[]]]]',
  '[{}]',
  '{"id":null}',
  '{"id":""}',
  '{"id":["a"]}',
  '{"id":{"$ne":null}}',
  '{"id":"."}',
  '{"id":"a\\u0000b"}',
  '{"id":"\\ud800"}',
  '{"id":1e999}',
  '{"__proto__":{"polluted":"yes"},"id":"x"}',
  '{"constructor":{"prototype":{"polluted":"yes"}},"id":"x"}',
  '{"toString":1,"valueOf":2,"toJSON":3,"then":4}',
  '{"length":1e9}',
  '{"clientActivityID":7}',
  '{"clientActivityID":"\\ud800"}',
  '{"clientActivityID":"a\\nb"}',
  '{"question":"welcome","choice":"__proto__","turn":1}',
  '{"question":"constructor","choice":"personal"}',
  '{"question":"welcome","choice":"personal","turn":-1}',
  '{"question":"welcome","choice":"personal","turn":1e300}',
];

const names: readonly string[] = [
  'type',
  'id',
  'replyToId',
  'from',
  'recipient',
  'conversation',
  'channelId',
  'serviceUrl',
  'text',
  'locale',
  'localTimezone',
  'timestamp',
  'localTimestamp',
  'attachments',
  'entities',
  'channelData',
  'value',
  'deliveryMode',
  'name',
  'action',
  'membersAdded',
  'user',
  'resume',
  'trustedOrigins',
  '__proto__',
  'constructor',
  'prototype',
  'hasOwnProperty',
  'toJSON',
  'then',
];

const types: readonly string[] = [
  'message',
  'message',
  'message',
  'endOfConversation',
  'conversationUpdate',
  'installationUpdate',
  'event',
  'invoke',
  'typing',
  'messageReaction',
  'messageUpdate',
  'messageDelete',
  'trace',
  'handoff',
  'MESSAGE',
  'constructor',
  '__proto__',
  'unheard-of',
];

/** An activity that is sound but for some of its fields. */
export interface HostileActivity {
  readonly type: string;
  readonly text: HostileText;
  /** Fields by name with their JSON; a name may stand twice. */
  readonly fields: readonly (readonly [name: string, json: string])[];
  /** Fields that everything needs on this channel are left out. */
  readonly bare: boolean;
}

const value: fc.Arbitrary<string> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...values) },
  { weight: 1, arbitrary: fc.json({ maxDepth: 3 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }).map((text) => JSON.stringify(text)) },
);

export const hostileActivity: fc.Arbitrary<HostileActivity> = fc.record({
  type: fc.constantFrom(...types),
  text: fc.oneof(
    { weight: 3, arbitrary: fc.constant(`hello ${canary}`) },
    { weight: 1, arbitrary: hostileText },
  ),
  fields: fc.array(fc.tuple(fc.constantFrom(...names), value), { maxLength: 4 }),
  bare: fc.boolean(),
});

/** @param needed what every activity of the channel has */
export function writeActivity(activity: HostileActivity, needed: Readonly<Record<string, unknown>>): string {
  const sound = { ...(activity.bare ? {} : needed), type: activity.type, text: spell(activity.text) };
  const fields = [
    ...Object.entries(sound).map(([name, one]) => [name, JSON.stringify(one)] as const),
    ...activity.fields,
  ];
  return `{${fields.map(([name, json]) => `${JSON.stringify(name)}:${json}`).join(',')}}`;
}

const deep = fc.record({
  open: fc.constantFrom('[', '{"a":', '{"channelData":', '{"__proto__":', '[{"a":['),
  close: fc.constantFrom('', '}', ']'),
  depth: fc.constantFrom(100, 5_000, 40_000),
});

/** Bodies of every kind, most of which are no activity. */
export const hostileJson: fc.Arbitrary<HostileJson> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(...values, '', ' ', '{', '{}', '"', '{"a":}', '[1,]', 'NaN', '\ufeff{}'),
  },
  { weight: 4, arbitrary: fc.json({ maxDepth: 4 }) },
  {
    weight: 4,
    arbitrary: fc
      .array(fc.tuple(fc.constantFrom(...names), value), { maxLength: 6 })
      .map((fields) => `{${fields.map(([name, json]) => `${JSON.stringify(name)}:${json}`).join(',')}}`),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) },
  { weight: 1, arbitrary: deep },
);
