/** Spreads the lots of past loans over founders in proportion to their stakes, close to how matching would have. */

export interface Holders {
  /** Holdings of loan i are the `count[i]` entries from `first[i]` on. */
  readonly first: Int32Array;
  readonly count: Int32Array;
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
 * Worst facility grades first, then in the order given. Risk classes take turns, and founders within them, each within
 * its limits and its part of the whole; then founders beyond their part; then whoever comes next.
 */
export function spreadLots(
  loans: readonly SpreadLoan[],
  founders: readonly Founder[],
  rules: SpreadRules,
): Holders {
  const turns = new Turns(loans, founders, rules);
  const order = orderBy(loans.length, (i) => -loans[i]!.facilityGrade);
  const first = new Int32Array(loans.length);
  const count = new Int32Array(loans.length);
  for (const i of order) {
    first[i] = turns.founder.length;
    turns.place(loans[i]!, i);
    count[i] = turns.founder.length - first[i];
  }
  return { first, count, founder: turns.founder, lots: turns.lots };
}

/** Numbers below `count` in order of their whole-number ranks, equal ones in their own order. */
export function orderBy(count: number, rankOf: (i: number) => number): Int32Array {
  // One number for both, which the array sorts without calling back.
  const keys = Float64Array.from({ length: count }, (_, i) => rankOf(i) * count + i).sort();
  return Int32Array.from(keys, (key) => key - Math.floor(key / count) * count);
}

/** Founders of one class whose part isn't full, in turn. */
interface Line {
  readonly riskClass: number;
  readonly members: Int32Array;
  count: number;
  cursor: number;
}

class Turns {
  readonly founder: number[] = [];
  readonly lots: number[] = [];
  readonly #stakes: Float64Array;
  readonly #classes: Uint8Array;
  readonly #rules: SpreadRules;
  /** Base lots a founder has still to get. */
  readonly #need: Float64Array;
  /** Base lots a founder may still get in each cell. */
  readonly #room: Int32Array;
  /** Most lots of one loan by founder, for each multiple of the base lot. */
  readonly #ofBorrower = new Map<number, Int32Array>();
  readonly #stride: number;
  readonly #lines: Line[];
  /** Last loan a founder took part in. */
  readonly #lastLoan: Int32Array;
  #nextClass = 0;
  #beyond = 0;

  constructor(loans: readonly SpreadLoan[], founders: readonly Founder[], rules: SpreadRules) {
    this.#rules = rules;
    this.#stakes = Float64Array.from(founders, ({ stakeFen }) => stakeFen);
    this.#classes = Uint8Array.from(founders, ({ riskClass }) => riskClass);
    let baseLots = 0;
    for (const loan of loans) baseLots += loan.lots * loan.multiple;
    let stakes = 0;
    for (const founder of founders) stakes += founder.stakeFen;
    this.#need = this.#stakes.map((stakeFen) => Math.floor((baseLots * stakeFen) / stakes + 0.5));
    this.#stride = rules.cellCaps.length;
    this.#room = this.#cellCaps();
    this.#lastLoan = new Int32Array(founders.length).fill(-1);
    this.#lines = rules.acceptedUpTo.map((_, riskClass) => {
      const members = new Int32Array(founders.length);
      return { riskClass, members, count: 0, cursor: 0 };
    });
    for (let founder = 0; founder < founders.length; founder++) {
      const line = this.#lines[this.#classes[founder]!]!;
      if (this.#need[founder]! > 0) line.members[line.count++] = founder;
    }
  }

  #cellCaps(): Int32Array {
    const { cellCaps, freeLots, lotFen } = this.#rules;
    const caps = new Int32Array(this.#stakes.length * this.#stride);
    let at = 0;
    for (const stakeFen of this.#stakes) {
      for (const cap of cellCaps) caps[at++] = Math.max(freeLots, Math.floor((cap * stakeFen) / lotFen));
    }
    return caps;
  }

  place(loan: SpreadLoan, index: number): void {
    let left = this.#placeWithinLimits(loan, index);
    for (let round = 0; round < 2 && left > 0; round++) {
      const strict = round === 0;
      for (let tries = this.#stakes.length; tries > 0 && left > 0; tries--) {
        const founder = this.#beyond;
        this.#beyond = founder + 1 === this.#stakes.length ? 0 : founder + 1;
        if (this.#lastLoan[founder] === index) continue;
        if (strict && !this.#accepts(this.#classes[founder]!, loan)) continue;
        left -= this.#give(
          founder,
          loan,
          index,
          strict ? Math.min(left, this.#borrowerCaps(loan)[founder]!) : left,
        );
      }
    }
  }

  #placeWithinLimits(loan: SpreadLoan, index: number): number {
    const open = this.#lines.filter((line) => this.#accepts(line.riskClass, loan));
    const need = this.#need;
    const lastLoan = this.#lastLoan;
    const ofBorrower = this.#borrowerCaps(loan);
    let left = loan.lots;
    let tries = 0;
    for (const line of open) tries += line.count;
    while (left > 0 && tries > 0 && open.length > 0) {
      const turn = this.#nextClass % open.length;
      const line = open[turn]!;
      if (line.count === 0) {
        open.splice(turn, 1);
        continue;
      }
      tries -= 1;
      this.#nextClass += 1;
      if (line.cursor >= line.count) line.cursor = 0;
      const founder = line.members[line.cursor]!;
      if (lastLoan[founder] !== index) {
        const most = Math.min(left, ofBorrower[founder]!, this.#roomOf(founder, loan));
        left -= this.#give(founder, loan, index, most);
      }
      if (need[founder]! > 0) line.cursor += 1;
      else line.members[line.cursor] = line.members[--line.count]!;
    }
    return left;
  }

  #accepts(riskClass: number, loan: SpreadLoan): boolean {
    const { acceptedUpTo, minYield } = this.#rules;
    return acceptedUpTo[riskClass]! >= loan.facilityGrade && minYield[riskClass]! <= loan.ratePerYear;
  }

  #borrowerCaps({ multiple }: SpreadLoan): Int32Array {
    let caps = this.#ofBorrower.get(multiple);
    if (caps === undefined) {
      const { borrowerCap, lotFen } = this.#rules;
      caps = Int32Array.from(this.#stakes, (stakeFen) =>
        Math.max(1, Math.floor((borrowerCap * stakeFen) / (lotFen * multiple))),
      );
      this.#ofBorrower.set(multiple, caps);
    }
    return caps;
  }

  /** Lots of the loan that fit the founder's part and its limits by cell; may be negative. */
  #roomOf(founder: number, { cells, multiple }: SpreadLoan): number {
    let baseLots = this.#need[founder]!;
    const first = founder * this.#stride;
    for (let c = 0; c < cells.length; c++) {
      const room = this.#room[first + cells[c]!]!;
      if (room < baseLots) baseLots = room;
    }
    return multiple === 1 ? baseLots : Math.floor(baseLots / multiple);
  }

  #give(founder: number, { cells, multiple }: SpreadLoan, index: number, lots: number): number {
    if (lots <= 0) return 0;
    this.founder.push(founder);
    this.lots.push(lots);
    this.#lastLoan[founder] = index;
    const baseLots = lots * multiple;
    this.#need[founder]! -= baseLots;
    const first = founder * this.#stride;
    for (let c = 0; c < cells.length; c++) this.#room[first + cells[c]!]! -= baseLots;
    return lots;
  }
}
