import { createMemoryStore } from '../support/memory-store.ts';
import { storeConformance } from './conformance.ts';

storeConformance('the model in memory', async (clock) => createMemoryStore(clock));
