/** A kind of number that is no secret. */
export interface OrdinaryNumber {
  readonly pattern: RegExp;
  /** True when it is one only as long as no code was spoken of just before. */
  readonly unlessCode?: true;
}

/** Numbers that are no secret, whatever stands before them. */
export const always = (pattern: string | RegExp): OrdinaryNumber => ({ pattern: global(pattern) });

/** Numbers that are no secret unless a code was spoken of just before. */
export const unlessCode = (pattern: string | RegExp): OrdinaryNumber => ({
  pattern: global(pattern),
  unlessCode: true,
});

const global = (pattern: string | RegExp): RegExp => new RegExp(pattern, 'gu');
