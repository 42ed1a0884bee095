/** Spreads the lots of past loans over founders in proportion to their stakes, close to how matching would have. */

export interface Holders {
  /** Holdings of loan i are start[i] .. start[i + 1] - 1. */
  readonly start: Int32Array;
  readonly founder: number[];
  readonly lots: number[];
}

export interface SpreadLoan {
  readonly lots: number;
  /** Base lots in one of its lots. */
  readonly multiple: number;
  readonly facilityGrade: number;
  readonly ratePerYear: number;
  /** Cells whose share of a stake is limited, e.g. its sector and its region. */
  readonly cells: readonly number[];
}

export interface SpreadRules {
  readonly lotFen: number;
  readonly borrowerCap: number;
  /** Cap by cell, as a share of the stake, and base lots below which none binds. */
  readonly cellCaps: readonly number[];
  readonly freeLots: number;
  /** By risk class. */
  readonly acceptedUpTo: readonly number[];
  readonly minYield: readonly number[];
}

interface Founder {
  readonly stakeFen: number;
  readonly riskClass: number;
}

/**
 * Worst facility grades first, then in the order given; founders take turns, each within its limits. What keeps to the
 * limits comes first, then founders beyond their part, then whoever comes next.
 */
export function spreadLots(loans: readonly SpreadLoan[], founders: readonly Founder[], rules: SpreadRules): Holders {
  const turns = new Turns(loans, founders, rules);
  const order = loans.map((_, i) => i);
  order.sort((i, j) => loans[j]!.facilityGrade - loans[i]!.facilityGrade || i - j);
  const found: [number, number][][] = loans.map(() => []);
  for (const i of order) turns.place(loans[i]!, found[i]!);
  const start = new Int32Array(loans.length + 1);
  const founder: number[] = [];
  const lots: number[] = [];
  found.forEach((list, i) => {
    for (const [who, count] of list) {
      founder.push(who);
      lots.push(count);
    }
    start[i + 1] = founder.length;
  });
  return { start, founder, lots };
}

class Turns {
  readonly #founders: readonly Founder[];
  readonly #rules: SpreadRules;
  /** Base lots a founder has still to get. */
  readonly #need: Float64Array;
  readonly #held: Int32Array;
  readonly #stride: number;
  /** Founders whose need isn't met, in turn. */
  readonly #waiting: Int32Array;
  #waitingCount: number;
  #cursor = 0;
  #beyond = 0;

  constructor(loans: readonly SpreadLoan[], founders: readonly Founder[], rules: SpreadRules) {
    this.#founders = founders;
    this.#rules = rules;
    let baseLots = 0;
    for (const loan of loans) baseLots += loan.lots * loan.multiple;
    let stakes = 0;
    for (const founder of founders) stakes += founder.stakeFen;
    this.#need = Float64Array.from(founders, ({ stakeFen }) => Math.round((baseLots * stakeFen) / stakes));
    this.#stride = rules.cellCaps.length;
    this.#held = new Int32Array(founders.length * this.#stride);
    this.#waiting = Int32Array.from(founders, (_, i) => i).filter((i) => this.#need[i]! > 0);
    this.#waitingCount = this.#waiting.length;
  }

  place(loan: SpreadLoan, found: [number, number][]): void {
    let left = loan.lots;
    for (let tries = this.#waitingCount; tries > 0 && left > 0 && this.#waitingCount > 0; tries--) {
      if (this.#cursor >= this.#waitingCount) this.#cursor = 0;
      const founder = this.#waiting[this.#cursor]!;
      const lots = this.#accepts(founder, loan) ? Math.min(left, this.#room(founder, loan)) : 0;
      left -= this.#give(founder, loan, lots, found);
      if (this.#need[founder]! > 0) this.#cursor += 1;
      else this.#waiting[this.#cursor] = this.#waiting[--this.#waitingCount]!;
    }
    for (const strict of [true, false]) {
      for (let tries = this.#founders.length; tries > 0 && left > 0; tries--) {
        const founder = this.#beyond;
        this.#beyond = (founder + 1) % this.#founders.length;
        if (found.some(([who]) => who === founder) || (strict && !this.#accepts(founder, loan))) continue;
        const lots = strict ? Math.min(left, this.#borrowerCap(founder, loan)) : left;
        left -= this.#give(founder, loan, lots, found);
      }
    }
  }

  #accepts(founder: number, loan: SpreadLoan): boolean {
    const { riskClass } = this.#founders[founder]!;
    const { acceptedUpTo, minYield } = this.#rules;
    return acceptedUpTo[riskClass]! >= loan.facilityGrade && minYield[riskClass]! <= loan.ratePerYear;
  }

  #borrowerCap(founder: number, loan: SpreadLoan): number {
    const { borrowerCap, lotFen } = this.#rules;
    return Math.max(1, Math.floor((borrowerCap * this.#founders[founder]!.stakeFen) / (lotFen * loan.multiple)));
  }

  #room(founder: number, loan: SpreadLoan): number {
    const { stakeFen } = this.#founders[founder]!;
    const { lotFen, cellCaps, freeLots } = this.#rules;
    let baseLots = this.#need[founder]!;
    for (const cell of loan.cells) {
      const cap = Math.max(freeLots, Math.floor((cellCaps[cell]! * stakeFen) / lotFen));
      baseLots = Math.min(baseLots, cap - this.#held[founder * this.#stride + cell]!);
    }
    return Math.max(0, Math.min(this.#borrowerCap(founder, loan), Math.floor(baseLots / loan.multiple)));
  }

  #give(founder: number, loan: SpreadLoan, lots: number, found: [number, number][]): number {
    if (lots <= 0) return 0;
    found.push([founder, lots]);
    this.#need[founder]! -= lots * loan.multiple;
    for (const cell of loan.cells) this.#held[founder * this.#stride + cell]! += lots * loan.multiple;
    return lots;
  }
}
