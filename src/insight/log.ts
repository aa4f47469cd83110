import { type DestinationStream, pino } from 'pino';
import type { LogLevel } from '../config/settings.ts';
import { LatchkeyError } from '../errors.ts';

/**
 * All that a line of log may hold beside its event. An allow-list: there is no field for a person's words, an address
 * with its query, a token or a header, so none can slip in (promise P4).
 */
export interface LogFields {
  readonly code?: string;
  readonly hint?: string;
  readonly status?: number;
  readonly method?: string;
  /** The pattern of the route, such as `/v3/directline/conversations/:conversationId`, never the address itself. */
  readonly route?: string;
  readonly ms?: number;
  readonly count?: number;
  readonly port?: number;
  /** The program's own address, as printed at start. */
  readonly url?: string;
  readonly channel?: string;
  readonly kind?: string;
  readonly reason?: string;
  readonly version?: string;
}

const fieldNames = [
  'code',
  'hint',
  'status',
  'method',
  'route',
  'ms',
  'count',
  'port',
  'url',
  'channel',
  'kind',
  'reason',
  'version',
] as const satisfies readonly (keyof LogFields)[];

/** Writes lines of log. `event` is a fixed name such as `server.listening`, never a sentence made of data. */
export interface Log {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  /** @param error what was thrown; of it only code, hint, class and stack frames are written, never the message */
  error(event: string, error: unknown, fields?: LogFields): void;
}

/** @param destination where lines go; standard output when left out */
export function createLog(level: LogLevel, destination?: DestinationStream): Log {
  const logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
  return {
    debug: (event, fields) => logger.debug({ event, ...allowed(fields) }),
    info: (event, fields) => logger.info({ event, ...allowed(fields) }),
    warn: (event, fields) => logger.warn({ event, ...allowed(fields) }),
    error: (event, error, fields) => logger.error({ event, ...allowed(fields), ...describe(error) }),
  };
}

/** A log that says nothing. */
export const silentLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** Types end at run time; this does not. */
function allowed(fields: LogFields | undefined): Record<string, string | number> {
  const kept: Record<string, string | number> = {};
  if (!fields) return kept;
  for (const name of fieldNames) {
    const value: unknown = fields[name];
    if (typeof value === 'number') kept[name] = value;
    if (typeof value === 'string') kept[name] = value.slice(0, 300);
  }
  return kept;
}

/** Deep enough for every chain of ours, short enough for a cause that points back at itself. */
const causesAtMost = 5;

/**
 * What may be said of an error. Messages stay out: `JSON.parse` and database drivers quote in them what they were given.
 */
function describe(error: unknown, depth = 0): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: { class: typeof error } };
  const code: unknown = 'code' in error ? error.code : undefined;
  return {
    error: {
      class: error.name.slice(0, 100),
      ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
      // The message of our own errors is fixed text; it is what an operator needs first.
      ...(error instanceof LatchkeyError ? { message: error.message, hint: error.hint } : {}),
      stack: frames(error),
      ...(error.cause !== undefined && depth < causesAtMost
        ? { cause: describe(error.cause, depth + 1)['error'] }
        : {}),
    },
  };
}

const frames = (error: Error): string[] =>
  (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at \S.*:\d+:\d+\)?$/.test(line))
    .map((line) => line.trim());
