import { readToLauncher } from './messages.ts';
import type { Frame, FrameListener } from './widget.ts';

/**
 * Shows the chat in a frame. Only what comes from its window and its origin is heard.
 *
 * @param address where the chat is
 * @param title what a screen reader calls the frame
 */
export function addFrame(place: HTMLElement, address: URL, title: string, listener: FrameListener): Frame {
  const iframe = document.createElement('iframe');
  iframe.title = title;
  const hear = ({ source, origin, data }: MessageEvent): void => {
    if (source !== iframe.contentWindow || origin !== address.origin) return;
    const message = readToLauncher(data);
    if (message) listener.message(message);
  };
  addEventListener('message', hear);
  iframe.addEventListener('load', () => listener.loaded());
  iframe.src = address.href;
  place.append(iframe);
  return {
    send: (message) => iframe.contentWindow?.postMessage(message, address.origin),
    remove() {
      removeEventListener('message', hear);
      iframe.remove();
    },
  };
}
