import { writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { figuresOf } from './figures.ts';
import { measureAll, type Size } from './measure-all.ts';
import { describeMachine, page } from './page.ts';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    postgres: { type: 'boolean', default: false },
    sockets: { type: 'string' },
    stored: { type: 'string' },
  },
});

const quick: Size = {
  rounds: 3,
  seconds: 1.5,
  warmUpSeconds: 1,
  starts: 1,
  oneLineOf: 6,
  sockets: 1_000,
  stored: 0,
  overloads: false,
  postgres: false,
};
const long: Size = {
  rounds: 5,
  seconds: 5,
  warmUpSeconds: 5,
  starts: 7,
  oneLineOf: 1,
  sockets: 10_000,
  stored: 1_000_000,
  overloads: true,
  postgres: false,
};
const basis = values.quick ? quick : long;
const size: Size = {
  ...basis,
  sockets: Number(values.sockets ?? basis.sockets),
  stored: Number(values.stored ?? basis.stored),
  postgres: values.postgres,
};

const began = performance.now();
const loadBefore = loadavg()[0] ?? Number.NaN;
const results = await measureAll(size, (text) => {
  const seconds = Math.round((performance.now() - began) / 1000);
  process.stderr.write(`bench: ${String(seconds).padStart(4)} s  ${text}\n`);
});
const minutes = (performance.now() - began) / 60_000;
const text = page(results, describeMachine({ loadBefore, minutes, arguments: process.argv.slice(2) }));
if (!values.quick) writeFileSync(resolve(import.meta.dirname, '..', '..', 'docs', 'performance.md'), text);
if (values.json) process.stdout.write(`${JSON.stringify(figuresOf(results))}\n`);
else process.stdout.write(text);
// Sockets that are still kept alive must not hold up the end.
process.exit();
