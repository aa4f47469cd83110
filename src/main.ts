import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { config as readDotenv } from 'dotenv';
import { createApp } from './app.ts';
import { systemClock } from './clock.ts';
import { readConfig } from './config.ts';
import { LatchkeyError } from './errors.ts';
import { createLog } from './insight/log.ts';
import { openStore } from './store/open-store.ts';
import { loadModel, modelPath } from './understanding/model/load-model.ts';
import { loadHelpPages } from './web/pages.ts';

/** The folder that holds `dist/` and `locales/`. */
const root = join(import.meta.dirname, '..');

/** Starts the process; resolves when it serves. */
async function main(): Promise<void> {
  readDotenv({ quiet: true });
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  const store = await openStore(config.databaseUrl, systemClock, (error) =>
    log.error('store.connectionLost', error),
  );
  const localesFolder = join(root, 'locales');
  const app = await createApp({
    config,
    store,
    clock: systemClock,
    log,
    random: Math.random,
    randomBytes,
    localesFolder,
    model: loadModel(join(root, 'dist', modelPath)),
    pages: (greetings) =>
      loadHelpPages({ localesFolder, assetsFolder: join(root, 'dist', 'web'), config, greetings }),
  });

  const stop = async (): Promise<void> => {
    try {
      await app.close();
      await store.close();
      log.info('server.stopped');
    } catch (error) {
      log.error('server.stopFailed', error);
      process.exitCode = 1;
    }
  };
  // Before it serves: whoever reads the address may send work, and a signal, at once.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());

  const port = await app.listen();
  const url =
    config.publicUrl ?? `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`;
  process.stdout.write(`Help page: ${url}/\n`);
  log.info('server.listening', { port, url });
}

try {
  await main();
} catch (error) {
  const { message, hint } =
    error instanceof LatchkeyError ? error : { message: String(error), hint: undefined };
  process.stderr.write(`${message}\n${hint ? `${hint}\n` : ''}`);
  process.exit(1);
}
