/** What lenders got out of a failed platform, and when: in sum, by cohort, by day of distribution, and lender by lender. */
import { ACCOUNT } from '../../ledger/accounts.ts';
import { REASON } from '../../ledger/reasons.ts';
import { outcomesOf, type ClaimOutcome } from '../../settle/wind-down.ts';
import { POOL } from '../../state/codes.ts';
import type { World } from '../../state/world.ts';
import type { TableRows } from '../tables.ts';
import { cohortOf, compareCohorts, SIZE_BANDS, type CohortKey } from './cohort-key.ts';
import { tableRows } from './columns.ts';

/** A lender's claim, and days from the failure until half and nine tenths of all that it ever got were there; NaN if it got nothing. */
interface Recovered extends ClaimOutcome {
  readonly lender: number;
  readonly daysTo50: number;
  readonly daysTo90: number;
}

interface Distribution {
  readonly day: number;
  readonly paidFen: number;
  /** Paid so far, by lender. */
  readonly soFarFen: Float64Array;
}

/** Watches distributions day by day, from outside the state, and sums claims up at the end. */
export class RecoveryObserver {
  readonly #distributions: Distribution[] = [];

  /** To be called each evening: notes the day if anything was distributed. */
  observe(world: World): void {
    const { ledger, windDown, day } = world;
    const paidFen = ledger.dayFen[REASON.distribution]! + ledger.dayFen[REASON.estateDistribution]!;
    if (paidFen === 0) return;
    const soFarFen = windDown.claims.recoveredFen.slice(0, windDown.claims.length);
    this.#distributions.push({ day, paidFen, soFarFen });
  }

  /** The tables of a replication that failed, none of one that didn't; the one by lender with `full` only. */
  rows(world: World, full: boolean): TableRows[] {
    if (world.windDown.claims.length === 0) return [];
    const recovered = this.#recovered(world);
    const tables = [sumRows(world, recovered), cohortRows(world, recovered), this.#distributionRows(world)];
    return full ? [...tables, lenderRows(world, recovered)] : tables;
  }

  #recovered(world: World): Recovered[] {
    const outcomes = outcomesOf(world);
    const rows: Recovered[] = [];
    for (let lender = POOL + 1; lender < world.windDown.claims.length; lender++) {
      const outcome = outcomes.of(lender);
      if (outcome.claimFen + outcome.interestFen === 0) continue;
      const daysTo = (share: number) => this.#daysTo(world, lender, share * outcome.recoveredFen);
      rows.push({ lender, ...outcome, daysTo50: daysTo(0.5), daysTo90: daysTo(0.9) });
    }
    return rows;
  }

  #daysTo({ platform }: World, lender: number, fen: number): number {
    if (fen === 0) return NaN;
    // What was paid so far never falls.
    let [low, high] = [0, this.#distributions.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#distributions[middle]!.soFarFen[lender]! >= fen) high = middle;
      else low = middle + 1;
    }
    return this.#distributions[low]!.day - platform.failureDay;
  }

  #distributionRows({ platform }: World): TableRows {
    const list = this.#distributions;
    let soFar = 0;
    const soFarFen = list.map(({ paidFen }) => (soFar += paidFen));
    return tableRows('distribution', list.length, {
      day: (row) => list[row]!.day,
      daysSinceFailure: (row) => list[row]!.day - platform.failureDay,
      paidFen: (row) => list[row]!.paidFen,
      paidSoFarFen: (row) => soFarFen[row]!,
    });
  }
}

interface Sum {
  lenders: number;
  claimFen: number;
  interestFen: number;
  recoveredFen: number;
  chargedFen: number;
  lostFen: number;
  outstandingFen: number;
  /** Money by money, and lender by lender. */
  recoveredShare: number;
  recoveredShareMean: number;
  medianDaysTo50: number;
  medianDaysTo90: number;
}

function shareOf(one: { recoveredFen: number; claimFen: number; interestFen: number }): number {
  return one.recoveredFen / (one.claimFen + one.interestFen);
}

