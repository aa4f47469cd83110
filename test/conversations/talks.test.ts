import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createTalker, type Reply, type Talker } from '../support/talker.ts';
import { readTalks, type Turn } from '../support/talks.ts';

const folder = import.meta.dirname;
const hourMs = 60 * 60_000;

for (const file of readdirSync(folder).filter((name) => name.endsWith('.yaml'))) {
  describe(file.replace('.yaml', ''), () => {
    for (const { name, proves, talk, ...options } of readTalks(`${folder}/${file}`)) {
      const ids = proves.map((id) => `[${id}]`).join(' ');
      it(`${name} ${ids}`.trim(), async () => {
        const talker = createTalker({
          ...(options.contactUrl && { contactUrl: options.contactUrl }),
          ...(options.timeZone && { timeZone: options.timeZone }),
          ...(options.remote && { remote: options.remote }),
        });
        for (const [index, turn] of talk.entries()) {
          const reply = await take(talker, turn);
          if (reply) check(reply, turn, talker, `turn ${index + 1}: ${turn.you ?? turn.atOnce ?? 'arrives'}`);
        }
      });
    }
  });
}

async function take(talker: Talker, turn: Turn): Promise<Reply | undefined> {
  if (turn.wait !== undefined) talker.wait(turn.wait * hourMs);
  if (turn.you !== undefined) return await talker.say(turn.you);
  if (turn.atOnce !== undefined) return await talker.sayAtOnce(turn.atOnce);
  if (turn.leave) return await talker.leave();
  return turn.wait === undefined || turn.arrive ? await talker.arrive() : undefined;
}

function check(reply: Reply, turn: Turn, talker: Talker, where: string): void {
  let from = 0;
  for (const part of turn.bot) {
    const at = reply.text.indexOf(part, from);
    expect(at, `${where}: “${part}” is not said in its place:\n${reply.text}`).toBeGreaterThanOrEqual(0);
    from = at + part.length;
  }
  for (const part of turn.never) expect(reply.text, where).not.toContain(part);
  if (turn.buttons) expect(reply.buttons, `${where}: ${reply.text}`).toEqual(turn.buttons);
  if (turn.open) expect(openQuestion(talker, reply), `${where}: ${reply.text}`).toBe(turn.open);
}

const openQuestion = (talker: Talker, reply: Reply): string =>
  reply.buttons.length === 0 ? 'none' : (talker.progress()?.open?.question ?? 'none');
