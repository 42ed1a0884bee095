/**
 * A resolved scenario: every default filled in, every quantity in the engine's own unit. Money is whole fen, shares and
 * rates are plain ratios (5 % is 0.05; a rate is per year unless its name says otherwise), `Days` are calendar days,
 * `Months` are months, a `Day` counts from the first day of the clock. The YAML path of a value is its path here.
 */
import type { Compliance, Measure, Regime } from '../base/law.ts';
import type {
  BodyName,
  DepartmentName,
  FigureName,
  Grade,
  KnownFigureName,
  PaymentClass,
  PayoutRuleName,
  RiskClass,
} from '../base/vocabulary.ts';

export type ByGrade = Readonly<Record<Grade, number>>;
export type ByRiskClass = Readonly<Record<RiskClass, number>>;

export type RepaymentMethod = 'levelInstalment' | 'equalPrincipal' | 'interestOnly' | 'bullet';
export type Custody = 'segregated' | 'pooled';
/** What a lender may claim in a wind-down: what its own lots bring, or a part of one estate by one of three measures. */
export type ClaimBasis = 'ownLots' | 'outstanding' | 'outstandingWithInterest' | 'netCashIn';
export type Enhancement = 'none' | 'vehicle' | 'pledge' | 'property' | 'guarantee';

/** How arrears are put off: who agrees, how often, and how much likelier the next instalment is missed. */
interface Modification {
  readonly share: number;
  readonly mostTimes: number;
  readonly hazard: number;
}

/** What being late costs. */
interface Penalty {
  readonly perDay: number;
  /** On the contract's rate and the penalty together. */
  readonly capPerYear: number;
  readonly lateFeeFen: number;
  readonly to: 'lenders' | 'platform' | 'guarantor';
}

/** A loan product borrowers can ask for. */
export interface LoanProduct {
  readonly enhancement: Enhancement;
  /** Kinds of customers it is made for. */
  readonly offeredTo: 'everybody' | 'persons' | 'businesses';
  /** Added to the lender rate of its loans, and their hazard as a multiple of the grade's, by calendar month too if there are twelve. */
  readonly rateAdd: number;
  readonly hazard: number;
  readonly season: readonly number[];
  /** What owners of businesses add to the recovered share with means of their own. */
  readonly ownersLiability: number;
  /** Share of applications of those channels that offer it, before normalisation. */
  readonly share: number;
  readonly amountMedianFen: number;
  readonly amountSigma: number;
  readonly amountMinFen: number;
  readonly amountMaxFen: number;
  /** Weight by term in months. */
  readonly terms: Readonly<Record<string, number>>;
  readonly methods: Readonly<Partial<Record<RepaymentMethod, number>>>;
  /** Loss given default before compensation, as the platform assumes it. */
  readonly lgd: number;
  /** Gross recovery of defaulted principal in expectation (unsecured or recourse part). */
  readonly recoveryShare: number;
  /** Days after default of the equal recovery tranches. */
  readonly recoveryDays: readonly number[];
  /** Share of proceeds that collection costs. */
  readonly recoveryCost: number;
  /** Only with `enhancement: vehicle`, `pledge` or `property`. */
  readonly collateral: {
    readonly collateralLtv: number;
    /** Of those found, how many are pledged to somebody else who comes first. */
    readonly pledgedTwice: number;
    /** Share of the price that selling costs. */
    readonly saleCost: number;
    readonly depreciationPerMonth: number;
    readonly foundShare: number;
    readonly auctionShare: number;
    readonly saleAfterDays: number;
    /** Share of the value that keeping it costs the platform a month, while it is pledged. */
    readonly keptPerMonth: number;
  } | null;
}

/** False listings whose money goes to the owners of the platform. */
export interface SelfFinancing {
  readonly startDays: number;
  /** Share of false listings in what is listed of the product that they copy. */
  readonly share: number;
  readonly lookAlike: string;
  /** Share of the money that is put to use at once; the rest pays instalments. */
  readonly useShare: number;
  readonly returnOnUse: number;
  readonly detectionPerMonth: number;
  /** What collection brings of owners' debts once it has come out, and over how many days. */
  readonly recoveredShare: number;
  readonly recoveredOverDays: number;
}

/** What lenders can put money into. */
export interface LenderProduct {
  readonly kind: 'lots' | 'plan' | 'onDemand';
  readonly share: number;
  /** Plans only. */
  readonly lockInMonths: number;
  /** Plans only: share renewed at expiry when nothing worries lenders. */
  readonly renewal: number;
  /** Lots only: whether who leaves in fear may sell its claims, or holds them to maturity. */
  readonly exit: 'transfer' | 'none';
}

export interface BorrowerChannel {
  readonly kind: 'online' | 'branch' | 'ecommerce' | 'guarantor';
  readonly budgetPerMonthFen: number;
  /** Budget at which half of the visits that can be had are had; 0: visits don't depend on a budget. */
  readonly budgetHalfFen: number;
  readonly visitsMaxPerMonth: number;
  readonly register: number;
  readonly apply: number;
  /** Shift of the mean hidden quality of those who come, in log-odds. */
  readonly qualityShift: number;
  readonly fixedCostPerMonthFen: number;
  readonly rampMonths: number;
  readonly open: boolean;
}

