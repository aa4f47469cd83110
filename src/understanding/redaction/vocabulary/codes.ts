/*
 * Words that stand before a number and tell that it is a one-time code, a phone number or a list. They hold for every
 * language at once, in the folded form of `fold.ts`.
 */

/** Up to four words may stand between such a word and the number. */
const upTo = '[^\\p{L}\\p{N}]{0,3}(?:\\p{L}+[^\\p{L}\\p{N}]{1,3}){0,4}$';

/** Names of codes that may end a compound ("Sicherheitscode"), and those that stand alone. */
const codeNames =
  '(?:codes?|kodes?|код|コード|代码|验证码|coda|codice|digits|ziffern)|(?<![\\p{L}\\p{N}])(?:cod|kods?|codigos?|pins?|m?tans?|otps?|tokens?|digitos|cifras|zahlen|claves?)';
/** Codes that are none of ours: of an area, of a fault, of a shop. */
const otherCodes =
  'post|zip|postal|error|err|fehler|fault|stop|area|country|dial(?:ling|ing)?|vor|promo|discount|qr|bar|status|source|dress|exit|event';

const codeLead = new RegExp(
  `(?<!\\[|\\[recovery |(?:${otherCodes})[ -]?)(?:${codeNames})(?!\\p{L})${upTo}`,
  'u',
);
/** True when the words before a number say that it is a code. */
export const isCodeLead = (lead: string): boolean => codeLead.test(lead);

const phoneLead =
  /(?:phone|telefon|handy|nummer|number|(?<!\p{L})(?:call|mobile|cell|telephone|tel|ring|whatsapp|landline|handset|sms|text|llama(?:me|dme|r)?|telefono|movil|celular|cel|fijo|wasap|(?:an)?rufe?n?|ruft|mobil|festnetz|numero|nr|num))\W{0,3}(?:\w+\W{1,3}){0,3}$/u;
/** True when the words before a number say that it is one to call. */
export const isPhoneLead = (lead: string): boolean => phoneLead.test(lead);

const listLead =
  /(?:steps?|did|done|tried|options?|methods?|points?|parts?|all|things|through|numbers?|pasos?|puntos?|opcion(?:es)?|hice|hecho|probe|probado|schritte?n?|punkte?n?|optionen|nummern?|gemacht|probiert)\W{0,3}$/;
/** True when the words before a number say that it counts things: "steps 1 2 3 4". */
export const isListLead = (lead: string): boolean => listLead.test(lead);
