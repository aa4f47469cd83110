import { createRequire } from 'node:module';
import manifests from '@microsoft/app-manifest';
import { strToU8, zipSync } from 'fflate';
import { PNG } from 'pngjs';

const require = createRequire(import.meta.url);

/** Microsoft's JSON schemas, by the address that a file names. */
const schemaOf = (address) => {
  const [, path] = /\/json-schemas\/(teams\/v[\d.]+\/[\w.]+\.json)$/.exec(address) ?? [];
  const schema = require(`@microsoft/app-manifest/build/json-schemas/${path}`);
  // A few patterns there are no regular expressions to the validator; no name of ours is like them.
  const sound = Object.entries(schema.patternProperties ?? {}).filter(([pattern]) => isSound(pattern));
  return schema.patternProperties ? { ...schema, patternProperties: Object.fromEntries(sound) } : schema;
};

const isSound = (pattern) => {
  try {
    return Boolean(new RegExp(pattern, 'u'));
  } catch {
    return false;
  }
};

/** What Teams would not take of a file of the package, by Microsoft's schema. */
export const faultsOf = async (name, content) => {
  const faults = await manifests.AppManifestUtils.validateAgainstSchema(content, schemaOf(content.$schema));
  return faults.map((fault) => `${name}${fault}`);
};

/**
 * Packs an app for Teams.
 *
 * @param app as `makeTeamsApp` makes it
 * @returns the zip file
 * @throws an error that lists what Teams would not take
 */
export async function packTeamsApp({ files, icons }) {
  const faults = await Promise.all(Object.entries(files).map(([name, content]) => faultsOf(name, content)));
  if (faults.flat().length > 0) {
    throw new Error(
      `Teams would not take the package:\n${faults
        .flat()
        .map((fault) => `  - ${fault}`)
        .join('\n')}`,
    );
  }
  const packed = {
    ...map(files, (content) => strToU8(`${JSON.stringify(content, null, 2)}\n`)),
    ...map(icons, (picture) => new Uint8Array(toPng(picture))),
  };
  // The same content makes the same file, whenever it is packed.
  return zipSync(packed, { level: 9, mtime: new Date(1980, 0, 1) });
}

const toPng = ({ size, data }) => {
  const png = new PNG({ width: size, height: size });
  png.data = Buffer.from(data);
  return PNG.sync.write(png);
};

const map = (record, change) =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