export interface LenderChannel {
  readonly kind: 'sem' | 'seo' | 'sns' | 'outdoor' | 'media' | 'offline' | 'wordOfMouth';
  readonly budgetPerMonthFen: number;
  readonly budgetHalfFen: number;
  readonly visitsMaxPerMonth: number;
  /** Word of mouth only: visits a month per investing lender. */
  readonly visitsPerLenderMonth: number;
  readonly register: number;
  readonly deposit: number;
  readonly open: boolean;
}

export interface EvidenceSource {
  readonly coverage: number;
  /** Multiplies the coverage by kind of customer. */
  readonly coverageOf: {
    readonly individual: number;
    readonly soleTrader: number;
    readonly enterprise: number;
  };
  /** Standard deviation of what it sees around the truth, log-odds. */
  readonly noise: number;
  readonly costFen: number;
  /** Stated evidence carries the applicant's misstatement until verified. */
  readonly stated: boolean;
  /** What it shows is as of so many days before the look. */
  readonly staleDays: number;
  /** A look at a customer already known is not made again within so many days. */
  readonly validForDays: number;
  /** Stated evidence: how much of a reviewer's competence tells here, and what checking it costs at each review. */
  readonly verification: number;
  readonly verifyCostFen: number;
  readonly use: boolean;
}

export interface Guarantor {
  readonly netAssetsFen: number;
  readonly liquidShare: number;
  readonly leverageCap: number;
  readonly feePerYear: number;
  /** Share of guaranteed applications it refers. */
  readonly share: number;
  /** Guarantees elsewhere, as a multiple of net assets, and what they cost a year. */
  readonly elsewhereLeverage: number;
  readonly elsewhereLossPerYear: number;
  /** Lowest score it passes on. */
  readonly minScore: number;
  /** Whether it may do business as a guarantor. */
  readonly licensed: boolean;
  /** Home region: its guarantees elsewhere follow it; null: the whole country's unemployment alone. */
  readonly region: string | null;
  readonly elsewhereRho: number;
  /** Largest guarantee for one borrower, share of net assets. */
  readonly borrowerCap: number;
  /** Net assets below which it stops; null: it goes on while it can pay. */
  readonly insolvencyFloorFen: number | null;
  /** Longest wait it imposes on lenders, and the liquid share of its exposure below which it begins to. */
  readonly slowDays: number;
  readonly slowBelow: number;
  /** Points by which its lowest score falls. */
  readonly loosens: { readonly growth: number; readonly desperation: number };
  /** Share of a claim that it stands for under `partialShare`. */
  readonly covers: number;
  /** Most that it bears under `firstLoss`, share of all principal it ever stood for. */
  readonly firstLoss: number;
  /** Who refunds a share of what it paid. */
  readonly counterGuarantee: {
    readonly by: string;
    readonly share: number;
    readonly limitFen: number;
  } | null;
}

/** What a new loan pays into the reserve: a table by grade, a share of its fees, or its expected loss; times the scale. */
export interface Contribution {
  readonly by: 'grade' | 'fee' | 'expectedLoss';
  readonly byGrade: ByGrade;
  readonly ofFee: number;
  readonly scale: number;
}

/** What an amount may be a share of. */
export type AmountBase =
  | 'outstanding'
  | 'expectedLoss12m'
  | 'expectedLossLifetime'
  | 'overdue'
  | 'overdueInstalments'
  | 'guaranteed';

export type Amount =
  | { readonly kind: 'fixed'; readonly fen: number }
  | {
      readonly kind: 'pctOf';
      readonly of: AmountBase;
      readonly rate: number;
    }
  | { readonly kind: 'max' | 'min' | 'sum'; readonly of: readonly Amount[] }
  | {
      readonly kind: 'if';
      readonly condition: Condition;
      readonly then: Amount;
      readonly else: Amount;
    };

export interface Condition {
  readonly figure: FigureName;
  readonly side: 'above' | 'below';
  readonly value: number;
}

/** A test of a figure that the platform knows. */
export interface Test {
  readonly figure: KnownFigureName;
  readonly side: 'above' | 'below';
  readonly value: number;
}

/** What sets off or clears a play: one test, or several that must hold together or of which one must. */
export type PlayCondition =
  Test | { readonly all: readonly PlayCondition[] } | { readonly any: readonly PlayCondition[] };

/** One date of a repayment plan: by then so much of what was late is paid, earlier dates included. */
export interface PlanPart {
  readonly afterDays: number;
  /** Parts per million; the last one has all. */
  readonly cumulativePpm: number;
}

export type Action =
  | { readonly kind: 'drawCreditLine' }
  | { readonly kind: 'raiseRate'; readonly by: number }
  | {
      readonly kind: 'disclose';
      readonly calm: number;
      readonly halfLifeDays: number;
      /** Dates promised to whoever's withdrawal is late. */
      readonly plan?: readonly PlanPart[];
    }
  | { readonly kind: 'staySilent' }
  | {
      readonly kind: 'redPackets';
      readonly share: number;
      readonly budgetFen: number;
      readonly overDays: number;
      readonly pull: number;
    }
  | { readonly kind: 'releaseReserve'; readonly fen: number }
  | {
      readonly kind: 'askGuarantors';
      readonly fen: number;
      readonly overDays: number;
      readonly ratePerYear: number;
      readonly keeps: number;
    }
  | { readonly kind: 'topUpReserve'; readonly fen: number }
  | { readonly kind: 'callCapital'; readonly fen: number; readonly delayDays: number }
  | { readonly kind: 'throttleLending'; readonly to: number }
  | { readonly kind: 'suspend'; readonly forDays: number }
  | { readonly kind: 'reopen' }
  | { readonly kind: 'overtime'; readonly department: DepartmentName; readonly hoursPerDay: number }
  | {
      readonly kind: 'hire';
      readonly department: DepartmentName;
      readonly persons: number;
      readonly delayDays: number;
    };

