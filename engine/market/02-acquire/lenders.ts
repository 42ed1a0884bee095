/** The lender channels of a day: how many bring money for the first time, and who they are. Part of the acquire room. */
import { exp, power } from '../../base/mathx.ts';
import { mulDivHalfUp } from '../../base/money.ts';
import { firstDepositFen, natureDraws } from '../../draws/natures.ts';
import { arrivalKey, nameNumber, SIDE } from '../../random/names.ts';
import { binomialInverse, poissonInverse } from '../../random/variates.ts';
import { FLOW } from '../../state/flow.ts';
import { addLender, deposit } from '../../state/lenders.ts';
import { isStopped } from '../../state/law.ts';
import { payMarketing } from '../../state/marketing.ts';
import { answer } from '../../state/questionnaire.ts';
import { arrivalPull } from '../../state/rivals.ts';
import { startPlan } from '../../state/stays.ts';
import { budgetTodayFen } from '../../state/target-gap.ts';
import type { World } from '../../state/world.ts';
import { dailyVisits, leadsOn } from './funnel.ts';

export interface NewLenders {
  /** Today's arrivals of every channel. */
  arrive(): void;
  /** A borrower who repaid becomes a lender, the `ordinal`-th of the day. */
  convert(customer: number, ordinal: number): void;
}

/** `scheduleVisit` registers a lender's next visit. */
export function prepareNewLenders(world: World, scheduleVisit: (lender: number) => void): NewLenders {
  const { scenario, streams, flow, customers } = world;
  const counted = world.centres.lenders;
  const visitStream = streams.stream('lenderVisits');
  const natures = natureDraws(scenario, streams.stream('lender'));
  const { growth, springFestivalLenders } = scenario.acquisition;
  const channels = Object.entries(scenario.acquisition.lenders).map(([name, channel], index) => ({
    ...channel,
    code: index + 1,
    number: nameNumber(name),
  }));
  const converted = { code: channels.length + 1, number: nameNumber('borrowers') };

  const join = (customer: number, channel: { code: number; number: number }, ordinal: number) => {
    const { day } = world;
    const key = arrivalKey(channel.number, SIDE.lender, day, ordinal);
    const nature = natures(key, day);
    const classes = answer(world, key, nature.riskClass);
    const row = addLender(world, {
      customer,
      key,
      bornDay: day,
      channel: channel.code,
      ...nature,
      ...classes,
    });
    world.today.visitors.push(row);
    if (customer >= 0) customers.lender[customer] = row;
    const share = scenario.lenders.firstDepositShare;
    const firstFen = firstDepositFen(nature.stakeFen, share, scenario.splitting.lotFen);
    deposit(world, row, firstFen);
    counted.firstDeposits[channel.code]! += 1;
    counted.firstDepositFen[channel.code]! += firstFen;
    startPlan(world, row);
    scheduleVisit(row);
    flow[FLOW.lendersNew]! += 1;
  };

  const arrive = () => {
    const { day, calendar, book, lenderView } = world;
    const appeal = exp(-Math.max(0, lenderView.signal)) * arrivalPull(world);
    const paid =
      (calendar.springFestival(day) ? springFestivalLenders : 1) *
      power(1 + growth.perMonth, Math.min(day, growth.untilDay) / 30) *
      leadsOn(scenario.shocks, 'lenders', day);
    const investing = book.lendersInvesting;
    const onlineOnly = isStopped(world, 'offlinePromotion');
    for (const channel of channels) {
      if (!channel.open || (onlineOnly && channel.kind === 'offline')) continue;
      const budgetFen = budgetTodayFen(world, channel.budgetPerMonthFen);
      const dailyFen = mulDivHalfUp(budgetFen, 1, 30);
      if (!payMarketing(world, dailyFen)) continue;
      counted.marketingFen[channel.code]! += dailyFen;
      const mean =
        channel.kind === 'wordOfMouth'
          ? (channel.visitsPerLenderMonth / 30) * investing * appeal
          : dailyVisits(channel, budgetFen) * paid * appeal;
      const visits = poissonInverse(visitStream.uniform(channel.number, day, 0), mean);
      const registered = binomialInverse(
        visitStream.uniform(channel.number, day, 1),
        visits,
        channel.register,
      );
      const joining = binomialInverse(
        visitStream.uniform(channel.number, day, 2),
        registered,
        channel.deposit,
      );
      counted.visits[channel.code]! += visits;
      counted.registrations[channel.code]! += registered;
      for (let ordinal = 0; ordinal < joining; ordinal++) join(-1, channel, ordinal);
    }
  };

  return {
    arrive,
    convert: (customer, ordinal) => {
      if (customers.lender[customer]! < 0) join(customer, converted, ordinal);
    },
  };
}
