import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the build leaves what it parsed: beside the programs that it makes. Tests, which run from source, find it as well. */
const file = join(import.meta.dirname, '..', 'dist', 'yaml.json');

const readBuilt = (): Readonly<Record<string, unknown>> => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
};

let built: Readonly<Record<string, unknown>> | undefined;

/**
 * What a YAML text says, when the build has parsed the very same one. A text that has changed since is not found, so what
 * is found is never stale.
 */
export const parsedAtBuild = (text: string): unknown => {
  built ??= readBuilt();
  return built[createHash('sha256').update(text).digest('hex')];
};