export interface Play {
  readonly name: string;
  readonly when: PlayCondition;
  readonly clearWhen: PlayCondition;
  readonly actions: readonly Action[];
  /** Days until those in authority let it act. */
  readonly delayDays: number;
  /** The least body that has to decide on it, with governance. */
  readonly needs?: BodyName;
  /** Days on which the condition has held without a break before it fires; 0 if absent. */
  readonly afterDays?: number;
  /** How often it may fire; as often as it likes if absent. */
  readonly times?: number;
  /** What each firing costs when it acts; nothing if absent. */
  readonly costFen?: number;
  /** First day on which it is in the book, and the first on which it no longer is. */
  readonly fromDay?: number;
  readonly untilDay?: number;
}

/** A light of early warning. */
export interface Light {
  readonly when: PlayCondition;
  readonly clearWhen: PlayCondition;
  /** Days on which `when` has held without a break before it lights. */
  readonly afterDays: number;
}

/** What the platform watches on its own figures, and from how long before a failure on a light counts as a warning of it. */
export interface EarlyWarning {
  readonly lights: Readonly<Record<string, Light>>;
  readonly withinDays: number;
}

/** New loans that a month is to bring, and what the gap to that sets in motion in its last days. */
export interface Targets {
  readonly volumePerMonthFen: number;
  readonly growthPerMonth: number;
  readonly pushDays: number;
  /** With everything missing: more spent on channels, points off the cut-off; in proportion to the gap. */
  readonly budgets: number;
  readonly loosenPoints: number;
  /** Red packets on money invested, and how much more visitors bring for them. */
  readonly packets: number;
  readonly pull: number;
}

/** What the bank may hold against the platform: breached while the condition holds. */
export interface Covenant {
  readonly condition: Condition;
  /** `refuse`: nothing more is lent; `call`: what is drawn is due as well. */
  readonly effect: 'refuse' | 'call';
  /** Days from the call until the money is due. */
  readonly callDays: number;
}

/** Cash kept against outflows, and what is done below it. */
export interface Buffer {
  readonly basis: 'none' | 'claims' | 'outflow' | 'coverage';
  /** Required cash as a multiple of the basis; of `coverage`, the ratio itself. */
  readonly share: number;
  /** Whose cash counts: the platform's own, or customers' money in the bank as well (pooled custody). */
  readonly counts: 'own' | 'pool';
  readonly drawLine: boolean;
  /** Share still lent while the buffer is short. */
  readonly throttleTo: number;
  /** Pooled custody: bids stop where they would leave less than the buffer payable. */
  readonly holdLending: boolean;
}

/** What a body may decide alone. */
interface Authority {
  readonly limitFen: number;
  readonly noticeDays: number;
}

/** Bodies of the platform. */
export interface Governance {
  readonly management: Authority;
  readonly board: Authority;
  /** Shareholders: share of all votes that has to be for it. */
  readonly meeting: { readonly noticeDays: number; readonly majority: number };
  /** Registered capital not paid in on day 0, which the board may call. */
  readonly subscribedFen: number;
  /** Chance a month that the supervisory board finds self-financing. */
  readonly supervisoryDetection: number;
}

/** Who may be asked for capital. */
export interface Shareholder {
  readonly share: number;
  /** One of the founding partners, none of whom may hold more than 30 %. */
  readonly founder: boolean;
  readonly liquidFen: number;
  /** Days after the day of the call on which it pays. */
  readonly lateDays: number;
  /** A guarantor of this scenario: its liquid assets are then the shareholder's. */
  readonly guarantor: string | null;
  /** Pays nothing while the platform's equity is below. */
  readonly refusesBelowFen: number | null;
}

/** A bank or fund that buys part of every new loan until a limit of its own trips. */
export interface Institution {
  readonly fromDay: number;
  readonly worstGrade: Grade;
  readonly minYield: number;
  /** Part of the lots of each new listing. */
  readonly share: number;
  /** Largest face value of lots held and bid for. */
  readonly limitFen: number;
  /** Largest part of the platform's outstanding balance. */
  readonly bookShareMax: number;
  /** Disclosed overdue ratio above which it leaves. */
  readonly overdueMax: number;
  readonly onLeaving: 'runOff' | 'sell';
  /** Part of the price of what it buys that the platform pays back: 1 less the price. */
  readonly rebate: number;
}

/** Rival platforms as one pool. */
export interface Rivals {
  /** Their lender rate, beside the own one on grade C. */
  readonly rate: readonly Dated<number>[];
  /** Log odds of where money goes, per point of rate. */
  readonly rateEffect: number;
  /** Share of ordinary departures that go to a rival. */
  readonly departures: number;
  readonly borrowersShare: number;
  /** All-in rate of rivals' loans over their lender rate. */
  readonly borrowerMargin: number;
}

