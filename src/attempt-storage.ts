import type { Storage, StoreItems } from 'botbuilder';
import type { JsonObject } from './store/json.ts';

/**
 * The storage of one attempt at a turn: it holds the state that the attempt was made on, and stages what the turn will
 * commit. It serves one `ConversationState`, hence one key.
 */
export class AttemptStorage implements Storage {
  #staged: JsonObject | null;

  constructor(state: JsonObject | null) {
    this.#staged = state;
  }

  /** What the state has become. */
  get staged(): JsonObject | null {
    return this.#staged;
  }

  async read(keys: string[]): Promise<StoreItems> {
    const [key] = keys;
    // Not copied: the attempt was given a row that nobody else holds.
    return key !== undefined && this.#staged ? { [key]: this.#staged } : {};
  }

  async write(changes: StoreItems): Promise<void> {
    const [state] = Object.values(changes);
    if (state === undefined) return;
    // The turn's own version check takes the place of the SDK's.
    const { eTag, ...plain } = state as Record<string, JsonObject[string]>;
    this.#staged = plain;
  }

  async delete(): Promise<void> {
    this.#staged = null;
  }
}
