import { unzipSync } from 'fflate';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { faultsOf, packTeamsApp } from '../../../scripts/teams/pack.mjs';
import { commandIntents, readAppWords } from '../../../src/channels/teams/app-words.ts';
import { manifestFiles } from '../../../src/channels/teams/manifest.ts';
import { makeTeamsApp } from '../../../src/cli/teams-app.ts';
import { decide } from '../../../src/understanding/decide.ts';
import { createTalker } from '../../support/talker.ts';

const root = new URL('../../..', import.meta.url).pathname;
const env = {
  MicrosoftAppId: '11111111-AAAA-4333-8444-555555555555',
  PUBLIC_URL: 'https://help.example.com:8443/',
};
const { conversation } = createTalker();
const { languages } = conversation.speech;
const app = makeTeamsApp(root, env);
const zip: Readonly<Record<string, Uint8Array>> = unzipSync(await packTeamsApp(app));
const json = (name: string) => JSON.parse(Buffer.from(zip[name] ?? []).toString()) as Record<string, unknown>;

describe('the app package', () => {
  it('holds the manifest, two icons, and a file for each language beside English [teams.package]', () => {
    const others = languages.filter((language) => language !== 'en').map((language) => `${language}.json`);
    expect(Object.keys(zip).sort()).toEqual(['color.png', 'manifest.json', 'outline.png', ...others].sort());
  });

  it('is for this bot, at this address [teams.package]', () => {
    expect(json('manifest.json')).toMatchObject({
      id: '11111111-aaaa-4333-8444-555555555555',
      bots: [{ botId: '11111111-aaaa-4333-8444-555555555555', scopes: ['personal', 'team', 'groupChat'] }],
      validDomains: ['help.example.com:8443'],
      developer: {
        privacyUrl: 'https://help.example.com:8443/privacy',
        termsOfUseUrl: 'https://help.example.com:8443/terms',
      },
    });
  });

  it('is as Microsoft’s schemas say, and is not packed when it is not [teams.package]', async () => {
    for (const [name, content] of Object.entries(app.files))
      expect(await faultsOf(name, content)).toEqual([]);
    const broken = { ...app.files['manifest.json'], name: { short: 'x'.repeat(31) } };
    await expect(packTeamsApp({ ...app, files: { 'manifest.json': broken } })).rejects.toThrow('/name/short');
  });

  it('localises what the schema lets a language have, under the names it knows [teams.package]', async () => {
    // Whether the bot speaks them yet or not.
    const words = readAppWords(`${root}/locales`, ['en', 'de', 'es']);
    const files = manifestFiles(
      { appId: env.MicrosoftAppId, publicUrl: 'https://a.example', botName: 'Latchkey' },
      words,
      '1.0.0',
    );
    expect(Object.keys(files)).toEqual(['manifest.json', 'de.json', 'es.json']);
    for (const [name, content] of Object.entries(files)) expect(await faultsOf(name, content)).toEqual([]);
    expect(files['de.json']?.['bots[0].commandLists[0].commands[3].title']).toBe('Hilfe');
  });

  it('is the same file whenever it is made [teams.package]', async () => {
    expect(
      Buffer.from(await packTeamsApp(app)).equals(Buffer.from(await packTeamsApp(makeTeamsApp(root, env)))),
    ).toBe(true);
  });
});

describe('the icons', () => {
  const icon = (name: string) => PNG.sync.read(Buffer.from(zip[name] ?? []));
  const pixels = ({ data }: PNG) =>
    Array.from({ length: data.length / 4 }, (_, at) => [...data.subarray(at * 4, at * 4 + 4)]);

  it('are of the sizes Teams asks for [teams.icons]', () => {
    expect([icon('color.png').width, icon('color.png').height]).toEqual([192, 192]);
    expect([icon('outline.png').width, icon('outline.png').height]).toEqual([32, 32]);
  });

  it('the outline is white on nothing [teams.icons]', () => {
    const all = pixels(icon('outline.png'));
    expect(all.every(([red, green, blue]) => red === 255 && green === 255 && blue === 255)).toBe(true);
    expect(new Set(all.map(([, , , opacity]) => opacity))).toContain(0);
    expect(new Set(all.map(([, , , opacity]) => opacity))).toContain(255);
  });

  it('the colour icon is opaque, its key within the 96 pixels in the middle [teams.icons]', () => {
    const { width } = icon('color.png');
    const all = pixels(icon('color.png'));
    const [paper] = all;
    const ink = all.flatMap((pixel, at) => (String(pixel) === String(paper) ? [] : [at]));
    expect(all.every(([, , , opacity]) => opacity === 255)).toBe(true);
    expect(ink.length).toBeGreaterThan(1000);
    for (const at of ink) {
      expect(at % width).toSatisfy((x: number) => x >= 48 && x < 144);
      expect(Math.floor(at / width)).toSatisfy((y: number) => y >= 48 && y < 144);
    }
  });
});

describe('a command', () => {
  it.each(languages)(
    'comes back as text and is understood, whatever is asked: %s [teams.commands]',
    (language) => {
      const words = readAppWords(`${root}/locales`, [language])[language];
      const heard = commandIntents.map((intent) => {
        const title = words?.commands[intent].title ?? '';
        const { kind, intent: understood } = decide(conversation.read(title, language), 'signInHelper');
        return [kind, understood];
      });
      expect(heard).toEqual(commandIntents.map((intent) => ['answer', intent]));
    },
  );
});

describe('without what it needs', () => {
  const faultsFor = (given: Record<string, string>): string => {
    try {
      makeTeamsApp(root, given);
    } catch (error) {
      expect(error).toMatchObject({
        code: 'TeamsSettingsMissing',
        hint: expect.stringContaining('docs/teams.md'),
      });
      return (error as Error).message;
    }
    return 'none';
  };

  it('nothing is made, and every fault is named [teams.package]', () => {
    expect(faultsFor({})).toMatch(/MicrosoftAppId must be the id[\s\S]*PUBLIC_URL must be set/);
    expect(faultsFor({ ...env, MicrosoftAppId: 'my bot' })).toContain('MicrosoftAppId');
    expect(faultsFor({ ...env, BOT_NAME: 'x'.repeat(31) })).toContain('BOT_NAME');
    for (const url of [
      'http://help.example.com',
      'https://localhost',
      'https://10.0.0.1',
      'help.example.com',
    ]) {
      expect(faultsFor({ ...env, PUBLIC_URL: url })).toContain('PUBLIC_URL');
    }
    expect(faultsFor(env)).toBe('none');
  });

  it('a language without words for it is named [teams.package]', () => {
    expect(() => readAppWords(`${root}/locales`, ['tlh'])).toThrow('tlh');
  });
});
