/** Receipts of a loan that was compensated or is in default: who gets them, in the order of the scenario. */
import { REASON, type ReasonId } from '../ledger/reasons.ts';
import type { Payer } from '../state/codes.ts';
import { counterGuarantorOf } from '../state/counter-guarantee.ts';
import { FLOW } from '../state/flow.ts';
import type { World } from '../state/world.ts';
import { lendersClaimFen, reducePayerClaim } from './outstanding.ts';
import { distribute, distributeInterest } from './shares.ts';

type Party = 'lenders' | Payer;

/** In the order in which those come whom a scenario's order leaves out. */
const PARTIES: readonly Party[] = ['lenders', 'guarantor', 'reserve', 'platform'];

/** What a borrower pays on a loan that is no longer the lenders' alone. */
interface Receipt {
  readonly principalFen: number;
  readonly interestFen: number;
}

/**
 * Principal goes to the holders of claims in `proceedsOrder`, each up to its claim; interest to the same
 * holders in proportion to their claims before the receipt, floor, the remainder to the first in order who
 * has a claim. Who isn't named in the order comes after those who are. A guarantor shares its part with its
 * counter-guarantor by their claims. `principalFen` is at most what is owed. `lendersReason` is why lenders get their principal.
 */
export function distributeProceeds(
  world: World,
  loan: number,
  receipt: Receipt,
  lendersReason: ReasonId,
): void {
  const { proceedsOrder } = world.scenario.guarantee;
  const order = [...proceedsOrder, ...PARTIES.filter((party) => !proceedsOrder.includes(party))];
  const claims = order.map((party) => claimFen(world, loan, party));
  const interest = proportion(receipt.interestFen, claims);
  let leftFen = receipt.principalFen;
  order.forEach((party, i) => {
    const principalFen = Math.min(leftFen, claims[i]!);
    leftFen -= principalFen;
    pay(world, loan, party, { principalFen, interestFen: interest[i]! }, lendersReason);
  });
}

function claimFen(world: World, loan: number, party: Party): number {
  const { guarantorClaimFen, reserveClaimFen, platformClaimFen } = world.loans;
  if (party === 'lenders') return lendersClaimFen(world, loan);
  if (party === 'guarantor') return guarantorClaimFen[loan]!;
  return party === 'reserve' ? reserveClaimFen[loan]! : platformClaimFen[loan]!;
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

function pay(world: World, loan: number, party: Party, receipt: Receipt, lendersReason: ReasonId): void {
  if (receipt.principalFen + receipt.interestFen === 0) return;
  if (party === 'guarantor') {
    payGuarantors(world, loan, receipt);
    return;
  }
  const { principalFen, interestFen } = receipt;
  if (party === 'lenders') {
    distribute(world, loan, principalFen, lendersReason);
    distributeInterest(world, loan, interestFen, REASON.repayInterest);
    return;
  }
  const { ledger, flow } = world;
  if (party === 'reserve') {
    flow[FLOW.reserveInFen]! += principalFen + interestFen;
    world.loans.reserveBackFen[loan]! += principalFen + interestFen;
  }
  const receiptReason = party === 'reserve' ? REASON.receiptToReserve : REASON.receiptToPlatform;
  const claimReason = party === 'reserve' ? REASON.claimRepaidToReserve : REASON.claimRepaidToPlatform;
  reducePayerClaim(world, loan, party, principalFen);
  if (principalFen > 0) ledger.post(receiptReason, principalFen, loan);
  if (principalFen > 0) ledger.post(claimReason, principalFen, loan);
  if (interestFen > 0) ledger.post(receiptReason, interestFen, loan);
}

/** The guarantor and whoever counter-guaranteed it, by their claims before the receipt: floor to the second. */
function payGuarantors(world: World, loan: number, { principalFen, interestFen }: Receipt): void {
  const { loans } = world;
  const claimFen = loans.guarantorClaimFen[loan]!;
  const counterFen = loans.counterClaimFen[loan]!;
  const guarantor = loans.guarantor[loan]!;
  const ceded = (fen: number) => (counterFen === 0 ? 0 : floorShare(fen, counterFen, claimFen));
  const [cededFen, cededInterestFen] = [ceded(principalFen), ceded(interestFen)];
  reducePayerClaim(world, loan, 'guarantor', principalFen, cededFen);
  receive(world, loan, guarantor, {
    principalFen: principalFen - cededFen,
    interestFen: interestFen - cededInterestFen,
  });
  if (counterFen === 0) return;
  const by = counterGuarantorOf(world, guarantor);
  receive(world, loan, by, { principalFen: cededFen, interestFen: cededInterestFen });
}

function receive(world: World, loan: number, guarantor: number, receipt: Receipt): void {
  const { ledger, guarantors } = world;
  const { principalFen, interestFen } = receipt;
  guarantors.liquidFen[guarantor]! += principalFen + interestFen;
  guarantors.recoveredFen[guarantor]! += principalFen + interestFen;
  if (principalFen > 0) ledger.post(REASON.receiptToGuarantor, principalFen, loan, guarantor);
  if (principalFen > 0) ledger.post(REASON.claimRepaidToGuarantors, principalFen, loan, guarantor);
  if (interestFen > 0) ledger.post(REASON.receiptToGuarantor, interestFen, loan, guarantor);
}
