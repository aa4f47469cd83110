/** One thing this program must do, and where that comes from. */
export interface Requirement {
  /** What must hold, in one or two sentences. */
  readonly text: string;
  /** Who says so: a promise of ours, a bullet of the procedure, a protocol rule with its document. */
  readonly source: string;
}

/** Requirements by id: `P5`, or `family.name`. An id is never reused for another meaning. */
export type Requirements = Readonly<Record<string, Requirement>>;
