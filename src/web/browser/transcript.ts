import type { Activity } from './direct-line-calls.ts';

/** What was said, as it came from the service. */
export interface Transcript {
  hear(activity: Activity): void;
  clear(): void;
  /** When the last thing was said, in ms since 1970. */
  readonly lastAt: number | undefined;
  /** The heading of the step that was spoken of last; undefined before the first. */
  readonly place: string | undefined;
  /** All of it as plain text, to keep. */
  text(words: { readonly bot: string; readonly user: string }, tellTime: (at: number) => string): string;
}

/** A line that is bold as a whole is a heading, and only steps have one. */
const heading = /^\*\*([^*]+)\*\*$/;

export function createTranscript(): Transcript {
  const said = new Map<string, { readonly isBot: boolean; readonly text: string; readonly at: number }>();
  return {
    hear({ id, type, text, timestamp, from }) {
      if (type !== 'message' || typeof id !== 'string' || typeof text !== 'string') return;
      said.set(id, { isBot: from?.role === 'bot', text, at: Date.parse(String(timestamp)) });
    },
    clear: () => said.clear(),
    get lastAt() {
      return [...said.values()].at(-1)?.at;
    },
    get place() {
      return [...said.values()]
        .filter(({ isBot }) => isBot)
        .flatMap(({ text }) => text.split(/\n+/).flatMap((line) => heading.exec(line.trim())?.[1] ?? []))
        .at(-1);
    },
    text: (words, tellTime) =>
      [...said.values()]
        .map(({ isBot, text, at }) => `${isBot ? words.bot : words.user} (${tellTime(at)})\n${plain(text)}\n`)
        .join('\n'),
  };
}

/** Markdown of the bot as plain text: a link is its words and its address. */
const plain = (markdown: string): string =>
  markdown.replace(/\*\*/g, '').replace(/\[([^[\]\n]+)\]\((https:[^\s()]+)\)/g, '$1 ($2)');
