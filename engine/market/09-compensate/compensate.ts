/**
 * Lenders of loans long unpaid are paid by a guarantor, the reserve or the platform, who take over their claims.
 *
 * Reads loans, schedules, guarantors, the balances of the reserve and of the platform. Writes lenders' cash and claims
 * through settle, guarantors (liquid assets, claims, failure), platform.reserveExhaustedDay, events, compensation flows.
 */
import { ACCOUNT } from '../../ledger/accounts.ts';
import { markCompensated } from '../../settle/end-loan.ts';
import { lendersClaimFen } from '../../settle/outstanding.ts';
import { LOAN, NO_GUARANTOR } from '../../state/codes.ts';
import { partInterestFen } from '../../state/cases.ts';
import { FLOW } from '../../state/flow.ts';
import { failGuarantor, netAssetsFen, slownessDays } from '../../state/guarantors.ts';
import type { World } from '../../state/world.ts';
import { preparePayers } from './payers.ts';
import { less, total, type Claim, type Part } from './scheme.ts';
import { SCHEMES } from './schemes/index.ts';

/** The step of one day: claims whose compensation day it is, in order of loan id. */
export function prepareCompensate(world: World): () => void {
  const { scenario, loans, schedules, guarantors, ledger, agendas, flow } = world;
  const floors = Object.values(scenario.guarantors).map(({ insolvencyFloorFen }) => insolvencyFloorFen);
  const { afterDays, advanceOrder, jointLiability, collectFirstDays } = scenario.guarantee;
  const scheme = SCHEMES[scenario.guarantee.scheme];
  const payers = scheme.payers(advanceOrder);
  const ask = preparePayers(world, scheme);

  /** Still unpaid, not yet compensated, and there is a payer to ask. */
  const isOpen = (loan: number): boolean =>
    loans.compensated[loan] === 0 &&
    (loans.status[loan] === LOAN.repaying || loans.status[loan] === LOAN.recovery) &&
    loans.missed[loan]! > 0 &&
    loans.oldestDueDay[loan]! + afterDays <= world.day &&
    payers.some((payer) => payer !== 'guarantor' || loans.guarantor[loan] !== NO_GUARANTOR);

  /** First day on which payers are asked; a general guarantor may first send lenders to the borrower. */
  const dueDay = (loan: number): number => {
    const asksGuarantor = payers.includes('guarantor') && loans.guarantor[loan] !== NO_GUARANTOR;
    const collectsFirst = asksGuarantor && !jointLiability;
    const slowDays = asksGuarantor ? slownessDays(world, loans.guarantor[loan]!) : 0;
    return loans.oldestDueDay[loan]! + afterDays + (collectsFirst ? collectFirstDays : 0) + slowDays;
  };

  const claimOf = (loan: number): Claim => {
    const { interestFen } = schedules.get(loans.schedule[loan]!);
    const lots = loans.lots[loan]!;
    let lotInterestFen = 0;
    if (scheme.interestCovered) {
      for (let k = loans.paid[loan]!; k < loans.due[loan]!; k++) lotInterestFen += interestFen[k]!;
    }
    const paidFen = scheme.interestCovered ? partInterestFen(world, loan) : 0;
    return {
      loan,
      lots,
      principalFen: lendersClaimFen(world, loan),
      interestFen: lots * lotInterestFen - paidFen,
    };
  };

  const settleClaim = (claim: Claim, limitFen: number): void => {
    let asked: Part = claim;
    for (const payer of payers) asked = less(asked, ask(payer, claim, asked, limitFen));
    flow[FLOW.compensationUnpaidFen]! += total(asked);
    markCompensated(world, claim.loan);
  };

  /** A general guarantor's patience is known ahead; how slow a thin one is, is looked at day by day. */
  const wait = (loan: number): void => {
    const slowDays = slownessDays(world, loans.guarantor[loan]!);
    const isSlow = dueDay(loan) - slowDays <= world.day;
    if (isSlow) flow[FLOW.compensationWaitingFen]! += lendersClaimFen(world, loan);
    agendas.compensations.add(isSlow ? world.day + 1 : dueDay(loan) - slowDays, loan);
  };

  /** Who has too little left stops, though it could still pay. */
  const endInsolvent = (): void => {
    floors.forEach((floorFen, row) => {
      if (floorFen === null || guarantors.failedDay[row]! >= 0) return;
      const worthFen = netAssetsFen(world, row);
      if (worthFen < floorFen) failGuarantor(world, row, floorFen - worthFen, 'is insolvent');
    });
  };

  return () => {
    if (payers.length === 0) return;
    const due = new Set<number>();
    const waiting = new Set<number>();
    agendas.compensations.visit(world.day, (loan) => {
      if (!isOpen(loan)) return;
      if (dueDay(loan) <= world.day) due.add(loan);
      else waiting.add(loan);
    });
    waiting.forEach(wait);
    endInsolvent();
    if (due.size === 0) return;
    const claims = [...due].sort((a, b) => a - b).map(claimOf);
    const limits = scheme.reserveLimits(claims.map(total), ledger.balance(ACCOUNT.reserveCash));
    claims.forEach((claim, i) => settleClaim(claim, limits === null ? Infinity : limits[i]!));
  };
}
