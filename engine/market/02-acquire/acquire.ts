/**
 * Reads channels and budgets, the calendar, distress, the public signal of the day before, open listings and offers.
 * Writes today's applicants, new lenders, lenders' deposits and withdrawal requests, their next visits.
 */
import { exp } from '../../base/mathx.ts';
import { REASON } from '../../ledger/reasons.ts';
import { attributeDraws } from '../../draws/attributes.ts';
import { addCustomer } from '../../state/customers.ts';
import { pullToday } from '../../settle/red-packets.ts';
import { LENDER, REQUEST } from '../../state/codes.ts';
import { FLOW } from '../../state/flow.ts';
import { holdingBackToday } from '../../state/holding-back.ts';
import { deposit, requestWithdrawal } from '../../state/lenders.ts';
import { isDown } from '../../state/operations.ts';
import { lendsAtRivals, rivalPull } from '../../state/rivals.ts';
import type { World } from '../../state/world.ts';
import { prepareBorrowers } from './borrowers.ts';
import { prepareNewLenders } from './lenders.ts';
import { chancePerVisit, demand, topUpFen } from './visiting.ts';

const VOLUME_DAYS = 30;

/** Prepares channels and draws; the step it returns lets today's lenders visit and come, and today's borrowers apply. */
export function prepareAcquire(world: World): () => void {
  const { scenario, streams, agendas, lenders, customers, names, platform, book, counts, today } = world;
  const terms = scenario.lenders;
  const { lotFen } = scenario.splitting;
  const { springFestivalLenders } = scenario.acquisition;
  const applyChance = chancePerVisit(scenario.acquisition.lenderToBorrower, terms);
  const dayStream = streams.stream('lenderDay');
  const gapCount = terms.visitGapMaxDays - terms.visitGapMinDays + 1;
  const isShared = lendsAtRivals(world);
  const attributes = attributeDraws(scenario, streams.stream('customer'));
  const repeatChannel = names.borrowerChannels.indexOf('repeat');
  const lenderChannel = names.borrowerChannels.length - 1;

  const scheduleVisit = (lender: number) => {
    const { day } = world;
    const gap = Math.floor(dayStream.uniform(lenders.key[lender]!, day, 0) * gapCount);
    world.visits.add(day + Math.max(1, terms.visitGapMinDays + gap), lender);
  };
  const borrowers = prepareBorrowers(world);
  const newLenders = prepareNewLenders(world, scheduleVisit);

  const applyForLoan = (lender: number) => {
    let customer = lenders.customer[lender]!;
    if (customer < 0) {
      const key = lenders.key[lender]!;
      const bornDay = lenders.bornDay[lender]!;
      customer = addCustomer(world, { key, bornDay, channel: lenderChannel, ...attributes(key, bornDay) });
      customers.lender[customer] = lender;
      lenders.customer[lender] = customer;
    }
    borrowers.applyAgain(customer, lenderChannel);
  };

  /** Sum that a full-hearted visitor adds, as a share of the full top-up. */
  const appetiteOf = (day: number): number => {
    if (platform.windDown === 1) return 0;
    const wanted = demand(platform.openYesterdayFen, platform.volume30dFen / VOLUME_DAYS, terms.demandDays);
    const season = world.calendar.springFestival(day) ? springFestivalLenders : 1;
    return wanted * season * exp(-Math.max(0, world.lenderView.signal));
  };

  /** Columns are fetched once a day: nobody is born while lenders visit. */
  const receiveVisitors = (running: boolean) => {
    const { day } = world;
    const appetite = appetiteOf(day);
    const { key, status, cashFen, stakeFen, queueDay, planExpiryDay } = lenders;
    const { depositedFen, withdrawnFen, queuedFen, hotFen } = lenders;
    const pull = pullToday(world);
    const worried = world.lenderView.signal > 0;
    const holdsBack = holdingBackToday(world);
    const pulled = rivalPull(world).money;
    const handleMoney = (lender: number) => {
      const lockedIn = planExpiryDay[lender]! > day;
      if (status[lender] !== LENDER.investing) {
        const exit = lenders.exit[lender]!;
        if (exit >= 0 && world.exits.delisted[exit]! > 0) today.sellingAgain.push(lender);
        const kind = status[lender] === LENDER.paused ? REQUEST.paused : REQUEST.exit;
        if (!lockedIn && cashFen[lender]! > 0) requestWithdrawal(world, lender, cashFen[lender]!, kind);
        return;
      }
      if (queueDay[lender]! >= 0 && day - queueDay[lender]! >= terms.idlePatienceDays && !lockedIn) {
        requestWithdrawal(world, lender, cashFen[lender]!, REQUEST.idle);
        return;
      }
      if (holdsBack(lender)) {
        world.flow[FLOW.heldBackFen]! += cashFen[lender]!;
        requestWithdrawal(world, lender, cashFen[lender]!, REQUEST.idle);
        return;
      }
      if (hotFen[lender]! > 0 && (pull === 0 || worried)) {
        // What a promotion brought leaves when it ends, or before everybody else.
        const fen = lockedIn ? 0 : Math.min(hotFen[lender]!, cashFen[lender]!);
        hotFen[lender]! -= fen;
        requestWithdrawal(world, lender, fen, REQUEST.idle);
        return;
      }
      if (appetite <= 0) return;
      const broughtFen = depositedFen[lender]! - withdrawnFen[lender]! - queuedFen[lender]!;
      const wanted = terms.topUpShare * appetite * (isShared(lender) ? pulled : 1);
      const adds = (share: number) => topUpFen(stakeFen[lender]!, broughtFen, share, lotFen);
      const addedFen = adds(wanted * (1 + pull));
      if (pull !== 0) hotFen[lender]! += addedFen - adds(wanted);
      if (addedFen > 0) deposit(world, lender, addedFen);
    };
    world.visits.visit(day, (lender) => {
      counts.visits += 1;
      today.visitors.push(lender);
      handleMoney(lender);
      const who = key[lender]!;
      if (running && dayStream.uniform(who, day, 2) < applyChance) applyForLoan(lender);
      const gap = terms.visitGapMinDays + Math.floor(dayStream.uniform(who, day, 0) * gapCount);
      world.visits.add(day + Math.max(1, gap), lender);
    });
  };

  /** The system is down: whoever would have come today tries again tomorrow; new visitors don't. */
  const comeTomorrow = () => {
    const { day } = world;
    agendas.repeats.visit(day, (customer) => agendas.repeats.add(day + 1, customer));
    agendas.conversions.visit(day, (customer) => agendas.conversions.add(day + 1, customer));
    world.visits.visit(day, (lender) => world.visits.add(day + 1, lender));
  };

  return () => {
    const { day } = world;
    const running = platform.windDown !== 1;
    today.visitors.length = 0;
    today.applicants.length = 0;
    today.applicantTruth.length = 0;
    countVolume(world);
    platform.openYesterdayFen = book.listingsOpenFen + book.offersFen;
    if (isDown(world)) {
      comeTomorrow();
      return;
    }
    if (running) borrowers.arrive();
    agendas.repeats.visit(day, (customer) => {
      if (running) borrowers.applyAgain(customer, repeatChannel);
    });
    if (running) newLenders.arrive();
    let ordinal = 0;
    agendas.conversions.visit(day, (customer) => {
      if (running) newLenders.convert(customer, ordinal++);
    });
    receiveVisitors(running);
  };
}

/** Yesterday's volume takes the place of that of 31 days ago. */
function countVolume(world: World): void {
  const { day, ledger, volume, platform } = world;
  if (day === 0) return;
  const soFarFen = ledger.totalFen[REASON.disbursement]! + ledger.dayFen[REASON.disbursement]!;
  const slot = (day - 1) % VOLUME_DAYS;
  const yesterdayFen = soFarFen - volume.soFarFen[0]!;
  platform.volume30dFen += yesterdayFen - volume.byDay[slot]!;
  volume.byDay[slot] = yesterdayFen;
  volume.soFarFen[0] = soFarFen;
}
