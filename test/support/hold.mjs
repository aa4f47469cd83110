/**
 * Loaded ahead of a program (`node --import`) by tests that start it many times: loads the packages, which takes most of
 * a start, says "held", and holds the program until it is given one byte. Without a byte (its test is gone) it ends.
 */
import { readSync } from 'node:fs';

const packages = ['botbuilder', 'botbuilder-dialogs', 'restify', 'kysely', 'zod', 'jose', 'libsql', 'pino'];
await Promise.all([...packages, 'ws', 'yaml', 'intl-messageformat'].map((name) => import(name)));
process.stdout.write('held\n');
if (readSync(0, Buffer.alloc(1)) === 0) process.exit(0);
