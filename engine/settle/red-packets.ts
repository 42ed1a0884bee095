/** Red packets: promotional money that the platform pays on money invested, so nobody can have it without investing. */
import { mulDivFloor } from '../base/money.ts';
import { ACCOUNT } from '../ledger/accounts.ts';
import { REASON } from '../ledger/reasons.ts';
import { FLOW } from '../state/flow.ts';
import type { World } from '../state/world.ts';

const PPM = 1_000_000;

/** Whether a promotion runs today and has money left. */
function runs({ responses, day }: World, promotion: number): boolean {
  const { promotions } = responses;
  return promotions.endDay[promotion]! > day && promotions.leftFen[promotion]! > 0;
}

/** By how much more visitors bring today because of promotions; 0 without any. */
export function pullToday(world: World): number {
  const { promotions } = world.responses;
  let pull = 0;
  for (let row = 0; row < promotions.length; row++) if (runs(world, row)) pull += promotions.pull[row]!;
  return pull;
}

/** Pays the holders of a new contract their packets, in order of holdings, as far as budgets and own cash reach. */
export function payRedPackets(world: World, loan: number): void {
  const { responses, loans, holdings, schedules, lenders, ledger, flow } = world;
  const { promotions } = responses;
  if (promotions.length === 0) return;
  const { lotFen } = schedules.get(loans.schedule[loan]!);
  const first = loans.firstHolding[loan]!;
  for (let row = 0; row < promotions.length; row++) {
    for (let holding = first; holding < first + loans.holdingCount[loan]! && runs(world, row); holding++) {
      const wantedFen = mulDivFloor(holdings.lots[holding]! * lotFen, promotions.sharePpm[row]!, PPM);
      const fen = Math.min(wantedFen, promotions.leftFen[row]!, ledger.balance(ACCOUNT.platformCash));
      if (fen === 0) continue;
      const lender = holdings.lender[holding]!;
      promotions.leftFen[row]! -= fen;
      lenders.cashFen[lender]! += fen;
      lenders.newCash[lender] = 1;
      flow[FLOW.redPacketsFen]! += fen;
      ledger.post(REASON.redPacket, fen, loan, lender);
    }
  }
}