export type Shock =
  | { readonly kind: 'uncovering'; readonly day: number }
  | { readonly kind: 'closureOrder' | 'inspection'; readonly day: number }
  | {
      readonly kind: 'rumour';
      readonly day: number;
      readonly intensity: number;
      readonly halfLifeDays: number;
    }
  | { readonly kind: 'insiderLeak'; readonly day: number }
  | {
      readonly kind: 'rivalFailures';
      readonly day: number;
      readonly share: number;
      readonly overDays: number;
    }
  | {
      readonly kind: 'regulator' | 'incident';
      readonly day: number;
      readonly intensity: number;
      readonly halfLifeDays: number;
    }
  | {
      readonly kind: 'creditStress';
      readonly day: number;
      readonly pdMultiplier: number;
      readonly recoveryMultiplier: number;
      readonly overDays: number;
    }
  | {
      readonly kind: 'guarantorLoss';
      readonly day: number;
      readonly guarantor: string;
      readonly shareOfLiquid: number;
    }
  | {
      readonly kind: 'leads';
      readonly day: number;
      readonly side: 'borrowers' | 'lenders';
      readonly multiplier: number;
      readonly overDays: number;
    }
  | {
      readonly kind: 'outage';
      readonly day: number;
      readonly overDays: number;
      readonly dataLoss: boolean;
    }
  | {
      readonly kind: 'hack';
      readonly day: number;
      readonly overDays: number;
      readonly stolenFen: number;
    }
  | {
      readonly kind: 'forceMajeure';
      readonly day: number;
      readonly overDays: number;
      /** Null: the whole country. */
      readonly region: string | null;
      /** Shares of the work of reviewers and collectors, and of payouts, that still get done. */
      readonly reviewers: number;
      readonly collectors: number;
      readonly payouts: number;
      readonly pdMultiplier: number;
      /** Instalments are put off by a month. */
      readonly holiday: boolean;
      /** Promised days of withdrawals are put off by as long as it lasts. */
      readonly tolled: boolean;
    }
  | {
      readonly kind: 'collateralPrice';
      readonly day: number;
      readonly multiplier: number;
      readonly overDays: number;
    };

/** How withdrawals are paid. */
export interface Payout {
  readonly rule: PayoutRuleName;
  readonly promisedDays: number;
  readonly workdays: boolean;
  /** No day is promised. */
  readonly noDay: boolean;
  readonly dailyCapFen: number | null;
  readonly perLenderDailyCapFen: number | null;
  /** What `roundRobin` pays at a time. */
  readonly partFen: number;
  /** Whether a lender that comes back takes back what it asked for and hasn't got. */
  readonly cancel: boolean;
  readonly gate: Gate | null;
}

/** Payouts stand still for so many days; what they end with is stated: they go on, or the platform is wound down. */
export interface Gate {
  /** Null: the gate falls on the day its payout rule comes into force. */
  readonly when: Condition | null;
  readonly forDays: number;
}

export interface Department {
  readonly headcount: number;
  readonly salaryPerMonthFen: number;
}

/** A department whose work waits when there are too few hours, and goes wrong where there is too little skill. */
export interface WorkingDepartment extends Department {
  readonly hoursPerDay: number;
  /** On day 0, and of those hired later; 1 is fully trained. */
  readonly competence: number;
  readonly trainingHoursPerDay: number;
}

/** Share of tasks that go wrong, and what is added to it in the hands of somebody who has learnt nothing. */
interface ErrorShares {
  readonly errorShare: number;
  readonly untrainedErrorShare: number;
}

/** Value that holds from its day on; the first row has day 0. How every policy is read (a fork dates its override). */
export interface Dated<T> {
  readonly fromDay: number;
  readonly value: T;
}

/** Largest shares of the outstanding balance that may hang on one name, and the balance that counts at least. */
export interface Dispersion {
  readonly borrower: number;
  readonly group: number;
  readonly guarantor: number;
  readonly bookFloorFen: number;
}

/** From the day on the market runs under these values; what they replace is named by its path in the resolved scenario. */
export interface Fork {
  readonly fromDay: number;
  readonly values: Readonly<Record<string, unknown>>;
}

export interface Scenario {
  readonly name: string;
  readonly title: { readonly en: string; readonly zh: string };
  readonly purpose: string;
  readonly question: string;
  readonly restsOn: readonly string[];
  readonly regime: readonly Dated<Regime>[];
  readonly clock: { readonly startDate: string; readonly horizonDays: number };
  readonly opening: {
    readonly book: 'seasoned' | 'empty';
    readonly lenders: number;
    readonly loansPerMonth: number;
    readonly reserveCover: number;
    readonly platformCashFen: number;
  };
  readonly custody: Custody;

  readonly regions: readonly { readonly name: string; readonly weight: number }[];
  readonly sectors: readonly { readonly name: string; readonly weight: number }[];

  readonly macro: {
    /** Persistence of the factors from one month to the next. */
    readonly persistenceMonthly: number;
    /** Share of the systematic variance carried by the country, the sector and the region; they add up to 1. */
    readonly weights: { readonly country: number; readonly sector: number; readonly region: number };
    readonly unemployment: {
      readonly base: number;
      readonly path: readonly { readonly day: number; readonly level: number }[];
    };
    /** Prices of collateral, 1 at the start: path, chance, and what a crowd of sales makes of them. */
    readonly collateral: {
      readonly path: readonly { readonly day: number; readonly level: number }[];
      readonly sigmaMonthly: number;
      readonly persistenceMonthly: number;
      readonly elasticity: number;
      /** Sales in 30 days. */
      readonly depth: number;
    };
    /** Log hazard per percentage point of unemployment. */
    readonly unemploymentBeta: number;
    readonly noise: boolean;
  };

