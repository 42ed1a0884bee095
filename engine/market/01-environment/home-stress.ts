/** How a guarantor's home region does: what its losses elsewhere are multiplied by. */
import { conditionalProbability } from '../../finance/copula.ts';
import type { World } from '../../state/world.ts';

/**
 * One-factor form: the loss rate given the factor over the loss rate on average, so that its mean is 1. The factor is the
 * country's and the home region's by their weights, of unit variance. 1 without a home region.
 */
export function prepareHomeStress({ scenario, truth, names }: World): (row: number) => number {
  const { country, region } = scenario.macro.weights;
  const scale = Math.sqrt(country + region);
  const homes = names.guarantors.map((name) => {
    const { region: home, elsewhereRho: rho, elsewhereLossPerYear: loss } = scenario.guarantors[name]!;
    const at = scenario.regions.findIndex((one) => one.name === home);
    return { at, rho, loss };
  });
  return (row) => {
    const { at, rho, loss } = homes[row]!;
    if (at < 0 || rho === 0 || loss === 0 || loss === 1 || scale === 0) return 1;
    const factor = (Math.sqrt(country) * truth.country[0]! + Math.sqrt(region) * truth.regions[at]!) / scale;
    return conditionalProbability(loss, rho, factor) / loss;
  };
}
