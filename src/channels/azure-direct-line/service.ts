import { z } from 'zod';
import type { Clock } from '../../clock.ts';

/** Azure's Direct Line, as far as its secret is needed for it. */
export interface AzureService {
  /** A token for a new conversation of a user. */
  generate(user: string, trustedOrigins: readonly string[]): Promise<AzureResult>;
  /** A token for a conversation that there is. */
  reconnect(conversation: string): Promise<AzureResult>;
}

export type AzureResult =
  | {
      readonly kind: 'given';
      readonly conversation: string;
      readonly token: string;
      readonly seconds: number;
    }
  /** It takes no more for now, and names the seconds to wait, or none. */
  | { readonly kind: 'busy'; readonly retryAfter: string | null }
  /** It says no: the secret, the region or what was asked for is wrong. */
  | { readonly kind: 'refused'; readonly status: number }
  /** It fails, does not answer, or not as its protocol has it. `status` is undefined when there was no answer. */
  | { readonly kind: 'unreachable'; readonly status: number | undefined; readonly cause?: unknown };

export interface AzureServiceOptions {
  /** Scheme and host of the service. */
  readonly origin: string;
  readonly secret: string;
  readonly clock: Pick<Clock, 'after'>;
}

/** With the second try and the pause well under the 20 s for which the page waits. */
const attemptMs = 6_000;
const pauseMs = 500;
const attemptsAtMost = 2;

/** What a token lasts in every example; the answer to a reconnect leaves it out. */
const usualSeconds = 1_800;

const answer = z.object({
  conversationId: z.string().min(1).max(200),
  token: z.string().min(1).max(8_192),
  expires_in: z.number().positive().default(usualSeconds),
});

export function createAzureService({ origin, secret, clock }: AzureServiceOptions): AzureService {
  const ask = async (method: 'GET' | 'POST', path: string, body?: object): Promise<AzureResult> => {
    const controller = new AbortController();
    const cancel = clock.after(attemptMs, () => controller.abort());
    try {
      const response = await fetch(`${origin}/v3/directline${path}`, {
        method,
        headers: {
          Authorization: `Bearer ${secret}`,
          Accept: 'application/json',
          ...(body && { 'Content-Type': 'application/json' }),
        },
        ...(body && { body: JSON.stringify(body) }),
        // The secret goes to this host and no other.
        redirect: 'error',
        signal: controller.signal,
      });
      return await read(response);
    } catch (cause) {
      return { kind: 'unreachable', status: undefined, cause };
    } finally {
      cancel();
    }
  };

  /** Both operations may be done twice: a token that nobody uses is forgotten by the service. */
  const askAgain = async (method: 'GET' | 'POST', path: string, body?: object): Promise<AzureResult> => {
    for (let attempt = 1; ; attempt += 1) {
      const result = await ask(method, path, body);
      if (result.kind !== 'unreachable' || attempt === attemptsAtMost) return result;
      await new Promise<void>((resolve) => clock.after(pauseMs, resolve));
    }
  };

  return {
    generate: (user, trustedOrigins) =>
      askAgain('POST', '/tokens/generate', { user: { id: user }, trustedOrigins }),
    reconnect: (conversation) => askAgain('GET', `/conversations/${encodeURIComponent(conversation)}`),
  };
}

async function read(response: Response): Promise<AzureResult> {
  const { status, headers } = response;
  if (status === 429) return { kind: 'busy', retryAfter: headers.get('retry-after') };
  if (status >= 400 && status < 500 && status !== 408) return { kind: 'refused', status };
  if (!response.ok) return { kind: 'unreachable', status };
  const given = answer.safeParse(await response.json());
  if (!given.success) return { kind: 'unreachable', status };
  const { conversationId, token, expires_in } = given.data;
  return { kind: 'given', conversation: conversationId, token, seconds: expires_in };
}
