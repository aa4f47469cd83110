import type { JsonObject } from '../../store/json.ts';

/**
 * Invokes that Teams and Azure's channels send to any bot. The person waits for the answer, and sees an error when there
 * is none, so they are answered even where there is nothing to do.
 */
const known: ReadonlySet<string> = new Set([
  'CardAction.Invoke',
  'actionableMessage/executeAction',
  'adaptiveCard/action',
  'fileConsent/invoke',
  'signin/tokenExchange',
  'signin/verifyState',
  'suggestedAction/submit',
  'task/fetch',
  'task/submit',
]);

const notImplemented = 501;

/**
 * The answer to an invoke: the bot's own; else 200 for those that are known; else 501, as the SDK does.
 *
 * @param response the bot's answer, `{status, body?}`
 */
export function answerInvoke(name: string | undefined, response: JsonObject | undefined): JsonObject {
  const status = response?.['status'];
  const isAnswer = typeof status === 'number' && status >= 200 && status < 600;
  if (response && isAnswer && status !== notImplemented) {
    const body = response['body'];
    return body === undefined ? { status } : { status, body };
  }
  return { status: name !== undefined && known.has(name) ? 200 : notImplemented };
}
