import type { Driver, Script } from './driver.ts';
import { createHttpClient } from './http-client.ts';

/** The id of a conversation that was stored beforehand. */
export const storedId = (index: number): string => `stored${String(index).padStart(8, '0')}`;

/** Shares no factor with any round number, so that all are visited, and none beside the one before. */
const stride = 7_919_991;

/** Talks in conversations that were stored beforehand, one after another: a POST, and a GET of the log for the reply. */
export function createStoredDriver(
  { url, script, secret }: { readonly url: string; readonly script: Script; readonly secret: string },
  connectionsAtMost: number,
): Driver {
  const client = createHttpClient(connectionsAtMost);
  let stored = 0;
  let visited = 0;
  return {
    async open(count) {
      stored = count;
    },
    async turn() {
      visited += 1;
      const conversation = storedId((visited * stride) % stored);
      const activities = `${url}/v3/directline/conversations/${conversation}/activities`;
      const text = script.cycle[visited % script.cycle.length] ?? '';
      const activity = { type: 'message', text, from: { id: 'dl_bench' } };
      const { status, retryAfter, body } = await client.post(activities, activity, secret);
      if (status !== 200) return { status, retryAfter, repliedAt: 0 };
      const [, position] = (JSON.parse(body) as { id: string }).id.split('|');
      const page = await client.get(`${activities}?watermark=${Number(position)}`, secret);
      const isThere = page.status === 200 && page.body.includes('"replyToId"');
      return { status: isThere ? 200 : 0, retryAfter, repliedAt: performance.now() };
    },
  };
}