  readonly acquisition: {
    readonly borrowers: Readonly<Record<string, BorrowerChannel>>;
    readonly lenders: Readonly<Record<string, LenderChannel>>;
    /** Visits of both sides grow so much a month until the day. */
    readonly growth: { readonly perMonth: number; readonly untilDay: number };
    /** Multiplier on lenders' visits and deposits in the 30 days around Spring Festival. */
    readonly springFestivalLenders: number;
    readonly springFestivalBorrowers: number;
    readonly repeatShare: number;
    /** Offers to customers who have repaid. */
    readonly repeatOffers: {
      readonly reach: number;
      readonly uptake: number;
      readonly costFen: number;
      readonly cleanOnly: boolean;
    };
    readonly borrowerToLender: number;
    readonly lenderToBorrower: number;
  };

  readonly customers: {
    readonly kinds: { readonly individual: number; readonly soleTrader: number; readonly enterprise: number };
    /** Debts on other platforms; null: none. */
    readonly elsewhere: {
      readonly share: number;
      readonly medianFen: number;
      readonly sigma: number;
      readonly seen: number;
      readonly months: number;
    } | null;
    /** Related borrowers; null: nobody is related. */
    readonly groups: { readonly count: number; readonly share: number; readonly contagion: number } | null;
    readonly incomeMedianFen: number;
    readonly incomeSigma: number;
    /** Existing instalments elsewhere as a share of income, mean of an exponential. */
    readonly existingBurdenMean: number;
    readonly qualityMean: number;
    readonly qualitySigma: number;
    readonly misstatingShare: number;
    readonly misstatement: number;
    readonly neverPaysShare: number;
    /** Standard deviation that hidden quality gains in a year. */
    readonly qualityDrift: number;
  };

  readonly loans: Readonly<Record<string, LoanProduct>>;
  readonly products: Readonly<Record<string, LenderProduct>>;

  readonly assessment: {
    readonly sources: Readonly<Record<string, EvidenceSource>>;
    readonly scorecard: {
      readonly baseScore: number;
      readonly baseOdds: number;
      readonly pdo: number;
      /** `posterior`: what was seen weighed by its precision. `points`: a card of whole points by attribute. */
      readonly form: 'posterior' | 'points';
      /** Of a card of points. */
      readonly development: {
        readonly records: number;
        readonly bins: number;
        readonly smoothing: number;
        readonly leastInformation: number;
      };
    };
    /** Whose papers guarantors read: their own, or those that the platform got. */
    readonly guarantorsLook: 'own' | 'platform';
    /** Shares of reviewed applications that a reviewer decides against the score, and how much it knows. */
    readonly overrides: { readonly up: number; readonly down: number; readonly skill: number };
    /** Lowest score of each grade, best first; HR has none. */
    readonly gradeFloors: Readonly<Record<Exclude<Grade, 'HR'>, number>>;
    readonly worstAccepted: Grade;
    /** Amounts above it, and scores within `greyBand` of the cut-off, are reviewed offline. */
    readonly onlineLimitFen: number;
    readonly greyBand: number;
    readonly reviewsPerReviewerDay: number;
    /** Chance that a reviewer removes a misstatement. */
    readonly competence: number;
    /** Applications waiting longer are decided unreviewed. */
    readonly reviewPatienceDays: number;
    readonly burdenMax: number;
    readonly noise: boolean;
  };

  readonly credit: {
    readonly rhoLifetime: number;
    /** Effect of hidden quality on the hazard within a grade. */
    readonly frailty: number;
    /** Log hazard per unit of (instalment and fees / income) above the reference burden. */
    readonly burdenBeta: number;
    readonly burdenReference: number;
    readonly hazardScale: number;
    readonly prepayScale: number;
    /** By how much a point of rate (1% a year) above today's raises prepayment. */
    readonly refinanceBeta: number;
    readonly chain: {
      readonly cure: readonly number[];
      readonly stay: readonly number[];
      readonly roll: readonly number[];
    };
    /** Bands of lifetime expected loss (36 months) that separate facility grades, best first, six values. */
    readonly facilityBands: readonly number[];
    readonly crossExposure: boolean;
  };

  readonly pricing: {
    readonly lenderRate: readonly Dated<ByGrade>[];
    /** Added to the lender rate by term in months: linear between the points. */
    readonly termPremium: Readonly<Record<string, number>>;
    readonly borrowerFee: readonly Dated<ByGrade>[];
    /** Borrower's management fee, share of principal a month, paid with the contract. */
    readonly lenderFeeOfInterest: readonly Dated<number>[];
    /** Whether the borrower's fee is taken out of the principal paid out. */
    readonly feeUpFront: readonly Dated<boolean>[];
    readonly penalty: readonly Dated<Penalty | null>[];
    /** Share of what is paid ahead of schedule. */
    readonly prepayFee: readonly Dated<{ readonly share: number; readonly to: 'lenders' | 'platform' }>[];
    readonly allInCap: readonly Dated<number>[];
    /** Acceptance by the applicant: logistic in (outside option - all-in rate). */
    readonly acceptance: {
      readonly slope: number;
      readonly outsideMean: number;
      readonly outsideQualityBeta: number;
      readonly outsideNoise: number;
    };
    readonly caps: { readonly personFen: number; readonly enterpriseFen: number };
  };

  readonly splitting: {
    readonly lotFen: number;
    readonly lotMultipleByGrade: ByGrade;
    readonly minLots: number;
  };

