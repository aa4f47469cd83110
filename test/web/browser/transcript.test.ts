import { describe, expect, it } from 'vitest';
import { createTranscript } from '../../../src/web/browser/transcript.ts';

const said = (id: string, role: 'bot' | 'user', text: string, at = 0) => ({
  id,
  type: 'message',
  from: { role },
  text,
  timestamp: new Date(at).toISOString(),
});

describe('what was said', () => {
  it('names the step that was spoken of last, and when', () => {
    const transcript = createTranscript();
    expect(transcript.place).toBeUndefined();
    transcript.hear(said('1', 'bot', '**Step 1 of 5: Sign-in helper**\n\nGo to the page.', 1));
    transcript.hear(said('2', 'user', '**not a heading**', 2));
    transcript.hear(said('3', 'bot', '**Step 2 of 5: Other ways**\n\n**Bold.** Then more.', 3));
    expect(transcript.place).toBe('Step 2 of 5: Other ways');
    expect(transcript.lastAt).toBe(3);
  });

  it('is plain text to keep: each line once, links with their addresses', () => {
    const transcript = createTranscript();
    const line = said('1', 'bot', 'Go to the [**page**](https://a.example/b).', 1);
    transcript.hear(line);
    transcript.hear(line);
    transcript.hear({ id: '2', type: 'typing' });
    transcript.hear(said('3', 'user', 'Yes', 2));
    expect(transcript.text({ bot: 'Bot said:', user: 'You said:' }, String)).toBe(
      'Bot said: (1)\nGo to the page (https://a.example/b).\n\nYou said: (2)\nYes\n',
    );
  });
});
