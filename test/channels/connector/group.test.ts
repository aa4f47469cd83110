import { describe, expect, it } from 'vitest';
import { createTalker } from '../../support/talker.ts';
import { createHarness, local, message } from './support.ts';

const { conversation: ours } = createTalker();

describe('in a group', () => {
  it.each(['groupChat', 'channel'])(
    'the bot asks to move to a private chat and keeps nothing: %s [teams.group]',
    async (conversationType) => {
      const { handle, queued, row, store } = await createHarness({ runBot: ours.runBot, read: ours.read });
      const conversation = { id: 'c1', conversationType, isGroup: true };
      for (const [id, text] of [
        '<at>Latchkey</at> I am locked out',
        'A personal account',
        'stop',
      ].entries()) {
        await handle(local(message({ id: `m${id}`, text, conversation })));
      }
      const said = await queued();
      expect(said[0]?.activity['text']).toBe(ours.speech.say('en', 'talk.group'));
      expect(said[0]?.activity).not.toHaveProperty('suggestedActions');
      expect((await row())?.state).toBeNull();
      await store.close();
    },
  );
});