  readonly matching: {
    readonly order: 'longestWaiting' | 'largestFirst';
    /** How idle cash finds listings. */
    readonly policy: 'queue' | 'recommendation' | 'bestFit';
    /** Listings that a visitor is shown under recommendation. */
    readonly shown: number;
    /** Weights by which a listing suits a lender, in points of rate. */
    readonly fit: { readonly yield: number; readonly grade: number; readonly spread: number };
    readonly acceptedUpTo: Readonly<Record<RiskClass, Grade>>;
    readonly minYield: ByRiskClass;
    /** Largest share of a lender's stake in one loan, sector, region or guarantor. */
    readonly caps: {
      readonly borrower: number;
      readonly sector: number;
      readonly region: number;
      readonly guarantor: number;
      readonly group: number;
    };
    /** Lots below which the sector, region and guarantor caps don't bind. */
    readonly freeLots: number;
    readonly listingDays: number;
    readonly transfers: boolean;
    readonly transferFee: number;
    /** What buyers and sellers hold out for at a discount, a year beyond the claim's own interest. */
    readonly reservation: {
      readonly seller: {
        readonly least: number;
        readonly most: number;
        readonly fear: number;
        readonly perMonthWaited: number;
      };
      readonly buyer: { readonly least: number; readonly most: number; readonly fear: number };
    };
  };

  readonly servicing: {
    /** Delinquent loans one collector can work at full effect. */
    readonly loansPerCollector: number;
    /** Stages of collection; none: `loansPerCollector` alone. */
    readonly stages: readonly {
      readonly kind: 'reminder' | 'phone' | 'visit' | 'legal';
      readonly fromDays: number;
      readonly everyDays: number;
      readonly minutesPerCase: number;
      readonly costFen: number;
      readonly outsourced: number;
      readonly commission: number;
      readonly cure: number;
      readonly recovery: number;
    }[];
    readonly casesFirst: 'oldest' | 'largest';
    readonly unworked: number;
    readonly writeOffDays: number | null;
    readonly badDebtSale: {
      readonly everyDays: number;
      readonly afterDays: number;
      readonly price: number;
      readonly priceHalfLifeDays: number;
    } | null;
    /** What a receipt on a late loan pays first. */
    readonly paymentOrder: readonly PaymentClass[];
    /** Of those who would pay nothing, how many pay a part, and what part of all that they owe. */
    readonly partial: { readonly share: number; readonly least: number; readonly most: number } | null;
    readonly reage: (Modification & { readonly afterPayments: number }) | null;
    readonly extension: (Modification & { readonly fromBucket: number; readonly months: number }) | null;
    readonly restructuring:
      | (Modification & { readonly fromBucket: number; readonly months: number; readonly rateCut: number })
      | null;
  };

  readonly guarantors: Readonly<Record<string, Guarantor>>;

  readonly guarantee: {
    readonly scheme:
      'none' | 'full' | 'principalOnly' | 'partialShare' | 'firstLoss' | 'reserveInOrder' | 'reserveProRata';
    /** Who advances cash, in order. */
    readonly advanceOrder: readonly ('guarantor' | 'reserve' | 'platform')[];
    /** Whose claims later proceeds serve, in order. */
    readonly proceedsOrder: readonly ('lenders' | 'guarantor' | 'reserve' | 'platform')[];
    readonly afterDays: number;
    readonly books: 'stated' | 'full';
    /** A general guarantor may first send lenders to the borrower: so many days more. */
    readonly jointLiability: boolean;
    readonly collectFirstDays: number;
  };

  readonly reserve: {
    readonly fundedBy: 'platformFee' | 'borrowerSurcharge' | 'lenderSpread';
    readonly contribution: readonly Dated<Contribution>[];
    /** Whether it is out of reach of the platform's creditors and of its wind-down. */
    readonly remote: boolean;
    readonly target: Amount;
    readonly release: boolean;
    readonly topUp: boolean;
  };

  readonly lenders: {
    readonly stakeMedianFen: number;
    readonly stakeSigma: number;
    readonly stakeCapFen: number;
    readonly riskClasses: ByRiskClass;
    /** Lenders are asked for their class and don't all answer truly; null: everybody is known as it is. */
    readonly questionnaire: {
      readonly misstating: number;
      readonly bolder: number;
      readonly overconfidence: number;
      readonly steps: number;
      readonly regret: number;
    } | null;
    readonly firstDepositShare: number;
    readonly visitGapMinDays: number;
    readonly visitGapMaxDays: number;
    /** Share of the stake a visiting lender adds when listings want money. */
    readonly topUpShare: number;
    /** Days of open listings (at the mean daily volume) at which visitors bring the full share. */
    readonly demandDays: number;
    readonly idlePatienceDays: number;
    readonly churnPerMonth: number;
    readonly pauseMeanDays: number;
    readonly neverReturnShare: number;
    /** Mean time that the lenders of the opening have been with the platform. */
    readonly relationshipMeanDays: number;
    readonly contacts: { readonly scale: number; readonly tail: number };
    /** The k-th community has weight k^-spread. */
    readonly communitySpread: number;
    readonly communities: number;
  };

  readonly institutions: Readonly<Record<string, Institution>>;
  readonly rivals: Rivals | null;

  /** Archive of past loans: a source of the platform's own scores, and look-ups sold to others. */
  readonly registry: {
    readonly use: boolean;
    readonly records: number;
    readonly filedPerMonth: number;
    readonly borrowers: number;
    readonly noise: number;
    readonly ownWeight: number;
    readonly credibility: number;
    readonly priceFen: number;
    readonly demandMax: number;
    readonly demandHalf: number;
  };

