/**
 * The one base of all errors this program raises on purpose.
 *
 * `code` is stable and for machines, `hint` tells whoever runs the program how to mend it, `cause` is what lay beneath.
 * None of the three ever holds text that a person typed, nor a secret.
 */
export class LatchkeyError extends Error {
  readonly code: string;
  readonly hint: string;

  constructor(code: string, message: string, hint: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'LatchkeyError';
    this.code = code;
    this.hint = hint;
  }
}
