/**
 * Room 10, confidence. Reads what was disclosed yesterday, today's news, unpaid requests and who left lately; writes
 * lenders' status, the day's leavers and returned lenders, requests for the cash of those who leave, the agenda of
 * returns, the public signal. Lenders who take fright leave; lenders who have enough stop reinvesting; some come back.
 */
import { defineTable } from '../../base/columns.ts';
import { ln, ln1p, power } from '../../base/mathx.ts';
import { RISK_CLASSES } from '../../base/vocabulary.ts';
import { LENDER, POOL, REQUEST } from '../../state/codes.ts';
import { FLOW } from '../../state/flow.ts';
import { requestWithdrawal } from '../../state/lenders.ts';
import { endStay, startPlan } from '../../state/stays.ts';
import type { World } from '../../state/world.ts';
import { Clocks } from './clocks.ts';
import type { Newcomer } from './circle.ts';
import { Communities } from './communities.ts';
import { Contacts } from './contacts.ts';
import { classHazard, ownMultiplier, publicSignal } from './signals.ts';

/** Days for which a contact's leaving is felt, from the day after. */
const SEEN_DAYS = 7;
/** Draw of stream `lender`: how timid it is. */
const NATURE = 3;

/** Computes what stays the same; the step it returns is one day. */
export function prepareConfidence(world: World): () => void {
  const { scenario, registry, lenders, lenderView, payouts, agendas, flow, streams, book } = world;
  const { confidence } = scenario;
  const panics = confidence.mechanism === 'hazard';
  const complete = confidence.graph === 'complete';
  const feelsContacts = panics && confidence.channels.contacts;
  const lenderStream = streams.stream('lender');
  const panicStream = streams.stream('panic');
  const churnStream = streams.stream('churn');
  const sensitivities = RISK_CLASSES.map((name) => confidence.classSensitivity[name]);
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
  const panicClocks = new Clocks(registry, 'panic', RISK_CLASSES.length, lenders.capacity);
  const churnClocks = new Clocks(registry, 'churn', 1, lenders.capacity);
  const circle =
    confidence.graph === 'community'
      ? new Communities(registry, scenario.lenders.communities, lenders.capacity)
      : new Contacts(registry, lenderStream, lenders.capacity);
  const late = defineTable(registry, 'ownDelay', { days: 'i32' }, lenders.capacity);
  const own = registry.scalars('confidence', ['delaysFelt', 'leaversInSight']);
  // Scratch of one day, empty between days.
  let touched: number[] = [];
  let leaving: number[] = [];

  return () => {
    const { day } = world;
    readSignals(day);
    const x = panics ? publicSignal(confidence, publicFigures(day)) : 0;
    lenderView.signal = x;
    if (panics) advancePanic(x);
    advanceChurn();
    comeBack(day);
    welcome(day);
  };

  /** Everybody's multiplier as of this morning, before anybody acts. */
  function readSignals(day: number): void {
    touched = [];
    agendas.contactSignals.visit(day, (leaver, sign) => {
      own.leaversInSight += sign;
      if (complete) return;
      const left = sign > 0 ? day - 1 : day - 1 - SEEN_DAYS;
      circle.visit(leaver, left, (contact) => {
        circle.nodes.leavers[contact]! += sign;
        touched.push(contact);
      });
    });
    // A contact more makes leavers in sight a smaller share.
    if (feelsContacts && !complete) {
      circle.visitMetOn(day - 1, (lender) => {
        if (circle.nodes.leavers[lender]! > 0) touched.push(lender);
      });
    }
    if (panics && confidence.channels.delays) readDelays(day);
    for (const row of touched) {
      if (panicClocks.isRunning(row)) panicClocks.setMultiplier(row, multiplierOf(row));
    }
  }

  /** Days for which each lender has waited past its promise, as of last night. */
  function readDelays(day: number): void {
    if (payouts.now.lateFen === 0 && own.delaysFelt === 0) return;
    const { requests } = world;
    const days = new Int32Array(lenders.length);
    own.delaysFelt = 0;
    for (let row = payouts.now.firstUnpaid; row < requests.length; row++) {
      if (requests.paidDay[row]! >= 0) continue;
      const lateDays = day - 1 - requests.promisedDay[row]!;
      const lender = requests.lender[row]!;
      if (lateDays > days[lender]!) days[lender] = lateDays;
    }
    for (let row = 0; row < late.length; row++) {
      if (days[row]! > 0) own.delaysFelt += 1;
      if (days[row] === late.days[row]) continue;
      late.days[row] = days[row]!;
      touched.push(row);
    }
  }

  function publicFigures(day: number) {
    let calm = 0;
    const { disclosures } = payouts;
    for (let row = 0; row < disclosures.length; row++) {
      const age = day - disclosures.day[row]!;
      calm += disclosures.calm[row]! * power(2, -age / disclosures.halfLifeDays[row]!);
    }
    return {
      news: lenderView.news + lenderView.rivalNews - calm,
      coverage: lenderView.coverage,
      overdueRatio: lenderView.overdueRatio,
      delayDays: lenderView.publicDelayDays,
      guarantorNews: lenderView.guarantorNews,
      anticipation: lenderView.anticipation,
    };
  }

  function multiplierOf(row: number): number {
    const known = !feelsContacts || complete ? 0 : circle.known(row);
    const share = known === 0 ? 0 : circle.nodes.leavers[row]! / known;
    const nature = lenderStream.normal(lenders.key[row]!, lenders.bornDay[row]!, NATURE);
    return ownMultiplier(confidence, nature, share, late.days[row]!);
  }

  function advancePanic(x: number): void {
    const others = late.length - 1;
    const everybody = feelsContacts && complete && others > 0;
    const contactTerm = everybody ? (confidence.weights.contacts * own.leaversInSight) / others : 0;
    leaving = [];
    sensitivities.forEach((sensitivity, group) => {
      panicClocks.advance(group, classHazard(confidence, sensitivity, x, contactTerm), leaving);
    });
    leaving.sort((a, b) => a - b);
    for (const row of leaving) if (lenders.status[row] === LENDER.investing) leave(row);
  }

  function leave(row: number): void {
    const { day, today } = world;
    endStay(world, row, fear);
    churnClocks.stop(row);
    flow[FLOW.panicExits]! += 1;
    today.leavers.push(row);
    requestWithdrawal(world, row, lenders.cashFen[row]!, REQUEST.exit);
    if (!feelsContacts) return;
    agendas.contactSignals.add(day + 1, row, 1);
    agendas.contactSignals.add(day + 1 + SEEN_DAYS, row, -1);
  }

  function advanceChurn(): void {
    leaving = [];
    churnClocks.advance(0, churnHazard, leaving);
    leaving.sort((a, b) => a - b);
    for (const row of leaving) {
      if (lenders.status[row] !== LENDER.investing) continue;
      endStay(world, row, enough);
      panicClocks.stop(row);
      flow[FLOW.churnExits]! += 1;
    }
  }

  function comeBack(day: number): void {
    const back: number[] = [];
    agendas.returns.visit(day, (row) => back.push(row));
    if (world.platform.windDown === 1) return;
    back.sort((a, b) => a - b);
    for (const row of back) {
      if (lenders.status[row] !== LENDER.left && lenders.status[row] !== LENDER.paused) continue;
      lenders.status[row] = LENDER.investing;
      lenders.newCash[row] = 1;
      book.lendersInvesting += 1;
      flow[FLOW.lendersReturned]! += 1;
      world.today.returned.push(row);
      if (lenders.planExpiryDay[row]! <= day) startPlan(world, row);
      begin(row, day);
    }
  }

  /** Lenders who came since yesterday's evening find their contacts and begin their stay. */
  function welcome(day: number): void {
    while (late.length < lenders.length) {
      const row = late.add();
      if (row === POOL) continue;
      if (feelsContacts && !complete) circle.join(newcomer(row), day);
      if (lenders.status[row] === LENDER.investing) begin(row, day);
    }
  }

  function newcomer(row: number): Newcomer {
    return { key: lenders.key[row]!, bornDay: lenders.bornDay[row]!, community: lenders.community[row]! };
  }

  /** The hazards of tomorrow count. */
  function begin(row: number, day: number): void {
    const key = lenders.key[row]!;
    if (panics) {
      panicClocks.enter(row, lenders.riskClass[row]!, -ln(panicStream.uniform(key, day)), multiplierOf(row));
    }
    if (!inPlan[lenders.product[row]!]) churnClocks.enter(row, 0, -ln(churnStream.uniform(key, day)), 1);
  }
}
