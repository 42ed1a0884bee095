/** Each payer in its turn: what it pays of what it is asked for, out of what it has; what it pays of principal it takes over. */
import { PPM, ppm } from '../../finance/terms.ts';
import { ACCOUNT } from '../../ledger/accounts.ts';
import { REASON } from '../../ledger/reasons.ts';
import { cedeClaim } from '../../settle/outstanding.ts';
import { floorShare } from '../../settle/proceeds.ts';
import { distribute, distributeInterest } from '../../settle/shares.ts';
import { NO_GUARANTOR, type Payer } from '../../state/codes.ts';
import { counterGuarantorOf } from '../../state/counter-guarantee.ts';
import { guaranteeUpheldPpm } from '../../state/flaws.ts';
import { FLOW } from '../../state/flow.ts';
import { failGuarantor } from '../../state/guarantors.ts';
import { isStopped } from '../../state/law.ts';
import type { World } from '../../state/world.ts';
import { NOTHING, payable, total, type Claim, type GuaranteeScheme, type Part } from './scheme.ts';

/** Asks one payer for what is left of a claim; at most `limitFen` of the reserve. Returns what it paid. */
export type Ask = (payer: Payer, claim: Claim, asked: Part, limitFen: number) => Part;

/** The payers of a scheme. */
export function preparePayers(world: World, scheme: GuaranteeScheme): Ask {
  const { loans, guarantors, ledger, platform, events, flow } = world;
  const terms = Object.values(world.scenario.guarantors);

  /** What it stands for by the scheme and, of that, what a court leaves: it doesn't fail by what it need not pay. */
  const owedByGuarantor = (loan: number, asked: Part): Part => {
    const row = loans.guarantor[loan]!;
    const { covers, firstLoss } = terms[row]!;
    const spentFen = guarantors.compensatedFen[row]! - guarantors.recoveredFen[row]!;
    const poolFen = Math.max(0, Math.floor(firstLoss * guarantors.guaranteedFen[row]!) - spentFen);
    const owed = scheme.standsFor(asked, { coversPpm: ppm(covers), poolFen });
    const upheld = guaranteeUpheldPpm(world, loan);
    if (upheld === PPM) return owed;
    const left = {
      principalFen: floorShare(owed.principalFen, upheld, PPM),
      interestFen: floorShare(owed.interestFen, upheld, PPM),
    };
    flow[FLOW.guaranteesDeniedFen]! += total(owed) - total(left);
    return left;
  };

  const askGuarantor = (claim: Claim, owed: Part): Part => {
    const guarantor = loans.guarantor[claim.loan]!;
    if (guarantors.failedDay[guarantor]! >= 0) return NOTHING;
    world.counts.guarantorCompensations += 1;
    const paid = payable(owed, guarantors.liquidFen[guarantor]!, claim.lots);
    const paidFen = total(paid);
    guarantors.liquidFen[guarantor]! -= paidFen;
    guarantors.compensatedFen[guarantor]! += paidFen;
    flow[FLOW.compensatedGuarantorFen]! += paidFen;
    distribute(world, claim.loan, paid.principalFen, REASON.compensationByGuarantor, REASON.claimToGuarantor);
    distributeInterest(world, claim.loan, paid.interestFen, REASON.compensationByGuarantor);
    refund(claim.loan, guarantor, paid);
    if (paidFen < total(owed))
      failGuarantor(world, guarantor, total(owed) - paidFen, "can't pay a compensation");
    return paid;
  };

  /** The counter-guarantor pays its share of what was paid, up to its limit and its means, and takes over that of the claim. */
  const refund = (loan: number, guarantor: number, paid: Part): void => {
    const by = counterGuarantorOf(world, guarantor);
    if (by < 0 || guarantors.failedDay[by]! >= 0 || total(paid) === 0) return;
    const { share, limitFen } = terms[guarantor]!.counterGuarantee!;
    const wanted = {
      principalFen: floorShare(paid.principalFen, ppm(share), PPM),
      interestFen: floorShare(paid.interestFen, ppm(share), PPM),
    };
    const owed = payable(wanted, Math.max(0, limitFen - guarantors.refundedFen[guarantor]!), 1);
    const refunded = payable(owed, guarantors.liquidFen[by]!, 1);
    const fen = total(refunded);
    if (fen > 0) {
      guarantors.liquidFen[by]! -= fen;
      guarantors.liquidFen[guarantor]! += fen;
      guarantors.refundsPaidFen[by]! += fen;
      guarantors.refundedFen[guarantor]! += fen;
      flow[FLOW.counterGuaranteeFen]! += fen;
      between(REASON.counterGuarantee, loan, by, guarantor, fen);
    }
    if (refunded.principalFen > 0) {
      cedeClaim(world, loan, by, refunded.principalFen);
      between(REASON.claimToCounterGuarantor, loan, guarantor, by, refunded.principalFen);
    }
    if (fen < total(owed))
      failGuarantor(world, by, total(owed) - fen, "can't refund what it counter-guaranteed");
  };

  /** A posting from one guarantor to another names both. */
  const between = (reason: number, loan: number, from: number, to: number, fen: number): void => {
    ledger.journal?.entry(from, to, fen);
    ledger.post(reason, fen, loan, from);
  };

  const askReserve = (claim: Claim, asked: Part, limitFen: number): Part => {
    world.counts.reserveCompensations += 1;
    const cashFen = Math.min(limitFen, ledger.balance(ACCOUNT.reserveCash));
    const paid = payable(asked, cashFen, claim.lots);
    const paidFen = total(paid);
    flow[FLOW.compensatedReserveFen]! += paidFen;
    loans.reserveOutFen[claim.loan]! += paidFen;
    distribute(world, claim.loan, paid.principalFen, REASON.compensationByReserve, REASON.claimToReserve);
    distributeInterest(world, claim.loan, paid.interestFen, REASON.compensationByReserve);
    if (paidFen < total(asked)) exhaustReserve(total(asked) - paidFen);
    return paid;
  };

  const exhaustReserve = (unpaidFen: number): void => {
    if (platform.reserveExhaustedDay >= 0) return;
    platform.reserveExhaustedDay = world.day;
    const text = 'an eligible compensation was not paid in full';
    events.add({
      day: world.day,
      kind: 'reserveExhausted',
      subject: 'reserve',
      valueFen: unpaidFen,
      figure: NaN,
      text,
    });
  };

  /** What it need not pay, it pays out of its own cash as long as it is in business and the law lets it. */
  const askPlatform = (claim: Claim, asked: Part): Part => {
    const paid = payable(asked, ledger.balance(ACCOUNT.platformCash), claim.lots);
    flow[FLOW.compensatedPlatformFen]! += total(paid);
    distribute(world, claim.loan, paid.principalFen, REASON.compensationByPlatform, REASON.claimToPlatform);
    distributeInterest(world, claim.loan, paid.interestFen, REASON.compensationByPlatform);
    return paid;
  };

  /** What of it the payer has to pay, or pays though it need not; null: it isn't asked at all. */
  const owedBy = (payer: Payer, loan: number, asked: Part): Part | null => {
    if (payer === 'reserve') return asked;
    if (payer === 'guarantor') {
      return loans.guarantor[loan] === NO_GUARANTOR ? null : owedByGuarantor(loan, asked);
    }
    return platform.windDown === 1 || isStopped(world, 'implicitGuarantee') ? null : asked;
  };

  const pay = (payer: Payer, claim: Claim, owed: Part, limitFen: number): Part => {
    if (total(owed) === 0) return NOTHING;
    if (payer === 'guarantor') return askGuarantor(claim, owed);
    return payer === 'reserve' ? askReserve(claim, owed, limitFen) : askPlatform(claim, owed);
  };

  return (payer, claim, asked, limitFen) => {
    const { loan } = claim;
    const owed = total(asked) === 0 ? null : owedBy(payer, loan, asked);
    if (owed === null) return NOTHING;
    const paid = pay(payer, claim, owed, limitFen);
    ledger.journal?.asks.push({ day: world.day, loan, payer, dueFen: total(owed), paidFen: total(paid) });
    return paid;
  };
}
