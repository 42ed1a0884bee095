/** What the platform pays at month end, in order: payroll, branches, technology, the credit line. */
import { ACCOUNT } from '../../ledger/accounts.ts';
import { REASON, type ReasonId } from '../../ledger/reasons.ts';
import { branchCostsFen, pledgeKeepingFen } from '../../state/commitments.ts';
import { notePayDue } from '../../state/centre-notes.ts';
import { creditChargesFen } from '../../state/credit-charges.ts';
import { overtimeOfFen, payrollFen, poolCashFen } from '../../state/figures.ts';
import { isStopped } from '../../state/law.ts';
import { FLOW } from '../../state/flow.ts';
import type { World } from '../../state/world.ts';

/** Pays what is due as far as own cash reaches; pooled custody may lend the rest of it from customers' money, until the wind-down. */
export function payCosts(world: World): void {
  const { scenario, platform } = world;
  const { technologyPerMonthFen } = scenario.platform;
  const payrollDueFen = platform.payrollArrearsFen + payrollFen(world);
  notePayDue(world, (row) => overtimeOfFen(world, row));
  world.staff.overtimeUnpaid.fill(0);
  const payrollPaidFen = pay(world, REASON.payroll, payrollDueFen);
  platform.payrollArrearsFen = payrollDueFen - payrollPaidFen;
  platform.payrollPaidShare = payrollDueFen > 0 ? payrollPaidFen / payrollDueFen : 1;
  if (platform.windDown === 0) {
    pay(world, REASON.branchCost, branchCostsFen(scenario));
  }
  pay(world, REASON.technology, technologyPerMonthFen);
  pay(world, REASON.pledgeKeeping, pledgeKeepingFen(world));
  const chargesFen = creditChargesFen(world);
  const unpaidFen = chargesFen - pay(world, REASON.creditCost, chargesFen);
  platform.creditDrawnFen += unpaidFen;
  platform.creditAccruedFen += unpaidFen;
}

/** Pays as much of a cost as there is money for; returns what was paid. */
function pay(world: World, reason: ReasonId, dueFen: number): number {
  const { ledger, flow, scenario, platform } = world;
  const ownFen = ledger.balance(ACCOUNT.platformCash);
  const mayBorrow =
    scenario.policies.poolPaysCosts &&
    ledger.pooled &&
    !isStopped(world, 'pooledCustody') &&
    platform.windDown === 0;
  if (ownFen < dueFen && mayBorrow) {
    const takenFen = Math.min(dueFen - ownFen, Math.max(0, poolCashFen(world)));
    if (takenFen > 0) ledger.post(REASON.poolMisuse, takenFen);
  }
  const paidFen = Math.min(dueFen, ledger.balance(ACCOUNT.platformCash));
  if (paidFen > 0) ledger.post(reason, paidFen);
  flow[FLOW.costsFen]! += paidFen;
  return paidFen;
}
