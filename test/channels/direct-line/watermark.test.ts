import { describe, expect, it } from 'vitest';
import { formatWatermark, parseWatermark } from '../../../src/channels/direct-line/watermark.ts';

const parse = (query: string) => parseWatermark(new URLSearchParams(query));

describe('a watermark', () => {
  it.each(['', '-', 'null', 'undefined', '0'])('"%s" means from the start [DL.watermark-start]', (value) => {
    expect(parse(`watermark=${value}`)).toBe(0);
  });

  it('that is missing is told from an empty one [DL.reconnect-missing-is-now]', () => {
    expect(parse('')).toBeUndefined();
  });

  it('comes back as the position it was made of', () => {
    expect(parse(`watermark=${formatWatermark(42)}`)).toBe(42);
  });

  it.each(['x', '-1', '1.5', '1e3', '0x10', '1234567890123456', '1\u0000', '1&watermark=2'])(
    'that was never given out is refused: %j [DL.watermark-garbage]',
    (value) => {
      expect(() => parse(`watermark=${value}`)).toThrow(
        expect.objectContaining({ status: 400, code: 'BadArgument' }),
      );
    },
  );
});
