import { z } from 'zod';

const mention = z.object({
  type: z.literal('mention'),
  text: z.string().min(1).max(500),
  mentioned: z.object({ id: z.string() }),
});

const clientInfo = z.object({
  type: z.literal('clientInfo'),
  locale: z.string().optional(),
  timezone: z.string().optional(),
});

type Entities = readonly unknown[] | null | undefined;

/** The entities of one kind; what is not as it should be is no entity. */
const only = <T>(schema: z.ZodType<T>, entities: Entities): T[] =>
  (entities ?? []).flatMap((entity) => {
    const read = schema.safeParse(entity);
    return read.success ? [read.data] : [];
  });

/**
 * A text without the mention that brought it to the bot, as Teams marks it: by an entity, or only by `<at>` in the text.
 *
 * @param bot the bot's id on the channel
 */
export function withoutMention(text: string, entities: Entities, bot: string | undefined): string {
  const own = only(mention, entities).filter(({ mentioned }) => mentioned.id === bot);
  return own
    .reduce((rest, { text: name }) => rest.replaceAll(name, ' '), text)
    .replace(/<at\b[^>]{0,200}>[^<]{0,200}<\/at>/gi, ' ');
}

/** What Teams tells of the person's client beside the activity's own fields. */
export function readClientInfo(entities: Entities): {
  locale?: string | undefined;
  timezone?: string | undefined;
} {
  const [info] = only(clientInfo, entities);
  return { locale: info?.locale, timezone: info?.timezone };
}
