import { z } from 'zod';
import { LatchkeyError } from '../errors.ts';
import { isIntent, isRefusal } from '../understanding/intents.ts';
import { readYaml } from '../understanding/lexicon-file.ts';
import { parseLines } from '../understanding/training/lines-file.ts';
import { groupOf, groups, type Sample } from './understand-measure.ts';

const intent = z.string().refine(isIntent, 'there is no such intent');

const labelSchema = z.strictObject({
  intents: z.tuple([intent], intent),
  /** Taken from the intent when absent. */
  group: z.enum(groups).optional(),
});

/** What foreign labels mean: by label; one that ends in `*` stands for all that begin so. */
const mappingSchema = z.strictObject({
  /** What stands between label and text. */
  separator: z.string().min(1).default('|'),
  labels: z.record(z.string(), labelSchema),
  /** For lines without a separator, and for labels not named. */
  otherwise: labelSchema.optional(),
});
export type Mapping = z.infer<typeof mappingSchema>;

/** Reads a mapping of foreign labels. @throws LatchkeyError `lexicon-invalid` */
export const readMapping = (file: string): Mapping => readYaml(file, mappingSchema);

/** Reads our own line format. A line of `[contrast]` that follows a request there is its twin. */
export const ownSamples = (file: string, content: string, language: string): Sample[] => {
  const lines = parseLines(file, content);
  return lines.map(({ text, intent: own, contrast }, i) => {
    const before = lines[i - 1];
    return {
      text,
      language,
      intents: [own],
      group: groupOf(own, contrast),
      twin: contrast && !isRefusal(own) && before?.contrast === true && isRefusal(before.intent),
    };
  });
};

/** Reads lines `label|text` with somebody else's labels. @throws LatchkeyError `label-unknown` */
export const foreignSamples = (
  file: string,
  content: string,
  language: string,
  mapping: Mapping,
): Sample[] => {
  const prefixes = Object.entries(mapping.labels).filter(([label]) => label.endsWith('*'));
  return content.split(/\r?\n/u).flatMap((line, i): Sample[] => {
    if (line.trim() === '') return [];
    const at = line.indexOf(mapping.separator);
    const label = at < 0 ? '' : line.slice(0, at);
    const meaning =
      (Object.hasOwn(mapping.labels, label) ? mapping.labels[label] : undefined) ??
      prefixes.find(([prefix]) => at >= 0 && label.startsWith(prefix.slice(0, -1)))?.[1] ??
      mapping.otherwise;
    if (meaning === undefined) {
      throw new LatchkeyError(
        'label-unknown',
        `${file}:${i + 1}: "${label}" is no label of the mapping.`,
        'Name it in the mapping, or say what is meant `otherwise`.',
      );
    }
    const text = at < 0 ? line : line.slice(at + mapping.separator.length);
    const { intents, group } = meaning;
    return [{ text, language, intents, group: group ?? groupOf(intents[0], false), twin: false }];
  });
};
