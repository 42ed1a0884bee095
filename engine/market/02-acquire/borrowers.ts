/** The borrower channels of a day: how many apply, and who they are. Part of the acquire room. */
import { power } from '../../base/mathx.ts';
import { mulDivHalfUp } from '../../base/money.ts';
import { attributeDraws } from '../../draws/attributes.ts';
import { debtDraws } from '../../draws/elsewhere.ts';
import { offering, wishDraws, type Offering } from '../../draws/wishes.ts';
import { arrivalKey, nameNumber, SIDE } from '../../random/names.ts';
import { binomialInverse, poissonInverse } from '../../random/variates.ts';
import type { CustomerAttributes } from '../../state/customers.ts';
import { FLOW } from '../../state/flow.ts';
import { largestLoanFen } from '../../state/law.ts';
import { payMarketing } from '../../state/marketing.ts';
import { budgetTodayFen } from '../../state/target-gap.ts';
import { netAssetsFen, standsForFen } from '../../state/guarantors.ts';
import { qualityShifts, truthOn } from '../../state/truth.ts';
import type { World } from '../../state/world.ts';
import { branchRamp, dailyVisits, leadsOn } from './funnel.ts';

/** Least share of visitors that come to a platform in distress. */
const REPUTATION_MIN = 0.2;

/** Kind of customer that the cap on enterprises is for. */
const ENTERPRISE = 2;

/** An applicant's person: a new one, or a customer already known. */
interface Person extends CustomerAttributes {
  readonly key: number;
  readonly bornDay: number;
  readonly customer: number;
  readonly channel: number;
  /** Channel it first came through: its quality hangs on it. */
  readonly origin: number;
}

export interface Borrowers {
  /** Today's arrivals of every channel. */
  arrive(): void;
  /** A customer already known applies, through `channel`; nothing happens if it has an application or loan. */
  applyAgain(customer: number, channel: number): void;
}

/** Funnels of borrowers by channel, with the scenario's budgets and offerings precomputed. */
export function prepareBorrowers(world: World): Borrowers {
  const { scenario, streams, customers, guarantors, flow, today } = world;
  const counted = world.centres.borrowers;
  const visitStream = streams.stream('borrowerVisits');
  const customerStream = streams.stream('customer');
  const attributes = attributeDraws(scenario, customerStream);
  const wishes = wishDraws(scenario, streams.stream('application'));
  const debts = debtDraws(scenario, customerStream);
  const shifts = qualityShifts(scenario);
  const guaranteed = offering(scenario, true);
  const ordinary = offering(scenario, false);
  const caps = Object.values(scenario.guarantors).map((g) => g.leverageCap);
  const startUp = scenario.opening.book === 'empty';
  const channels = Object.entries(scenario.acquisition.borrowers).map(([name, channel], index) => ({
    ...channel,
    index,
    number: nameNumber(name),
    offers: channel.kind === 'guarantor' ? guaranteed : ordinary,
  }));

  const apply = (person: Person, offers: Offering) => {
    const { day } = world;
    const wish = wishes(person.key, day, person.kind, offers);
    if (wish === null) {
      // Nothing here for a customer of its kind: it goes away as it came.
      if (person.customer >= 0) customers.borrowing[person.customer] = 0;
      return;
    }
    const { seenFen } = debts(person.key, person.bornDay);
    today.applicants.push({
      key: person.key,
      bornDay: person.bornDay,
      appliedDay: day,
      customer: person.customer,
      channel: person.channel,
      kind: person.kind,
      region: person.region,
      sector: person.sector,
      incomeFen: person.incomeFen,
      existingFen: person.existingFen,
      product: wish.product,
      amountFen: Math.min(wish.amountFen, largestLoanFen(world, person.kind === ENTERPRISE, seenFen)),
      termMonths: wish.termMonths,
      method: wish.method,
    });
    today.applicantTruth.push(
      truthOn(
        streams,
        scenario.customers,
        { key: person.key, bornDay: person.bornDay, qualityShift: shifts[person.origin]! },
        day,
      ),
    );
    flow[FLOW.applications]! += 1;
    counted.applications[person.channel]! += 1;
  };

  const guarantorHasRoom = () => {
    for (let row = 0; row < guarantors.length; row++) {
      if (guarantors.failedDay[row]! < 0 && standsForFen(world, row) < caps[row]! * netAssetsFen(world, row))
        return true;
    }
    return false;
  };

  const arrive = () => {
    const { day, calendar, platform } = world;
    const { growth, springFestivalBorrowers } = scenario.acquisition;
    const common =
      (calendar.springFestival(day) ? springFestivalBorrowers : 1) *
      power(1 + growth.perMonth, Math.min(day, growth.untilDay) / 30) *
      leadsOn(scenario.shocks, 'borrowers', day) *
      Math.max(REPUTATION_MIN, 1 - platform.distress);
    for (const channel of channels) {
      if (!channel.open || channel.offers === null) continue;
      const budgetFen = budgetTodayFen(world, channel.budgetPerMonthFen);
      const dailyFen = mulDivHalfUp(budgetFen, 1, 30);
      if (channel.kind === 'guarantor') {
        if (!guarantorHasRoom()) continue;
      } else if (payMarketing(world, dailyFen)) counted.marketingFen[channel.index]! += dailyFen;
      else continue;
      const starting = startUp && channel.kind === 'branch' && channel.rampMonths > 0;
      const mean =
        dailyVisits(channel, budgetFen) * common * (starting ? branchRamp(day, channel.rampMonths) : 1);
      const visits = poissonInverse(visitStream.uniform(channel.number, day, 0), mean);
      const registered = binomialInverse(
        visitStream.uniform(channel.number, day, 1),
        visits,
        channel.register,
      );
      const applying = binomialInverse(
        visitStream.uniform(channel.number, day, 2),
        registered,
        channel.apply,
      );
      flow[FLOW.visits]! += visits;
      counted.visits[channel.index]! += visits;
      counted.registrations[channel.index]! += registered;
      for (let ordinal = 0; ordinal < applying; ordinal++) {
        const key = arrivalKey(channel.number, SIDE.customer, day, ordinal);
        const { kind, region, sector, incomeFen, existingFen } = attributes(key, day);
        apply(
          {
            key,
            bornDay: day,
            customer: -1,
            channel: channel.index,
            origin: channel.index,
            kind,
            region,
            sector,
            incomeFen,
            existingFen,
          },
          channel.offers,
        );
      }
    }
  };

  const applyAgain = (customer: number, channel: number) => {
    if (ordinary === null || customers.borrowing[customer] === 1) return;
    customers.borrowing[customer] = 1;
    apply(
      {
        key: customers.key[customer]!,
        bornDay: customers.bornDay[customer]!,
        customer,
        channel,
        origin: customers.channel[customer]!,
        kind: customers.kind[customer]!,
        region: customers.region[customer]!,
        sector: customers.sector[customer]!,
        incomeFen: customers.incomeFen[customer]!,
        existingFen: customers.existingFen[customer]!,
      },
      ordinary,
    );
  };
  return { arrive, applyAgain };
}
