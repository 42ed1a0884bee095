/**
 * What the replay of July 2018 assumes, with where each figure is from. Frozen: a test holds the hash of this page. What is
 * said to be set on ordinary months was set on February to May 2018; the weight of the news was set on June; `fragility` was
 * chosen with July's ratio of risks in sight, nothing else was set on July.
 */

/** Days before and after which the months of the replay are cut. */
export const WINDOW = {
  startDate: '2017-12-01',
  /** Until 22 August 2018, when failures were counted. */
  horizonDays: 265,
  /** Ordinary months: the opening has settled; February is Spring Festival, March its rebound, so all four count together. */
  ordinary: ['2018-02', '2018-03', '2018-04', '2018-05'],
  /** Whoever failed before its end, in the weeks after the opening, was never in the panel. */
  settled: '2018-01',
  before: '2018-06',
  episode: '2018-07',
} as const;

export const PARAMETERS = {
  seed: 2018,
  platforms: 450,
  /**
   * Lenders of a platform that are simulated; its true size is its weight in sums over platforms. Of a giant's one in so many
   * are, or the luck of a few would decide the sums.
   */
  simulatedLenders: { least: 120, most: 240, oneIn: 100 },
  /** Log-normal; both the ten largest of 450 with half of all lenders and the fifty largest with four fifths give 2.1 (wdzj-panel-2017-2018). */
  size: { median: 1038, sigma: 2.1 },
  /**
   * Correlation of size and lender rate, normal scores: with it the mean rate weighted by size is June's 9.62 %
   * (p2p-volume-2017-2018), far below the median platform's.
   */
  sizeAgainstRate: -0.54,
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
  /** Lenders who stop in a month: mean 13.2 %, three quarters of platforms below 20 %, under a tenth above 30 % (p2p-lender-survey-2015). */
  churn: { median: 0.094, sigma: 0.82, most: 0.6 },
  /**
   * Correlation of a dear rate with a weak platform (bank custody, buffer, plans, churn), normal scores: dear platforms are
   * the weak ones in what was written on them before and after; its size is an assumption.
   */
  fragility: 0.2,
  /**
   * Money in lock-in plans and their length: assumptions, within what makes few lenders decide in a month (of Yirendai's
   * active lenders 22 % invested in a whole quarter, yirendai-2018) and lets no more platforms fail than did.
   */
  planShare: { least: 0.5, most: 1 },
  lockInMonths: { 1: 5, 2: 15, 3: 35, 6: 30, 12: 15 },
  renewal: 0.88,
  /** Without a bank that holds lenders' money: over 70 % in July 2018 (escrow-2017). */
  pooledShare: 0.7,
  /** Own money of the platform as a share of what it owes lenders: set on failures in ordinary months; spread: assumption. */
  buffer: { median: 0.035, sigma: 0.8 },
  /** Density of contacts: median of the crawled graph; its spread over platforms is an assumption. */
  contactScale: { median: 1, sigma: 0.5 },
  /**
   * Spread of log stakes: the ten largest of a median platform's 1,038 lenders hold 15 % (wdzj-panel-2017-2018); over
   * platforms: assumption.
   */
  stakeSigma: { mean: 1.29, sigma: 0.15 },
  /** Lenders who come for each who leaves in an ordinary month: set on ordinary months. */
  arrivals: 2.3,
  /** Loans for each lender, as a multiple of the baseline's: shorter ones, so more of them. */
  loansPerLender: 1.45,
  /** Borrowers who come for each loan, as a multiple of the baseline's: set on the hours it takes to fill in ordinary months. */
  borrowersPerLoan: 2.5,
  /**
   * A platform lists what finds money: each doubling of the hours to fill from `fromHours` on takes this share of its listings,
   * and halving gives it back. Set on the hours of the median platform and of the ninetieth percentile in ordinary months.
   */
  pacing: { fromHours: 1.5, doublings: 7, share: 0.35 },
  /** Mean of the tilt below: set on what was lent in ordinary months, 17 to 18 % of what was lent out (p2p-volume-2017-2018). */
  termTiltMean: -1,
  /** Terms of loans: weight of a term is multiplied by (term / 12 months) to a power of this spread: assumption. */
  termTilt: 0.4,
  /** Idiosyncratic noise of a platform's month, log-normal with mean 1: set on ordinary months. */
  noise: { lenders: 0.6, borrowers: 0.3 },
  /** News that a point of failures beyond the ordinary makes, where the schema's default is 1: set on June's median and sum. */
  newsOfRivals: 0.8,
  /** What the news keeps from lending again, as much as it keeps from bringing money and from renewing plans. */
  holdBack: 1,
  /** What a point of rate above the market adds to the worry of the worried: assumption. */
  premiumWeight: 0.2,
  /**
   * Other platforms of a lender: Poisson, so that 86 % have one at least (p2p-lender-survey-2015). Who loses money there
   * leaves as often as not: assumption, as is how like the platforms of a lender are in their rates (correlation of normal
   * scores).
   */
  elsewhere: { platforms: 1.97, leaveShare: 0.5, likeness: 0.6 },
  /** A contact who leaves takes along one in twenty within a week (iyer-puri-2012: 3 to 7 %). */
  contagion: { transmission: 0.05, overDays: 7 },
  /**
   * Platforms that fail in an ordinary month: of 2,087 in February to May, 33 by the month after (wdzj-panel-2017-2018).
   * Who leaves for them is in the churn: only more than that is a shock.
   */
  ordinaryFailures: 33 / 2087,
  /** Promised withdrawals unpaid beyond this are a failure: assumption. */
  toleranceDays: 10,
  /** June's wave, known when July began: 80 of 1,916 platforms (july-2018-wave), evenly over the month for want of a source. */
  wave: { dayOfJune: 1, share: 80 / 1916, overDays: 30 },
  /** Rounds in which the failures of the population become its own news. */
  rounds: 3,
} as const;

export type Parameters = typeof PARAMETERS;
