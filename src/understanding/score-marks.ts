/**
 * The scores that `decide` goes by. The model's likelihoods are bent so that the thresholds of a language, whichever they are, come
 * to lie at these.
 */
export const scoreMarks = { perhaps: 0.35, answer: 0.5, caution: 0.6, refuse: 0.8 } as const;
