import { once } from 'node:events';
import { request } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { createDirectLineCaller } from '../support/direct-line-caller.ts';
import { launchProgram } from '../support/program.ts';
import { median } from './numbers.ts';
import { newFolder, settings } from './servers.ts';

export interface StartUp {
  /** From the start of the process to the first greeting, read through Direct Line; the median of the starts. */
  readonly greetingMs: number;
  /** What a page that embeds the chat loads before anybody opens it. */
  readonly launcherGzipBytes: number;
}

/** Starts the built program a few times, each on an empty database. */
export async function measureStartUp(starts: number): Promise<StartUp> {
  const greetings: number[] = [];
  let launcherGzipBytes = Number.NaN;
  for (let start = 0; start < starts; start += 1) {
    const folder = newFolder();
    const began = performance.now();
    const program = launchProgram(folder.path, settings);
    try {
      const url = await program.serves();
      const caller = createDirectLineCaller(url);
      const session = await caller.open();
      await caller.start(session);
      const { activities } = await caller.read(session);
      if (activities.length === 0) throw new Error('Nobody was greeted.');
      greetings.push(performance.now() - began);
      launcherGzipBytes = await gzipBytes(`${url}/widget.js`);
    } finally {
      await program.stop();
      folder.remove();
    }
  }
  return { greetingMs: median(greetings), launcherGzipBytes };
}

/** The size of a file as it is sent, gzipped. */
async function gzipBytes(url: string): Promise<number> {
  const asked = request(url, { headers: { 'accept-encoding': 'gzip' } });
  asked.end();
  const [response] = await once(asked, 'response');
  const parts: Buffer[] = [];
  for await (const part of response) parts.push(part as Buffer);
  const sent = Buffer.concat(parts);
  gunzipSync(sent);
  return sent.length;
}
