import { createDirectLineCalls } from './direct-line-calls.ts';
import type { Session } from './session.ts';

/**
 * Has the conversation deleted where it is kept. A Direct Line that cannot delete is not ours: there the bot is asked,
 * which deletes what it keeps itself.
 *
 * @param request the words that ask the bot for it
 * @returns whether it is done
 */
export async function forgetConversation(
  session: Session,
  locale: string,
  request: string,
): Promise<boolean> {
  const { domain, conversationId, token } = session;
  try {
    const { ok, status } = await fetch(`${domain}/conversations/${encodeURIComponent(conversationId)}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${token}` },
    });
    if (ok || (status === 404 && domain.startsWith(`${location.origin}/`))) return true;
    if (status !== 404 && status !== 405) return false;
    await createDirectLineCalls(session, locale).send(request, `forget-${Date.now()}`);
    return true;
  } catch {
    return false;
  }
}
