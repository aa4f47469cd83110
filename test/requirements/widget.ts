import type { Requirements } from './requirement.ts';

const own = 'our design of the widget';

/** What the chat on other people's pages keeps. */
export const widget = {
  'widget.size': {
    text: 'What a page loads before the person opens the chat is one file of at most 6 KB gzipped.',
    source: own,
  },
  'widget.lazy': {
    text: 'The chat loads when the person is about to open it (never ahead under saveData), and asks for a conversation only once it is open.',
    source: own,
  },
  'widget.script': {
    text: '/widget.js is compressed, kept for minutes, and checked by its ETag.',
    source: 'RFC 9110, 13.1.2',
  },
  'widget.isolated': {
    text: 'The styles of the page around it do not change it, and a strict Content-Security-Policy does not stop it.',
    source: own,
  },
  'widget.refused': {
    text: 'On a page whose origin is not allowed nothing of the chat is shown, and its owner is told what to do.',
    source: own,
  },
  'widget.messages': {
    text: 'Launcher and frame take messages only from the window and the origin of each other.',
    source: own,
  },
  'widget.swap': {
    text: 'The chat goes on when the page around it is swapped without a reload, and is there once if it is included twice.',
    source: own,
  },
  'widget.queue': { text: 'Calls made before the widget has loaded are carried out then.', source: own },
  'widget.unread': {
    text: 'Replies that come while the chat is closed are counted on its button.',
    source: own,
  },
  'widget.outcome': { text: 'The page around the chat is told how a talk ended, once.', source: own },
  'widget.shutdown': {
    text: 'Shutdown leaves nothing in the browser by which the conversation could be taken up.',
    source: own,
  },
  'widget.keyboard': {
    text: 'The focus goes into the chat on opening and back on closing; Esc closes, inside the frame too.',
    source: 'WCAG 2.2, 2.4.3',
  },
  'widget.contrast': {
    text: 'Text on the colour that the owner chose can be read; axe finds nothing.',
    source: 'WCAG 2.2, 1.4.3',
  },
  'widget.small-screen': {
    text: 'On a screen of 320 pixels the chat takes all of it, and nothing else can be reached meanwhile.',
    source: 'WCAG 2.2, 1.4.10',
  },
} satisfies Requirements;
