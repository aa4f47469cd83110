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
}

/** Which line is said; none while all is well. */
export function statusLine(
  standing: Standing,
): 'opening' | 'reconnecting' | 'unreachable' | 'offline' | undefined {
  if (standing.connected) return undefined;
  if (!standing.network) return 'offline';
  if (standing.began) return 'reconnecting';
  return standing.unreachable ? 'unreachable' : 'opening';
}
