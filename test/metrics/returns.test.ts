/** Returns, yields, the month's book and stages against what else is stored of the same replication. */
import { describe, expect, it } from 'vitest';
import { Calendar, parseIsoDate } from '../../engine/base/calendar.ts';
import { REASON } from '../../engine/ledger/reasons.ts';
import { KPI_INDEX, type KpiName } from '../../engine/metrics/catalog.ts';
import { RETURN_DIMENSIONS } from '../../engine/metrics/study-tables.ts';
import { simulateScenario } from '../../engine/simulate.ts';
import { loadSmall } from '../helpers/scenarios.ts';

const DAYS = 150;
const scenario = loadSmall([
  `clock.horizon=${DAYS}d`,
  'opening.lenders=100',
  'opening.loansPerMonth=20',
  'credit.hazardScale=5',
  'opening.reserveCover=20%',
]);
let finalGuarantorClaimsFen = 0;
let openingOwedFen = 0;
const outcome = simulateScenario(scenario, {
  seed: 3,
  detail: 'full',
  watch: (stage, { loans }) => {
    const sum = (column: Float64Array) => column.subarray(0, loans.length).reduce((fen, one) => fen + one, 0);
    if (stage === 'opening') openingOwedFen = sum(loans.outstandingFen);
    else if (stage === 'tables') finalGuarantorClaimsFen = sum(loans.guarantorClaimFen);
  },
});

function rowsOf(table: string): Record<string, number | string>[] {
  const { columns, rowCount } = outcome.tables.find((one) => one.table === table)!;
  return Array.from({ length: rowCount }, (_, row) =>
    Object.fromEntries(Object.entries(columns).map(([name, data]) => [name, data[row]!])),
  );
}

const fen = (rows: readonly Record<string, number | string>[], name: string): number =>
  rows.reduce((sum, row) => sum + Number(row[name]), 0);

/** Value on the first flow's day of dated flows at a yearly rate, over all that was paid in. */
function worth(flows: readonly (readonly [day: number, fen: number])[], rate: number): number {
  const [first] = flows[0]!;
  const value = flows.reduce((sum, [day, amount]) => sum + amount / (1 + rate) ** ((day - first) / 365), 0);
  return value / flows.reduce((sum, [, amount]) => sum + Math.max(0, -amount), 0);
}

describe('returns of lenders', () => {
  const returns = rowsOf('lender_return');
  const flows = rowsOf('lender_flow');
  const lenders = rowsOf('lender').filter((row) => row['lender'] !== 0);

  it('make the stored flows, cash and claims worth nothing, and nothing but their own rate does', () => {
    let known = 0;
    for (const row of returns) {
      const own = flows
        .filter((flow) => flow['dimension'] === row['dimension'] && flow['key'] === row['key'])
        .map((flow) => [Number(flow['day']), Number(flow['outFen']) - Number(flow['inFen'])] as const);
      expect(own.reduce((sum, [, amount]) => sum + amount, 0)).toBe(
        Number(row['withdrawnFen']) - Number(row['depositedFen']),
      );
      for (const [rate, claims] of [
        ['xirrPar', 'claimsFen'],
        ['xirrExpected', 'claimsExpectedFen'],
      ] as const) {
        const all = [...own, [DAYS - 1, Number(row['cashFen']) + Number(row[claims])] as const];
        if (Number.isNaN(Number(row[rate]))) continue;
        known += 1;
        expect(Math.abs(worth(all, Number(row[rate]))), `${row['key']} ${rate}`).toBeLessThan(1e-9);
        const held = all.some(([day]) => day < DAYS - 40);
        if (held)
          expect(Math.abs(worth(all, Number(row[rate]) + 0.05)), `${row['key']} ${rate}`).toBeGreaterThan(
            1e-4,
          );
      }
    }
    expect(known).toBeGreaterThan(20);
  });

  it('count every lender once in each dimension, with the money that lenders have', () => {
    RETURN_DIMENSIONS.forEach((name, dimension) => {
      const rows = returns.filter((row) => row['dimension'] === dimension);
      expect([name, fen(rows, 'lenders')]).toEqual([name, lenders.length]);
      for (const column of ['depositedFen', 'withdrawnFen', 'claimsFen'])
        expect([name, column, fen(rows, column)]).toEqual([name, column, fen(lenders, column)]);
      expect([name, fen(rows, 'cashFen')]).toEqual([
        name,
        fen(lenders, 'cashFen') + fen(lenders, 'queuedFen'),
      ]);
      expect(fen(rows, 'claimsExpectedFen')).toBeLessThan(fen(rows, 'claimsFen'));
    });
  });
});

