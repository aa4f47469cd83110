import type { Detector, Span } from './span.ts';

const open = '[([{<]\\s?';
const close = '\\s?[)\\]}>]';
/** One of some words, between spaces, or in brackets with or without them. */
const said = (words: string): string => `(?:\\s?${open}(?:${words})${close}\\s?|\\s(?:${words})\\s)`;

const atWords = 'at|arroba|klammeraffe|affenschwanz|et';
const dotWords = 'dot|punto|punkt|point|ponto|pkt';
const dot = `(?:${said(dotWords)}|\\.)`;
/** What may stand between the parts of a name. */
const joint = `(?:${said(`${dotWords}|underscore|under score|dash|hyphen|minus|plus|guion bajo|guion medio|guion|barra baja|mas|unterstrich|bindestrich|strich`)}|[._+-])`;

const topLevels =
  'com|net|org|edu|gov|info|biz|io|me|tv|co|eu|de|at|ch|li|es|mx|ar|cl|pe|ve|ec|uy|br|pt|us|ca|uk|ie|au|nz|in|ng|za|ke|fr|it|nl|be|pl|se|no|dk|fi|cat';
const providers =
  'hotmail|outlook|live|msn|gmail|googlemail|yahoo|ymail|icloud|aol|gmx|web|proton|protonmail|freenet|t-online|posteo|bluewin|telefonica|terra|mail';

const label = '[\\p{L}\\p{N}][\\p{L}\\p{N}-]{0,39}';
/** A domain, from its beginning: "gmx punkt de", "mail dot example dot co dot uk". */
const domain = new RegExp(
  `^(?:${label}${dot}){1,4}?(?:${topLevels})(?:${dot}(?:${topLevels}))?(?![\\p{L}\\p{N}])`,
  'u',
);
/** The same with signs for dots, as any domain is written. */
const plainDomain = new RegExp(`^(?:${label}\\.){1,4}(?:${topLevels})(?![\\p{L}\\p{N}])`, 'u');
const provider = new RegExp(`^(?:${providers})(?![\\p{L}\\p{N}])`, 'u');
/** The name, up to its end; behind a letter and asterisks is what a page hides of one: "j***e@hotmail.com". */
const local = new RegExp(
  `(?<![\\p{L}\\p{N}._+-]|[\\p{L}\\p{N}]\\*{2,9})[\\p{L}\\p{N}_]{1,40}(?:${joint}[\\p{L}\\p{N}_]{1,40}){0,5}[._+-]?$`,
  'u',
);

/** An @ in words, or the sign itself, beside which words may stand for dots. */
const at = new RegExp(`${said(atWords)}|@`, 'gu');
/** How far an address may reach on either side, in characters. */
const reach = 100;

/** Words before "at outlook.com" that tell a place, not an address. */
const placeWord =
  /^(?:in|look(?:ing)?|am|is|was|are|be|page|screen|site|log(?:ged)?|sign(?:ed)?|log-?in|sign-?in|account|mail|email|mailbox|support|people|team|up|website|try|help|stuck|out|me|it|that|address|contact|write|arrive|arriving|someone|guys|services?|here|there|back|online|works?|password|code|found|looked|looking|error|problem|issue|inbox|checked|tried|my|the|an?)$/;

/** What an address may be made of behind an "at": a domain, or, after a sign that means nothing else, a provider. */
const domainAfter = (text: string, sign: string): string | undefined => {
  const found = domain.exec(text)?.[0];
  if (!/^\s(?:at|et)\s$/.test(sign)) return found ?? provider.exec(text)?.[0];
  // "Have a look at example.com" tells a place: behind a bare "at" the dots are words, or it is a mail provider.
  return found !== undefined && (!plainDomain.test(text) || provider.test(text)) ? found : undefined;
};

/** Finds addresses that are told in words: "anna punkt mueller at gmx punkt de", "juan (arroba) gmail.com". */
export const findSpelledEmails: Detector = (text) => {
  const spans: Span[] = [];
  for (const match of text.matchAll(at)) {
    const end = match.index + match[0].length;
    const tail = text.slice(end, end + reach);
    const found = domainAfter(tail, match[0]);
    if (found === undefined) continue;
    const name = local.exec(text.slice(Math.max(0, match.index - reach), match.index))?.[0];
    if (name === undefined) continue;
    if (placeWord.test(name)) continue;
    spans.push({ start: match.index - name.length, end: end + found.length, kind: 'email' });
  }
  return spans;
};
