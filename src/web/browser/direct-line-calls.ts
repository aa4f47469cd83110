import type { Session } from './session.ts';

/** What is read of an activity; all of it comes from the service unchecked. */
export interface Activity {
  readonly id?: unknown;
  readonly type?: unknown;
  readonly timestamp?: unknown;
  readonly text?: unknown;
  readonly from?: { readonly id?: unknown; readonly role?: unknown };
  readonly suggestedActions?: { readonly actions?: readonly { readonly title?: unknown }[] };
}

/** The three calls of Direct Line by which the page talks before Web Chat is there. Each rejects unless it succeeds. */
export interface DirectLineCalls {
  /** Begins the conversation; when it has begun already, nothing happens. */
  start(): Promise<void>;
  /** All that was said so far. */
  log(): Promise<readonly Activity[]>;
  /** Says something; with the same id again, it is still said once. */
  send(text: string, id: string): Promise<void>;
}

/** The call was refused for good: its token or its conversation is no more. */
export class CallRefused extends Error {}

const callMs = 20_000;

/** @param locale the language of the page */
export function createDirectLineCalls(
  { domain, token, conversationId, userId }: Session,
  locale: string,
): DirectLineCalls {
  const conversation = `${domain}/conversations/${encodeURIComponent(conversationId)}`;
  const call = async (address: string, body?: object): Promise<unknown> => {
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(), callMs);
    try {
      const response = await fetch(address, {
        method: body ? 'POST' : 'GET',
        headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
        signal: controller.signal,
        ...(body && { body: JSON.stringify(body) }),
      });
      if (response.status === 403 || response.status === 404) throw new CallRefused();
      if (!response.ok) throw new Error(`The service answered ${response.status}.`);
      return (await response.json()) as unknown;
    } finally {
      clearTimeout(timer);
    }
  };
  return {
    async start() {
      await call(`${domain}/conversations`, { locale });
    },
    async log() {
      const all: Activity[] = [];
      for (let watermark = ''; ; ) {
        const page = (await call(`${conversation}/activities?watermark=${watermark}`)) as {
          readonly activities: readonly Activity[];
          readonly watermark: string;
        };
        all.push(...page.activities);
        if (page.activities.length === 0 || page.watermark === watermark) return all;
        ({ watermark } = page);
      }
    },
    async send(text, id) {
      await call(`${conversation}/activities`, {
        type: 'message',
        from: { id: userId },
        text,
        locale,
        localTimezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        channelData: { clientActivityID: id },
      });
    },
  };
}
