/**
 * Claims offered for sale find lenders who take whole holdings: in the order of the rule for exits, at the outstanding
 * principal or, with a discount market, at what gives the day's clearing rate.
 */
import { priceAtFen } from '../../finance/discount.ts';
import { isSaleable } from '../../settle/exits.ts';
import { claimOfHolding, closeOffer, lotMultiple } from '../../settle/holdings.ts';
import { LOAN } from '../../state/codes.ts';
import { inForce } from '../../state/dated.ts';
import { FLOW } from '../../state/flow.ts';
import type { Cells } from '../../state/headroom.ts';
import type { World } from '../../state/world.ts';
import { acceptance } from './acceptance.ts';
import { prepareAuction, type Auction } from './auction.ts';
import { prepareBuyers } from './buyers.ts';
import { EXIT_RULES } from './exit-rules/index.ts';
import { expire } from './expire.ts';
import { prepareSale } from './sale.ts';

/** Offers without room for them that a lender looks at in a day: keeps the cost of a glut of offers in bounds. */
const LOOKS_PER_DAY = 3;

/** The step that sells today's claims. */
export function prepareTransfers(world: World): () => void {
  const { scenario, offers, holdings, loans, lenders, exits, exiting, queue, headroom, schedules, flow } =
    world;
  const accepts = acceptance(scenario);
  const buyers = prepareBuyers(world);
  const auction = prepareAuction(world, accepts);
  const sale = prepareSale(world, buyers);
  /** Today's: null at par. */
  let market: Auction | null = null;
  /** Deposits that may still pay for claims, where only new money does. */
  let budgetFen = Infinity;

  const lotsOfLoan = (loan: number, lender: number): number => {
    let lots = 0;
    const first = loans.firstHolding[loan]!;
    for (let row = first; row < first + loans.holdingCount[loan]!; row++) {
      if (holdings.lender[row] === lender) lots += holdings.lots[row]!;
    }
    return lots;
  };

  const hasRoom = (lender: number, loan: number, cells: Cells, lots: number): boolean => {
    const multiple = lotMultiple(world, loan);
    if (headroom.least(lender, cells) < lots * multiple) return false;
    const ofBorrower = Math.max(1, Math.floor(headroom.ofBorrower(lender) / multiple));
    return lotsOfLoan(loan, lender) + lots <= ofBorrower;
  };

  const buyerOf = (holding: number, loan: number, priceFen: number): number => {
    const seller = holdings.lender[holding]!;
    const own = loans.lender[loan]!;
    const lots = holdings.lots[holding]!;
    // One lot is within everybody's borrower limit.
    const leastLots = lots === 1 ? 0 : lots * lotMultiple(world, loan);
    const accepting = accepts(loans.facilityGrade[loan]!, schedules.get(loans.schedule[loan]!).aprPpm);
    const cells = headroom.cellsOf(loans, loan);
    let lender = buyers.first({ accepting, cells, priceFen, baseLots: leastLots });
    while (lender >= 0) {
      if (lender !== seller && lender !== own && (market === null || market.buys(lender))) {
        if (hasRoom(lender, loan, cells, lots)) return lender;
        buyers.turnAway(lender, LOOKS_PER_DAY);
      }
      lender = buyers.next();
    }
    return -1;
  };

  const priceOf = (holding: number, loan: number): number => {
    const claimFen = claimOfHolding(world, holding, loan);
    return market === null ? claimFen : priceAtFen(claimFen, market.ratePpm, auction.lifeOf(loan));
  };

  /** Whether the offer stays on the market. */
  const offer = (row: number): boolean => {
    const holding = offers.holding[row]!;
    const loan = offers.loan[row]!;
    if (offers.closed[row] === 1) return false;
    if (!isSaleable(world, loan)) {
      if (loans.status[loan] === LOAN.repaying || loans.status[loan] === LOAN.recovery) return true;
      closeOffer(world, holding, loan);
      return false;
    }
    const priceFen = priceOf(holding, loan);
    if (priceFen > budgetFen) return true;
    const buyer = buyerOf(holding, loan, priceFen);
    if (buyer < 0) return true;
    budgetFen -= priceFen;
    sale.sell(holding, loan, buyer, priceFen);
    return false;
  };

  const admit = (): void => {
    const { counters } = queue;
    const rows: number[] = [];
    for (let row = counters.offersSeen; row < offers.length; row++) rows.push(row);
    rows.sort((a, b) => offers.day[a]! - offers.day[b]! || offers.holding[a]! - offers.holding[b]!);
    for (const row of rows) queue.offers[offers.rank[row]!]!.add(row);
    counters.offersSeen = offers.length;
  };

  /** Offers in their order that can be sold today. */
  const onMarket = (): number[] => {
    const rows: number[] = [];
    for (const list of queue.offers) {
      list.filter((row) => {
        if (offers.closed[row] === 0 && isSaleable(world, offers.loan[row]!)) rows.push(row);
        return true;
      });
    }
    return rows;
  };

  const standingOf = (row: number) => {
    const seller = holdings.lender[offers.holding[row]!]!;
    const exit = lenders.exit[seller]!;
    return {
      rank: offers.rank[row]!,
      seller,
      priceFen: priceOf(offers.holding[row]!, offers.loan[row]!),
      gotFen: exit < 0 ? 0 : exits.priceFen[exit]!,
    };
  };

  return () => {
    const { rule: name, partFen, discount, expiryDays } = inForce(scenario.policies.exits, world.day);
    const rule = EXIT_RULES[name];
    exiting.newMoneyFen = rule.newMoneyOnly ? exiting.newMoneyFen + flow[FLOW.depositsFen]! : 0;
    if (queue.counters.offersSeen < offers.length) admit();
    if (expiryDays !== null) expire(world, expiryDays);
    if (queue.offers.every((list) => list.count === 0) || queue.line.waiting === 0) return;
    buyers.beginDay();
    budgetFen = rule.newMoneyOnly ? exiting.newMoneyFen : Infinity;
    market = null;
    if (rule === EXIT_RULES.fifo && !discount) {
      for (const list of queue.offers) list.filter(offer);
    } else {
      let rows = onMarket();
      if (discount) {
        market = auction.hold(rows);
        rows = rows.filter((row) => market!.sells(holdings.lender[offers.holding[row]!]!));
      }
      for (const place of rule.order(rows.map(standingOf), partFen)) offer(rows[place]!);
      for (const list of queue.offers) list.filter(stays);
    }
    if (rule.newMoneyOnly) exiting.newMoneyFen = budgetFen;
    sale.endDay();
  };

  /** Closes offers of loans that have ended; the others stay unless they are closed. */
  function stays(row: number): boolean {
    const loan = offers.loan[row]!;
    if (
      offers.closed[row] === 0 &&
      loans.status[loan] !== LOAN.repaying &&
      loans.status[loan] !== LOAN.recovery
    )
      closeOffer(world, offers.holding[row]!, loan);
    return offers.closed[row] === 0;
  }
}
