import { z } from 'zod';
import { readLocale } from '../activity-fields.ts';
import { HttpError, type HttpRequest, type HttpResponse } from '../http.ts';
import { type DirectLineContext, defaultUser, randomText, unknownConversation } from './context.ts';
import { isConversationId, keyOf } from './ids.ts';
import { createConversation, sessionBody } from './sessions.ts';
import { hashSecret, sameSecret, type TokenClaims } from './tokens.ts';

/** The body of `POST /api/token`. */
export const sessionRequest = z
  .object(
    {
      resume: z.string('must be a string').max(600, 'must have at most 600 characters').nullish(),
      locale: z.string('must be a string').nullish(),
    },
    'must be an object',
  )
  .nullish();

/**
 * Reads the body of `POST /api/token`.
 *
 * @throws HttpError 400
 */
export function readSessionRequest(body: unknown): {
  readonly resume: string | undefined;
  readonly locale: string | undefined;
} {
  const read = sessionRequest.safeParse(body);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new HttpError(
      400,
      'BadArgument',
      `The body is not valid: ${issue?.path.join('.') || 'it'} ${issue?.message}.`,
    );
  }
  return { resume: read.data?.resume ?? undefined, locale: readLocale(read.data?.locale) };
}

/**
 * `POST /api/token`: a conversation for a browser, without a credential. `resume` is the conversation's id, a point and
 * a secret that is kept hashed; it gives a new token for the same conversation and is given back unchanged, so that a
 * lost answer or a second tab strands nobody.
 */
export async function openSession(context: DirectLineContext, request: HttpRequest): Promise<HttpResponse> {
  const { resume: given, locale } = readSessionRequest(request.body);
  const { conversation, resume } =
    given === undefined ? await begin(context, request.clientAddress) : await takeUp(context, given);
  const claims: TokenClaims = {
    conversation,
    user: defaultUser(context, conversation),
    ...(locale ? { locale } : {}),
  };
  return {
    status: 200,
    body: {
      ...(await sessionBody(context, claims)),
      domain: `${request.baseUrl}/v3/directline`,
      userId: claims.user,
      resume,
    },
  };
}

interface Session {
  readonly conversation: string;
  readonly resume: string;
}

async function begin(context: DirectLineContext, address: string): Promise<Session> {
  await context.limits.start(address);
  const secret = randomText(context.randomBytes(32));
  const conversation = await createConversation(context, hashSecret(secret));
  return { conversation, resume: `${conversation}.${secret}` };
}

/** @throws HttpError 404 for a wrong or dead one alike: nothing is told of conversations that exist */
async function takeUp({ store }: DirectLineContext, resume: string): Promise<Session> {
  const [conversation = '', secret = '', ...rest] = resume.split('.');
  if (!isConversationId(conversation) || secret === '' || rest.length > 0) throw unknownConversation();
  const hash = await store.resumeHash(keyOf(conversation));
  if (hash === undefined || !sameSecret(hash, hashSecret(secret))) throw unknownConversation();
  return { conversation, resume };
}
