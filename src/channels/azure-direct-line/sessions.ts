import { z } from 'zod';
import type { Clock } from '../../clock.ts';
import { LatchkeyError } from '../../errors.ts';
import type { Log } from '../../insight/log.ts';
import { type DirectLineOptions, randomText, unknownConversation } from '../direct-line/context.ts';
import { readSessionRequest } from '../direct-line/resume.ts';
import { createSigning } from '../direct-line/signing.ts';
import { HttpError, type HttpRequest, type HttpResponse } from '../http.ts';
import { type AzureResult, type AzureServiceOptions, createAzureService } from './service.ts';

export interface AzureSessionsOptions
  extends Pick<DirectLineOptions, 'limits' | 'randomBytes' | 'signingKey' | 'log'>,
    AzureServiceOptions {
  readonly clock: Clock;
  /** Origins, beside our own, whose pages may hold the chat. */
  readonly allowedOrigins: readonly string[];
  /** How long a place can be taken up again. */
  readonly retentionDays: number;
}

type Given = Extract<AzureResult, { kind: 'given' }>;

const resumeAudience = 'latchkey/azure-direct-line/resume';
const resumeClaims = z.object({ conv: z.string(), user: z.string() });
const daySeconds = 24 * 60 * 60;

/**
 * Makes what answers `POST /api/token` where people talk by way of Azure's Direct Line: the same body in and out, with a
 * token of Azure's and the address of its service. Nothing is kept here: the conversation's id stands, signed, in
 * `resume`.
 */
export async function createAzureSessions(
  options: AzureSessionsOptions,
): Promise<(request: HttpRequest) => Promise<HttpResponse>> {
  const { limits, clock, randomBytes, log } = options;
  const service = createAzureService(options);
  const signing = await createSigning({ signingKey: options.signingKey, now: clock.now });

  const begin = async (baseUrl: string): Promise<{ given: Given; user: string }> => {
    const user = `dl_${randomText(randomBytes(18))}`;
    const trusted = new Set([new URL(baseUrl).origin, ...options.allowedOrigins]);
    return { given: givenBy(await service.generate(user, [...trusted]), log), user };
  };

  const takeUp = async (resume: string): Promise<{ given: Given; user: string }> => {
    const { conv, user } = await signing.verify(resume, resumeAudience, resumeClaims).catch(() => {
      throw unknownConversation();
    });
    const result = await service.reconnect(conv);
    // Whatever the reason, the person can begin anew; were the secret wrong, that would tell.
    if (result.kind === 'refused') {
      log.warn('azureDirectLine.resumeRefused', { status: result.status, hint: resumeHint });
      throw unknownConversation();
    }
    // Some have been given a token for a new conversation; it would be one without the user.
    if (result.kind === 'given' && result.conversation !== conv) throw unknownConversation();
    return { given: givenBy(result, log), user };
  };

  return async (request) => {
    const { resume: asked } = readSessionRequest(request.body);
    // Each call is one of Azure's, and its limit is one for all people.
    await limits.start(request.clientAddress);
    const { given, user } = asked === undefined ? await begin(request.baseUrl) : await takeUp(asked);
    const claims = { conv: given.conversation, user };
    return {
      status: 200,
      body: {
        conversationId: given.conversation,
        token: given.token,
        expires_in: given.seconds,
        domain: `${options.origin}/v3/directline`,
        userId: user,
        resume: await signing.sign(claims, resumeAudience, options.retentionDays * daySeconds),
      },
    };
  };
}

const resumeHint =
  'Azure no longer knows the conversation, or will not give a token for it: with "enhanced authentication" it gives none for the secret. This bot has no sign-in and needs no such authentication.';

/** @throws HttpError in the protocol's error shape; why stands in the log, for whoever runs the program */
function givenBy(result: AzureResult, log: Log): Given {
  switch (result.kind) {
    case 'given':
      return result;
    case 'busy': {
      log.warn('azureDirectLine.busy');
      throw new HttpError(429, 'TooManyRequests', 'Too many requests; try again later.', {
        'Retry-After': waitOf(result.retryAfter),
      });
    }
    case 'refused':
      log.error('azureDirectLine.refused', secretRefused(), { status: result.status });
      throw new HttpError(502, 'ServiceError', 'The chat service refused this server.');
    case 'unreachable':
      log.error('azureDirectLine.unreachable', unreachable(result.cause), {
        ...(result.status === undefined ? {} : { status: result.status }),
      });
      throw new HttpError(503, 'ServiceError', 'The chat service cannot be reached.', { 'Retry-After': '5' });
  }
}

/** A header of others goes on only as what it must be. */
const waitOf = (retryAfter: string | null): string =>
  retryAfter !== null && /^[1-9]\d{0,3}$/.test(retryAfter) ? retryAfter : '5';

const secretRefused = (): LatchkeyError =>
  new LatchkeyError(
    'AzureRefused',
    'Azure’s Direct Line refused the secret.',
    'Compare DIRECT_LINE_SECRET_AZURE with the bot’s Direct Line channel in the Azure portal, and DIRECT_LINE_URL_AZURE with the bot’s region.',
  );

const unreachable = (cause: unknown): LatchkeyError =>
  new LatchkeyError(
    'AzureUnreachable',
    'Azure’s Direct Line did not answer, or not as it should.',
    'Check that this machine can reach DIRECT_LINE_URL_AZURE; the status, where there is one, is what it answered.',
    cause,
  );
