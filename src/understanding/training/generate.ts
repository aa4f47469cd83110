import { z } from 'zod';
import { type Intent, isIntent } from '../intents.ts';
import { readYaml } from '../lexicon-file.ts';
import { createRandom } from './fit.ts';

const generateSchema = z.strictObject({
  /** By name, what can stand in its place; a slot may name others. */
  slots: z.record(z.string(), z.array(z.string()).min(1)),
  intents: z.record(
    z.string().refine(isIntent, 'there is no such intent'),
    z.strictObject({
      /** How many lines are made. */
      count: z.number().int().min(1).max(2000),
      /** Texts with `{slot}` and `{?now and then}`. */
      frames: z.array(z.string().min(1)).min(1),
    }),
  ),
});

/** No slot lies deeper than this in others. */
const deepest = 8;
const piece = /\{(\w+)\}|\{\?([^}]*)\}/gu;
/** How often a line that was made before is tried anew. */
const attempts = 8;

/**
 * Makes texts from the frames and slots of a language: the same ones every time.
 *
 * @param file its `generate.yaml`
 * @throws LatchkeyError `lexicon-invalid`
 */
export const generateLines = (file: string): { readonly intent: Intent; readonly text: string }[] => {
  const { slots, intents } = readYaml(file, generateSchema);
  const random = createRandom(482_913);
  const fill = (frame: string, depth: number): string =>
    frame.replace(piece, (_whole, slot: string | undefined, option: string | undefined) => {
      if (slot === undefined) return random() < 0.5 ? fill(option ?? '', depth) : '';
      const choices = Object.hasOwn(slots, slot) ? slots[slot] : undefined;
      if (choices === undefined || depth === 0) throw new Error(`${file}: no slot is called "${slot}"`);
      return fill(choices[Math.floor(random() * choices.length)] ?? '', depth - 1);
    });
  const lines: { intent: Intent; text: string }[] = [];
  for (const [name, { count, frames }] of Object.entries(intents)) {
    const made = new Set<string>();
    for (let i = 0; i < count; i++) {
      const frame = frames[i % frames.length] as string;
      for (let attempt = 0; attempt < attempts; attempt++) {
        const text = fill(frame, deepest)
          .replace(/ {2,}/gu, ' ')
          .replace(/ ([,.?!])/gu, '$1')
          .trim();
        if (made.has(text)) continue;
        made.add(text);
        break;
      }
    }
    lines.push(...[...made].map((text) => ({ intent: name as Intent, text })));
  }
  return lines;
};
