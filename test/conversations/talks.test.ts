import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { refusalIntents } from '../../src/understanding/intents.ts';
import { type PlayedTurn, playTalk } from '../support/play-talk.ts';
import { readTalks } from '../support/talks.ts';

const folder = import.meta.dirname;

for (const file of readdirSync(folder).filter((name) => name.endsWith('.yaml'))) {
  describe(file.replace('.yaml', ''), () => {
    for (const talk of readTalks(`${folder}/${file}`)) {
      const ids = talk.proves.map((id) => `[${id}]`).join(' ');
      it(`${talk.name} ${ids}`.trim(), async () => {
        await playTalk(talk, (played, index) => check(played, `turn ${index}: ${played.said ?? 'arrives'}`));
      });
    }
  });
}

function check({ reply, turn, talker }: PlayedTurn, where: string): void {
  if (!turn) return;
  let from = 0;
  for (const part of turn.bot) {
    const at = reply.text.indexOf(part, from);
    expect(at, `${where}: “${part}” is not said in its place:\n${reply.text}`).toBeGreaterThanOrEqual(0);
    from = at + part.length;
  }
  if (turn.refused) {
    const { speech } = talker.conversation;
    const refusals = refusalIntents.map((intent) => speech.answer('en', intent)?.text ?? '');
    const isRefused = [...refusals, speech.say('en', 'caution.request')].some((text) =>
      reply.text.includes(text),
    );
    expect(isRefused, `${where} is not refused:\n${reply.text}`).toBe(true);
  }
  for (const part of turn.never) expect(reply.text, where).not.toContain(part);
  if (turn.buttons) expect(reply.buttons, `${where}: ${reply.text}`).toEqual(turn.buttons);
  if (turn.open) {
    const open = reply.buttons.length === 0 ? 'none' : talker.progress()?.open?.question;
    expect(open, `${where}: ${reply.text}`).toBe(turn.open);
  }
}
