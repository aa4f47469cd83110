import type { Store } from './memory.ts';

/** A store of the browser, unless it is blocked. */
export function storeOf(name: 'localStorage' | 'sessionStorage'): Store | undefined {
  try {
    return window[name];
  } catch {
    return undefined;
  }
}
