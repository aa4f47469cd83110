import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { questions } from '../../src/understanding/questions.ts';
import { conversationPage, type Edge, isInPicture } from '../support/picture.ts';
import { createTalker } from '../support/talker.ts';
import { walk } from '../support/walk.ts';

const page = join(import.meta.dirname, '..', '..', 'docs', 'conversation.md');
const seed = 20_260_105;
/** So many that every way is walked, the rarest ones too (three times no answer to the form). */
const walks = 240;
const length = 18;

/** Moves that tap the buttons shown, and nothing else; the clock moves only as one reads. */
const taps = fc.array(fc.record({ kind: fc.constant('tap' as const), pick: fc.nat(10_000) }), {
  minLength: length,
  maxLength: length,
});

describe('the picture of the conversation', () => {
  it('is what walks over the buttons see', async () => {
    const edges: Edge[] = [];
    for (const [index, moves] of fc.sample(taps, { numRuns: walks, seed }).entries()) {
      // Teams offers what the help page does not: to be reminded.
      await walk(moves, index % 4 === 0, ({ before, said, reply, talker }) => {
        const from = before.open;
        if (!isInPicture(from) || before.buttons.length === 0) return;
        const titles = talker.conversation.speech.titles('en')[from]?.choices ?? {};
        const choice = questions[from].find((one) => titles[one] === said);
        const open = talker.progress()?.open?.question;
        const to = reply.buttons.length === 0 ? 'end' : open;
        if (choice && (to === 'end' || isInPicture(to))) edges.push({ from, choice, to });
      });
    }
    const { speech } = createTalker().conversation;
    const nameOf = (step: string) =>
      step in names ? (names[step] ?? step) : speech.say('en', `step.name.${step}`);
    await expect(conversationPage({ edges, nameOf })).toMatchFileSnapshot(page);
  }, 180_000);
});

/** Welcome and finish have no name that anybody is told. */
const names: Readonly<Record<string, string>> = { welcome: 'Welcome', finish: 'Finish' };
