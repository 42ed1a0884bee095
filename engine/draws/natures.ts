/** Who a new lender is. */
import { ln, power } from '../base/mathx.ts';
import type { Stream } from '../random/streams.ts';
import { cumulate, discrete, lognormal } from '../random/variates.ts';
import { RISK_CLASSES } from '../base/vocabulary.ts';
import type { Scenario } from '../scenario/scenario.ts';

export interface LenderNature {
  readonly stakeFen: number;
  readonly riskClass: number;
  readonly community: number;
  readonly product: number;
}

/** The draws of a lender's nature, with the scenario's weights precomputed. */
export function natureDraws(
  scenario: Scenario,
  stream: Stream,
): (key: number, bornDay: number) => LenderNature {
  const { lenders, splitting } = scenario;
  const mu = ln(lenders.stakeMedianFen);
  const classes = cumulate(RISK_CLASSES.map((name) => lenders.riskClasses[name]));
  const products = cumulate(Object.values(scenario.products).map((product) => product.share));
  const { communities, communitySpread } = lenders;
  const communitySizes =
    communitySpread === 0
      ? null
      : cumulate(Array.from({ length: communities }, (_, k) => power(k + 1, -communitySpread)));
  const communityOf = (u: number) =>
    communitySizes === null ? Math.floor(u * communities) : discrete(u, communitySizes);
  return (key, bornDay) => {
    const stake = Math.min(
      lenders.stakeCapFen,
      lognormal(stream.uniform(key, bornDay, 0), mu, lenders.stakeSigma),
    );
    return {
      stakeFen: Math.floor(Math.max(splitting.lotFen, stake) / 100) * 100,
      riskClass: discrete(stream.uniform(key, bornDay, 1), classes),
      community: communityOf(stream.uniform(key, bornDay, 2)),
      product: discrete(stream.uniform(key, bornDay, 4), products),
    };
  };
}

/** First deposit of a stake: whole yuan, at least one lot. */
export function firstDepositFen(stakeFen: number, share: number, lotFen: number): number {
  return Math.max(lotFen, Math.floor((stakeFen * share) / 100) * 100);
}
