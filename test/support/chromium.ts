import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type Browser, chromium, type LaunchOptions } from 'playwright-core';

const root = join(import.meta.dirname, '..', '..');

/**
 * Starts a real Chromium. On Linux (x64) it comes out of npm, with the libraries and fonts it needs; elsewhere the Chrome
 * or Edge that is installed is used.
 *
 * @throws an error that says in plain words what is missing, when there is no browser to start
 */
export async function startChromium(): Promise<Browser> {
  if (process.platform === 'linux' && process.arch === 'x64') {
    return chromium.launch({ ...(await bundledChromium()), ...common });
  }
  for (const channel of ['chrome', 'msedge'] as const) {
    const browser = await chromium.launch({ channel, ...common }).catch(() => undefined);
    if (browser) return browser;
  }
  throw new Error(
    'The browser tests need a browser: on this system Chromium does not come with npm ci, and no installed Google ' +
      'Chrome or Microsoft Edge could be started. Install Google Chrome (https://www.google.com/chrome) and run the ' +
      'tests again.',
  );
}

/** Playwright closes browsers when this process ends by a signal; the tests close them otherwise. */
const common = { timeout: 60_000 } satisfies LaunchOptions;

/** Where Chromium lies unpacked, and what it needs in its environment. */
async function bundledChromium(): Promise<LaunchOptions> {
  const folder = await unpacked();
  return {
    executablePath: join(folder, 'chromium'),
    // The package's own default arguments break on a second context, and switch CORS off.
    args: ['--no-sandbox', '--headless=shell'],
    env: {
      ...process.env,
      LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'),
      FONTCONFIG_PATH: join(folder, 'fonts'),
    },
  };
}

/**
 * Unpacks Chromium (67 MB, 200 MB unpacked), once for each version, into a folder that goes with `npm ci`. The package
 * itself takes a file that is half written by another process for a whole one, so it unpacks into a folder of our own,
 * which is moved into place when it is whole.
 */
async function unpacked(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const { version } = JSON.parse(
    await readFile(join(dirname(entry), '..', '..', 'package.json'), 'utf8'),
  ) as { version: string };
  const folder = join(root, 'node_modules', '.cache', `chromium-${version}`);
  if (existsSync(folder)) return folder;
  await mkdir(dirname(folder), { recursive: true });
  const part = await mkdtemp(`${folder}-part-`);
  await withEnvironment(
    {
      // The package unpacks to the temporary folder, which it asks for at each call.
      TMPDIR: part,
      // Without it the package leaves out its libraries, and Chromium needs the host's libnss3.
      AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x',
    },
    async () => (await import('@sparticuz/chromium')).default.executablePath(),
  );
  await writeFile(join(part, 'fonts', 'fonts.conf'), fontsConfig(folder));
  await rename(part, folder).catch(async (error: unknown) => {
    // Another process was first.
    if (!existsSync(folder)) throw error;
    await rm(part, { recursive: true, force: true });
  });
  return folder;
}

/** The package's own file names folders of the service it was made for. Here: the fonts it brings, on every machine the same. */
const fontsConfig = (folder: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, 'fonts', 'fonts')}</dir>
  <cachedir>${join(folder, 'fonts', 'cache')}</cachedir>
</fontconfig>
`;

async function withEnvironment(values: Record<string, string>, work: () => Promise<unknown>): Promise<void> {
  // Importing the package sets these three as well.
  const names = [...Object.keys(values), 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH', 'HOME'];
  const before = names.map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, values);
  try {
    await work();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}
