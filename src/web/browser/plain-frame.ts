// The chat is switched off, and the steps to read stand in its frame: the launcher is answered all the same.
import { storeOf } from './browser-store.ts';
import { joinLauncher } from './frame.ts';
import { createMemory } from './memory.ts';
import { readPageData } from './page-data.ts';

const memory = createMemory(storeOf('localStorage'), storeOf('sessionStorage'));
joinLauncher(readPageData(document).parents, memory.forget);
