/** Runs one platform and counts, month by month, what a portal would have published of it. */
import { KPI_INDEX, type KpiName } from '../../../metrics/catalog.ts';
import { simulateScenario, type SimulationOptions } from '../../../simulate.ts';
import type { Scenario } from '../../../scenario/scenario.ts';
import { lastOf, type Month } from './months.ts';

/** A world as the run shows it. */
type World = Parameters<NonNullable<SimulationOptions['watch']>>[1];

export interface PlatformMonth {
  /** Lenders who invested in the month. */
  readonly investing: number;
  readonly fillHours: number;
  /** What lenders have invested, at its beginning and its end. */
  readonly openingFen: number;
  readonly closingFen: number;
  /** Principal lent out at its end. */
  readonly lentFen: number;
  /** Lent out in the month. */
  readonly volumeFen: number;
  /** Mean lender rate of its contracts. */
  readonly rate: number;
}

export interface Observed {
  /** By month. */
  readonly months: readonly PlatformMonth[];
  /** -1 if it hasn't failed. */
  readonly failureDay: number;
}

/**
 * Who invests in a month. Outside plans: whoever has money held for a listing after matching, or got a claim. In a plan what
 * comes back is lent again unasked: only who begins or renews one, or brings money, has decided to.
 */
class Investors {
  /** By month: whether each lender invested. */
  readonly #seen: Set<number>[];
  readonly #monthOf: readonly number[];
  #lastHolding = new Int32Array(0);
  #lastExpiry = new Int32Array(0);
  #lastDeposited = new Float64Array(0);

  constructor(months: readonly Month[]) {
    this.#seen = months.map(() => new Set());
    this.#monthOf = months.flatMap(({ days }, month) => Array.from({ length: days }, () => month));
  }

  look({ lenders, day, names, scenario }: World): void {
    const month = this.#seen[this.#monthOf[day]!];
    if (this.#lastHolding.length < lenders.length) this.#grow(lenders.length * 2);
    const inPlan = names.lenderProducts.map((name) => scenario.products[name]!.kind === 'plan');
    for (let row = 1; row < lenders.length; row++) {
      const holding = lenders.firstHolding[row]!;
      const expiry = lenders.planExpiryDay[row]!;
      const deposited = lenders.depositedFen[row]!;
      const decided = inPlan[lenders.product[row]!]
        ? expiry > this.#lastExpiry[row]! || deposited > this.#lastDeposited[row]!
        : lenders.heldFen[row]! > 0 || holding > this.#lastHolding[row]!;
      // What they hold on the first day they had decided before it.
      if (month !== undefined && day > 0 && decided) month.add(row);
      this.#lastHolding[row] = holding;
      this.#lastExpiry[row] = expiry;
      this.#lastDeposited[row] = deposited;
    }
  }

  #grow(length: number): void {
    const grown = <T extends Int32Array | Float64Array>(from: T, to: T): T => {
      to.fill(-1);
      to.set(from);
      return to;
    };
    this.#lastHolding = grown(this.#lastHolding, new Int32Array(length));
    this.#lastExpiry = grown(this.#lastExpiry, new Int32Array(length));
    this.#lastDeposited = grown(this.#lastDeposited, new Float64Array(length));
  }

  of(month: number): number {
    return this.#seen[month]!.size;
  }
}

/** One replication of a platform; throws if a law broke. */
export function observe(scenario: Scenario, seed: number, months: readonly Month[]): Observed {
  const investors = new Investors(months);
  const rates = months.map(() => ({ lots: 0, weighted: 0 }));
  /** What lenders have invested on the first day and at the end of each month. */
  const invested: number[] = [];
  const monthEnds = new Set(months.map(lastOf));
  const outcome = simulateScenario(scenario, {
    seed,
    detail: 'summary',
    watch: (stage, world) => {
      if (stage === 'match') investors.look(world);
      if (stage !== 'observe') return;
      if (world.day === 0 || monthEnds.has(world.day)) invested.push(investedFen(world));
      if (world.day === scenario.clock.horizonDays - 1) addRates(world, months, rates);
    },
  });
  if (outcome.error !== null) throw new Error(outcome.error);
  const column = (name: KpiName): Float64Array => outcome.kpis[KPI_INDEX[name]]!;
  const [contracts, hours, lent] = [column('contracts'), column('fillHours'), column('outstandingFen')];
  return {
    failureDay: outcome.failureDay,
    months: months.map(({ day, days }, index) => {
      let count = 0;
      let sum = 0;
      for (let on = day; on < day + days; on++) {
        if (!(contracts[on]! > 0)) continue;
        count += contracts[on]!;
        sum += contracts[on]! * hours[on]!;
      }
      const { lots, weighted } = rates[index]!;
      return {
        investing: investors.of(index),
        fillHours: count > 0 ? sum / count : Number.NaN,
        openingFen: invested[index]!,
        closingFen: invested[index + 1]!,
        lentFen: lent[day + days - 1]!,
        volumeFen: lots,
        rate: lots > 0 ? weighted / lots : Number.NaN,
      };
    }),
  };
}

/** What a portal counts as owed to lenders: their claims, and what waits in plans that run; not the cash they could take. */
function investedFen({ book, loans, lenders, day }: World): number {
  let fen = -book.poolClaimsFen;
  for (let row = 0; row < loans.length; row++)
    fen +=
      loans.outstandingFen[row]! -
      loans.guarantorClaimFen[row]! -
      loans.reserveClaimFen[row]! -
      loans.platformClaimFen[row]!;
  for (let row = 1; row < lenders.length; row++) {
    if (lenders.planExpiryDay[row]! >= day) fen += lenders.cashFen[row]! + lenders.heldFen[row]!;
  }
  return fen;
}

function addRates(
  { loans, schedules }: World,
  months: readonly Month[],
  rates: { lots: number; weighted: number }[],
): void {
  for (let row = 0; row < loans.length; row++) {
    const month = months.findIndex(
      ({ day, days }) => loans.contractDay[row]! >= day && loans.contractDay[row]! < day + days,
    );
    if (month < 0) continue;
    const { aprPpm, lotFen } = schedules.get(loans.schedule[row]!);
    const weight = loans.lots[row]! * lotFen;
    rates[month]!.lots += weight;
    rates[month]!.weighted += (weight * aprPpm) / 1e6;
  }
}
