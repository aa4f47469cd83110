import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { CollectingAdapter } from '../channels/adapter.ts';
import { systemClock } from '../clock.ts';
import { readConfig } from '../config.ts';
import { createConversation } from '../conversation.ts';
import { openStore } from '../store/open-store.ts';
import { createTurnEngine } from '../turn/engine.ts';
import { loadModel, modelPath } from '../understanding/model/load-model.ts';
import { createVisitor } from './visitor.ts';

/**
 * The bot in a terminal, for those who write and review the words: the same turns, over a store that lives as long as
 * the talk. An empty line ends it. A number taps the button of that number.
 */
const root = join(import.meta.dirname, '..');
const config = readConfig({ BOT_NAME: process.env['BOT_NAME'], CONTACT_URL: process.env['CONTACT_URL'] });
const adapter = new CollectingAdapter({});
const settings = {
  botName: config.botName,
  readingMs: 0,
  ...(config.contactUrl && { contactUrl: config.contactUrl }),
};
const model = loadModel(join(root, 'dist', modelPath));
const conversation = createConversation(join(root, 'locales'), adapter, settings, systemClock, model);
const store = await openStore('sqlite::memory:', systemClock);
const engine = createTurnEngine({ store, clock: systemClock, wake: () => undefined });
const visitor = createVisitor({ ...conversation, take: engine.take, clock: systemClock, newId: randomUUID });

const terminal = createInterface({ input: process.stdin, output: process.stdout, prompt: '> ' });

/** Writes what the bot says; links as their label and address. @returns the titles of the buttons */
function show(replies: Awaited<ReturnType<typeof visitor.say>>): readonly string[] {
  for (const { text } of replies) {
    const plain = text.replaceAll('**', '').replaceAll(/\[([^\]]*)\]\(([^)]*)\)/g, '$1 <$2>');
    console.log(`\n${plain}`);
  }
  const buttons = replies.at(-1)?.buttons ?? [];
  if (buttons.length > 0) console.log();
  buttons.forEach((title, index) => {
    console.log(`  ${index + 1}. ${title}`);
  });
  console.log();
  return buttons;
}

let buttons = show(await visitor.arrive());
terminal.prompt();
for await (const line of terminal) {
  if (line === '') break;
  buttons = show(await visitor.say(buttons[Number(line) - 1] ?? line));
  terminal.prompt();
}
terminal.close();
await store.close();