  /** Who looks whether the law is kept; null: nobody. */
  readonly supervision: {
    readonly inspectionsPerYear: number;
    readonly detection: number;
    readonly rectificationDays: number;
    readonly measures: readonly Measure[];
    readonly fineFen: number;
    readonly shrinkPerMonth: number;
    readonly news: number;
    readonly newsHalfLifeDays: number;
  } | null;

  /** What courts uphold of contracts with a flaw. */
  readonly legal: { readonly litigated: number; readonly overCap: number; readonly unlicensed: number };

  readonly confidence: {
    readonly mechanism: 'hazard' | 'threshold' | 'epidemic' | 'none';
    readonly graph: 'contact' | 'community' | 'complete';
    /** Off: nobody hears, fears or leaves in fear, whatever the mechanism. A fork may switch it. */
    readonly fear: boolean;
    readonly channels: {
      readonly contacts: boolean;
      readonly delays: boolean;
      readonly contactDelays: boolean;
      readonly coverage: boolean;
      readonly overdue: boolean;
      readonly news: boolean;
      readonly rivals: boolean;
      readonly guarantors: boolean;
      readonly ownGuarantors: boolean;
      readonly incidents: boolean;
      readonly regulator: boolean;
      readonly premium: boolean;
      readonly anticipation: boolean;
      readonly promises: boolean;
      readonly complaints: boolean;
      readonly elsewhere: boolean;
    };
    /** Panic hazard per day with nothing to worry about. */
    readonly baseHazardDaily: number;
    readonly hazardCapDaily: number;
    readonly classSensitivity: ByRiskClass;
    readonly thetaSigma: number;
    readonly weights: {
      readonly news: number;
      /** News per point of rivals' failures. */
      readonly rivals: number;
      readonly coverage: number;
      readonly overdue: number;
      readonly contacts: number;
      readonly delay: number;
      readonly contactDelays: number;
      readonly guarantors: number;
      readonly ownGuarantors: number;
      readonly incidents: number;
      readonly regulator: number;
      /** Per point of rate above the market. */
      readonly premium: number;
      readonly anticipation: number;
      readonly complaints: number;
      readonly promises: number;
    };
    /** Days until each signal is seen, beyond those it takes anyhow. */
    readonly lags: {
      readonly news: number;
      readonly rivals: number;
      readonly coverage: number;
      readonly overdue: number;
      readonly delays: number;
      readonly contacts: number;
      readonly contactDelays: number;
      readonly guarantors: number;
      readonly ownGuarantors: number;
      readonly incidents: number;
      readonly regulator: number;
      readonly premium: number;
      readonly anticipation: number;
      readonly complaints: number;
      readonly elsewhere: number;
    };
    readonly marketRate: number;
    /** Log hazard per log stake, per log of months with the platform (as calm), per point of rate above the market. */
    readonly sizeEffect: number;
    readonly relationshipEffect: number;
    readonly rateEffect: number;
    /** How dated promises are read: kept ones as good news of this size, broken ones by the share not paid. */
    readonly promises: { readonly kept: number; readonly lagDays: number; readonly halfLifeDays: number };
    /** News that grows a day for each point of news and of lateness on which the platform has nothing to say. */
    readonly silence: { readonly growthDaily: number; readonly graceDays: number };
    /** Insiders who tell how much of customers' money is missing. */
    readonly leak: { readonly hazardDaily: number; readonly loudness: number; readonly halfLifeDays: number };
    /** Mean number of other platforms a lender lends on; chance to leave here for who loses money there. */
    readonly elsewhere: { readonly platforms: number; readonly leaveShare: number };
    /** How much of the public signal keeps lenders from lending again, as a multiple of what keeps them from bringing money. */
    readonly holdBack: number;
    readonly threshold: {
      readonly law: 'normal' | 'uniform';
      readonly mean: number;
      readonly sigma: number;
      readonly signalEffect: number;
    };
    readonly epidemic: {
      readonly transmission: number;
      readonly recovery: 'fixed' | 'exponential';
      readonly infectiousDays: number;
    };
    /** Overdue ratio lenders take for granted. */
    readonly overdueReference: number;
    readonly newsHalfLifeDays: number;
    readonly neverReturnShare: number;
    readonly returnMeanDays: number;
  };

  readonly policies: {
    readonly payout: readonly Dated<Payout>[];
    /** Share of lenders' interest that goes to the reserve while its coverage is below a level. */
    readonly haircut: readonly Dated<{ readonly share: number; readonly below: number }>[];
    /** How claims for sale find buyers. */
    readonly exits: readonly Dated<{
      readonly rule: 'fifo' | 'roundRobin' | 'matched';
      readonly partFen: number;
      readonly discount: boolean;
      readonly expiryDays: number | null;
      readonly queueFee: number;
    }>[];
    readonly dispersion: readonly Dated<Dispersion>[];
    readonly playbook: readonly Play[];
    readonly targets: Targets | null;
    /** Pooled custody only: costs may be met from customers' money when own cash is gone. */
    readonly poolPaysCosts: boolean;
    readonly coverPool: boolean;
    readonly buffer: readonly Dated<Buffer>[];
    /** How the platform takes a rule that comes into force against what it does. */
    readonly compliance: readonly Dated<Compliance>[];
  };

