/**
 * Operations, a module of its own that the day calls twice. In the morning: people hired begin, money comes back from
 * wrong accounts, the system fails or is attacked, lost records are entered again. In the evening, after payouts: finance
 * books what has come in, the service desk answers, people learn.
 *
 * Reads shocks, unpaid requests, what is late, visits, the share of the payroll that was paid. Writes staff, operations,
 * records of requests, remittances, the queue, stolen money, complaints and news of incidents.
 */
import { REASON } from '../../ledger/reasons.ts';
import { FLOW } from '../../state/flow.ts';
import { isDown, RECORD } from '../../state/operations.ts';
import { minutesToday, trained } from '../../state/staff.ts';
import { DEPARTMENTS } from '../../base/vocabulary.ts';
import type { World } from '../../state/world.ts';
import { prepareDesk } from './desk.ts';
import { prepareEntries } from './entries.ts';
import { prepareIncidents } from './incidents.ts';

const FINANCE = DEPARTMENTS.indexOf('finance');
const SERVICE = DEPARTMENTS.indexOf('service');

export interface Operations {
  readonly morning: () => void;
  readonly evening: () => void;
}

/** Computes what stays the same; the steps it returns are morning and evening of one day. */
export function prepareOperations(world: World): Operations {
  const { scenario, staff, operations, platform, requests, lenders, ledger, book, flow } = world;
  const incidents = prepareIncidents(world);
  const entries = prepareEntries(world);
  const answer = prepareDesk(world);

  return { morning, evening };

  function morning(): void {
    const { day } = world;
    operations.now.errorsFound = 0;
    operations.hires.visit(day, welcome);
    operations.astray.visit(day, comeBack);
    operations.corrections.visit(day, (row) => {
      requests.record[row] = RECORD.there;
      operations.now.errorsFound += 1;
    });
    incidents();
    for (const row of [FINANCE, SERVICE]) {
      // What was begun yesterday is finished first.
      const overrun = Math.min(0, staff.leftMinutes[row]!);
      staff.leftMinutes[row] = minutesToday(world, DEPARTMENTS[row]!) + overrun;
    }
    if (!isDown(world)) entries.enterAgain();
  }

  function evening(): void {
    if (!isDown(world)) entries.book();
    answer();
    operations.now.visitsYesterday = flow[FLOW.visits]!;
    for (const row of [FINANCE, SERVICE]) staff.leftMinutes[row] = Math.min(0, staff.leftMinutes[row]!);
    DEPARTMENTS.forEach((name, row) => {
      const { trainingHoursPerDay, hoursPerDay } = scenario.platform.departments[name];
      const hours = Math.min(trainingHoursPerDay, hoursPerDay);
      if (hours > 0)
        staff.competence[row] = trained(staff.competence[row]!, hours, scenario.operations.learningHours);
      staff.overtimeUnpaid[row]! += staff.headcount[row]! * staff.overtimeHours[row]!;
    });
  }

  /** The skill of a department is that of its people on average. */
  function welcome(row: number, persons: number): void {
    if (platform.windDown === 1) return;
    const { competence } = scenario.platform.departments[DEPARTMENTS[row]!];
    const before = staff.headcount[row]!;
    staff.headcount[row] = before + persons;
    staff.competence[row] = (before * staff.competence[row]! + persons * competence) / (before + persons);
  }

  function comeBack(row: number, amountFen: number): void {
    const lender = requests.lender[row]!;
    requests.astrayFen[row]! -= amountFen;
    lenders.transitFen[lender]! -= amountFen;
    lenders.queuedFen[lender]! += amountFen;
    book.queueFen += amountFen;
    operations.now.errorsFound += 1;
    ledger.post(REASON.payoutReturned, amountFen, -1, lender);
  }
}
