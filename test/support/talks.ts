import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import * as z from 'zod';

const strings = z.union([z.string().transform((one) => [one]), z.array(z.string())]).default([]);

const turn = z
  .strictObject({
    /** What the person says or taps; the person arrives when there is neither this nor `leave` nor `wait`. */
    you: z.string().optional(),
    /** The same, sooner than the question can be read. */
    atOnce: z.string().optional(),
    /** Hours that go by before the next turn. */
    wait: z.number().optional(),
    leave: z.literal(true).optional(),
    arrive: z.literal(true).optional(),
    /** The bot comes back by itself, if it is to do so by now: `true`; or it must not: `false`. */
    reminder: z.boolean().optional(),
    /** Must be said, in this order. */
    bot: strings,
    /** Must not be said. */
    never: strings,
    /** The request must be refused, or met with caution. */
    refused: z.literal(true).optional(),
    /** Exactly these buttons. */
    buttons: z.array(z.string()).optional(),
    /** The question that is open afterwards; `none` when none is. */
    open: z.string().optional(),
  })
  .readonly();

const talk = z.strictObject({
  name: z.string(),
  proves: z.array(z.string()).default([]),
  contactUrl: z.string().optional(),
  timeZone: z.string().optional(),
  remote: z.boolean().optional(),
  channel: z.string().optional(),
  baseUrl: z.string().optional(),
  /** What the person has arrived and said before, unchecked. */
  before: z.array(z.string()).default([]),
  talk: z.array(turn).min(1),
});

export type Turn = z.output<typeof turn>;
export type Talk = z.output<typeof talk>;

/** Reads the talks of a YAML file. */
export const readTalks = (file: string): Talk[] => z.array(talk).parse(load(readFileSync(file, 'utf8')));