  readonly borrowersRun: {
    readonly wilful: boolean;
    readonly collection: boolean;
    readonly refinancing: boolean;
    /** Entry multiplier minus one at full distress; share of recoveries and cures lost at full distress; share of last instalments that hang on a new loan. */
    readonly wilfulEffect: number;
    readonly collectionEffect: number;
    readonly refinancingShare: number;
    /** Share of the instalments before the last that hang on a new loan. */
    readonly earlierShare: number;
    /** Whether listings that find no money close refinancing. */
    readonly funding: boolean;
    /** Share of lenders' balance that waits to be taken out, and public signal, at full distress; null: not seen. */
    readonly leavingAt: number | null;
    readonly fearAt: number | null;
    readonly halfLifeDays: number;
  };

  readonly platform: {
    readonly departments: Readonly<Record<DepartmentName, WorkingDepartment>> & {
      readonly marketing: Department;
    };
    readonly technologyPerMonthFen: number;
    readonly creditLine: {
      readonly limitFen: number;
      readonly ratePerYear: number;
      readonly undrawnFeePerYear: number;
      readonly covenants: Readonly<Record<string, Covenant>>;
      /** Own cash above which what is drawn is paid back; null: never. */
      readonly repayAboveFen: number | null;
    };
    readonly shareholders: Readonly<Record<string, Shareholder>>;
    readonly governance: Governance | null;
    /** How the platform's liquidity is measured; no flow of money depends on it but through a buffer on coverage. */
    readonly liquidity: {
      readonly coverage: {
        /** Parts of money on demand that leave within 30 days: small stakes, and all others. */
        readonly stableRunOff: number;
        readonly lessStableRunOff: number;
        readonly stableUpToFen: number;
        /** Part of instalments due that counts, and of outflows that inflows may cover. */
        readonly inflowShare: number;
        readonly inflowCap: number;
      };
      readonly survival: {
        /** Part of what is left on demand that is asked back every day. */
        readonly runOffPerDay: number;
        /** Part of the instalments usually paid that still is. */
        readonly paidShare: number;
        /** Longest period that is looked at. */
        readonly maxDays: number;
      };
    };
    readonly selfFinancing: SelfFinancing | null;
  };

  readonly operations: {
    /** Hours of training that halve what somebody can't do yet. */
    readonly learningHours: number;
    /** Payouts and entries by finance; null: done at once and without errors. */
    readonly finance:
      | (ErrorShares & {
          readonly payoutMinutes: number;
          readonly entryMinutes: number;
          readonly correctionDays: number;
        })
      | null;
    /** Deposits by offline remittance; null: every deposit is there at once. */
    readonly moneyInTransit: {
      readonly offlineShare: number;
      readonly transitDays: number;
      readonly unidentifiedShare: number;
      readonly searchMinutes: number;
    } | null;
    /** The service desk; null: nobody calls. */
    readonly service:
      | (ErrorShares & {
          readonly contactMinutes: number;
          readonly contactsPerLenderMonth: number;
          readonly contactsPerLateDay: number;
          readonly contactsPerDownDay: number;
          readonly patienceDays: number;
          readonly memoryDays: number;
        })
      | null;
    /** Random outages and attacks; null: only those of the timeline. */
    readonly incidents: {
      readonly system: 'own' | 'bought';
      readonly outagesPerYear: number;
      readonly attacksPerYear: number;
      readonly engineersNeeded: number;
      readonly spendNeededFen: number;
      readonly visitsPerDay: number;
      readonly outageMeanDays: number;
      readonly dataLossShare: number;
      readonly theftShare: number;
    } | null;
    readonly backup: {
      readonly localEveryDays: number | null;
      readonly remoteEveryDays: number | null;
      readonly restoreLocalDays: number;
      readonly restoreRemoteDays: number;
    };
    /** Intensity of the news of an outage and of an attack, as of a rumour. */
    readonly news: { readonly outage: number; readonly attack: number };
  };

  readonly failure: {
    /** Days past its promise that a withdrawal may wait for processing while the money is there. */
    readonly operations: { readonly stoppedBeyondDays: number } | null;
    readonly liquidity: {
      readonly products: readonly string[];
      readonly unpaidBeyondDays: number;
      /** Tolerances of single products, in the place of `unpaidBeyondDays`. */
      readonly byProduct: Readonly<Record<string, number>>;
    } | null;
    /** Whether uncovered self-financing, and an order to close, are failures. */
    readonly fraud: boolean;
    readonly regulatory: boolean;
    readonly capitalFloorFen: number | null;
    readonly reserve: boolean;
    /** Whether a called credit line that is not paid back on its day is a failure. */
    readonly creditDefault: boolean;
    /** Share of the guaranteed book whose guarantor has failed. */
    readonly guarantorCascade: number | null;
    readonly windDown: {
      readonly distributionEveryDays: number;
      readonly servicingEffect: number;
      readonly claimBasis: ClaimBasis;
      readonly freezeDays: number;
      readonly clawBack: { readonly windowDays: number; readonly share: number };
      /** Share of a distribution that unpaid pay may take before lenders. */
      readonly costsFirst: number;
      readonly administratorFee: number;
    };
  };

  readonly earlyWarning: EarlyWarning;

  readonly shocks: readonly Shock[];

  /** Changes of course in order of their days, made by `lendsim fork`; can't be written in YAML. */
  readonly forks?: readonly Fork[];
}
