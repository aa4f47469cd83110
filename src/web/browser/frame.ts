import { readColor, textOn } from '../launcher/color.ts';
import { readToFrame } from '../launcher/messages.ts';
import { createFrameChannel, type FrameChannel } from './frame-channel.ts';

/** A page that stands by itself: the chat is open from the start, and nobody listens. */
const alone: Pick<FrameChannel, 'opened' | 'said' | 'heard'> = {
  opened: Promise.resolve(),
  said: () => {},
  heard: () => {},
};

/**
 * Joins the launcher that shows this document in a frame, if one does. The address names the launcher's origin; one that
 * lies gets no message and is heard by nobody.
 *
 * @param parents the origins that may be it, besides our own; undefined when this document is not made for a frame
 * @param forget forgets in this browser by what the conversation could be taken up again
 */
export function joinLauncher(parents: readonly string[] | undefined, forget: () => void): typeof alone {
  const query = new URLSearchParams(location.search);
  const origin = query.get('origin');
  const isKnown = origin !== null && [...(parents ?? []), location.origin].includes(origin);
  if (!parents || !isKnown || window.parent === window) return alone;

  paint(readColor(query.get('color')));
  const channel = createFrameChannel({
    send: (message) => window.parent.postMessage(message, origin),
    forget,
    focus: () => {
      // Whoever comes back is where they were.
      if (document.activeElement === document.body) document.getElementById('chat')?.focus();
    },
  });
  addEventListener('message', ({ source, origin: sender, data }) => {
    const message = source === window.parent && sender === origin ? readToFrame(data) : undefined;
    if (message) channel.receive(message);
  });
  document.addEventListener('keydown', ({ key, defaultPrevented, isComposing }) => {
    // What is open in here closes first.
    if (key === 'Escape' && !defaultPrevented && !isComposing && !document.querySelector('dialog[open]')) {
      window.parent.postMessage({ latchkey: 'close' }, origin);
    }
  });
  return channel;
}

/** Shows what the person says in the owner's colour. */
function paint(color: string | undefined): void {
  if (color === undefined) return;
  const { style } = document.documentElement;
  style.setProperty('--user', color);
  style.setProperty('--user-text', textOn(color));
}
