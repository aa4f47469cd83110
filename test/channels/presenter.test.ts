import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import type { OwnMessage } from '../../src/channels/message.ts';
import { present, type Showing } from '../../src/channels/presenter.ts';
import { loadSpeech } from '../../src/speech/speech.ts';
import { questionIds, questions } from '../../src/understanding/questions.ts';
import { buttonsOf, cardActionsOf, cardsOf, type ShownActivity, textOf } from '../support/shown-activity.ts';

const speech = loadSpeech(new URL('../../locales', import.meta.url).pathname);
const channels = ['msteams', 'directline', 'webchat', 'emulator', 'sms'] as const;
const cases = channels.flatMap((channelId) =>
  speech.languages.map((language) => [channelId, language] as const),
);

const showing = (channelId: string, language = 'en'): Showing => ({
  channelId,
  serviceUrl: 'https://smba.trafficmanager.net/amer/',
  turn: 7,
  choicesLead: speech.say(language, 'talk.choices'),
});
const shown = (message: OwnMessage, channelId: string, language?: string): ShownActivity =>
  JSON.parse(JSON.stringify(present(message, showing(channelId, language)))) as ShownActivity;

/** What the bot asks, with all choices there are, and below them those that can be offered besides. */
const asked = (language: string): OwnMessage[] =>
  questionIds.map((question) => ({
    text: `**${speech.say(language, 'step.name.wait')}**\n\n${speech.ask(language, question)}`,
    buttons: [
      { title: speech.answer(language, 'scam')?.title ?? '' },
      ...questions[question].map((choice) => ({
        title: speech.title(language, question, choice),
        answer: { question, choice },
      })),
    ],
  }));
const few = (language: string): OwnMessage => ({
  text: speech.ask(language, 'welcome'),
  buttons: questions.welcome.map((choice) => ({
    title: speech.title(language, 'welcome', choice),
    answer: { question: 'welcome' as const, choice },
  })),
});
const told = (language: string): OwnMessage => ({
  text: speech.say(language, 'signInHelper.helper'),
  buttons: [],
});

describe('a message of ours', () => {
  it.each(cases)(
    'is shown in %s, in %s, as the snapshot has it [channels.shown]',
    async (channelId, language) => {
      const many = asked(language).find(({ buttons }) => buttons.length > 4) as OwnMessage;
      const activities = [told(language), few(language), many].map((one) => shown(one, channelId, language));
      await expect(`${JSON.stringify(activities, null, 2)}\n`).toMatchFileSnapshot(
        `snapshots/${channelId}.${language}.json`,
      );
    },
  );

  it.each(cases)(
    'loses nothing of its text and buttons in %s, in %s [channels.shown]',
    (channelId, language) => {
      for (const message of asked(language)) {
        const activity = shown(message, channelId, language);
        const all = [textOf(activity), ...buttonsOf(activity)].join('\n');
        for (const { title } of message.buttons) expect(all).toContain(title);
        expect(all).toContain(message.text.split('\n\n').at(-1));
      }
    },
  );

  it('has its choices in words where only text is shown, and no Markdown [channels.text-only]', () => {
    const message = {
      text: 'A **bold** [page](https://x.example/a_b).',
      buttons: [{ title: 'Yes' }, { title: 'No' }],
    };
    for (const channelId of ['sms', 'email', 'slack', 'a channel of tomorrow']) {
      expect(shown(message, channelId)).toEqual({
        type: 'message',
        inputHint: 'expectingInput',
        textFormat: 'plain',
        text: 'A bold page (https://x.example/a_b).\n\nYou can answer:\n- Yes\n- No',
      });
    }
  });

  it('tells the page on Direct Line how it ended, and nobody else [widget.outcome]', () => {
    const message = { ...few('en'), outcome: 'solved' };
    const heard = channels.filter((channelId) => 'channelData' in present(message, showing(channelId)));
    expect(heard).toEqual(['directline', 'webchat']);
  });
});

