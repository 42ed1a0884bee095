/**
 * Room 10, confidence. Reads what was disclosed yesterday, today's news, unpaid requests, whose guarantor failed and who
 * left lately; writes lenders' status, the day's leavers and returned lenders, requests for the cash of those who leave,
 * the agenda of returns, the public signal. Lenders who take fright leave; lenders who have enough stop reinvesting; some come back.
 */
import { ln, ln1p, power } from '../../base/mathx.ts';
import { LENDER, POOL, REQUEST } from '../../state/codes.ts';
import { FLOW } from '../../state/flow.ts';
import { hearOfGuarantors } from '../../settle/orphaned.ts';
import { requestWithdrawal } from '../../state/lenders.ts';
import { lendsAtRivals, rivalPull } from '../../state/rivals.ts';
import { endStay, startPlan } from '../../state/stays.ts';
import type { World } from '../../state/world.ts';
import { Clocks } from './clocks.ts';
import { prepareElsewhere } from './elsewhere.ts';
import { MECHANISMS } from './mechanisms/index.ts';
import { takeRegrets } from './regret.ts';
import { prepareSeen, publicFigures } from './seen.ts';
import { publicSignal } from './signals.ts';

/** Computes what stays the same; the step it returns is one day. */
export function prepareConfidence(world: World): () => void {
  const { scenario, registry, lenders, lenderView, payouts, agendas, flow, streams, book, orphaned } = world;
  const { confidence } = scenario;
  const mechanism = MECHANISMS[confidence.mechanism](world);
  const elsewhere = prepareElsewhere(world);
  const churnStream = streams.stream('churn');
  const churnHazard = -ln1p(-scenario.lenders.churnPerMonth) / 30;
  const inPlan = world.names.lenderProducts.map((name) => scenario.products[name]!.kind === 'plan');
  const fear = {
    status: LENDER.left,
    neverReturnShare: confidence.neverReturnShare,
    meanDays: confidence.returnMeanDays,
  };
  const enough = {
    status: LENDER.paused,
    neverReturnShare: scenario.lenders.neverReturnShare,
    meanDays: scenario.lenders.pauseMeanDays,
  };
  const seenOn = prepareSeen(registry, confidence.lags);
  // Those who have money at rivals too leave for them: a group of their own, where there are rivals.
  const isShared = lendsAtRivals(world);
  const churnClocks = new Clocks(registry, 'churn', scenario.rivals === null ? 1 : 2, lenders.capacity);
  const known = registry.scalars('confidence', ['welcomed']);
  if (known.welcomed === 0) known.welcomed = POOL + 1;

  return () => {
    hearOfGuarantors(world, confidence.lags.ownGuarantors);
    mechanism.readMorning();
    const figures = seenOn(world.day, publicFigures(world));
    lenderView.signal =
      confidence.mechanism === 'none' || !confidence.fear
        ? 0
        : publicSignal(confidence, figures, {
            calm: calmOfToday(),
            promises: lenderView.promises,
          });
    takeFright();
    haveEnough();
    comeBack();
    welcome();
  };

  /** What disclosures so far still calm. */
  function calmOfToday(): number {
    let calm = 0;
    const { disclosures } = payouts;
    for (let row = 0; row < disclosures.length; row++) {
      const age = world.day - disclosures.day[row]!;
      calm += disclosures.calm[row]! * power(2, -age / disclosures.halfLifeDays[row]!);
    }
    return calm;
  }

  function takeFright(): void {
    const leaving: number[] = [];
    takeRegrets(world, confidence.fear && confidence.mechanism !== 'none', leaving);
    if (!confidence.fear) return;
    mechanism.takeFright(lenderView.signal, leaving);
    elsewhere.takeFright(leaving);
    leaving.sort((a, b) => a - b);
    for (const row of leaving) if (lenders.status[row] === LENDER.investing) leave(row);
  }

  function leave(row: number): void {
    endStay(world, row, fear);
    mechanism.stop(row);
    elsewhere.stop(row);
    churnClocks.stop(row);
    flow[FLOW.panicExits]! += 1;
    if (orphaned.lenders.orphanedFen[row]! > 0) flow[FLOW.orphanedPanicExits]! += 1;
    world.today.leavers.push(row);
    requestWithdrawal(world, row, lenders.cashFen[row]!, REQUEST.exit);
    mechanism.showLeaving(row);
  }

  function haveEnough(): void {
    const leaving: number[] = [];
    churnClocks.advance(0, churnHazard, leaving);
    if (scenario.rivals !== null) churnClocks.advance(1, churnHazard * rivalPull(world).departures, leaving);
    leaving.sort((a, b) => a - b);
    for (const row of leaving) {
      if (lenders.status[row] !== LENDER.investing) continue;
      endStay(world, row, enough);
      mechanism.stop(row);
      elsewhere.stop(row);
      flow[FLOW.churnExits]! += 1;
      world.today.enough.push(row);
    }
  }

  function comeBack(): void {
    const { day } = world;
    const back: number[] = [];
    agendas.returns.visit(day, (row) => back.push(row));
    if (world.platform.windDown === 1) return;
    back.sort((a, b) => a - b);
    for (const row of back) {
      if (lenders.status[row] !== LENDER.left && lenders.status[row] !== LENDER.paused) continue;
      if (lenders.status[row] === LENDER.left) mechanism.showReturn(row, lenders.stayEndedDay[row]!);
      lenders.status[row] = LENDER.investing;
      lenders.newCash[row] = 1;
      book.lendersInvesting += 1;
      flow[FLOW.lendersReturned]! += 1;
      world.today.returned.push(row);
      if (lenders.planExpiryDay[row]! <= day) startPlan(world, row);
      begin(row);
    }
  }

  /** Lenders who came since yesterday's evening find their contacts and begin their stay. */
  function welcome(): void {
    for (; known.welcomed < lenders.length; known.welcomed++) {
      mechanism.welcome(known.welcomed);
      if (lenders.status[known.welcomed] === LENDER.investing) begin(known.welcomed);
    }
  }

  /** The hazards of tomorrow count. */
  function begin(row: number): void {
    mechanism.begin(row);
    elsewhere.begin(row);
    if (!inPlan[lenders.product[row]!])
      churnClocks.enter(
        row,
        isShared(row) ? 1 : 0,
        -ln(churnStream.uniform(lenders.key[row]!, world.day)),
        1,
      );
  }
}
