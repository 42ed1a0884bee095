/** How the score did: applications by month and what became of them, its power by month of contract, expected against actual default. */
import { creditCurves, type CreditCurves } from '../../finance/credit-curves.ts';
import { rankPower, stabilityIndex } from '../../finance/scoring.ts';
import { developedCard } from '../../draws/development.ts';
import { SCORE_BANDS } from '../../state/assessed.ts';
import { DECISIONS, METHODS, OVERRIDE } from '../../state/codes.ts';
import type { World } from '../../state/world.ts';
import type { TableRows } from '../tables.ts';
import { tableRows } from './columns.ts';

/** Months after the contract within which a default counts. */
const WINDOWS = [6, 12, 24, 36] as const;
const DAYS_PER_MONTH = 365.25 / 12;
/** Dues between the instalment that stays unpaid and the default. */
const MONTHS_TO_DEFAULT = 3;
const BULLET = METHODS.indexOf('bullet');

const solved = new WeakMap<World['scenario'], CreditCurves>();

/** Curves of a scenario, solved once for all its replications. */
function curvesOf(scenario: World['scenario']): CreditCurves {
  const curves = solved.get(scenario) ?? creditCurves(scenario.credit);
  solved.set(scenario, curves);
  return curves;
}

/** Month of the row for all months together. */
const ALL_MONTHS = -1;

/** Counts of a month: the counters of the assess room less what they were a month before. */
interface Month {
  readonly month: number;
  readonly decisions: readonly number[];
  readonly bands: readonly number[];
  readonly reviewed: number;
  readonly up: number;
  readonly down: number;
}

/** Watches the counters of applications month by month, from outside the state. */
export class ApplicationObserver {
  readonly #months: Month[] = [];
  #before: readonly number[] = [];

  /** At each month end. */
  observe({ assessed, calendar, day }: World): void {
    const { decisions, bands, reviewed } = assessed;
    const now = [...decisions, ...bands, reviewed.reviewed, reviewed.up, reviewed.down];
    const since = now.map((count, i) => count - (this.#before[i] ?? 0));
    this.#before = now;
    const first = decisions.length;
    const [seen, up, down] = since.slice(first + bands.length) as [number, number, number];
    this.#months.push({
      month: calendar.monthIndex(day),
      decisions: since.slice(0, first),
      bands: since.slice(first, first + bands.length),
      reviewed: seen,
      up,
      down,
    });
  }

  rows(): TableRows {
    const rows = this.#months;
    const of = (row: number, ...names: readonly (typeof DECISIONS)[number][]) =>
      names.reduce((sum, name) => sum + rows[row]!.decisions[DECISIONS.indexOf(name)]!, 0);
    const decided = (row: number) => of(row, ...DECISIONS) - of(row, 'windDown');
    const accepted = (row: number) => of(row, 'approved', 'declined', 'throttled', 'order');
    const even = Array.from({ length: SCORE_BANDS }, () => 1);
    return tableRows('application_month', rows.length, {
      month: (row) => rows[row]!.month,
      decided,
      accepted,
      approvalRate: (row) => accepted(row) / decided(row),
      approved: (row) => of(row, 'approved'),
      declined: (row) => of(row, 'declined'),
      throttled: (row) => of(row, 'throttled', 'order', 'dispersion'),
      refusedGuarantor: (row) => of(row, 'guarantor'),
      refusedGrade: (row) => of(row, 'grade'),
      refusedBurden: (row) => of(row, 'burden'),
      refusedRateCap: (row) => of(row, 'rateCap'),
      reviewed: (row) => rows[row]!.reviewed,
      overridesUp: (row) => rows[row]!.up,
      overridesDown: (row) => rows[row]!.down,
      overrideRate: (row) => (rows[row]!.up + rows[row]!.down) / rows[row]!.reviewed,
      stabilityIndex: (row) =>
        rows[row]!.bands.some((count) => count > 0) ? stabilityIndex(even, rows[row]!.bands) : NaN,
    });
  }
}

/** Whether the outcome of a loan within so many months is known on the last day: half a month more has gone by. */
function windowEnd(contractDay: number, months: number): number {
  return contractDay + Math.round((months + 1 / 2) * DAYS_PER_MONTH);
}

/** Loans of one cohort and grade within one window. */
interface Cell {
  readonly month: number;
  readonly window: number;
  readonly grade: number;
  loans: number;
  expected: number;
  defaults: number;
}

interface Cohort {
  readonly month: number;
  readonly window: number;
  readonly scores: number[];
  readonly good: boolean[];
  passed: number;
  passedDefaults: number;
}

