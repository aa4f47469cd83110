import { describe, expect, it } from 'vitest';
import { findPasswords } from '../../src/understanding/redaction/passwords.ts';
import { redact } from '../../src/understanding/redaction/redact.ts';
import { passwordWords } from '../../src/understanding/redaction/vocabulary/passwords.ts';

/** Sentences that tell a password, by the way they do, and what may be kept of them. */
const told: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  'the value before its name': [
    ['sunshine was my password', '[password] was my password'],
    ['on the old PC Bluebird is my password', 'on the old PC [password] is my password'],
    ['the "blue sky" is my password', 'the [password] is my password'],
    ['the hunter2 is my password', 'the [password] is my password'],
    ['I typed Bluebird as my password', 'I typed [password] as my password'],
  ],
  'a change': [
    ['I changed my password to bluebird', 'I changed my password to [password]'],
    ['I changed my password to bluebird, see', 'I changed my password to [password], see'],
    ['habe mein Passwort auf Blauvogel geändert', 'habe mein Passwort auf [password] geändert'],
    ['puse mi contraseña a mariposa y nada', 'puse mi contraseña a [password] y nada'],
    ['set my password to blue', 'set my password to [password]'],
  ],
  'a use': [
    ['I use the password blue for everything', 'I use the password [password] for everything'],
    ['so at home I always use the password bluebird', 'so at home I always use the password [password]'],
    ['so at home I use the password bluebird, thanks', 'so at home I use the password [password], thanks'],
    [
      'hello there, I am back again and would like to tell you that for some years now I have been in with the password bluebird for everything',
      'hello there, I am back again and would like to tell you that for some years now I have been in with the password [password] for everything',
    ],
    ['De contraseña tengo mariposa', 'De contraseña tengo [password]'],
  ],
  'the bare name': [
    ['try the old password sunshine', 'try the old password [password]'],
    ['try  the  old password sunshine', 'try  the  old password [password]'],
    ['here we go then\npassword sunshine', 'here we go then\npassword [password]'],
    ['here we go then; password sunshine', 'here we go then; password [password]'],
    ['here we go then. Password sunshine', 'here we go then. Password [password]'],
    ['here we go then! Password sunshine', 'here we go then! Password [password]'],
    ['here we go then, password sunshine', 'here we go then, password [password]'],
    ['here we go then.Password sunshine', 'here we go then.Password [password]'],
    ['and so we went to pw sunshine', 'and so we went to pw [password]'],
    ['password blue', 'password [password]'],
    ['the password on the laptop hunter2', 'the password on the laptop [password]'],
  ],
  'the name and "is"': [
    ['my password is actually bluebird', 'my password is actually [password]'],
    ['mi contraseña es literalmente mariposa', 'mi contraseña es literalmente [password]'],
    ['mein Passwort ist eigentlich Blauvogel', 'mein Passwort ist eigentlich [password]'],
    ['mot de passe de mon compte est soleil', 'mot de passe de mon compte est [password]'],
    ['my password is the same as always hunter2', 'my password is the same as always [password]'],
    ['my password is hunter2 blue screen', 'my password is [password] blue screen'],
    ['my password is hunter2 77 please', 'my password is [password] please'],
    ['my password is hunter2 7up', 'my password is [password] 7up'],
    ['my password is hunter2 b2', 'my password is [password] b2'],
    ['my password is  "blue sky" ok', 'my password is  [password] ok'],
  ],
  'a sign': [
    ['password: wrong', 'password: [password]'],
    ['contraseña:"sol y luna"', 'contraseña:[password]'],
    ['my p4ssw0rd: bluebird', 'my p4ssw0rd: [password]'],
    ['psswd: bluebird', 'psswd: [password]'],
    ['pswd: bluebird', 'pswd: [password]'],
    ['contrsena: gatito', 'contrsena: [password]'],
    ['my pass : bluebird', 'my pass : [password]'],
    ['pwrd=bluebird', 'pwrd=[password]'],
    ['psw: bluebird', 'psw: [password]'],
    ['contra: mariposa', 'contra: [password]'],
    ['kw: blauvogel', 'kw: [password]'],
    ['pin: 1abc', 'pin: [password]'],
    ['pin : 12abc', 'pin : [password]'],
    ['pin=abc12', 'pin=[password]'],
    ['pin:  a1bc', 'pin:  [password]'],
    ['the passcode: blue99', 'the passcode: [password]'],
    ['passcode: 4829', 'passcode: [code]'],
    ['my pass: wrong', 'my pass: [password]'],
  ],
  'a user and what follows': [
    ['my login: joe / hunter2', 'my login: joe / [password]'],
    ['login: joe hunter2', 'login: joe [password]'],
    ['login:joe/hunter2', 'login:joe/[password]'],
    ['login joe / hunter2', 'login joe / [password]'],
    ['login joe/hunter2', 'login joe/[password]'],
    ['login: hunter2', 'login: [password]'],
    ['login :hunter2', 'login :[password]'],
    ['user=joe|hunter2', 'user=joe|[password]'],
    ['user joe: hunter2', 'user joe: [password]'],
    ['username : joe, hunter2', 'username : joe, [password]'],
    ['usuario: juan;gatito20', 'usuario: juan;[password]'],
    ['creds joe/hunter2', 'creds joe/[password]'],
    ['credentials: joe hunter2', 'credentials: joe [password]'],
    ['credenciales: juan gatito20', 'credenciales: juan [password]'],
    ['Benutzername: max:geheim1', 'Benutzername: max:[password]'],
    ['Zugangsdaten: max / geheim1', 'Zugangsdaten: max / [password]'],
    ['Anmeldedaten max | geheim1', 'Anmeldedaten max | [password]'],
  ],
  'an address and what follows': [
    ['joe@example.com:hunter2', '[email]:[password]'],
    ['joe@example.com : hunter2', '[email] : [password]'],
    ['joe@example.com|hunter2', '[email]|[password]'],
    ['joe@example.com, hunter2 ok', '[email], [password] ok'],
    ['joe@example.com; hunter2', '[email]; [password]'],
  ],
};

