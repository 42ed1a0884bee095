/** Where a field tells at once, if the search through worlds and values would be long. It goes on there if this does not tell any more. */
import type { Written } from './worlds.ts';

/** World and value to try first, by field. */
export const FIRST: Readonly<Record<string, readonly [world: string, value: Written]>> = {
  'acquisition.borrowers.*.ramp': ['empty', '2mo'],
  'acquisition.lenders.*.budgetHalf': ['market', '0 CNY'],
  'acquisition.lenders.*.visitsMaxPerMonth': ['market', 550],
  'confidence.channels.contactDelays': ['late', false],
  'confidence.channels.premium': ['late', false],
  'confidence.hazardCapDaily': ['run', '1%'],
  'confidence.lags.contactDelays': ['late', '1d'],
  'confidence.lags.contacts': ['run', '1d'],
  'confidence.lags.premium': ['late', '2d'],
  'confidence.marketRate': ['late', '1%'],
  'confidence.weights.contactDelays': ['late', 0],
  'credit.crossExposure': ['late', false],
  'failure.fraud': ['owners', false],
  'lenders.communities': ['run', 600],
  'lenders.communitySpread': ['run', 1],
  'lenders.relationshipMean': ['late', '1d'],
  'loans.*.collateral.auctionShare': ['market', '1%'],
  'loans.*.collateral.collateralLtv': ['market', '1%'],
  'loans.*.collateral.depreciationPerMonth': ['market', '1%'],
  'loans.*.collateral.foundShare': ['market', '1%'],
  'loans.*.collateral.saleAfter': ['market', '1d'],
  'operations.finance.payoutMinutes': ['market', 24],
  'operations.moneyInTransit.searchMinutes': ['market', 135],
  'operations.moneyInTransit.unidentifiedShare': ['market', '1%'],
  'policies.payout.part': ['turns', '30k CNY'],
  'products.*.renewal': ['market', '1%'],
};
