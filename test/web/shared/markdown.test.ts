import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderMarkdown } from '../../../src/web/shared/markdown.ts';

const render = (markdown: string): string => renderMarkdown(markdown, 'opens in a new tab');
const link = (url: string, label: string): string =>
  `<a href="${url}" target="_blank" rel="noopener noreferrer">${label}` +
  '<span class="new-tab"> (opens in a new tab)</span></a>';

describe('what the bot writes', () => {
  it('is shown line by line, with bold and links that open beside the chat [P2]', () => {
    expect(
      render('**Step 1 of 5: Sign-in helper**\nOpen [this page](https://example.com/a?b=1&c=2).\n\nWell?'),
    ).toBe(
      '<p><strong>Step 1 of 5: Sign-in helper</strong></p>' +
        `<p>Open ${link('https://example.com/a?b=1&amp;c=2', 'this page')}.</p>` +
        '<p>Well?</p>',
    );
  });

  it('may have a link in bold, and bold in a link', () => {
    expect(render('**[a](https://a.example)**')).toBe(
      `<p><strong>${link('https://a.example', 'a')}</strong></p>`,
    );
    expect(render('[**a** b](https://a.example)')).toBe(
      `<p>${link('https://a.example', '<strong>a</strong> b')}</p>`,
    );
  });

  it('may have a link to the page’s own server, which need not be on TLS, and to no other of that kind [P2]', () => {
    const own = 'http://127.0.0.1:3978';
    const calendar = `${own}/return.ics?at=20300108T090100Z&lang=en`;
    expect(renderMarkdown(`[a](${calendar})`, 'opens in a new tab', own)).toBe(
      `<p>${link(calendar.replace('&', '&amp;'), 'a')}</p>`,
    );
    for (const other of ['http://127.0.0.1:39780/x', 'http://127.0.0.1:3978.example.com/x', 'http://a/']) {
      expect(renderMarkdown(`[a](${other})`, 'opens in a new tab', own)).toBe(`<p>[a](${other})</p>`);
    }
  });

  it('is nothing when it is empty', () => {
    expect(render('')).toBe('');
    expect(render(' \r\n\n ')).toBe('');
  });
});

describe('what is no such Markdown', () => {
  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '**<b onclick="x">bold</b>**',
    '[label](javascript:alert(1))',
    '[label](http://example.com)',
    '[label](HTTPS://example.com)',
    '[label](//example.com)',
    '[label](data:text/html,x)',
    '[label](https://example.com" onmouseover="alert(1))',
    "[label](https://example.com' onmouseover='alert(1))",
    '[label](https://example.com/<script>)',
    '[label](https://example.com/`x`)',
    '[la](https://[bel](javascript:alert(1)))',
    '![picture](https://example.com/a.png)',
    '# heading',
    '* item',
    '`code`',
    '&lt;script&gt;',
    '[x]: https://example.com',
    'https://example.com',
    '**not closed',
    '****',
  ])('stays text: %s', (text) => {
    const html = render(text);
    const elements = html.match(/<[^>]*>/g) ?? [];
    for (const element of elements) {
      expect(element).toMatch(
        /^<(\/?(p|strong|a)|\/span|span class="new-tab"|a href="https:\/\/[^"<>]+" target="_blank" rel="noopener noreferrer")>$/,
      );
    }
    expect(html).not.toMatch(/<(script|img|b |h1)|="javascript|="data/i);
  });

  it('never becomes an element or attribute of another kind, whatever is written', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom(
        '**',
        '[',
        '](',
        ')',
        'https://',
        '"',
        "'",
        '<',
        '>',
        '&',
        '\n',
        'javascript:',
        ' onload=x ',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const rest = render(pieces.join(''))
          .replace(/<a href="https:\/\/[^"<>\s]+" target="_blank" rel="noopener noreferrer">/g, '')
          .replace(/<\/?(p|strong)>|<span class="new-tab">|<\/(a|span)>/g, '');
        expect(rest).not.toMatch(/[<>"']/);
      }),
      { numRuns: 2_000 },
    );
  });

  it('takes no time worth speaking of, however long', () => {
    const began = performance.now();
    for (const part of ['**a', '[a', '[a](https://', '**[', '*', '[a](https://a.example)'])
      render(part.repeat(3_000));
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});
