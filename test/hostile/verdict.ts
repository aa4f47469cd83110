import { secret, signingKey } from './credentials.ts';
import { canary } from './texts.ts';
import type { Answer } from './wire.ts';

/** What stands nowhere but inside: in no answer at all, whatever its status. */
const inside = [secret, signingKey, 'SQLite format 3', '"devDependencies"', 'latchkey.db'];

/** What shows of a program that fails without its own words for it. */
const stack =
  /\n\s+at |node:internal|node_modules|\.(?:ts|js|mjs|cjs):\d+|\b[A-Z][a-z]*Error:|SQLITE_|\bZodError\b/;

/**
 * Everything that is wrong with an answer to a hostile request; empty when nothing is.
 *
 * @param about.mayPass the sender may do this; when not, only a refusal will do
 */
export function faultsOf(
  answer: Answer,
  about: { readonly method: string; readonly mayPass: boolean; readonly isInvoke?: boolean },
): readonly string[] {
  const { status, body } = answer;
  // The Bot Framework's own answer to an invoke that a bot does not know.
  const isUnknownInvoke = status === 501 && about.isInvoke === true && body === '';
  return [
    ...(status >= 500 && !isUnknownInvoke ? [`it is a ${status}`] : []),
    ...(status < 400 && !about.mayPass ? [`it is a ${status} to whom nothing is allowed`] : []),
    ...inside.filter((text) => body.includes(text)).map((text) => `it shows “${text}”`),
    ...(status >= 400 && about.method !== 'HEAD' && !isUnknownInvoke ? faultsOfRefusal(answer) : []),
  ];
}

function faultsOfRefusal({ headers, body }: Answer): readonly string[] {
  return [
    ...(isErrorBody(body) ? [] : ['its body has not the shape of an error']),
    ...(headers['content-type'] === 'application/json; charset=utf-8'
      ? []
      : ['its body is not JSON by its type']),
    ...(headers['x-content-type-options'] === 'nosniff' ? [] : ['it bears no security headers']),
    ...(stack.test(body) ? ['it shows how the program failed'] : []),
    ...(body.includes(canary) ? ['it repeats what was typed'] : []),
  ];
}

function isErrorBody(body: string): boolean {
  try {
    const { error } = JSON.parse(body) as { error?: { code?: unknown; message?: unknown } };
    return typeof error?.code === 'string' && typeof error.message === 'string' && error.code !== '';
  } catch {
    return false;
  }
}
