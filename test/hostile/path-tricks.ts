/** Ways to write a path so that a router, a guard or a file server could read it differently. */
const tricks = {
  encodedSlash: (path) => path.replace(/\/(?=[^/]*$)/, '%2f'),
  dots: (path) => `/x/..${path}`,
  dot: (path) => `/.${path}`,
  encodedDots: (path) => `/x/%2e%2e${path}`,
  doubled: (path) => path.replaceAll('/', '//'),
  backslashes: (path) => path.replaceAll('/', '\\'),
  upperCase: (path) => path.toUpperCase(),
  slashBehind: (path) => `${path}/`,
  dotBehind: (path) => `${path}.`,
  semicolon: (path) => `${path};a=b`,
  encodedNul: (path) => `${path}%00`,
  nul: (path) => `${path}\u0000`,
  encodedLineBreak: (path) => `${path}%0d%0aSet-Cookie:%20a=b`,
  badPercent: (path) => `${path}%zz`,
  halfPercent: (path) => `${path}%`,
  badUtf8: (path) => `${path}%ff%fe`,
  overlong: (path) => `/%c0%ae%c0%ae${path}`,
  eightBit: (path) => `${path}\u00e9\u{1f648}`,
  absolute: (path) => `http://127.0.0.1${path}`,
  elsewhere: (path) => `https://evil.example${path}`,
  authority: (path) => `//evil.example${path}`,
  noSlash: (path) => path.slice(1),
  asterisk: () => '*',
  fragment: (path) => `${path}#x`,
  questionMarks: (path) => `${path}??`,
  space: (path) => `${path} x`,
  long: (path) => `${path}/${'a'.repeat(7000)}`,
  tooLong: (path) => `${path}/${'a'.repeat(20_000)}`,
  slashes: () => '/'.repeat(7000),
  template: () => '/v3/directline/conversations/:conversationId/activities',
  multimodal: (path) => `${path}/stream/multimodal`,
  hiddenFile: () => '/.env',
  repository: () => '/.git/config',
  climb: () => '/assets/../../package.json',
  encodedClimb: () => '/assets/..%2f..%2fpackage.json',
  backslashClimb: () => '/assets/..%5cmain.js',
  database: () => '/latchkey.db',
  prototype: () => '/assets/__proto__',
} satisfies Record<string, (path: string) => string>;

export type PathTrick = keyof typeof tricks;
export const pathTricks = Object.keys(tricks) as PathTrick[];

export const applyTrick = (trick: PathTrick | undefined, path: string): string =>
  trick === undefined ? path : tricks[trick](path);
