import { LatchkeyError } from '../errors.ts';

const int64 = { least: -(2n ** 63n), greatest: 2n ** 63n - 1n };

/**
 * Lets a value through to a database, or throws. libsql aborts the whole process on a boolean, cuts text at NUL, and
 * stores what is no number as NULL; PostgreSQL knows no NUL in text at all, and its driver would make JSON of an object.
 *
 * @throws LatchkeyError `BindRefused`
 */
export function checkBind(value: unknown): string | number | bigint | Buffer | null {
  if (value === null) return null;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (typeof value === 'bigint' && value >= int64.least && value <= int64.greatest) return value;
  if (typeof value === 'string' && !value.includes('\0')) return value;
  if (Buffer.isBuffer(value)) return value;
  throw new LatchkeyError(
    'BindRefused',
    `A value of type ${typeof value} cannot be stored.`,
    'Store text without NUL, finite numbers, 64-bit integers, buffers, booleans or null; turn anything else into JSON text first.',
  );
}
