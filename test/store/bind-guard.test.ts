import { expect, it } from 'vitest';
import { checkBind } from '../../src/store/bind-guard.ts';

it.each([
  ['text', 'é 🔑', 'é 🔑'],
  ['empty text', '', ''],
  ['a whole number', 42, 42],
  ['a fraction', -0.5, -0.5],
  ['the greatest 64-bit integer', 2n ** 63n - 1n, 2n ** 63n - 1n],
  ['the least 64-bit integer', -(2n ** 63n), -(2n ** 63n)],
  ['bytes', Buffer.from([0, 255]), Buffer.from([0, 255])],
  ['null', null, null],
  ['true, as a number', true, 1],
  ['false, as a number', false, 0],
])('lets %s through', (_, value, bound) => {
  expect(checkBind(value)).toEqual(bound);
});

it.each([
  ['text with NUL', 'before\0after'],
  ['NaN', Number.NaN],
  ['an infinite number', Number.POSITIVE_INFINITY],
  ['an integer over 64 bits', 2n ** 63n],
  ['an integer under 64 bits', -(2n ** 63n) - 1n],
  ['undefined', undefined],
  ['an object', { a: 1 }],
  ['a list', [1]],
  ['a date', new Date(0)],
  ['plain bytes', new Uint8Array([1])],
  ['a symbol', Symbol('s')],
  ['a function', () => 1],
])('refuses %s', (_, value) => {
  expect(() => checkBind(value)).toThrow(expect.objectContaining({ code: 'BindRefused' }));
});

it('says nothing of the value it refuses, which may be what a person typed [P4]', () => {
  try {
    checkBind('secret 123456\0');
    expect.unreachable();
  } catch (error) {
    expect(`${error} ${JSON.stringify(error)}`).not.toContain('123456');
  }
});
