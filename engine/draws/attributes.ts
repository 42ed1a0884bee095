/** Who a customer is, as far as anybody may know. */
import { ln } from '../base/mathx.ts';
import type { Stream } from '../random/streams.ts';
import { cumulate, discrete, exponential, lognormal } from '../random/variates.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { CustomerAttributes } from '../state/customers.ts';

const EXISTING_BURDEN_MAX = 0.6;

/** The draws of a customer's attributes, with the scenario's weights precomputed. */
export function attributeDraws(
  scenario: Scenario,
  stream: Stream,
): (key: number, bornDay: number) => CustomerAttributes {
  const { customers } = scenario;
  const kinds = cumulate([
    customers.kinds.individual,
    customers.kinds.soleTrader,
    customers.kinds.enterprise,
  ]);
  const regions = cumulate(scenario.regions.map((region) => region.weight));
  const sectors = cumulate(scenario.sectors.map((sector) => sector.weight));
  const incomeMu = ln(customers.incomeMedianFen);
  return (key, bornDay) => {
    const incomeFen = Math.floor(lognormal(stream.uniform(key, bornDay, 3), incomeMu, customers.incomeSigma));
    const burden = exponential(stream.uniform(key, bornDay, 7)) * customers.existingBurdenMean;
    return {
      kind: discrete(stream.uniform(key, bornDay, 0), kinds),
      region: discrete(stream.uniform(key, bornDay, 1), regions),
      sector: discrete(stream.uniform(key, bornDay, 2), sectors),
      incomeFen,
      existingFen: Math.floor(incomeFen * Math.min(EXISTING_BURDEN_MAX, burden)),
    };
  };
}
