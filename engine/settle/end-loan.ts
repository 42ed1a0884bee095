/** A loan ends: repaid, or written off against whoever holds its claims. */
import { REASON } from '../ledger/reasons.ts';
import { LOAN, NO_GUARANTOR } from '../state/codes.ts';
import { counterGuarantorOf } from '../state/counter-guarantee.ts';
import { FLOW } from '../state/flow.ts';
import type { World } from '../state/world.ts';
import { releaseExposure } from './holdings.ts';
import { addToGuarantor, reducePayerClaim } from './outstanding.ts';
import { loseLendersClaim } from './shares.ts';

/** Nothing is owed any more: lenders' limits and the customer are free again. */
export function endLoan(world: World, loan: number, status: number): void {
  const { loans, book, customers } = world;
  if (loans.status[loan] === LOAN.repaying) book.loansActive -= 1;
  if (loans.status[loan] === LOAN.recovery) world.concentration.inRecovery[loans.group[loan]!]! -= 1;
  releaseExposure(world, loan);
  loans.status[loan] = status;
  loans.endedDay[loan] = world.day;
  customers.borrowing[loans.customer[loan]!] = 0;
}

/** What is left of the claim is lost by its holders, and the loan ends. */
export function writeOff(world: World, loan: number): void {
  const { loans, ledger, flow } = world;
  loans.lostFen[loan] = loans.outstandingFen[loan]!;
  loseLendersClaim(world, loan);
  const guarantorFen = loans.guarantorClaimFen[loan]!;
  if (guarantorFen > 0) {
    const cededFen = loans.counterClaimFen[loan]!;
    const guarantor = loans.guarantor[loan]!;
    reducePayerClaim(world, loan, 'guarantor', guarantorFen, cededFen);
    flow[FLOW.lossGuarantorsFen]! += guarantorFen;
    ledger.post(REASON.claimLostByGuarantors, guarantorFen - cededFen, loan, guarantor);
    if (cededFen > 0) {
      const by = counterGuarantorOf(world, guarantor);
      ledger.post(REASON.claimLostByGuarantors, cededFen, loan, by);
    }
  }
  const reserveFen = loans.reserveClaimFen[loan]!;
  if (reserveFen > 0) {
    reducePayerClaim(world, loan, 'reserve', reserveFen);
    flow[FLOW.lossReserveFen]! += reserveFen;
    ledger.post(REASON.claimLostByReserve, reserveFen, loan);
  }
  const platformFen = loans.platformClaimFen[loan]!;
  if (platformFen > 0) {
    reducePayerClaim(world, loan, 'platform', platformFen);
    flow[FLOW.lossPlatformFen]! += platformFen;
    ledger.post(REASON.claimLostByPlatform, platformFen, loan);
  }
  endLoan(world, loan, LOAN.writtenOff);
}

/** From the day of compensation on, the guarantor no longer stands for the loan. */
export function markCompensated(world: World, loan: number): void {
  const { loans } = world;
  if (loans.guarantor[loan] !== NO_GUARANTOR) addToGuarantor(world, loan, -loans.outstandingFen[loan]!);
  loans.compensated[loan] = 1;
}