/**
 * Two tables over loans contracted since the first day whose outcome is known. Loans of the opening book have no score of
 * their own, those that copy others (self-financing) have no borrower; neither is counted.
 */
export function scoreRows(world: World): TableRows[] {
  const { loans, calendar, scenario, day, truth } = world;
  const curves = curvesOf(scenario);
  const cohorts = new Map<number, Cohort>();
  const cells = new Map<number, Cell>();
  for (let loan = 0; loan < loans.length; loan++) {
    const contractDay = loans.contractDay[loan]!;
    if (contractDay < 0 || truth.loans.owners[loan] === 1) continue;
    const month = calendar.monthIndex(contractDay);
    const grade = loans.obligorGrade[loan]!;
    const term = loans.termMonths[loan]!;
    for (const window of WINDOWS) {
      const end = windowEnd(contractDay, window);
      if (end > day) break;
      const defaultDay = loans.defaultDay[loan]!;
      const bad = defaultDay >= 0 && defaultDay <= end;
      for (const of of [month, ALL_MONTHS]) {
        const cohort = found(cohorts, of * 64 + window, () => ({
          month: of, window, scores: [], good: [], passed: 0, passedDefaults: 0,
        })); // prettier-ignore
        cohort.scores.push(loans.score[loan]!);
        cohort.good.push(!bad);
        if (loans.override[loan] !== OVERRIDE.up) continue;
        cohort.passed += 1;
        if (bad) cohort.passedDefaults += 1;
      }
      const cell = found(cells, (month * 64 + window) * 8 + grade, () => ({
        month, window, grade, loans: 0, expected: 0, defaults: 0,
      })); // prettier-ignore
      const { defaultedBy, lifetimePd } = curves.stock(grade, term);
      cell.loans += 1;
      if (bad) cell.defaults += 1;
      if (loans.method[loan] === BULLET) cell.expected += window >= term + MONTHS_TO_DEFAULT ? lifetimePd : 0;
      else cell.expected += defaultedBy[Math.min(window, defaultedBy.length - 1)]!;
    }
  }
  const byCohort = [...cohorts.values()].sort((a, b) => a.month - b.month || a.window - b.window);
  const powers = byCohort.map(({ scores, good }) => rankPower(scores, good));
  const byCell = [...cells.values()].sort(
    (a, b) => a.month - b.month || a.window - b.window || a.grade - b.grade,
  );
  return [
    tableRows('score_power', byCohort.length, {
      cohortMonth: (row) => byCohort[row]!.month,
      windowMonths: (row) => byCohort[row]!.window,
      loans: (row) => byCohort[row]!.good.length,
      defaults: (row) => byCohort[row]!.good.filter((good) => !good).length,
      auc: (row) => powers[row]?.auc ?? NaN,
      ks: (row) => powers[row]?.ks ?? NaN,
      gini: (row) => powers[row]?.gini ?? NaN,
      overriddenLoans: (row) => byCohort[row]!.passed,
      overriddenDefaults: (row) => byCohort[row]!.passedDefaults,
    }),
    tableRows('score_calibration', byCell.length, {
      cohortMonth: (row) => byCell[row]!.month,
      windowMonths: (row) => byCell[row]!.window,
      obligorGrade: (row) => byCell[row]!.grade,
      loans: (row) => byCell[row]!.loans,
      expectedDefaults: (row) => byCell[row]!.expected,
      defaults: (row) => byCell[row]!.defaults,
    }),
  ];
}

function found<T>(map: Map<number, T>, key: number, make: () => T): T {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}

/** The card of points in use, bin by bin; no row where the score is no card. */
export function scorecardRows({ scenario }: World): TableRows {
  const card = scenario.assessment.scorecard.form === 'points' ? developedCard(scenario) : null;
  const rows = (card?.attributes ?? []).flatMap((attribute) =>
    attribute.bins.map((bin, number) => ({ attribute, bin, number })),
  );
  return tableRows('scorecard', rows.length, {
    attribute: (row) => rows[row]!.attribute.name,
    bin: (row) => rows[row]!.number,
    label: (row) => rows[row]!.bin.label,
    lowerEnd: (row) => finite(rows[row]!.bin.from),
    upperEnd: (row) => finite(rows[row]!.bin.to),
    goods: (row) => rows[row]!.bin.goods,
    bads: (row) => rows[row]!.bin.bads,
    weightOfEvidence: (row) => rows[row]!.bin.woe,
    informationValue: (row) => rows[row]!.attribute.informationValue,
    coefficient: (row) => rows[row]!.attribute.coefficient,
    points: (row) => rows[row]!.bin.points,
    basePoints: () => card!.basePoints,
  });
}

function finite(end: number): number {
  return Number.isFinite(end) ? end : NaN;
}
