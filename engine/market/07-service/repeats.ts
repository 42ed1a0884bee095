/** What becomes of a borrower who has repaid: is made an offer, applies again, becomes a lender. */
import { FLOW } from '../../state/flow.ts';
import { payMarketing } from '../../state/marketing.ts';
import type { World } from '../../state/world.ts';

/** A returning borrower comes back after 1 to so many days, all equally likely. */
const RETURN_DAYS = 60;

/** Draws for a loan that ended today by repayment. */
export function repeats(world: World): (loan: number) => void {
  const { scenario, loans, customers, agendas, streams } = world;
  const { repeatShare, borrowerToLender, repeatOffers } = scenario.acquisition;
  const stream = streams.stream('repeat');
  const offers = prepareOffers(world);
  return (loan) => {
    const { day } = world;
    const key = loans.key[loan]!;
    const customer = loans.customer[loan]!;
    const offered = repeatOffers.reach > 0 && offers(customer, stream.uniform(key, day, 3));
    const chance = offered ? repeatShare + (1 - repeatShare) * repeatOffers.uptake : repeatShare;
    if (stream.uniform(key, day, 0) < chance) {
      const wait = 1 + Math.floor(stream.uniform(key, day, 1) * RETURN_DAYS);
      agendas.repeats.add(day + wait, customer);
    }
    if (customers.lender[customer]! < 0 && stream.uniform(key, day, 2) < borrowerToLender) {
      agendas.conversions.add(day + 1, customer);
    }
  };
}

/** Whether the customer is made an offer, which is paid for; only as far as own cash goes. */
function prepareOffers(world: World): (customer: number, u: number) => boolean {
  const { scenario, customers, flow, platform, centres, names } = world;
  const { reach, costFen, cleanOnly } = scenario.acquisition.repeatOffers;
  const channel = names.borrowerChannels.indexOf('repeat');
  return (customer, u) => {
    if (platform.windDown === 1 || u >= reach) return false;
    if (cleanOnly && customers.lateTimes[customer]! > 0) return false;
    if (!payMarketing(world, costFen)) return false;
    centres.borrowers.marketingFen[channel]! += costFen;
    flow[FLOW.repeatOffers]! += 1;
    return true;
  };
}
