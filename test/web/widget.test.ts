import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readLinks } from '../../src/speech/locale-files.ts';
import type { Assets } from '../../src/web/assets.ts';
import { createEmbedPage } from '../../src/web/embed-page.ts';
import { readPageWords } from '../../src/web/page-words.ts';
import { createWidgetScript } from '../../src/web/widget-script.ts';

const locales = join(import.meta.dirname, '..', '..', 'locales');
const english = readPageWords(join(locales, 'en'));
const arabic = { ...english, lang: 'ar', dir: 'rtl' } as const;
const assets: Assets = {
  hashed: (name) => `hashed-${name}`,
  get: () => undefined,
  text: (name) => `/* ${name} */`,
};
const parents = ['https://shop.example'];

const embed = (chatIsOn = true) =>
  createEmbedPage({
    assets,
    words: [english, arabic],
    botName: 'Latchkey',
    parents,
    greetings: { en: [{ text: 'Hello.', buttons: [] }] },
    links: readLinks(join(locales, 'links.yaml')),
    chatIsOn,
  });
const dataOf = (html: string): unknown => JSON.parse(/id="page-data">(.*?)<\/script>/.exec(html)?.[1] ?? '');

describe('the document in the frame', () => {
  it.each([
    ['ar', 'ar'],
    ['ar-EG', 'ar'],
    ['fr', 'en'],
    [undefined, 'en'],
    ['', 'en'],
    ['"><script>', 'en'],
    ['__proto__', 'en'],
  ])('is in the language asked for, or in English: %j', (lang, spoken) => {
    expect(embed().html({ nonce: 'n', lang })).toContain(`<html lang="${spoken}"`);
  });

  it('knows whose pages may show it, also while the chat is switched off [widget.messages] [page.off]', () => {
    const [on, off] = [embed(), embed(false)].map((page) => page.html({ nonce: 'n', lang: 'en' }));
    expect(dataOf(on ?? '')).toMatchObject({ parents });
    expect(dataOf(off ?? '')).toEqual({ parents });
    expect(off).toContain('<script nonce="n" src="/assets/hashed-plain-frame.js" defer>');
    expect(off).not.toContain('hashed-page.js');
  });
});

describe('the script of the widget', () => {
  const make = (botName: string) => createWidgetScript({ assets, words: [english, arabic], botName });

  it('holds launcher, styles and words, the same in every encoding [widget.script]', () => {
    const { asset } = make('Ada');
    const text = Buffer.from(asset.data).toString();
    const [br, gzip] = asset.encodings;
    expect(text).toContain('/* launcher.js */');
    expect(text).toContain('/* launcher.css */');
    expect(text).toContain('Chat with Ada');
    expect([br?.name, gzip?.name]).toEqual(['br', 'gzip']);
    expect(brotliDecompressSync(br?.data ?? '').toString()).toBe(text);
    expect(gunzipSync(gzip?.data ?? '').toString()).toBe(text);
  });

  it('has another ETag when anything in it is another [widget.script]', () => {
    expect(make('Ada').etag).toMatch(/^W\/"[\w-]{22}"$/);
    expect(make('Ada').etag).toBe(make('Ada').etag);
    expect(make('Ada').etag).not.toBe(make('Eve').etag);
  });

  it('takes no code from a word', () => {
    const evil = '</script><script>alert(1)</script>\u2028"};alert(2);//';
    const text = Buffer.from(make(evil).asset.data).toString();
    expect(text).not.toContain('<script>');
    const parts: unknown = new Function(
      `${text.replace('/* launcher.js */', 'globalThis.seen=latchkeyParts;')}; return seen;`,
    )();
    expect(parts).toMatchObject({ words: { en: { label: `Chat with ${evil}` } } });
  });
});
