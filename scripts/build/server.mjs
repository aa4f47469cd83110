import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { forNode } from './for-node.mjs';

const entryPoints = [
  'src/main.ts',
  'src/cli/chat.ts',
  'src/cli/understand.ts',
  'src/cli/understand-report.ts',
  'src/cli/teams-app.ts',
];

/**
 * The programs that run in Node: one file each, our own code only; packages stay in `node_modules`.
 *
 * @type {import('./targets.mjs').Target}
 */
export const server = {
  name: 'server',
  inputs: ['src', 'dialogs', 'tsconfig.json'],
  except: ['src/web/browser', 'src/web/launcher'],
  async make({ root, folder }) {
    // Loaded here, since a run that builds nothing must not wait for it.
    const { build } = await import('esbuild');
    await build({
      absWorkingDir: root,
      entryPoints: entryPoints.filter((path) => existsSync(join(root, path))),
      entryNames: '[name]',
      outdir: folder,
      ...forNode,
      sourcemap: 'linked',
    });
  },
};
