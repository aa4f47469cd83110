import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LatchkeyError } from '../../src/errors.ts';
import { decodeModel, encodeModel } from '../../src/understanding/model/artefact.ts';
import { loadModel } from '../../src/understanding/model/load-model.ts';
import { hashInputs } from '../../src/understanding/training/hash-inputs.ts';
import { trainModel } from '../../src/understanding/training/train-model.ts';
import { theModel, trainingFolders } from '../support/model.ts';
import { tempFolder } from '../support/temp-folder.ts';

const codeOf = (run: () => unknown): string | undefined => {
  try {
    run();
  } catch (error) {
    return error instanceof LatchkeyError ? `${error.code}: ${error.hint}` : String(error);
  }
  return undefined;
};

/** A small project of one language: the real lists, and a few lines. */
const smallProject = (): { locales: string; development: string } => {
  const root = tempFolder();
  const utterances = join(root, 'locales', 'en', 'utterances');
  mkdirSync(join(utterances, 'lines'), { recursive: true });
  for (const name of ['words.yaml', 'intents.yaml', 'concepts.yaml']) {
    writeFileSync(join(utterances, name), readFileSync(join(trainingFolders.locales, 'en/utterances', name)));
  }
  const lines =
    '[sendCode]\nsend me the code\ntext me the code\n[voip]\ndoes skype work\n[none]\nnice weather\n';
  writeFileSync(
    join(utterances, 'lines', 'hand.txt'),
    `${lines}[contrast]\nscam | he said send me the code\n`,
  );
  return { locales: join(root, 'locales'), development: join(root, 'dev') };
};

describe('the model', () => {
  it('comes out the same, byte by byte, from the same lines', () => {
    const folders = smallProject();
    const bytes = encodeModel(trainModel(folders));
    expect(encodeModel(trainModel(folders)).equals(bytes)).toBe(true);
    expect(encodeModel(decodeModel(bytes)).equals(bytes)).toBe(true);
  });

  it('carries the hash of its inputs, which any change of them changes', () => {
    const folders = smallProject();
    const before = hashInputs(folders);
    const file = join(folders.locales, 'en/utterances/lines/hand.txt');
    writeFileSync(file, readFileSync(file, 'utf8').replace('nice weather', 'fine weather'));
    expect(hashInputs(folders)).not.toBe(before);
    expect(theModel.header.inputs).toBe(hashInputs(trainingFolders));
  });

  it('has at most 1 MB, and is loaded in 100 ms into 30 MB', () => {
    const file = join(tempFolder(), 'model.bin');
    writeFileSync(file, encodeModel(theModel));
    expect(statSync(file).size).toBeLessThanOrEqual(1_000_000);
    const before = process.memoryUsage();
    const began = performance.now();
    const loaded = loadModel(file);
    const took = performance.now() - began;
    const { rss } = process.memoryUsage();
    expect(loaded.header).toEqual(theModel.header);
    expect(took).toBeLessThan(100);
    expect(rss - before.rss).toBeLessThan(30 * 2 ** 20);
  });

  it('tells whoever starts without one, or with one of another build, to build', () => {
    const folder = tempFolder();
    expect(codeOf(() => loadModel(join(folder, 'none.bin')))).toMatch(/^model-missing: .*npm run build/);
    const bytes = encodeModel(theModel);
    const other = Buffer.from(bytes);
    other.write('XX', 0);
    for (const damaged of [Buffer.alloc(3), other, bytes.subarray(0, -1)]) {
      expect(codeOf(() => decodeModel(damaged))).toMatch(/^model-unusable: .*npm run build/);
    }
  });

  it('tells where lines are missing', () => {
    const { locales } = smallProject();
    writeFileSync(join(locales, 'en/utterances/lines/hand.txt'), '');
    expect(() => trainModel({ locales, development: '' })).toThrow();
  });
});
