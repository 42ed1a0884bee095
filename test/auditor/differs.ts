/** A difference between the engine and the auditor: when, where, and what either has. */

export interface Difference {
  readonly day: number;
  readonly stage: string;
  /** What differs, with its row: `lender 12 cash`. */
  readonly entity: string;
  readonly engine: number | string;
  readonly auditor: number | string;
}

export class Differs extends Error {
  readonly difference: Difference;

  constructor(difference: Difference) {
    const { day, stage, entity, engine, auditor } = difference;
    super(`day ${day}, ${stage}: ${entity}: engine ${engine}, auditor ${auditor}`);
    this.name = 'Differs';
    this.difference = difference;
  }
}

/** Throws unless what the engine and the auditor have in a field of a row is the same. */
export type Same = (
  kind: string,
  row: number | string,
  field: string,
  engine: number | string,
  auditor: number | string,
) => void;