function sumUp(rows: readonly Recovered[]): Sum {
  const fen = (of: (row: Recovered) => number) => rows.reduce((sum, row) => sum + of(row), 0);
  const sums = {
    claimFen: fen((row) => row.claimFen),
    interestFen: fen((row) => row.interestFen),
    recoveredFen: fen((row) => row.recoveredFen),
    chargedFen: fen((row) => row.chargedFen),
    lostFen: fen((row) => row.lostFen),
    outstandingFen: fen((row) => row.outstandingFen),
  };
  return {
    lenders: rows.length,
    ...sums,
    recoveredShare: shareOf(sums),
    recoveredShareMean: fen(shareOf) / rows.length,
    medianDaysTo50: median(rows.map(({ daysTo50 }) => daysTo50)),
    medianDaysTo90: median(rows.map(({ daysTo90 }) => daysTo90)),
  };
}

/** The middle one of those that are numbers, the lower of two; NaN if there is none. */
function median(days: readonly number[]): number {
  const sorted = days.filter((one) => !Number.isNaN(one)).sort((a, b) => a - b);
  return sorted[(sorted.length - 1) >> 1] ?? NaN;
}

function sumCells(rows: readonly Sum[]) {
  return {
    lenders: (row: number) => rows[row]!.lenders,
    claimFen: (row: number) => rows[row]!.claimFen,
    interestFen: (row: number) => rows[row]!.interestFen,
    recoveredFen: (row: number) => rows[row]!.recoveredFen,
    chargedFen: (row: number) => rows[row]!.chargedFen,
    lostFen: (row: number) => rows[row]!.lostFen,
    outstandingFen: (row: number) => rows[row]!.outstandingFen,
    recoveredShare: (row: number) => rows[row]!.recoveredShare,
    recoveredShareMean: (row: number) => rows[row]!.recoveredShareMean,
    medianDaysTo50: (row: number) => rows[row]!.medianDaysTo50,
    medianDaysTo90: (row: number) => rows[row]!.medianDaysTo90,
  };
}

function sumRows(world: World, recovered: readonly Recovered[]): TableRows {
  const { platform, windDown, ledger } = world;
  const { claims } = windDown;
  return tableRows('wind_down', 1, {
    failureDay: () => platform.failureDay,
    overDay: () => windDown.now.overDay,
    ...sumCells([sumUp(recovered)]),
    clawedBackFen: () => claims.clawedBackFen.subarray(0, claims.length).reduce((sum, fen) => sum + fen, 0),
    estateFen: () => ledger.balance(ACCOUNT.estateCash),
  });
}

function cohortRows(world: World, recovered: readonly Recovered[]): TableRows {
  const groups = new Map<string, { readonly key: CohortKey; readonly rows: Recovered[] }>();
  for (const row of recovered) {
    const key = cohortOf(world, row.lender);
    const group = groups.get(key.text) ?? { key, rows: [] };
    group.rows.push(row);
    groups.set(key.text, group);
  }
  const sorted = [...groups.values()].sort((a, b) => compareCohorts(a.key, b.key));
  const sums = sorted.map(({ rows }) => sumUp(rows));
  return tableRows('recovery', sorted.length, {
    lenderClass: (row) => sorted[row]!.key.lenderClass,
    product: (row) => world.names.lenderProducts[sorted[row]!.key.product]!,
    sizeBand: (row) => SIZE_BANDS[sorted[row]!.key.band]![0],
    entryMonth: (row) => sorted[row]!.key.entryMonth,
    ...sumCells(sums),
  });
}

function lenderRows(world: World, recovered: readonly Recovered[]): TableRows {
  const { lenders, names } = world;
  return tableRows('lender_recovery', recovered.length, {
    lender: (row) => recovered[row]!.lender,
    lenderClass: (row) => lenders.riskClass[recovered[row]!.lender]!,
    product: (row) => names.lenderProducts[lenders.product[recovered[row]!.lender]!]!,
    claimFen: (row) => recovered[row]!.claimFen,
    interestFen: (row) => recovered[row]!.interestFen,
    recoveredFen: (row) => recovered[row]!.recoveredFen,
    chargedFen: (row) => recovered[row]!.chargedFen,
    lostFen: (row) => recovered[row]!.lostFen,
    outstandingFen: (row) => recovered[row]!.outstandingFen,
    recoveredShare: (row) => shareOf(recovered[row]!),
    daysTo50: (row) => recovered[row]!.daysTo50,
    daysTo90: (row) => recovered[row]!.daysTo90,
  });
}
