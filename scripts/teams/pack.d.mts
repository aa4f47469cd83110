import type { TeamsApp } from '../../src/cli/teams-app.ts';

export function faultsOf(name: string, content: unknown): Promise<readonly string[]>;
export function packTeamsApp(app: TeamsApp): Promise<Uint8Array>;
