import { ConversationState, MemoryStorage } from 'botbuilder';
import type { JsonObject } from './store/json.ts';

/** The SDK asks for one; `load` and `saveChanges` never come to it. */
const unused = new MemoryStorage();

/**
 * The conversation's state in one attempt at a turn: it begins as the row that the attempt was made on, and what is saved is
 * what the turn will commit.
 *
 * The SDK's own would copy the state through a storage, and hash all of it twice in each turn to find out whether it has
 * changed; the turn writes its row in any case, and its own version check takes the place of the SDK's.
 */
export class AttemptState extends ConversationState {
  readonly #state: Record<string, unknown>;
  #staged: JsonObject | null;

  /** @param state copied no deeper than its own fields: the attempt is given a row that nobody else holds */
  constructor(state: JsonObject | null) {
    super(unused);
    this.#state = { ...state };
    this.#staged = state;
  }

  /** What the turn will commit. */
  get staged(): JsonObject | null {
    return this.#staged;
  }

  override async load(): Promise<Record<string, unknown>> {
    return this.#state;
  }

  override async saveChanges(): Promise<void> {
    this.#staged = this.#state as JsonObject;
  }
}
