import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readColor, textOn } from '../../../src/web/launcher/color.ts';
import { languageOf, readOptions } from '../../../src/web/launcher/options.ts';

const languages = ['de', 'en', 'pt-BR'];

describe('the options of the widget', () => {
  it('are the attributes of the script’s element', () => {
    const data = { lang: 'de-AT', position: 'left', color: '#0AF', greeting: ' Hello ', open: '' };
    expect(readOptions(data, languages, ['en'])).toEqual({
      language: 'de',
      side: 'left',
      color: '#00aaff',
      greeting: 'Hello',
      open: true,
    });
  });

  it('have defaults, and what is nonsense counts as left out', () => {
    const none = { language: 'en', side: undefined, color: undefined, greeting: undefined, open: false };
    expect(readOptions({}, languages, [])).toEqual(none);
    const nonsense = { lang: '', position: 'top', color: 'red;}', greeting: ' ', open: 'false' };
    expect(readOptions(nonsense, languages, [])).toEqual(none);
  });

  it.each([
    [['pt-br'], 'pt-BR'],
    [['de-CH-1996', 'en'], 'de'],
    [['pl', 'de'], 'de'],
    [['pt-PT'], 'en'],
    [['', '-', 'x'], 'en'],
    [[], 'en'],
  ])('take the first language there are words in: %j → %s', (wanted, language) => {
    expect(languageOf(languages, wanted)).toBe(language);
  });

  it('go by the page and the browser only where the owner has named no language', () => {
    expect(readOptions({}, languages, ['de', 'pt-BR']).language).toBe('de');
    expect(readOptions({ lang: 'fr' }, languages, ['de']).language).toBe('en');
  });
});

describe('a colour', () => {
  it.each([undefined, null, '', 'blue', '#12', '#1234', '#gggggg', '#123456;x', 'url(x)'])(
    'is none: %j',
    (value) => {
      expect(readColor(value)).toBeUndefined();
    },
  );

  it('bears a text with a contrast of at least 4.5 (WCAG 2.2, 1.4.3) [widget.contrast]', () => {
    const luminance = (hex: string): number => {
      const [red = 0, green = 0, blue = 0] = (hex.match(/[\da-f]{2}/g) ?? [])
        .map((part) => Number.parseInt(part, 16) / 255)
        .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffff }), (value) => {
        const color = `#${value.toString(16).padStart(6, '0')}`;
        const text = luminance(readColor(textOn(color)) ?? '');
        const ground = luminance(color);
        const contrast = (Math.max(text, ground) + 0.05) / (Math.min(text, ground) + 0.05);
        expect(contrast).toBeGreaterThanOrEqual(4.5);
      }),
    );
  });
});
