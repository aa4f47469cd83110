/**
 * `npm run teams:package`: the app for Microsoft Teams as one zip file, to be uploaded in Teams. It goes to
 * `data/teams-app.zip`, or to the file given as an argument. Needs MicrosoftAppId and PUBLIC_URL, from the environment or
 * `.env`, and no password. docs/teams.md says where to take it from there.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { config as readDotenv } from 'dotenv';
import { makeTeamsApp } from '../dist/teams-app.js';
import { packTeamsApp } from './teams/pack.mjs';

const root = resolve(import.meta.dirname, '..');
readDotenv({ quiet: true });
try {
  const file = resolve(process.argv[2] ?? 'data/teams-app.zip');
  const zip = await packTeamsApp(makeTeamsApp(root, process.env));
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, zip);
  console.log(file);
} catch (error) {
  console.error(error.hint ? `${error.message}\n${error.hint}` : error.message);
  process.exitCode = 1;
}
