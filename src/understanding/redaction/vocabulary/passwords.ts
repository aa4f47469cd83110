/**
 * The words redaction looks for. They are matched, never said, and hold for every language at once: a secret is taken
 * out whatever the language of the conversation is (promise P4). All are in the folded form of `fold.ts`: lower-case,
 * without accents.
 */

/** Words that name a password, longest first where one begins another. */
export const passwordWords = [
  'passwords?',
  'pass ?words?',
  'pass-words?',
  'pass ?phrases?',
  'passwrd',
  'pasword',
  'passwort',
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
  'contrasena',
  'contraseña',
  'clave',
  'mot de passe',
  'mdp',
  'senha',
  'palavra-passe',
  'kennwort',
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

/** Words that name a one-time code: they turn a doubtful number into a code. */
export const codeWords =
  /(?<!\[|\[recovery )(?:code|codes|cod|pin|otp|passcode|digits|token|codigo|kod|kode|код|コード|代码|验证码|coda|codice)[^\p{L}\p{N}]{0,3}(?:\p{L}+[^\p{L}\p{N}]{1,3}){0,4}$/u;

/** Words before a value that say "is". */
export const linkers =
  'is|was|are|=|:|->|=>|to be|being|equals|es|era|ist|lautet|war|est|etait|e(?=\\s)|sera|er|var|jest|-';

/** What may stand between "password" and "is": it does not end the thought. */
export const betweenWords =
  'for|of|on|the|my|this|that|it|i|we|he|she|use|used|using|set|have|had|typed|type|enter|entered|chose|made|account|email|mail|hotmail|outlook|microsoft|msn|live|xbox|old|new|current|last|previous|original|first|real|always|remember|given|below|here|actual|secret|login|and|username|user|id|windows|office|skype|onedrive|para|de|la|del|mi|fur|das|mein|konto|pour|mon|compte';

/** Words that may stand between "is" and the password itself. */
export const skipWords = new Set(
  'still now actually literally just currently probably maybe like always usually either definitely simply not also really set called this that to be: is was = : as supposed'.split(
    ' ',
  ),
);

/** Words that show that what follows "password is" tells about the password and is not it. */
export const notAPassword = new Set(
  `a an the my your his her its their our no it i im ive we you he she they there what whats which who how why when where if because
  and or but so for with without of on in at by from than then after before again anymore any more until since
  wrong right correct incorrect invalid valid bad good fine ok okay okey weak strong safe secure secret unknown known forgotten lost gone stolen
  hacked leaked compromised breached expired old new same different changed reset saved stored written remembered needed required requested asked accepted
  rejected refused denied recognized recognised working worked works work broken blocked locked disabled missing empty blank too very also never ever
  being been having doing going coming getting asking saying showing hidden visible case sensitive long short simple hard easy complicated impossible
  possible correct? wrong? please pls plz thanks thank help sorry lol only already yet up down out off back here today yesterday tomorrow tonight
  reset? manager managers recovery page link screen box field prompt hint hints rule rules policy change changes requirements options option option? settings
  setting doesnt dont didnt isnt wasnt wont cant cannot not does did do has had have keeps kept keep says said say will would can could should must may
  might expires fails failed fail let lets gives gave shows needs wants wanted need want once twice every everything all both stuff thing things one ones
  protected less free based only-once mine yours theirs nobody anybody somebody someone anyone nothing something anything account accounts login email code codes
  me us them him im just because like sent send expired? however though although while unless except either neither nor still forgot forget`
    .split(/\s+/)
    .filter(Boolean),
);

/** Words in a clause that show a bare "password" is only spoken about. */
export const spokenAbout =
  /\b(?:forg[eo]t\w*|lost|los[et]|know|knew|remember\w*|reset\w*|chang\w*|recover\w*|enter\w*|need\w*|want\w*|ask\w*|updat\w*|creat\w*|send\w*|sent|email\w*|give|gave|share|shared|tell|told|hack\w*|stole\w*|how|what|why|where|when|who|which|is|does|do|did|can|could|should|would|will|was|has|with|without|no|wrong|incorrect|for|by|or|than)\b/;

/** Number words, for codes that are spelled out. */
export const digitWords = 'zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple';
