/** What being late costs a borrower, and what one pays who can't pay an instalment: penalty, late fees, parts. */
import { dueDay, endArrears, setOldestDueDay } from '../../settle/arrears.ts';
import { accruePenalty, owedOn, takeReceipt, type DayTerms } from '../../settle/receipts.ts';
import { forOldestFen, owedInAllFen } from '../../settle/waterfall.ts';
import { openCase } from '../../state/cases.ts';
import { LOAN } from '../../state/codes.ts';
import { inForce } from '../../state/dated.ts';
import { FLOW } from '../../state/flow.ts';
import type { World } from '../../state/world.ts';
import { modifies, prepareModifications } from './modify.ts';

/** Draws of stream `service` on a due day, after the chain's own: whether a part is paid, and what part. */
const PAYS_PART = 1;
const WHAT_PART = 2;

export interface Late {
  /** The first instalment was missed today: the case opens, and a part may be paid. */
  begin(loan: number): void;
  /** Penalty for the days up to today, before another instalment falls due. */
  runOn(loan: number): void;
  /** Nothing runs on while what is unpaid is put off. */
  pause(loan: number): void;
  /** Whether whole instalments alone would not settle it. */
  owesMore(loan: number): boolean;
  payAll(loan: number): void;
  /** What makes the oldest instalment whole, with what comes before it in the order. */
  payOldest(loan: number): void;
  /** Who would pay nothing may pay a part: instalments that are whole by it. */
  payPart(loan: number): number;
  /** At the end of a due day on which it is behind: a late fee, and what the servicer offers. */
  endDay(loan: number): void;
}

/** Constants of the scenario; a world in which being late costs nothing and nobody pays parts keeps no cases. */
export function prepareLate(world: World, terms: DayTerms, endIfPaid: (loan: number) => void): Late {
  const { scenario, loans, cases, truth, streams, calendar, flow } = world;
  const { paymentOrder, partial } = scenario.servicing;
  const { penalty } = scenario.pricing;
  const stream = streams.stream('service');
  const modify = prepareModifications(world);
  const hasCases = partial !== null || modifies(scenario) || penalty.some(({ value }) => value !== null);
  // Owners' false loans owe nobody a penalty.
  const isCase = (loan: number) => hasCases && truth.loans.owners[loan] === 0;

  const receive = (loan: number, receiptFen: number): number => {
    const { whole } = takeReceipt(world, loan, receiptFen, terms);
    if (whole === 0) return 0;
    if (loans.paid[loan] === loans.due[loan]) {
      world.counts.cures += 1;
      endArrears(world, loan);
      endIfPaid(loan);
    } else setOldestDueDay(world, loan, dueDay(world, loan, loans.paid[loan]! + 1));
    return whole;
  };

  const payPart = (loan: number): number => {
    if (partial === null || !isCase(loan)) return 0;
    const { day } = world;
    const key = loans.key[loan]!;
    if (stream.uniform(key, day, PAYS_PART) >= partial.share) return 0;
    const share = partial.least + (partial.most - partial.least) * stream.uniform(key, day, WHAT_PART);
    const receiptFen = Math.floor(share * owedInAllFen(owedOn(world, loan)));
    flow[FLOW.partPaidFen]! += receiptFen;
    return receive(loan, receiptFen);
  };

  return {
    payPart,
    begin(loan) {
      if (!isCase(loan)) return;
      const row = openCase(world, loan, world.day);
      cases.accruedDay[row] = world.day;
      cases.kept[row] = 0;
      cases.paidBefore[row] = loans.paid[loan]!;
      payPart(loan);
    },
    runOn(loan) {
      if (!isCase(loan)) return;
      const row = openCase(world, loan, calendar.addMonthsClipped(world.day, -1, loans.dueDayOfMonth[loan]!));
      cases.paidBefore[row] = loans.paid[loan]!;
      accruePenalty(world, loan);
    },
    pause(loan) {
      const row = loans.caseRow[loan]!;
      if (row >= 0) cases.accruedDay[row] = world.day;
    },
    owesMore(loan) {
      const row = loans.caseRow[loan]!;
      if (row < 0) return false;
      const { partPrincipalFen, partInterestFen, penaltyFen, lateFeesFen } = cases;
      return partPrincipalFen[row]! + partInterestFen[row]! + penaltyFen[row]! + lateFeesFen[row]! > 0;
    },
    payAll(loan) {
      receive(loan, owedInAllFen(owedOn(world, loan)));
    },
    payOldest(loan) {
      receive(loan, forOldestFen(paymentOrder, owedOn(world, loan)));
    },
    endDay(loan) {
      if (!isCase(loan) || loans.status[loan] !== LOAN.repaying) return;
      const row = openCase(world, loan, world.day);
      const isKept = loans.paid[loan]! > cases.paidBefore[row]!;
      cases.kept[row] = isKept ? Math.min(255, cases.kept[row]! + 1) : 0;
      cases.paidBefore[row] = loans.paid[loan]!;
      cases.lateFeesFen[row]! += inForce(penalty, world.day)?.lateFeeFen ?? 0;
      modify(loan, row);
    },
  };
}
