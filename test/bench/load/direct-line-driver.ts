import { once } from 'node:events';
import { WebSocket } from 'ws';
import { createReplies, type Driver, forEach, type Script } from './driver.ts';
import { createHttpClient } from './http-client.ts';

interface Talk {
  readonly token: string;
  readonly activities: string;
  said: number;
}

interface Frame {
  readonly activities: readonly {
    readonly type: string;
    readonly replyToId?: string;
    readonly id: string;
    readonly channelData?: { readonly clientActivityID?: string };
  }[];
}

/** Talks through the embedded Direct Line: a POST for each message, and an open socket for the replies. */
export function createDirectLineDriver(
  { url, script }: { readonly url: string; readonly script: Script },
  connectionsAtMost: number,
): Driver {
  const client = createHttpClient(connectionsAtMost);
  const replies = createReplies();
  const talks: Talk[] = [];

  const ask = async (path: string, token?: string): Promise<Record<string, string>> => {
    const { status, body } = await client.post(`${url}${path}`, {}, token);
    if (status < 200 || status >= 300) throw new Error(`${path} answered ${status}: ${body}`);
    return JSON.parse(body) as Record<string, string>;
  };

  /** A reply names the echo it replies to, and the echo bears the id that the client gave its message. */
  const listen = (socket: WebSocket): void => {
    let echo: { readonly id: string; readonly clientId: string } | undefined;
    socket.on('message', (data) => {
      const text = String(data);
      if (text === '') return;
      for (const { type, id, replyToId, channelData } of (JSON.parse(text) as Frame).activities) {
        const clientId = channelData?.clientActivityID;
        if (clientId !== undefined) echo = { id, clientId };
        else if (type === 'message' && echo && replyToId === echo.id) replies.came(echo.clientId);
      }
    });
  };

  const say = async (index: number, talk: Talk, text: string) => {
    const clientActivityID = `${index}-${talk.said}`;
    talk.said += 1;
    const reply = replies.of(clientActivityID);
    const activity = { type: 'message', text, channelData: { clientActivityID } };
    const { status, retryAfter } = await client.post(talk.activities, activity, talk.token);
    const accepted = status >= 200 && status < 300;
    if (!accepted) replies.drop(clientActivityID);
    const repliedAt = await reply;
    return {
      status: accepted && repliedAt === undefined ? 0 : status,
      retryAfter,
      repliedAt: repliedAt ?? 0,
    };
  };

  const begin = async (index: number): Promise<Talk> => {
    const { token = '', conversationId = '' } = await ask('/api/token');
    const { streamUrl = '' } = await ask('/v3/directline/conversations', token);
    const socket = new WebSocket(streamUrl, { perMessageDeflate: false });
    listen(socket);
    await once(socket, 'open');
    socket.on('error', () => undefined);
    const activities = `${url}/v3/directline/conversations/${conversationId}/activities`;
    const talk: Talk = { token, activities, said: 0 };
    for (const text of script.opening) await say(index, talk, text);
    return talk;
  };

  return {
    async open(count) {
      const from = talks.length;
      await forEach(count - from, 16, async (place) => {
        talks[from + place] = await begin(from + place);
      });
    },
    async turn(index) {
      const talk = talks[index];
      if (!talk) throw new Error('That conversation has not begun.');
      return await say(index, talk, script.cycle[talk.said % script.cycle.length] ?? '');
    },
  };
}
