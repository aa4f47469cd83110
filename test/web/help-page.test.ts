import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SpokenMessage } from '../../src/channels/greeting.ts';
import { readLinks } from '../../src/speech/locale-files.ts';
import { readAssets } from '../../src/web/assets.ts';
import { createHelpPage } from '../../src/web/help-page.ts';
import { pagePolicy } from '../../src/web/page-policy.ts';
import { type PageWords, readPageWords } from '../../src/web/page-words.ts';
import { createReadingPages } from '../../src/web/reading-pages.ts';
import { gradeOf } from '../support/readability.ts';
import { tempFolder } from '../support/temp-folder.ts';

const locales = join(import.meta.dirname, '..', '..', 'locales');
const words = readPageWords(join(locales, 'en'));
const files = ['page.js', 'early.js', 'page.css', 'webchat.js', 'favicon.svg', 'webchat.LICENSE.txt'];

/** A folder as the build leaves it. */
function builtFolder(leaveOut?: string): string {
  const folder = tempFolder();
  const names = Object.fromEntries(files.map((name) => [name, name.replace('.', '.0123abcd.')]));
  for (const [name, hashed] of Object.entries(names)) {
    if (name !== leaveOut) writeFileSync(join(folder, hashed), `content of ${name}`);
  }
  writeFileSync(join(folder, 'page.0123abcd.js.br'), 'small');
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(names));
  return folder;
}

const links = readLinks(join(locales, 'links.yaml'));
const greeting: readonly SpokenMessage[] = [
  { text: 'Hello. **I am not Microsoft.**', buttons: [] },
  { text: 'What kind of account is it?', buttons: ['A personal one', 'Another'] },
];

const makePage = (change: Partial<PageWords> = {}, botName = 'Latchkey') =>
  createHelpPage({
    assets: readAssets(builtFolder()),
    words: { ...words, ...change },
    botName,
    greeting,
    links,
  });

describe('the help page', () => {
  it('says that it is not from Microsoft, what it cannot do, and the five steps in order [P2]', () => {
    const html = makePage()('n');
    expect(html).toContain('Latchkey is a program. It is not from Microsoft.');
    expect(html).toContain('It can&#39;t send codes, reset security info or change your account.');
    const steps = ['Sign-in helper', 'Other ways to sign in', 'Missing codes', 'Wait', 'Recovery form'];
    const places = steps.map((step) => html.indexOf(`<strong>${step}</strong>`));
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('names its language and direction', () => {
    expect(makePage()('n')).toContain('<html lang="en" dir="ltr">');
    expect(makePage({ lang: 'ar', dir: 'rtl' })('n')).toContain('<html lang="ar" dir="rtl">');
  });

  it('shows no link of a step: those are the bot’s to show, and stand in the list for who has no scripts [P1] [P2]', () => {
    const html = makePage()('n');
    const withScripts = html.replace(/<noscript>.*?<\/noscript>/gs, '');
    const targets = [...withScripts.matchAll(/<a [^>]*href="([^"]*)"/g)].map(([, href]) => href);
    expect(new Set(targets)).toEqual(new Set(['#chat', '/steps', '/privacy', '/terms']));
    expect(withScripts).not.toMatch(/https?:|tel:/);
    expect(JSON.stringify(words)).not.toMatch(/\d[\d ()-]{5,}\d/);
    const list = /<noscript>(.*?)<\/noscript>/s.exec(html)?.[1] ?? '';
    for (const id of ['signInPage', 'signInArticle', 'recoveryForm']) {
      expect(list).toContain(`href="${links.get(id)?.url}"`);
    }
  });

  it('shows what the bot says first, with its buttons, before any script has run [page.greeting]', () => {
    const html = makePage()('n');
    expect(html).toContain('<p>Hello. <strong>I am not Microsoft.</strong></p>');
    expect(html).toContain(
      '<button type="button">A personal one</button><button type="button">Another</button>',
    );
    expect(html.indexOf('A personal one')).toBeLessThan(html.indexOf('<script'));
  });

  it('has the nonce on every script and style, and no handler or style in an attribute [http.page-nonce]', () => {
    const html = makePage()('abc+/=');
    const tags = [...html.matchAll(/<(script|style)\b[^>]*>/g)].map(([tag]) => tag);
    expect(tags.length).toBeGreaterThanOrEqual(5);
    for (const tag of tags) expect(tag).toContain('nonce="abc+/="');
    expect(html).not.toMatch(/<[^>]+\s(on\w+|style)=/);
  });

  it('escapes every word and the name of the bot', () => {
    const evil = `</script><img src=x onerror="a('b')">&`;
    const page = makePage({ tagline: evil, status: { ...words.status, opening: evil } }, evil);
    const html = page('n');
    expect(html).not.toContain('<img src=x');
    expect(html).toContain('&lt;/script&gt;&lt;img src=x onerror=&quot;a(&#39;b&#39;)&quot;&gt;&amp;');
    const data = /id="page-data">(.*?)<\/script>/.exec(html)?.[1] ?? '';
    expect(JSON.parse(data)).toMatchObject({ words: { opening: evil } });
  });

  it('names its files by their hashed names', () => {
    expect(makePage()('n')).toContain('src="/assets/page.0123abcd.js"');
  });

  it('says what to do when it is not built', () => {
    const make = (folder: string) => () =>
      createHelpPage({ assets: readAssets(folder), words, botName: 'Latchkey', greeting, links });
    expect(make(tempFolder())).toThrow(
      expect.objectContaining({ code: 'PageNotBuilt', hint: 'Run npm run build.' }),
    );
    expect(make(builtFolder('webchat.js'))).toThrow(expect.objectContaining({ code: 'PageNotBuilt' }));
  });
});

describe('the files of the page', () => {
  it('are given by their hashed names only, with what is compressed [http.assets]', () => {
    const assets = readAssets(builtFolder());
    const script = assets.get('page.0123abcd.js');
    expect(script?.contentType).toBe('text/javascript; charset=utf-8');
    expect(Buffer.from(script?.data ?? []).toString()).toBe('content of page.js');
    expect(script?.encodings.map(({ name }) => name)).toEqual(['br']);
    for (const name of [
      'page.js',
      'manifest.json',
      'page.0123abcd.js.br',
      '../page.0123abcd.js',
      '__proto__',
    ]) {
      expect(assets.get(name)).toBeUndefined();
    }
  });
});

describe('the pages to read', () => {
  const pages = (contactUrl?: string, azureDirectLine?: object) =>
    createReadingPages({
      assets: readAssets(builtFolder()),
      words,
      botName: 'Latchkey',
      links,
      retentionDays: 77,
      contactUrl,
      azureDirectLine,
    });

  it('run no script and need the nonce for their style alone', () => {
    for (const document of Object.values(pages())) {
      const html = document('abc');
      expect(html).not.toContain('<script');
      expect(html).toContain('<style nonce="abc">');
      expect(html).not.toMatch(/\{\w+\}\)|\{days\}|\{carrier\}|\{botName\}/);
    }
  });

  it('say for how long a talk is kept, how it is deleted, and whom to ask', () => {
    const html = pages('https://help.example/contact').privacy('n');
    expect(html).toContain('Until 77 days after your last message.');
    expect(html).toContain('<strong>Forget me</strong>');
    expect(html).toContain('<a href="https://help.example/contact">');
  });

  it('say that Microsoft carries the messages where it does, and only there', () => {
    expect(pages().privacy('n')).toContain('Nothing is sent to Microsoft.');
    const html = pages(undefined, {}).privacy('n');
    expect(html).toContain('Azure carries the messages');
    expect(html).not.toContain('Nothing is sent to Microsoft.');
  });

  it('hold the steps in their order, each with its links and no other step’s [page.plain]', () => {
    const html = pages().steps('n');
    const steps = html.split('<h2>').slice(1);
    expect(steps.map((step) => step.split('</h2>', 1)[0])).toEqual(words.steps.list.map(({ name }) => name));
    const ids = ['signInHelper', 'alternateMethods', 'missingCodes', 'wait', 'recoveryForm'];
    for (const [index, step] of steps.entries()) {
      for (const [, href] of step.matchAll(/href="(https:[^"]*)"/g)) {
        expect([...links.values()].find(({ url }) => url === href)?.step).toBe(ids[index]);
      }
    }
  });

  it('say that the chat is off in its place', () => {
    expect(pages().off('n')).toContain('The chat is switched off at the moment.');
  });
});

