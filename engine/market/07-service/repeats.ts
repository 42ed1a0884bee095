/** What becomes of a borrower who has repaid: applies again, becomes a lender. */
import type { World } from '../../state/world.ts';

/** A returning borrower comes back after 1 to so many days, all equally likely. */
const RETURN_DAYS = 60;

/** Draws for a loan that ended today by repayment. */
export function repeats(world: World): (loan: number) => void {
  const { scenario, loans, customers, agendas, streams } = world;
  const { repeatShare, borrowerToLender } = scenario.acquisition;
  const stream = streams.stream('repeat');
  return (loan) => {
    const { day } = world;
    const key = loans.key[loan]!;
    const customer = loans.customer[loan]!;
    if (stream.uniform(key, day, 0) < repeatShare) {
      const wait = 1 + Math.floor(stream.uniform(key, day, 1) * RETURN_DAYS);
      agendas.repeats.add(day + wait, customer);
    }
    if (customers.lender[customer]! < 0 && stream.uniform(key, day, 2) < borrowerToLender) {
      agendas.conversions.add(day + 1, customer);
    }
  };
}
