import type { Requirements } from './requirement.ts';

/**
 * The support procedure that the bot walks people through, one requirement a bullet, in the procedure's order. The
 * texts are ours; the order and the refusals are the procedure's.
 */
export const procedure = {
  'procedure.refusals': {
    text:
      'For a personal account whose codes do not arrive, only the self-service flows are offered. Support may not send ' +
      'codes, reset security info or change account details, and the bot says so.',
    source: 'procedure, opening',
  },
  'procedure.steps-in-order': {
    text: 'The five steps come in this order: sign-in helper, other methods, missing codes, wait, recovery form.',
    source: 'procedure, opening',
  },
  'procedure.sign-in-helper-first': {
    text: 'The first step is the sign-in helper.',
    source: 'procedure, bullet 1',
  },
  'procedure.sign-in-helper-flow': {
    text:
      'Step 1 sends the person to the sign-in page and, when that fails, to the Sign-in helper by way of its article, ' +
      'and says what it does: it finds most sign-in troubles and leads to the self-service options there are.',
    source: 'procedure, bullet 2',
  },
  'procedure.alternate-methods-second': {
    text: 'The second step is another way to verify.',
    source: 'procedure, bullet 3',
  },
  'procedure.alternate-methods-prompt': {
    text:
      'Step 2 names what to choose on the prompt ("I don\'t have a code" or "Sign in another way") and to pick any ' +
      'other method that is set up on the account.',
    source: 'procedure, bullet 4',
  },
  'procedure.alternate-methods-review': {
    text: 'When another method works: sign in, then review and update the security info.',
    source: 'procedure, bullet 5',
  },
  'procedure.missing-codes-third': {
    text: 'The third step checks the common causes of missing codes.',
    source: 'procedure, bullet 6',
  },
  'procedure.missing-codes-really-yours': {
    text: 'Step 3 asks whether the phone or address shown on the prompt is really theirs and within reach.',
    source: 'procedure, bullet 7',
  },
  'procedure.missing-codes-no-repeats': {
    text: 'Step 3 warns against asking for codes again and again: that can block them for a time.',
    source: 'procedure, bullet 8',
  },
  'procedure.missing-codes-text-messages': {
    text: 'Step 3, for text messages: unknown senders blocked, a full inbox, a messaging app that hides messages.',
    source: 'procedure, bullet 9',
  },
  'procedure.missing-codes-junk-folder': {
    text:
      'Step 3, for e-mail: look in the junk folder for messages from @accountprotection.microsoft.com and mark that ' +
      'sender as trusted.',
    source: 'procedure, bullet 10',
  },
  'procedure.missing-codes-no-voip': {
    text: 'Step 3 says that VOIP numbers cannot receive verification codes.',
    source: 'procedure, bullet 11',
  },
  'procedure.wait-fourth': {
    text: 'The fourth step, when codes still do not arrive, is to wait.',
    source: 'procedure, bullet 12',
  },
  'procedure.wait-why': {
    text:
      'Step 4 says why codes may be held back (unusual activity, many requests, heavy hostile traffic from the region) ' +
      'and that such blocks usually lift by themselves.',
    source: 'procedure, bullet 13',
  },
  'procedure.wait-a-day': {
    text: 'Step 4 says to stop asking for codes and to wait at least 24 hours, in rare cases several days.',
    source: 'procedure, bullet 14',
  },
  'procedure.recovery-form-fifth': {
    text: 'The fifth step, when signing in is still impossible, is the recovery form.',
    source: 'procedure, bullet 15',
  },
  'procedure.recovery-form-prove-ownership': {
    text:
      'Step 5 links the account recovery form and its flows, by which a person proves that the account is theirs, and ' +
      'says that phone support can neither override these protections nor send codes.',
    source: 'procedure, bullet 16',
  },
  'procedure.end-support-cannot-recover': {
    text:
      'When no self-service option succeeds, the bot says that support cannot recover the account, and that access ' +
      'stays blocked until the automatic protections let codes through again.',
    source: 'procedure, closing',
  },
} satisfies Requirements;
