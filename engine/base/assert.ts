/** Broken laws: an error of the program, never of the user and never an ordinary outcome. */

/** Figures that explain a broken law. */
export type LawDetail = Record<string, number | string>;

/**
 * A law that must hold did not. `day` and `stage` are filled in by the day loop, which knows them;
 * -1 and '' mean that the law broke outside of a day.
 */
export class InvariantError extends Error {
  readonly law: string;
  readonly detail: LawDetail;
  day = -1;
  stage = '';

  constructor(law: string, detail: LawDetail) {
    const figures = Object.entries(detail).map(([key, value]) => `${key} ${value}`);
    super(figures.length === 0 ? `broken law: ${law}` : `broken law: ${law} (${figures.join(', ')})`);
    this.name = 'InvariantError';
    this.law = law;
    this.detail = detail;
  }
}

/** Throws InvariantError unless the condition holds. `detail` is only called on a breach. */
export function invariant(condition: boolean, law: string, detail: () => LawDetail): asserts condition {
  if (!condition) throw new InvariantError(law, detail());
}

/** Marks a branch the types exclude; throws InvariantError if it is reached all the same. */
export function unreachable(value: never): never {
  throw new InvariantError('unreachable branch', { value: String(value) });
}
