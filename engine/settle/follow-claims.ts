/** Lenders' sums of claims follow what changes one: a receipt, a loss, a new loan, a sale. Only while they are kept. */
import { NO_GUARANTOR } from '../state/codes.ts';
import type { World } from '../state/world.ts';

/** Whether lenders have heard that the loan's guarantor doesn't pay. */
export function isOrphaned({ loans, orphaned }: World, loan: number): boolean {
  const guarantor = loans.guarantor[loan]!;
  return guarantor !== NO_GUARANTOR && orphaned.heard[guarantor] === 1;
}

/** The lenders' claim on a loan is another: whole fen by lot, the odd ones with the last lots, as `claimOfHolding` has it. */
export function followClaims(world: World, loan: number, beforeFen: number, afterFen: number): void {
  const { loans, holdings, orphaned } = world;
  const { claimsFen, orphanedFen, moved } = orphaned.lenders;
  const { lender, lots } = holdings;
  const loanLots = loans.lots[loan]!;
  let oddBefore = beforeFen % loanLots;
  let oddAfter = afterFen % loanLots;
  const lotFen = (afterFen - oddAfter - (beforeFen - oddBefore)) / loanLots;
  const isOf = isOrphaned(world, loan);
  if (isOf) orphaned.now.claimsFen += afterFen - beforeFen;
  const first = loans.firstHolding[loan]!;
  for (let row = first + loans.holdingCount[loan]! - 1; row >= first; row--) {
    const own = lots[row]!;
    const wasOdd = Math.min(own, oddBefore);
    const isOdd = Math.min(own, oddAfter);
    oddBefore -= wasOdd;
    oddAfter -= isOdd;
    const changeFen = own * lotFen + isOdd - wasOdd;
    const who = lender[row]!;
    claimsFen[who]! += changeFen;
    if (isOf) orphanedFen[who]! += changeFen;
    moved[who] = 1;
  }
}

/** A claim on a loan goes from one lender to another. */
export function moveClaim(world: World, loan: number, from: number, to: number, claimFen: number): void {
  const { claimsFen, orphanedFen, moved } = world.orphaned.lenders;
  claimsFen[from]! -= claimFen;
  claimsFen[to]! += claimFen;
  if (isOrphaned(world, loan)) {
    orphanedFen[from]! -= claimFen;
    orphanedFen[to]! += claimFen;
  }
  moved[from] = 1;
  moved[to] = 1;
}
