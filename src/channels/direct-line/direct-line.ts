import { HttpError, type HttpRequest, type HttpResponse, type Route, type Upgrade } from '../http.ts';
import { createAccess } from './access.ts';
import { getActivities, postActivity } from './activities.ts';
import { type DirectLineContext, type DirectLineOptions, loadRow, randomText } from './context.ts';
import { asListed } from './listed-errors.ts';
import { openSession } from './resume.ts';
import { generate, reconnect, refresh, remove, start } from './sessions.ts';
import { createStreamUpgrade } from './stream.ts';
import { createTokens } from './tokens.ts';

/** The embedded Direct Line 3.0, in process: its operations, and the decision about stream sockets. */
export interface DirectLine {
  readonly routes: readonly Route[];
  readonly upgrade: Upgrade;
}

/** Makes the embedded Direct Line. The hub is made first, since the turns that this takes wake it. */
export async function createDirectLine(options: DirectLineOptions): Promise<DirectLine> {
  const { signingKey, tokenSeconds, clock, randomBytes, secret } = options;
  const tokens = await createTokens({
    signingKey,
    seconds: tokenSeconds,
    now: clock.now,
    randomId: () => randomText(randomBytes(12)),
  });
  const context: DirectLineContext = { ...options, tokens, access: createAccess(tokens, secret) };
  const operation =
    (handle: (context: DirectLineContext, request: HttpRequest) => Promise<HttpResponse>) =>
    (request: HttpRequest): Promise<HttpResponse> =>
      handle(context, request).catch((error: unknown) => {
        throw asListed(error);
      });
  const base = '/v3/directline';
  const conversation = `${base}/conversations/:conversationId`;
  return {
    routes: [
      { method: 'POST', path: `${base}/tokens/generate`, body: 'optional', handle: operation(generate) },
      { method: 'POST', path: `${base}/tokens/refresh`, body: 'none', handle: operation(refresh) },
      { method: 'POST', path: `${base}/conversations`, body: 'optional', handle: operation(start) },
      { method: 'GET', path: conversation, body: 'none', handle: operation(reconnect) },
      { method: 'DELETE', path: conversation, body: 'none', handle: operation(remove) },
      { method: 'GET', path: `${conversation}/activities`, body: 'none', handle: operation(getActivities) },
      { method: 'POST', path: `${conversation}/activities`, body: 'json', handle: operation(postActivity) },
      { method: 'POST', path: `${conversation}/upload`, body: 'none', handle: operation(refuseUpload) },
      { method: 'GET', path: `${conversation}/stream`, body: 'none', handle: refuseWithoutUpgrade },
      { method: 'GET', path: `${base}/session/getsessionid`, body: 'none', handle: refuseSessionId },
      {
        method: 'POST',
        path: '/api/token',
        body: 'optional',
        handle: options.openSession ?? operation(openSession),
      },
    ],
    upgrade: createStreamUpgrade(context),
  };
}

/** This bot reads words only. Not 403, which the real client takes for an expired token. */
async function refuseUpload(context: DirectLineContext, request: HttpRequest): Promise<never> {
  const conversation = request.params['conversationId'] ?? '';
  await context.access.callerOf(request, conversation);
  await loadRow(context, conversation);
  throw new HttpError(400, 'BadArgument', 'This bot takes no uploads.');
}

async function refuseWithoutUpgrade(): Promise<never> {
  throw new HttpError(400, 'BadArgument', 'A stream is opened as a WebSocket.');
}

/** Session ids serve sign-in, which this bot has none of; the real client takes this for "none". */
async function refuseSessionId(): Promise<never> {
  throw new HttpError(404, 'BadArgument', 'There are no session ids here.');
}
