import { describeCrashes } from '../support/crash-table.ts';
import type { OpenStore } from '../support/crash-world.ts';
import { createMemoryStore } from '../support/memory-store.ts';

// A channel that repeats after more than 15 seconds, as Teams does, while a lease of the dead process still stands.
const openModel: OpenStore = async (clock) => createMemoryStore(clock);
const setting = { openStore: openModel, againAfterMs: 20_000, betweenMs: 25_000 };

describeCrashes('test/turn/real-bot-model.test.ts', 'the model', setting, ['crash', 'error']);
