import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownCases } from '../conformance/own-cases.ts';
import { cases } from '../conformance/swagger-cases.ts';
import { readCurl } from '../support/curl.ts';
import { type Life, live, secret } from '../support/live-service.ts';
import { type Block, blocksOf, looksLike, unlike } from '../support/markdown-blocks.ts';

const root = resolve(import.meta.dirname, '..', '..');
const page = readFileSync(join(root, 'docs', 'direct-line.md'), 'utf8');
const blocks = blocksOf(page);

let service: Life;
beforeAll(async () => {
  service = await live('sqlite::memory:');
});
afterAll(() => service.stop());

/** The rows of the page's tables, cell by cell. */
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .map((line) =>
    line
      .split('|')
      .map((cell) => cell.trim())
      .slice(1, -1),
  );

describe('the page about Direct Line', () => {
  it('lists every operation with just the statuses that are brought about in tests [DL.examples]', () => {
    for (const [name, statuses] of Object.entries({ ...cases, ...ownCases })) {
      const row = rows.find(([operation]) => operation === `\`${name}\``);
      const arising = Object.entries(statuses).filter(([, one]) => typeof one !== 'string');
      expect(row?.[2], name).toBe(arising.map(([status]) => status).join(', '));
    }
  });

  it('lists every error code there is, with its statuses [DL.examples]', () => {
    const folders = ['src/channels/direct-line', 'src/channels/azure-direct-line', 'src/server'];
    const sources = folders.flatMap((folder) =>
      readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
        .filter((entry) => entry.isFile())
        .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8')),
    );
    const raised = sources.flatMap((source) => [
      ...[...source.matchAll(/HttpError\(\s*(\d+),\s*'(\w+)'/g)].map(([, status, code]) => [code, status]),
      ...[...source.matchAll(/status: (\d+), code: '(\w+)'/g)].map(([, status, code]) => [code, status]),
    ]);
    expect(raised.length).toBeGreaterThan(20);
    for (const [code, status] of raised) {
      const row = rows.find(([first]) => first === `\`${code}\``);
      expect(row?.[1]?.match(/\d+/g), `${code} ${status}`).toContain(status);
    }
  });

  it('shows by curl what is answered [DL.examples]', async () => {
    const variables: Record<string, string> = { URL: service.url, SECRET: secret };
    let ran = 0;
    for (const [index, block] of blocks.entries()) {
      if (block.language !== 'sh') continue;
      const { url, ...request } = readCurl(block.text, variables);
      const response = await fetch(url, { ...request, ...(request.body ? {} : { body: null }) });
      const answered = await response.text();
      const next = blocks[index + 1];
      const shown = next?.language === 'json' ? JSON.parse(next.text) : undefined;
      const body = answered === '' ? undefined : JSON.parse(answered);
      expect(unlike(shown, body), `line ${block.line}`).toEqual([]);
      expect(response.ok, `line ${block.line}: ${answered}`).toBe(shown?.error === undefined);
      if (shown && !shown.activities)
        expect(Object.keys(body), `line ${block.line}`).toEqual(Object.keys(shown));
      const { token, conversationId, watermark } = body ?? {};
      Object.assign(
        variables,
        token && { TOKEN: token },
        conversationId && { ID: conversationId },
        watermark && { WATERMARK: watermark },
      );
      ran += 1;
    }
    expect(ran).toBeGreaterThan(8);
  });

  const scripts = blocks.flatMap((block, index) =>
    block.language === 'js' ? [[block.line, block, blocks[index + 1]] as const] : [],
  );

  it.each(scripts)(
    'shows on line %i a script that prints what is shown [DL.examples]',
    async (_, script, shown) => {
      const { printed, complaints, code } = await run(script);
      expect(complaints).toBe('');
      expect(code).toBe(0);
      expect(shown?.language).toBe('text');
      const lines = printed.trim().split('\n');
      // A shown line stands for all that follow and look like it.
      for (const line of shown?.text.trim().split('\n') ?? []) {
        expect(looksLike(line, lines[0] ?? ''), `${line} for ${lines[0]}`).toBe(true);
        while (lines[0] !== undefined && looksLike(line, lines[0])) lines.shift();
      }
      expect(lines).toEqual([]);
    },
  );
});

/** Runs a script in a process of its own, as a reader would who pastes it. */
async function run(script: Block) {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script.text], {
    cwd: root,
    env: { PATH: process.env['PATH'], URL: service.url, SECRET: secret },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [printed, complaints, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { printed, complaints, code: code as number };
}
