/*
 * Words around a password. They are matched, never said, and hold for every language at once: a secret is taken out
 * whatever the language of the conversation is (promise P4). All are in the folded form of `fold.ts`: lower-case, without
 * accents.
 */

/** Words that name a password, longest first where one begins another. */
export const passwordWords = [
  'passwords?',
  'pass ?words?',
  'pass-words?',
  'pass ?phrases?',
  'passwrd',
  'pasword',
  'passworte?s?',
  'passworter',
  'pasworte?',
  'passwrot',
  'passowrd',
  'passwrod',
  'zugangswort',
  'losungswort',
  'geheimwort',
  'passord',
  'paswoord',
  'passwd',
  'passw',
  'psswd',
  'pswd',
  'p[@4]ss ?w[o0]rd',
  'pwd',
  'pw',
  'p/w',
  'contrasen(?:i)?as?',
  'contrsena',
  'contrasenya',
  'claves?',
  'palabra de paso',
  'mot de passe',
  'mdp',
  'senha',
  'palavra-passe',
  'kennworte?s?',
  'kennworter',
  'wachtwoord',
  'losenord',
  'kodeord',
  'adgangskode',
  'salasana',
  'haslo',
  'hasło',
  'heslo',
  'jelszo',
  'parola',
  'sifre',
  'şifre',
  'lozinka',
  'kata sandi',
  'mat khau',
  'mật khẩu',
  'пapoль',
  'пароль',
  '密码',
  '密碼',
  'パスワード',
  '비밀번호',
  'كلمة السر',
  'كلمة المرور',
  'סיסמה',
  'पासवर्ड',
  'รหัสผ่าน',
] as const;

/** Words before a value that say "is". */
export const linkers =
  'is|was|are|=|:|->|=>|to be|being|equals|es|era|son|ist|war|lautete?|heisst|heißt|heist|est|etait|e(?=\\s)|sera|er|var|jest|-';

/** What may stand between "password" and "is": it does not end the thought. */
export const betweenWords =
  'for|of|on|the|my|this|that|it|i|we|he|she|use|used|using|set|have|had|typed|type|enter|entered|chose|made|account|email|mail|hotmail|outlook|microsoft|msn|live|xbox|old|new|current|last|previous|original|first|real|always|remember|given|below|here|actual|secret|login|and|username|user|id|windows|office|skype|onedrive|' +
  'para|de|del|la|las|el|mi|su|tu|que|yo|uso|usaba|tengo|tenia|puse|cuenta|correo|vieja|viejo|antigua|nueva|actual|anterior|siempre|ultima|es(?= :)|' +
  'fur|fuer|das|dem|den|der|die|von|vom|zum|zu|mein|meine|meinem|meiner|ich|benutze|nutze|verwende|nehme|hatte|habe|konto|alte|altes|neue|neues|aktuelle|damals|immer|' +
  'pour|mon|compte';

/** Words that may stand between "is" and the password itself. */
export const skipWords: ReadonlySet<string> = new Set(
  (
    'still now actually literally just currently probably maybe like always usually either definitely simply not also really set called this that to be: is was = : as supposed ' +
    'siempre solo solamente simplemente ahora todavia aun sigue siendo actualmente creo esta esto este era fue es quizas tal vez literalmente ' +
    'immer noch nur einfach jetzt derzeit aktuell momentan glaube ich wahrscheinlich vielleicht folgendes folgende dieses ist war wohl eigentlich'
  ).split(' '),
);

/** Words that say that somebody uses a password: "I use the password bluebird", "mit dem Passwort Blauvogel". */
export const useWords =
  'use|uses|used|using|with|put|choose|chose|have|had|' +
  'uso|usa|usaba|use|usando|utilizo|con|puse|pongo|ponia|tengo|tenia|meti|meto|elegi|' +
  'benutze|benutzte|benutz|nutze|nutzte|verwende|verwendete|nehme|nahm|nehm|mit|habe|hab|hatte|wahlte|gebe|gab';

/** Words before "password" that only say whose or which it is. */
export const owners =
  'once|always|my|the|his|her|our|their|a|old|new|current|last|real|same|account|outlook|microsoft|hotmail|email|windows|xbox|' +
  'mi|la|su|tu|el|una|nuestra|vieja|antigua|nueva|actual|misma|siempre|antes|de|' +
  'fruher|mal|damals|immer|mein|meine|meinem|meinen|das|dem|ein|einem|unser|unserem|ihr|sein|altes|alte|alten|neues|neue|neuen|aktuelles|aktuelle|outlook-|microsoft-';

/** Words that may follow a password in a sentence that says what it is used for. */
export const afterUse: ReadonlySet<string> = new Set(
  (
    'for everywhere always on in and but it they to i since because everything all ' +
    'para en siempre y pero no tampoco me desde porque todo ' +
    'komme komm kann geht ging klappt ich fur uberall immer und aber bei auf seit weil war nicht'
  ).split(' '),
);

/** Words between "as my password" and what it is. */
export const asFillers =
  'i|ich|yo|always|immer|siempre|stets|meistens|einfach|solo|normally|usually|normalmente|the|word|la|palabra|das|wort';

/** Words that say that somebody typed something as a password. */
export const typeWords =
  'typed|type|entered|enter|tried|try|meti|escribi|escribo|probe|tippe|tippte|eingegeben|eingetippt|probiert';

/** Words that say that somebody changes a password, before or behind it. */
export const changeWords =
  'set|change|changed|reset|make|made|switched|cambie|cambio|cambia|puse|pon|ponme|pongo|setz|setze|setzt|setzen|gesetzt|ander|andere|andern|geandert|stell|stelle|gestellt|habe|hab|hatte';
