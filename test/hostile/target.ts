import type { Session } from '../support/direct-line-caller.ts';

/** What is attacked, and who stands in it. */
export interface Target {
  readonly port: number;
  readonly operations: readonly Operation[];
  /** The attacker's own conversation, begun as anybody's. */
  readonly own: Session;
  /** A conversation of somebody else, whose id the attacker knows. */
  readonly victim: Session;
  /** Where replies to connector activities may go: a connector of this test. */
  readonly serviceUrl: string;
  /** Another number each time. */
  readonly next: () => number;
}

/** An operation as `/openapi.json` describes it. */
export interface Operation {
  readonly method: string;
  /** With `{name}` for the parts that vary. */
  readonly path: string;
  readonly isGuarded: boolean;
  readonly needsSecret: boolean;
  readonly hasBody: boolean;
}

interface Described {
  readonly security?: readonly Readonly<Record<string, unknown>>[];
  readonly requestBody?: object;
}

/** Asks the program for all it serves, so that whatever is added is attacked as well. */
export async function readOperations(url: string): Promise<readonly Operation[]> {
  const { paths } = (await (await fetch(`${url}/openapi.json`)).json()) as {
    readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  };
  return Object.entries(paths).flatMap(([path, verbs]) =>
    Object.entries(verbs).map(([verb, { security, requestBody }]) => ({
      method: verb.toUpperCase(),
      path,
      isGuarded: security !== undefined,
      needsSecret: security !== undefined && !security.some((one) => 'token' in one),
      hasBody: requestBody !== undefined,
    })),
  );
}