describe('the words of the page', () => {
  it('are refused when one is missing or unknown', () => {
    const folder = tempFolder();
    writeFileSync(join(folder, 'page.yaml'), 'title: Only a title\nother: 5\n');
    expect(() => readPageWords(folder)).toThrow(expect.objectContaining({ code: 'WordsUnusable' }));
  });
});

describe('the policy of the page', () => {
  const policy = (baseUrl: string, frameAncestors: readonly string[] = []): string =>
    pagePolicy({ nonce: 'abc', baseUrl, frameAncestors });

  it('lets nothing in from anyone else, and no inline code [http.page-nonce]', () => {
    const directives = policy('https://help.example').split('; ');
    expect(directives).toContain("default-src 'none'");
    expect(directives).toContain("script-src 'nonce-abc'");
    expect(directives).toContain("connect-src 'self' wss://help.example");
    expect(directives).toContain("frame-ancestors 'self'");
    expect(directives.join()).not.toMatch(/unsafe|\*|https:/);
  });

  it('lets only the allowed origins frame it [http.page-nonce]', () => {
    expect(policy('https://help.example', ['https://a.example'])).toContain(
      "frame-ancestors 'self' https://a.example",
    );
  });

  it('lets the chat call the Direct Line by way of which it talks, and its sockets [http.page-nonce, DL.azure]', () => {
    const directLine = 'https://europe.directline.botframework.com';
    const directives = pagePolicy({
      nonce: 'abc',
      baseUrl: 'https://a.example',
      frameAncestors: [],
      directLine,
    });
    expect(directives.split('; ')).toContain(
      `connect-src 'self' wss://a.example ${directLine} wss://europe.directline.botframework.com`,
    );
  });

  it('allows no inline style but an empty one', () => {
    const empty = createHash('sha256').update('').digest('base64');
    expect(policy('https://help.example')).toContain(`style-src 'nonce-abc' 'sha256-${empty}'`);
  });

  it.each(['http://a;script-src', 'http://a,b', "http://a'b", 'http://'])(
    'takes no directive from a Host header: %s',
    (baseUrl) => {
      expect(policy(baseUrl).split('; ')).toContain("connect-src 'self'");
    },
  );
});

describe('the words of the page in English', () => {
  const { privacy, terms } = words.pages;
  const sections = [...privacy.sections, ...terms.sections].map(({ heading, text }) => [
    heading,
    text.join('\n\n'),
  ]);
  const steps = words.steps.list.map(({ name, how }) => [name, how.join('\n\n')]);

  it.each([...sections, ...steps, ['none', words.steps.none], ['forget', words.menu.asks]])(
    'read at US grade 7 or easier: %s [words.limits]',
    (_name, text) => {
      expect(gradeOf(text ?? '')).toBeLessThanOrEqual(7);
    },
  );
});
