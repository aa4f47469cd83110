import { openStore } from '../../src/store/open-store.ts';
import { describeCrashes } from '../support/crash-table.ts';
import type { OpenStore } from '../support/crash-world.ts';

// A person who repeats at once, and then goes on before a lease of the dead process has ended.
const openSqlite: OpenStore = (clock) => openStore('sqlite::memory:', clock);
const setting = { openStore: openSqlite, againAfterMs: 0, betweenMs: 2_000 };

describeCrashes('test/turn/real-bot-sqlite.test.ts', 'SQLite', setting, ['crash']);
