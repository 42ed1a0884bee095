/**
 * What the replay of July 2018 assumes, with where each figure is from. Frozen: a test holds the hash of this page. The
 * noise was set on the ordinary months (August 2017 to May 2018, bands below); nothing was set on July.
 */

/** Days before and after which the months of the replay are cut. */
export const WINDOW = {
  startDate: '2017-12-01',
  /** Until 22 August 2018, when failures were counted. */
  horizonDays: 265,
  /** Ordinary months on which the noise was set: the opening has settled; February is Spring Festival, March its rebound. */
  ordinary: ['2018-04', '2018-05'],
  /** Whoever failed before its end, in the weeks after the opening, was never in the panel. */
  settled: '2018-01',
  before: '2018-06',
  episode: '2018-07',
} as const;

export const PARAMETERS = {
  seed: 2018,
  platforms: 100,
  /** Lenders of a platform that are simulated; its true size is its weight in sums over platforms. */
  simulatedLenders: { least: 120, most: 240 },
  /** Log-normal; both the ten largest of 450 with half of all lenders and the fifty largest with four fifths give 2.03 (wdzj-panel-2017-2018). */
  size: { median: 1038, sigma: 2.03 },
  /** Quantiles of the lender rate over six months (wdzj-panel-2017-2018), ends assumed. */
  lenderRate: [
    [0, 0.075],
    [0.1, 0.09],
    [0.25, 0.1],
    [0.5, 0.114],
    [0.75, 0.133],
    [0.9, 0.149],
    [1, 0.18],
  ],
  /** Lenders who stop in a month: mean 13.2 %, three quarters of platforms below 20 %, under a tenth above 30 % (wdzj-panel-2017-2018, survey of 2015). */
  churn: { median: 0.094, sigma: 0.82, most: 0.6 },
  /**
   * Correlation of a dear rate with a weak platform (bank custody, buffer, plans, churn), normal scores: dear platforms are
   * the weak ones in what was written on them before and after; its size is an assumption.
   */
  fragility: 0.6,
  /** Money in lock-in plans and their length: assumption. */
  planShare: { least: 0, most: 0.8 },
  lockInMonths: { 1: 30, 2: 15, 3: 30, 6: 20, 12: 5 },
  renewal: 0.88,
  /** Without a bank that holds lenders' money: over 70 % in July 2018 (escrow-2017). */
  pooledShare: 0.7,
  /** Own money of the platform as a share of what it owes lenders: assumption. */
  buffer: { median: 0.05, sigma: 0.8 },
  /** Density of contacts: median of the crawled graph; its spread over platforms is an assumption. */
  contactScale: { median: 1, sigma: 0.5 },
  /**
   * Spread of log stakes: the ten largest of a median platform's 1,038 lenders hold 15 % (wdzj-panel-2017-2018); over
   * platforms: assumption.
   */
  stakeSigma: { mean: 1.29, sigma: 0.15 },
  /** Borrowers who come for each lender, as a multiple of the baseline's: so that money is what is short. */
  borrowersPerLender: 1.3,
  /** Terms of loans: weight of a term is multiplied by (term / 12 months) to a power of this spread: assumption. */
  termTilt: 0.4,
  /** Idiosyncratic noise of a platform's month, log-normal with mean 1: set on ordinary months. */
  noise: { lenders: 0.6, borrowers: 0.45 },
  /** What a point of rate above the market adds to the worry of the worried: assumption. */
  premiumWeight: 0.2,
  /** Promised withdrawals unpaid beyond this are a failure: assumption. */
  toleranceDays: 10,
  /** June's wave, known when July began: 80 of 1,916 platforms, most of them in its second half (july-2018-wave). */
  wave: { dayOfJune: 14, share: 80 / 1916, overDays: 17 },
  /** Rounds in which the failures of the population become its own news. */
  rounds: 3,
} as const;

export type Parameters = typeof PARAMETERS;
