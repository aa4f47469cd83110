import nock from 'nock';

const login = 'https://login.microsoftonline.com';

/** Microsoft's login says where tokens are to be had. Libraries may know it by heart. */
export const serveDiscovery = (): nock.Scope =>
  nock(login)
    .persist()
    .get(/openid-configuration/)
    .reply(200, (uri) => {
      const base = `${login}/${uri.split('/')[1]}`;
      return {
        token_endpoint: `${base}/oauth2/v2.0/token`,
        authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
        issuer: `${base}/v2.0`,
        jwks_uri: `${base}/discovery/v2.0/keys`,
      };
    })
    .get(/discovery\/instance/)
    .reply(404);

/** The next request for a token. */
export const tokenRequest = (): nock.Interceptor => nock(login).post(/\/oauth2\/v2\.0\/token/);

export const granted = (token: string) => ({ token_type: 'Bearer', expires_in: 3600, access_token: token });
