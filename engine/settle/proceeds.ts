/** Receipts of a loan that was compensated or is in default: who gets them, in the order of the scenario. */
import { REASON, type ReasonId } from '../ledger/reasons.ts';
import { FLOW } from '../state/flow.ts';
import type { World } from '../state/world.ts';
import { lendersClaimFen, reducePayerClaim } from './outstanding.ts';
import { distribute, distributeInterest } from './shares.ts';

type Party = 'lenders' | 'guarantor' | 'reserve';

/**
 * Principal goes to the holders of claims in `proceedsOrder`, each up to its claim; interest to the same
 * holders in proportion to their claims before the receipt, floor, the remainder to the first in order who
 * has a claim. `principalFen` is at most what is owed. `lendersReason` is why lenders get their principal.
 */
export function distributeProceeds(
  world: World,
  loan: number,
  receipt: { readonly principalFen: number; readonly interestFen: number },
  lendersReason: ReasonId,
): void {
  const order = world.scenario.guarantee.proceedsOrder;
  const claims = order.map((party) => claimFen(world, loan, party));
  const interest = proportion(receipt.interestFen, claims);
  let leftFen = receipt.principalFen;
  order.forEach((party, i) => {
    const principalFen = Math.min(leftFen, claims[i]!);
    leftFen -= principalFen;
    pay(world, loan, party, principalFen, lendersReason);
    payInterest(world, loan, party, interest[i]!);
  });
}

function claimFen(world: World, loan: number, party: Party): number {
  if (party === 'lenders') return lendersClaimFen(world, loan);
  return party === 'guarantor' ? world.loans.guarantorClaimFen[loan]! : world.loans.reserveClaimFen[loan]!;
}

/** `totalFen` in proportion to the claims: floor, the remainder to the first claim above zero. */
export function proportion(totalFen: number, claims: readonly number[]): number[] {
  const sumFen = claims.reduce((sum, claim) => sum + claim, 0);
  if (totalFen === 0 || sumFen === 0) return claims.map(() => 0);
  const shares = claims.map((claim) => floorShare(totalFen, claim, sumFen));
  const first = claims.findIndex((claim) => claim > 0);
  shares[first]! += totalFen - shares.reduce((sum, share) => sum + share, 0);
  return shares;
}

/** floor(a x b / den), exact for any safe integers. */
export function floorShare(a: number, b: number, den: number): number {
  const product = a * b;
  if (product <= Number.MAX_SAFE_INTEGER) return (product - (product % den)) / den;
  return Number((BigInt(a) * BigInt(b)) / BigInt(den));
}

function pay(world: World, loan: number, party: Party, amountFen: number, lendersReason: ReasonId): void {
  if (amountFen === 0) return;
  if (party === 'lenders') {
    distribute(world, loan, amountFen, lendersReason);
    return;
  }
  reducePayerClaim(world, loan, party, amountFen);
  receive(world, loan, party, amountFen);
  const { ledger, loans } = world;
  if (party === 'guarantor')
    ledger.post(REASON.claimRepaidToGuarantors, amountFen, loan, loans.guarantor[loan]);
  else ledger.post(REASON.claimRepaidToReserve, amountFen, loan);
}

function payInterest(world: World, loan: number, party: Party, amountFen: number): void {
  if (amountFen === 0) return;
  if (party === 'lenders') distributeInterest(world, loan, amountFen, REASON.repayInterest);
  else receive(world, loan, party, amountFen);
}

function receive(world: World, loan: number, party: 'guarantor' | 'reserve', amountFen: number): void {
  const { ledger, loans, guarantors, flow } = world;
  if (party === 'reserve') {
    flow[FLOW.reserveInFen]! += amountFen;
    ledger.post(REASON.receiptToReserve, amountFen, loan);
    return;
  }
  const guarantor = loans.guarantor[loan]!;
  guarantors.liquidFen[guarantor]! += amountFen;
  guarantors.recoveredFen[guarantor]! += amountFen;
  ledger.post(REASON.receiptToGuarantor, amountFen, loan, guarantor);
}
