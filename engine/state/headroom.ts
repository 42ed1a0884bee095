/**
 * How many more lots each lender may take under its limits: one row of cells per lender, so that a bid finds all limits
 * that bear on it side by side.
 */
import { defineTable, type Registry } from '../base/columns.ts';
import { mulDivFloor } from '../base/money.ts';
import { PPM, ppm } from '../finance/terms.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { NO_GUARANTOR } from './codes.ts';

/** Where a loan or a listing stands: columns by row. */
export interface Places {
  readonly sector: Uint8Array;
  readonly region: Uint8Array;
  readonly guarantor: Uint8Array;
  readonly group: Uint8Array;
}

/** Cells of headroom that bear on a loan or listing. */
export type Cells = readonly [sector: number, region: number, guarantor: number, group: number];

/** Lots of the base size that a lender may hold, by kind of limit: shares of its stake. */
export interface LotCaps {
  /** Of one borrower; what a bid for it uses up is counted by the bid. */
  readonly borrower: number;
  readonly sector: number;
  readonly region: number;
  readonly guarantor: number;
  readonly group: number;
}

/** Limits less what is held or bid for, in lots of the base size; negative where claims came otherwise than by bids. */
export class Headroom {
  /** Cells per lender: sectors, then regions, then guarantors, then groups, and the limit of one borrower. */
  readonly stride: number;
  readonly firstRegion: number;
  readonly firstGuarantor: number;
  readonly firstGroup: number;
  readonly borrower: number;
  /** Limits of a lender with this stake, by the rules in force. */
  capsOf: (stakeFen: number) => LotCaps;
  readonly #cells;

  constructor(registry: Registry, scenario: Scenario, lenderGuess: number) {
    this.firstRegion = scenario.sectors.length;
    this.firstGuarantor = this.firstRegion + scenario.regions.length;
    this.firstGroup = this.firstGuarantor + Object.keys(scenario.guarantors).length;
    this.borrower = this.firstGroup + (scenario.customers.groups?.count ?? 0);
    this.stride = this.borrower + 1;
    this.capsOf = lotCaps(scenario);
    this.#cells = defineTable(registry, 'headroom', { lots: 'i32' }, lenderGuess * this.stride);
  }

  /** Limits are those of `scenario` from now on; who is there already keeps its headroom until it is changed. */
  setRules(scenario: Scenario): void {
    this.capsOf = lotCaps(scenario);
  }

  /** Cells in row order; fetch again after lenders were added. */
  get lots(): Int32Array {
    return this.#cells.lots;
  }

  addLender(stakeFen: number): void {
    const first = this.#cells.addMany(this.stride);
    const { lots } = this.#cells;
    const caps = this.capsOf(stakeFen);
    lots.fill(caps.sector, first, first + this.firstRegion);
    lots.fill(caps.region, first + this.firstRegion, first + this.firstGuarantor);
    lots.fill(caps.guarantor, first + this.firstGuarantor, first + this.firstGroup);
    lots.fill(caps.group, first + this.firstGroup, first + this.borrower);
    lots[first + this.borrower] = caps.borrower;
  }

  /** The cells that bear on row `row`; without a guarantor or a group the sector stands in for it. */
  cellsOf(places: Places, row: number): Cells {
    const sector = places.sector[row]!;
    const guarantor = places.guarantor[row]!;
    const group = places.group[row]!;
    return [
      sector,
      this.firstRegion + places.region[row]!,
      guarantor === NO_GUARANTOR ? sector : this.firstGuarantor + guarantor,
      group === 0 ? sector : this.firstGroup + group - 1,
    ];
  }

  /** Most lots of the base size that the lender may still take where these cells bear, the borrower's limit apart. */
  least(lender: number, [sector, region, guarantor, group]: Cells): number {
    const { lots } = this.#cells;
    const own = lender * this.stride;
    return Math.min(lots[own + sector]!, lots[own + region]!, lots[own + guarantor]!, lots[own + group]!);
  }

  /** Lots of the base size that the lender may hold of one borrower. */
  ofBorrower(lender: number): number {
    return this.#cells.lots[lender * this.stride + this.borrower]!;
  }
}

/** Limits as whole lots: for sector, region, guarantor and group at least the lots that are free to all. */
function lotCaps(scenario: Scenario): (stakeFen: number) => LotCaps {
  const { caps, freeLots } = scenario.matching;
  const { lotFen } = scenario.splitting;
  const share = (cap: number) => {
    const capPpm = ppm(cap);
    return (stakeFen: number) => mulDivFloor(stakeFen, capPpm, PPM * lotFen);
  };
  const borrower = share(caps.borrower);
  const sector = share(caps.sector);
  const region = share(caps.region);
  const guarantor = share(caps.guarantor);
  const group = share(caps.group);
  return (stakeFen) => ({
    borrower: borrower(stakeFen),
    sector: Math.max(freeLots, sector(stakeFen)),
    region: Math.max(freeLots, region(stakeFen)),
    guarantor: Math.max(freeLots, guarantor(stakeFen)),
    group: Math.max(freeLots, group(stakeFen)),
  });
}
