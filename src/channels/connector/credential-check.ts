import type { Clock } from '../../clock.ts';
import { LatchkeyError } from '../../errors.ts';
import type { Log } from '../../insight/log.ts';
import type { CollectingAdapter } from '../adapter.ts';
import { createFetchToken, type FetchToken } from './token.ts';
import { within } from './within.ts';

export interface CredentialCheckOptions {
  readonly adapter: Pick<CollectingAdapter, 'connectorFactory'>;
  /** `MicrosoftAppId`; undefined in development: then there is nothing to check. */
  readonly appId: string | undefined;
  readonly clock: Clock;
  readonly log: Pick<Log, 'error'>;
}

const timeoutMs = 5_000;
/** A secret expires on a day, not in a moment; and a probe that asked each time would be a load on Microsoft's login. */
const healthyForMs = 10 * 60_000;
/** Whoever has put in a new secret and started again wants to know soon. */
const otherwiseForMs = 60_000;

/**
 * Makes a check that the app's credentials are still good: a token is fetched anew, and what came of it is remembered for
 * some minutes. When the login cannot be reached nobody knows, and the check says nothing.
 *
 * The check throws LatchkeyError `CredentialsRefused`, whose hint names the likely cause.
 */
export function createCredentialCheck(options: CredentialCheckOptions): () => Promise<void> {
  const { appId, clock } = options;
  if (appId === undefined) return async () => undefined;
  const fetchToken = createFetchToken(options.adapter, appId);
  let last: { readonly finding: Promise<Finding>; until: number } | undefined;
  const ask = () => {
    const asked = { finding: findOut(options, fetchToken), until: Number.POSITIVE_INFINITY };
    void asked.finding.then(({ holdsMs }) => {
      asked.until = clock.now() + holdsMs;
    });
    return asked;
  };
  return async () => {
    if (!last || clock.now() >= last.until) last = ask();
    const { refusal } = await last.finding;
    if (refusal) throw refusal;
  };
}

/** What a try came to. */
interface Finding {
  /** Why the credentials are refused; undefined when they are not, or when nobody can tell. */
  readonly refusal?: LatchkeyError;
  readonly holdsMs: number;
}

/** Tries the credentials. Does not throw. */
async function findOut({ clock, log }: CredentialCheckOptions, fetchToken: FetchToken): Promise<Finding> {
  try {
    await within(clock, timeoutMs, () => fetchToken(true));
    return { holdsMs: healthyForMs };
  } catch (error) {
    const hint = hintFor(error);
    if (hint === undefined) {
      log.error('connector.loginUnreachable', error);
      return { holdsMs: otherwiseForMs };
    }
    const message = 'Microsoft refuses the credentials of the app, so no reply can be sent.';
    return {
      refusal: new LatchkeyError('CredentialsRefused', message, hint, error),
      holdsMs: otherwiseForMs,
    };
  }
}

/** What Microsoft's login says by number (Entra ID, AADSTS error codes), and what to do about it. */
const causes: Readonly<Record<string, string>> = {
  '7000222':
    'The client secret has expired: make a new one in Azure and put its value into MicrosoftAppPassword.',
  '7000215':
    'MicrosoftAppPassword is not a secret of this app: it must be the value of the secret, not its id.',
  '700016': 'The app is not in this tenant: check MicrosoftAppId, MicrosoftAppTenantId and MicrosoftAppType.',
  '90002': 'There is no such tenant: check MicrosoftAppTenantId.',
  '700027': 'The certificate is not one of the app: check CertificateThumbprint and CertificatePrivateKey.',
};

const anyCause = 'Check MicrosoftAppId, MicrosoftAppPassword, MicrosoftAppType and MicrosoftAppTenantId.';

/** OAuth's own codes for a client that is refused (RFC 6749, 5.2). */
const refusals: ReadonlySet<unknown> = new Set(['invalid_client', 'unauthorized_client', 'invalid_grant']);

/** The likely cause of a refusal; undefined when it is none. */
function hintFor(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const known = causes[/AADSTS(\d+)/.exec(error.message)?.[1] ?? ''];
  return known ?? ('errorCode' in error && refusals.has(error.errorCode) ? anyCause : undefined);
}
