/**
 * Arrears put off and contracts changed: re-ageing, extension, restructuring. No principal is let go; what interest lenders give up is
 * counted. The loan looks current afterwards, so what it would look like without is kept beside it.
 */
import { lotSchedule, METHODS as SCHEDULE_METHODS } from '../../finance/schedule.ts';
import { PPM } from '../../finance/terms.ts';
import { mulDivHalfUp } from '../../base/money.ts';
import { dueDay, endArrears, overdueInstalmentsFen } from '../../settle/arrears.ts';
import { addToBook, markModified } from '../../settle/outstanding.ts';
import { capitalise } from '../../settle/shares.ts';
import { MODIFICATION } from '../../state/cases.ts';
import { METHODS } from '../../state/codes.ts';
import { FLOW } from '../../state/flow.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { World } from '../../state/world.ts';

/** Draws of stream `service` on a due day: whether each kind is agreed to. */
const AGREES = { reage: 3, extension: 4, restructuring: 5 } as const;
/** Longest term there is. */
const TERM_MAX = 60;
const BULLET = METHODS.indexOf('bullet');

/** Whether a scenario puts arrears off in any way. */
export function modifies({ servicing }: Scenario): boolean {
  return servicing.reage !== null || servicing.extension !== null || servicing.restructuring !== null;
}

/** At the end of a due day of a loan that is behind: at most one change, in the order re-age, extend, restructure. */
export function prepareModifications(world: World): (loan: number, row: number) => void {
  const { scenario, loans, cases, modifications, schedules, streams, calendar, flow, book } = world;
  const { reage, extension, restructuring } = scenario.servicing;
  const stream = streams.stream('service');

  const agrees = (loan: number, kind: keyof typeof AGREES, share: number) =>
    stream.uniform(loans.key[loan]!, world.day, AGREES[kind]) < share;

  const record = (loan: number, kind: number, months: number): number => {
    const change = modifications.add();
    modifications.loan[change] = loan;
    modifications.day[change] = world.day;
    modifications.kind[change] = kind;
    modifications.bucket[change] = loans.bucket[loan]!;
    modifications.outstandingFen[change] = loans.outstandingFen[loan]!;
    modifications.months[change] = months;
    modifications.before[change] = loans.schedule[loan]!;
    modifications.after[change] = loans.schedule[loan]!;
    return change;
  };

  const monthsSince = (loan: number): number =>
    calendar.monthIndex(world.day) - calendar.monthIndex(loans.contractDay[loan]!);

  /** What is unpaid falls due from the next due day on, or `rest` due days later: the end moves by as much. */
  const putOff = (loan: number, row: number, kind: number, rest: number): void => {
    const deferred = monthsSince(loan) - loans.paid[loan]! + rest;
    record(loan, kind, deferred - loans.deferredMonths[loan]!);
    book.overdueInstalmentsFen -= overdueInstalmentsFen(world, loan);
    loans.due[loan] = loans.paid[loan]!;
    loans.deferredMonths[loan] = deferred;
    endArrears(world, loan);
    markModified(world, loan, kind);
    if (rest > 0) cases.restsUntil[row] = dueDay(world, loan, loans.paid[loan]! + 1);
  };

  /** Everything owed but penalty and fees on a new schedule from the next due day on; overdue interest becomes principal. */
  const restructure = (loan: number, row: number, policy: NonNullable<typeof restructuring>): void => {
    const old = schedules.get(loans.schedule[loan]!);
    const paid = loans.paid[loan]!;
    const lots = loans.lots[loan]!;
    const term = Math.min(TERM_MAX, loans.termMonths[loan]! - paid + policy.months);
    const change = record(loan, MODIFICATION.restructured, term - (loans.termMonths[loan]! - paid));
    let overdueInterestFen = 0;
    for (let k = paid; k < loans.due[loan]!; k++) overdueInterestFen += old.interestFen[k]!;
    book.overdueInstalmentsFen -= overdueInstalmentsFen(world, loan);
    capitalise(world, loan, overdueInterestFen);
    const lotFen = old.balanceFen[paid]! + overdueInterestFen;
    const aprPpm = mulDivHalfUp(old.aprPpm, PPM - Math.round(policy.rateCut * PPM), PPM);
    const method = SCHEDULE_METHODS[loans.method[loan] === BULLET ? 0 : loans.method[loan]!]!;
    if (cases.firstSchedule[row] === -1) cases.firstSchedule[row] = loans.schedule[loan]!;
    const outstandingFen = loans.outstandingFen[loan]!;
    addToBook(world, loan, -outstandingFen);
    loans.schedule[loan] = schedules.schedule(aprPpm, term, method, lotFen);
    loans.method[loan] = METHODS.indexOf(method);
    loans.termMonths[loan] = term;
    addToBook(world, loan, outstandingFen);
    loans.paid[loan] = 0;
    loans.due[loan] = 0;
    loans.deferredMonths[loan] = monthsSince(loan);
    endArrears(world, loan);
    markModified(world, loan, MODIFICATION.restructured);
    const before = total(lotSchedule(lotFen, old.aprPpm, term, method).interestFen);
    const forgoneFen = lots * (before - total(schedules.get(loans.schedule[loan]).interestFen));
    modifications.after[change] = loans.schedule[loan];
    modifications.capitalisedFen[change] = lots * overdueInterestFen;
    modifications.forgoneFen[change] = forgoneFen;
    flow[FLOW.capitalisedFen]! += lots * overdueInterestFen;
    flow[FLOW.forgoneFen]! += forgoneFen;
  };

  return (loan, row) => {
    const { platform } = world;
    // Whose claims a payer took over is that payer's to press; a part on an instalment has to become a whole first.
    if (platform.windDown !== 0 || loans.compensated[loan] === 1 || loans.missed[loan]! > 3) return;
    if (cases.partPrincipalFen[row]! + cases.partInterestFen[row]! > 0) return;
    const missed = loans.missed[loan]!;
    if (reage !== null && cases.kept[row]! >= reage.afterPayments && cases.reaged[row]! < reage.mostTimes) {
      if (agrees(loan, 'reage', reage.share)) {
        cases.reaged[row]! += 1;
        flow[FLOW.reaged]! += 1;
        putOff(loan, row, MODIFICATION.reaged, 0);
        return;
      }
    }
    if (extension !== null && missed >= extension.fromBucket && cases.extended[row]! < extension.mostTimes) {
      if (agrees(loan, 'extension', extension.share)) {
        cases.extended[row]! += 1;
        flow[FLOW.extended]! += 1;
        putOff(loan, row, MODIFICATION.extended, extension.months);
        return;
      }
    }
    if (restructuring === null || missed < restructuring.fromBucket) return;
    if (cases.restructured[row]! >= restructuring.mostTimes) return;
    if (!agrees(loan, 'restructuring', restructuring.share)) return;
    cases.restructured[row]! += 1;
    flow[FLOW.restructured]! += 1;
    restructure(loan, row, restructuring);
  };
}

function total(fen: Float64Array): number {
  return fen.reduce((sum, one) => sum + one, 0);
}
