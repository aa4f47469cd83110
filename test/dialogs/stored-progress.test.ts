import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { Progress } from '../../dialogs/progress.ts';
import { createTalker } from '../support/talker.ts';

/**
 * Progress as it lies in stores out there, one place of the conversation a file:
 *
 * - `<version>-….json` was written by that release, and is kept for good: a person may come back after weeks. When a
 *   release is made, add what it writes at the places that are new.
 * - `other-….json` is what a build with other steps would have written.
 * - `newer-….json` is what a newer build would have written, read by this one after a roll-back or beside it.
 *
 * In each: the stored `progress`, the time (`now`, ms since 1970) at which the person `says` something, the question that
 * `opens` then, and what the stored progress still `keeps` after that turn.
 */
const folder = new URL('../fixtures/progress', import.meta.url).pathname;

const fixture = z.strictObject({
  about: z.string(),
  now: z.number(),
  progress: z.record(z.string(), z.unknown()),
  says: z.string(),
  opens: z.string(),
  keeps: z.record(z.string(), z.unknown()).default({}),
});

const fixtures = readdirSync(folder)
  .sort()
  .map((file) => ({ file, ...fixture.parse(JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'))) }));

describe('progress that is stored', () => {
  it.each(fixtures)('$file is taken up at the right question, and harmed in nothing [P6]', async (stored) => {
    const talker = createTalker({ start: stored.now });
    talker.resume(stored.progress as Partial<Progress>);
    const reply = await talker.say(stored.says);
    expect(talker.progress()?.open?.question, reply.text).toBe(stored.opens);
    expect(reply.buttons, reply.text).not.toEqual([]);
    expect(talker.progress()).toMatchObject(stored.keeps);
  });

  it('is read when nothing but its being there is known [P6]', async () => {
    const talker = createTalker();
    talker.resume({});
    const reply = await talker.say('hello');
    expect(talker.progress()?.open?.question, reply.text).toBe('welcome');
  });

  it('of this release stands at more than ten places', () => {
    const releases = fixtures.filter(({ file }) => /^\d+\.\d+\.\d+-/.test(file));
    expect(releases.length).toBeGreaterThan(10);
  });
});
