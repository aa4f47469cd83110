const minCard = 13;
const maxCard = 19;
/** The industries that issue payment cards begin their numbers with these (ISO/IEC 7812-1, 4.2). */
const firstDigit = /^[2-6]/;

/** The check digit of card numbers (ISO/IEC 7812-1, annex B). */
const passesLuhn = (digits: string): boolean => {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = digits.charCodeAt(digits.length - 1 - i) - 48;
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
};

/** True when a card number stands at the beginning of the groups: expiry and check number may follow it. */
export const beginsWithCard = (groups: readonly string[]): boolean => {
  if (!firstDigit.test(groups[0] ?? '')) return false;
  let digits = '';
  for (const group of groups) {
    digits += group;
    if (digits.length > maxCard) return false;
    if (digits.length >= minCard && passesLuhn(digits)) return true;
  }
  return false;
};

/** Expiry date and check number behind a card number. */
const afterCard =
  /^[\s,;]{0,3}(?:(?:exp|cad|venc|gultig)[a-z.]{0,8}\W{0,3}(?:bis )?)?\d{1,2}\s?[/-]\s?\d{2,4}(?:[\s,;]{1,3}(?:[a-z]{2,4}\W{0,3})?\d{3,4}(?!\d))?/;

/** How long the expiry date and check number are that follow a card number; 0 when none do. */
export const lengthAfterCard = (text: string): number => afterCard.exec(text)?.[0].length ?? 0;

/** A bank account as ISO 13616 writes it: country, check digits, up to 30 letters and digits. */
const iban =
  /(?<![\p{L}\p{N}])[a-z]{2}\d{2}(?:[ -]?[a-z0-9]{4}){2,7}(?:[ -]?[a-z0-9]{1,3})?(?![\p{L}\p{N}])/gu;
const minIban = 15;

/** The check of ISO 7064 (MOD 97-10) that IBANs carry: letters count from 10, the first four signs go to the end. */
const passesMod97 = (account: string): boolean => {
  let rest = 0;
  for (const sign of account.slice(4) + account.slice(0, 4)) {
    const value = Number.parseInt(sign, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
};

/** Finds bank accounts in a folded text: who shares one is told the same as with a card. */
export const findBankAccounts = (text: string): { start: number; end: number; kind: 'card' }[] => {
  const found: { start: number; end: number; kind: 'card' }[] = [];
  for (const match of text.matchAll(iban)) {
    // Words after the account may look like its last groups: the longest beginning that checks is it.
    let written = match[0];
    while (written !== '' && !isIban(written))
      written = written.slice(0, Math.max(0, written.search(/[ -]?[a-z0-9]+$/)));
    if (written !== '') found.push({ start: match.index, end: match.index + written.length, kind: 'card' });
  }
  return found;
};

const isIban = (written: string): boolean => {
  const account = written.replace(/[^a-z0-9]/g, '');
  return account.length >= minIban && passesMod97(account);
};
