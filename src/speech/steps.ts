/** The steps of the conversation, in the order in which they come; `welcome` and `finish` have no number. */
export const stepIds = [
  'welcome',
  'signInHelper',
  'alternateMethods',
  'missingCodes',
  'wait',
  'recoveryForm',
  'finish',
] as const;

export type StepId = (typeof stepIds)[number];

/** The place of a step among the numbered ones, counted from 1; undefined for `welcome` and `finish`. */
export const numberOf = (step: StepId): number | undefined =>
  step === 'welcome' || step === 'finish' ? undefined : stepIds.indexOf(step);

/** How many steps have a number. */
export const stepCount = stepIds.length - 2;

export const isStepId = (name: string): name is StepId => (stepIds as readonly string[]).includes(name);
