import type { CollectingAdapter } from '../adapter.ts';

/** The SDK has credentials only with a client; nothing is sent to this address. */
const anyServiceUrl = 'https://smba.trafficmanager.net/';

/**
 * Fetches the token by which the bot speaks to channels. The SDK keeps one until shortly before it expires.
 *
 * @param anew not the one that is kept
 * @throws whatever the SDK throws when there is none to be had
 */
export type FetchToken = (anew: boolean) => Promise<string>;

/** @param appId `MicrosoftAppId` */
export function createFetchToken(
  adapter: Pick<CollectingAdapter, 'connectorFactory'>,
  appId: string,
): FetchToken {
  let made: Promise<Credentials> | undefined;
  return async (anew) => {
    made ??= adapter
      .connectorFactory(appId)
      .create(anyServiceUrl)
      // What the SDK declares of its credentials leaves out that they fetch tokens.
      .then(({ credentials }) => credentials as unknown as Credentials);
    // Only the making is kept, never that it failed.
    made.catch(() => {
      made = undefined;
    });
    return await (await made).getToken(anew);
  };
}

interface Credentials {
  getToken(anew: boolean): Promise<string>;
}
