/** How the chat stands, as far as the person must know. */
export interface Standing {
  /** Whether the browser says that it has a network. */
  readonly network: boolean;
  /** Whether messages come and go now. */
  readonly connected: boolean;
  /** Whether they ever did since the page was opened. */
  readonly began: boolean;
  /** Whether the last attempt to get a connection failed. */
  readonly unreachable: boolean;
  /** Whether the operator has switched the chat off. */
  readonly isOff: boolean;
  /** Whether the talk can be read, be it the greeting alone. */
  readonly readable: boolean;
}

export type StatusLine = 'opening' | 'reconnecting' | 'unreachable' | 'offline' | 'switchedOff';

/** Which line is said; none while all is well. */
export function statusLine(standing: Standing): StatusLine | undefined {
  if (standing.connected) return undefined;
  if (!standing.network) return 'offline';
  if (standing.isOff) return 'switchedOff';
  if (standing.began) return 'reconnecting';
  if (standing.unreachable) return 'unreachable';
  return standing.readable ? undefined : 'opening';
}

export interface StatusParts {
  /** Says the line; none: says nothing. */
  readonly show: (line: StatusLine | undefined) => void;
  /** Calls `work` later. @returns what takes it back */
  readonly later: (ms: number, work: () => void) => () => void;
}

/** A connection that comes back sooner is not worth a line. */
const lineDelayMs = 1_500;

/** Says how the chat stands: at once while it opens, a little later when a connection is lost. */
export function createStatus(
  first: Standing,
  { show, later }: StatusParts,
): (change: Partial<Standing>) => void {
  let standing = first;
  let takeBack = (): void => {};
  return (change) => {
    standing = { ...standing, ...change };
    takeBack();
    const line = statusLine(standing);
    if (line === undefined || !standing.began) show(line);
    else takeBack = later(lineDelayMs, () => show(line));
  };
}
