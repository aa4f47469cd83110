export interface PolicyOptions {
  /** The nonce of this answer's script and style elements. */
  readonly nonce: string;
  /** Scheme and host under which the page was asked for, such as `https://help.example.com`. */
  readonly baseUrl: string;
  /** Who may show the page in a frame: origins, or none. */
  readonly frameAncestors: readonly string[];
  /** The origin of the Direct Line by way of which the chat talks, when it is not this server's own. */
  readonly directLine?: string | undefined;
}

/** The hash of nothing. */
const empty = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

/**
 * The `Content-Security-Policy` of the help page: what it loads and calls, and nothing else. Nothing comes from anyone but
 * this server, and what is said, from the Direct Line by way of which it is said. Web Chat needs no `eval`. It gives its style elements the nonce, but for those of one package (4.18.1,
 * react-scroll-to-bottom), which come empty and are filled by script; its moving dots are pictures it makes itself (`blob:`).
 */
export function pagePolicy({ nonce, baseUrl, frameAncestors, directLine }: PolicyOptions): string {
  const directives = {
    'default-src': ["'none'"],
    'script-src': [`'nonce-${nonce}'`],
    'style-src': [`'nonce-${nonce}'`, empty],
    'img-src': ["'self'", 'data:', 'blob:'],
    'connect-src': [
      "'self'",
      ...socketOrigin(baseUrl),
      ...(directLine === undefined ? [] : [directLine, ...socketOrigin(directLine)]),
    ],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    'frame-ancestors': frameAncestors.length > 0 ? ["'self'", ...frameAncestors] : ["'self'"],
  };
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ');
}

/**
 * Where a server's WebSockets are: some browsers do not take 'self' for them. The host may be what a client claimed, so
 * one that could write a directive of its own is left out.
 */
const socketOrigin = (baseUrl: string): readonly string[] =>
  /^https?:\/\/[\w.:[\]-]+$/.test(baseUrl) ? [baseUrl.replace(/^http/, 'ws')] : [];
