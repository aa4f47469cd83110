export interface RunningPostgres {
  /** The address of its first database. */
  readonly url: string;
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** @returns the address of the new database */
  createDatabase(name: string): Promise<string>;
}

export function startPostgres(options: {
  readonly folder: string;
  readonly isDurable?: boolean;
}): Promise<RunningPostgres>;

export function freePort(): Promise<number>;
