import fc from 'fast-check';
import { expect, it } from 'vitest';
import { copyAsJson } from '../../src/store/json.ts';

const leaf = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.date({ noInvalidDate: true }),
);
/** What an activity may hold. */
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.array(fc.oneof(tie('value'), fc.constant(undefined))),
    tie('object'),
  ),
  object: fc.dictionary(
    fc.oneof(fc.string(), fc.constant('__proto__')),
    fc.oneof(tie('value'), fc.constant(undefined)),
  ),
}));

it('copies a value as its text would carry it', () => {
  fc.assert(
    fc.property(value, (each) => {
      expect(copyAsJson(each)).toStrictEqual(JSON.parse(JSON.stringify(each)));
    }),
  );
});

it('copies all of it, so that nothing that is done to the copy comes back', () => {
  const inner = { list: [{ a: 1 }] };
  const copy = copyAsJson({ inner }) as { inner: typeof inner };
  copy.inner.list.push({ a: 2 });
  expect(inner.list).toHaveLength(1);
});
