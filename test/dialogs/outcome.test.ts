import { describe, expect, it } from 'vitest';
import { createTalker } from '../support/talker.ts';

const ends = [
  ['solved', ['A personal account', "Yes, I'm in"]],
  ['work', ['From work or school', 'Stop here']],
  [
    'unsolved',
    [
      'A personal account',
      'No, still locked out',
      "The other ways don't work",
      'By text message',
      'I tried all of that',
      'Go on without waiting',
      'Two-step is off',
      'I forgot the password',
      'The form was refused',
    ],
  ],
] as const;

describe('the end of a talk', () => {
  it.each(ends)('is told to the page around the chat: %s [widget.outcome]', async (outcome, said) => {
    const talker = createTalker();
    await talker.arrive();
    const replies = [];
    for (const text of said) replies.push(await talker.say(text));
    expect(replies.map((reply) => reply.outcome)).toEqual([...said.slice(1).map(() => undefined), outcome]);
    // It is one end, however much is talked about it.
    expect((await talker.say('thanks')).text).not.toBe('');
  });

  it('is not told to Teams, which has its own use for that field [widget.outcome]', async () => {
    const talker = createTalker({ remote: true });
    await talker.arrive();
    for (const text of ends[0][1]) expect((await talker.say(text)).outcome).toBeUndefined();
  });
});