describe('in Teams', () => {
  it.each(speech.languages)(
    'at most three suggested actions stand below a plain line, and all others on a card [teams.buttons] (%s)',
    (language) => {
      for (const message of [few(language), told(language), ...asked(language)]) {
        const { text, suggestedActions, attachments } = shown(message, 'msteams', language);
        const isPlain = !/\n|\*\*|\]\(/.test(message.text);
        const isCard = message.buttons.length > 3 || (message.buttons.length > 0 && !isPlain);
        expect(suggestedActions?.actions.length ?? 0).toBe(isCard ? 0 : message.buttons.length);
        expect(attachments?.length ?? 0).toBe(isCard ? 1 : 0);
        // Teams takes a text beside a card apart into two messages.
        expect(text === undefined).toBe(isCard);
      }
      expect(shown(few(language), 'msteams', language).suggestedActions?.actions).toHaveLength(3);
    },
  );

  it.each([
    ['bold words', 'Is it a **personal** account?'],
    ['a link', 'Did [the helper](https://x.example/helper) get you in?'],
    ['paragraphs', 'Try once more.\n\nDid it work?'],
  ])('buttons below %s stand on a card with them [teams.buttons]', (_name, text) => {
    const activity = shown({ text, buttons: [{ title: 'Yes' }] }, 'msteams');
    expect(activity.suggestedActions).toBeUndefined();
    expect(cardActionsOf(activity)).toHaveLength(1);
    expect(textOf(activity)).toBe(text);
    expect(shown({ text, buttons: [] }, 'msteams')).toMatchObject({ text, textFormat: 'markdown' });
  });

  it('the notification of a card tells what is asked, in plain words [teams.cards]', () => {
    const message = { ...few('en'), text: '**Step 4 of 5: Wait**\n\nThe wait is **over**. Did a code come?' };
    expect(shown(message, 'msteams')).toMatchObject({ summary: 'The wait is over. Did a code come?' });
  });

  it.each(speech.languages)(
    'cards are read by Microsoft’s library without a word [teams.cards] (%s)',
    (language) => {
      for (const message of asked(language)) {
        for (const card of cardsOf(shown(message, 'msteams', language))) expect(complaints(card)).toEqual([]);
      }
    },
  );

  it('the library would complain of what is no card [teams.cards]', () => {
    expect(complaints({ type: 'AdaptiveCard', version: '1.2', body: [{ type: 'Nonsense' }] })).not.toEqual(
      [],
    );
  });

  it.each(speech.languages)(
    'cards keep within the limits, whoever shows them [teams.cards] (%s)',
    (language) => {
      for (const message of asked(language)) {
        const activity = shown(message, 'msteams', language);
        expect(JSON.stringify(activity).length * 2).toBeLessThan(28 * 1024);
        for (const { version, fallbackText } of cardsOf(activity)) {
          expect(Number(version)).toBeLessThanOrEqual(1.5);
          for (const { title } of message.buttons) expect(fallbackText).toContain(title);
        }
      }
    },
  );

  it('a tap on a card says its title, or hands in question, choice and turn [teams.cards]', () => {
    for (const message of asked('en')) {
      expect(cardActionsOf(shown(message, 'msteams'))).toEqual(
        message.buttons.map(({ title, answer }) => ({
          type: 'Action.Submit',
          title,
          data: {
            ...(answer ? { ...answer, turn: 7 } : { text: title }),
            msteams: { type: 'imBack', value: title },
          },
        })),
      );
    }
  });

  it('a tap only hands in where the client is on this machine, as Microsoft’s Agents Playground is [teams.playground]', () => {
    const here = { ...showing('msteams'), serviceUrl: 'http://localhost:56150/_connector' };
    for (const message of asked('en')) {
      const actions = cardActionsOf(present(message, here) as ShownActivity);
      expect(actions.map(({ data }) => data)).toEqual(
        message.buttons.map(({ title, answer }) => (answer ? { ...answer, turn: 7 } : { text: title })),
      );
    }
  });
});

/** What Microsoft's library says of a card, errors and warnings. Its module for Node cannot be loaded, its bundle can. */
function complaints(card: unknown): readonly string[] {
  const context = new library.SerializationContext(library.Versions.v1_5);
  const read = new library.AdaptiveCard();
  read.parse(card, context);
  const said = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index));
  const invalid = read.validateProperties().validationEvents;
  return [...said, ...invalid].map(({ message }) => message);
}

const library = createRequire(import.meta.url)(
  'adaptivecards/dist/adaptivecards.min.js',
) as typeof import('adaptivecards');
