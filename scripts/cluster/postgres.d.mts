export interface RunningPostgres {
  /** The address of its first database. */
  readonly url: string;
  readonly pid: number | undefined;
  ended(): Promise<void>;
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

export function startPostgres(options: {
  readonly folder: string;
  readonly isDurable?: boolean;
}): Promise<RunningPostgres>;

export function freePort(): Promise<number>;