describe('yields of loans', () => {
  const yields = rowsOf('loan_yield');

  it('are made of every posting between loans and lenders', () => {
    const ledger = rowsOf('ledger_daily');
    const posted = (reason: keyof typeof REASON) =>
      fen(
        ledger.filter((row) => row['reason'] === REASON[reason]),
        'amountFen',
      );
    const paid = [
      'repayPrincipal',
      'repayInterest',
      'prepayPrincipal',
      'recoveryToLenders',
      'compensationByGuarantor',
      'compensationByReserve',
    ] as const;
    const taken = ['disbursement', 'lenderFee', 'lenderSpread', 'interestHaircut'] as const;
    const sum = (reasons: readonly (keyof typeof REASON)[]) =>
      reasons.reduce((all, reason) => all + posted(reason), 0);
    expect(sum(paid) - sum(taken) - openingOwedFen).toBe(fen(yields, 'netReceivedFen'));
  });

  it('with nothing behind bring what was promised, less the fee', () => {
    const whole = yields.filter(
      (row) =>
        Number(row['cohortMonth']) >= 0 &&
        row['claimsFen'] === row['claimsExpectedFen'] &&
        !Number.isNaN(row['realisedPar']),
    );
    expect(whole.length).toBeGreaterThan(2);
    for (const row of whole) {
      expect(Number(row['realisedPar'])).toBe(Number(row['realisedExpected']));
      expect(Number(row['realisedPar'])).toBeLessThan(Number(row['promised']));
      expect(Number(row['realisedPar'])).toBeGreaterThan(Number(row['promised']) / 2);
    }
  });
});

describe("the month's book", () => {
  const books = rowsOf('month_book');
  const calendar = new Calendar(parseIsoDate(scenario.clock.startDate), DAYS);
  const endOf = (row: Record<string, number | string>) =>
    Math.min(DAYS - 1, calendar.firstDayOfMonth(Number(row['month']) + 1) - 1);
  const kpi = (name: KpiName, day: number) => outcome.kpis[KPI_INDEX[name]]![day]!;

  it('agrees with the daily row', () => {
    expect(books.length).toBe(calendar.monthIndex(DAYS - 1) + 1);
    for (const row of books) {
      const day = endOf(row);
      const flow = (name: KpiName) =>
        outcome.kpis[KPI_INDEX[name]]!.subarray(0, day + 1).reduce((sum, one) => sum + one, 0);
      expect(row).toMatchObject({
        balanceFen: kpi('outstandingFen', day) + kpi('inRecoveryFen', day),
        overdue90Fen: kpi('inRecoveryFen', day),
        overdueFen: kpi('overdueInstalmentsFen', day) + kpi('inRecoveryFen', day),
        overduePrincipalFen: kpi('overdueFen', day) + kpi('inRecoveryFen', day),
        overdueRepayingFen: kpi('overdueFen', day),
        reserveFen: kpi('reserveFen', day),
        expectedLossFen: kpi('expectedLossFen', day),
        compensatedFen: flow('compensatedGuarantorFen') + flow('compensatedReserveFen'),
        cumulativeVolumeFen: flow('contractsFen'),
        cumulativeContracts: flow('contracts'),
      });
      expect(Number(row['bufferFen']) / Number(row['expectedLossFen'])).toBeCloseTo(
        kpi('bufferToLifetimeEl', day),
        6,
      );
      expect(Number(row['loansOutstanding'])).toBeGreaterThanOrEqual(kpi('loansActive', day));
      expect(Number(row['topTenFen'])).toBeGreaterThan(Number(row['largestFen']));
      expect(Number(row['relatedFen'])).toBe(0);
    }
  });

  it('has all that lenders and the reserve are owed in one of three stages, the later the worse', () => {
    const last = Number(books.at(-1)!['month']);
    const stages = rowsOf('credit_stage').filter((row) => row['month'] === last);
    expect(stages.map((row) => row['stage'])).toEqual([1, 2, 3]);
    expect(fen(stages, 'exposureFen')).toBe(Number(books.at(-1)!['balanceFen']) - finalGuarantorClaimsFen);
    const rates = stages.map((row) => Number(row['expectedLossFen']) / Number(row['exposureFen']));
    expect(rates[0]!).toBeGreaterThan(0);
    expect(rates[1]!).toBeGreaterThan(3 * rates[0]!);
    expect(rates[2]!).toBeGreaterThan(rates[1]!);
    expect(rates[2]!).toBeLessThanOrEqual(1);
  });
});