/** Sentences that only speak of a password, or of something else. */
const spokenOf: readonly string[] = [
  'bluebird is a bird, my password fails',
  'The trouble is my password',
  'so the trouble is my password',
  'a nuisance is my password',
  'well ... is my password gone',
  'because sunshine as a password never works',
  'in my country sunshine as a password never works',
  '[card] is my password',
  'the [recovery code] is my password',
  'because the password vault for Windows broke',
  'this is the password vault for Windows',
  'I have a manager, it was my password vault before',
  'I use the password vault daily',
  'I use the password abc for everything',
  'I use the password [card] for everything',
  'so at home do you use the password bluebird?',
  'I use the password ',
  'as my password I use',
  'I used it once. As my password vault broke I left',
  'uso la app de contraseñas bitwarden siempre',
  'Is my password to blame here?',
  'should I change my password to bluebird?',
  'I changed my password. To Anna I said so',
  'my password is not what he calls "blue sky"',
  'my password is "not correct" it says',
  'the "password" box "says" no',
  'my password is wrong, r2d2 said so',
  'my password is the same that I had before with r2d2',
  'my password is wrong boo hoo hoo',
  'my password is wrong again this morning',
  'my password is still',
  'my password is [card]',
  'my password is ...',
  'password: wrong again',
  'my password',
  'password [card]',
  'password sunshine makes me sad',
  'password abc',
  'password sunshine?',
  'we like the famous password vault',
  'we saw it at example.com today password vault',
  'reset password vault',
  'in the shopwindow stands r2d2',
  'pin: abcd',
  'my pass is wrong',
  'weblogin joe/hunter2',
  'login joe bluebird',
  'login: joe / bluebird',
  'the password for outlook, is bluebird there',
  'the password,is bluebird there',
];

describe('a password that is told', () => {
  for (const [way, sentences] of Object.entries(told)) {
    it.each(sentences)(`by ${way} is taken out of %j [P4]`, (typed, kept) => {
      expect(redact(typed).redacted).toBe(kept);
    });
  }

  it.each(spokenOf)('is not found in %j [P4]', (typed) => {
    expect(redact(typed).redacted).toBe(typed);
  });

  it.each(passwordWords.map((word) => word.replace(/(?:\(\?:\w+\)|\w| )\?/g, '').replace(/\[(.).\]/g, '$1')))(
    'is known by each of its names: %s [P4]',
    (name) => {
      expect(redact(`${name} = bluebird`).redacted).toBe(`${name} = [password]`);
      expect(redact(`${name} es bluebird`).redacted).toBe(`${name} es [password]`);
    },
  );

  it('ends it all where passwords are named sixty times: nothing behind is kept [P4]', () => {
    const ends = (text: string) => findPasswords(text).filter(({ end }) => end === text.length);
    for (const name of ['pwd; ', 'kw: ']) {
      expect(ends(`${name.repeat(60)}and so on and on`)).toEqual([]);
      const more = `${name.repeat(61)}and so on and on`;
      expect(ends(more).map(({ start }) => start)).toEqual([60 * name.length]);
      expect(findPasswords(`my password is hunter2; ${more}`).at(0)).toMatchObject({ start: 15, end: 22 });
    }
  });

  it('behind an address is what follows it at once [P4]', () => {
    expect(redact('joe@example.com said: r2d2x').redacted).toBe('[email] said: r2d2x');
  });
});
