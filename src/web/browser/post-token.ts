import type { Answer } from './session.ts';

const tokenMs = 20_000;

/** Posts to `/api/token`; rejects when no answer comes in time. */
export async function postToken(body: object): Promise<Answer> {
  // `AbortSignal.timeout` is what older browsers lack.
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), tokenMs);
  try {
    const response = await fetch('/api/token', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: controller.signal,
    });
    const seconds = Number(response.headers.get('retry-after'));
    return {
      status: response.status,
      body: (await response.json().catch(() => undefined)) as unknown,
      ...(seconds > 0 ? { retryAfter: seconds * 1_000 } : {}),
    };
  } finally {
    clearTimeout(timer);
  }
}
