/** What a curl command asks for. */
export interface CurlRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/**
 * Reads a curl command of one of our pages: single and double quotes, variables, line continuations, and the options `-s`,
 * `-X`, `-H` and `-d`.
 *
 * @throws for anything else, so that no example says more than is run
 */
export function readCurl(command: string, variables: Readonly<Record<string, string>>): CurlRequest {
  const [name, ...words] = wordsOf(command.replaceAll('\\\n', ' ').trim(), variables);
  if (name !== 'curl') throw new Error(`not a curl command: ${command}`);
  const headers: Record<string, string> = {};
  let method: string | undefined;
  let body: string | undefined;
  let url: string | undefined;
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (word === '-s') continue;
    if (word === '-X') method = words.shift();
    else if (word === '-d') body = words.shift();
    else if (word === '-H') {
      const [header = '', value = ''] = (words.shift() ?? '').split(/: */, 2);
      headers[header] = value;
    } else if (!word.startsWith('-') && url === undefined) url = word;
    else throw new Error(`curl option not known here: ${word}`);
  }
  if (url === undefined) throw new Error('curl without an address');
  return { url, method: method ?? (body === undefined ? 'GET' : 'POST'), headers, body };
}

const word = /'([^']*)'|"([^"]*)"|([^\s'"]+)/g;

const wordsOf = (line: string, variables: Readonly<Record<string, string>>): string[] =>
  [...line.matchAll(word)].map(
    ([, single, double, bare]) => single ?? expand(double ?? bare ?? '', variables),
  );

const expand = (text: string, variables: Readonly<Record<string, string>>): string =>
  text.replace(/\$([A-Z]+)/g, (_, name: string) => {
    const value = variables[name];
    if (value === undefined) throw new Error(`no answer before gave $${name}`);
    return value;
  });
