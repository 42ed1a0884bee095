/** Who joins the matching queue today: lenders whose cash has grown to a lot. */
import { LENDER, POOL } from '../../state/codes.ts';
import { noteAsking } from '../../state/fairness.ts';
import { holdingBackToday } from '../../state/holding-back.ts';
import type { World } from '../../state/world.ts';
import type { JoiningOrder } from './orders/order.ts';

/** The step that closes up the queue and lets lenders with new cash join it; `order` ranks those of one day. */
export function prepareJoining(world: World, order: JoiningOrder): () => void {
  const { lenders, scenario } = world;
  const { line } = world.queue;
  const { lotFen } = scenario.splitting;
  const joiners: number[] = [];
  return () => {
    const { newCash, status, cashFen, riskClass, queueDay } = lenders;
    line.compact(riskClass);
    joiners.length = 0;
    const count = lenders.length;
    const holdsBack = holdingBackToday(world);
    for (let lender = POOL + 1; lender < count; lender++) {
      if (newCash[lender] === 0 || status[lender] !== LENDER.investing || holdsBack(lender)) continue;
      newCash[lender] = 0;
      if (cashFen[lender]! >= lotFen && queueDay[lender]! < 0) joiners.push(lender);
    }
    order(joiners, cashFen);
    for (const lender of joiners) {
      line.join(lender, riskClass[lender]!);
      queueDay[lender] = world.day;
      noteAsking(world, lender);
    }
  };
}
