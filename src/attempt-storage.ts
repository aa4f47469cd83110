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
    return key !== undefined && this.#staged ? { [key]: structuredClone(this.#staged) } : {};
  }

  async write(changes: StoreItems): Promise<void> {
    const [state] = Object.values(changes);
    if (state === undefined) return;
    // The turn's own version check takes the place of the SDK's.
    const { eTag, ...plain } = JSON.parse(JSON.stringify(state)) as Record<string, JsonObject[string]>;
    this.#staged = plain;
  }

  async delete(): Promise<void> {
    this.#staged = null;
  }
}
