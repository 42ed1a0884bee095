/** Words that scenarios, rooms and figures share, in the order that gives them their index. */

/** Grades, best first: what `grade` codes index. `HR` is what no floor admits. */
export const GRADES = ['AA', 'A', 'B', 'C', 'D', 'E', 'HR'] as const;
export type Grade = (typeof GRADES)[number];

/** Risk classes of lenders, C1 conservative to C5 aggressive. */
export const RISK_CLASSES = ['C1', 'C2', 'C3', 'C4', 'C5'] as const;
export type RiskClass = (typeof RISK_CLASSES)[number];

/** Figures of the platform's own view that triggers and amounts may test. */
export const FIGURES = [
  'poolCashFen',
  'ladder7dFen',
  'netOutflow7d',
  'withdrawalQueueFen',
  'withdrawalLateFen',
  'withdrawalOldestDays',
  'overdueRatio',
  'bufferToLifetimeEl',
  'cashToEl12m',
  'reserveFen',
  'platformCashFen',
  'equityFen',
  'listingsOpenFen',
  'idleCashFen',
  'guarantorsFailed',
  'gap7dFen',
  'gap30dFen',
  'liquidityCoverage',
  'survivalDays',
  'payoutsWaiting',
  'contactsWaiting',
  'systemDown',
] as const;
export type FigureName = (typeof FIGURES)[number];

/** Payout rules: who is paid when there is not enough. */
export const PAYOUT_RULE_NAMES = ['instant', 'fifo', 'proRata', 'roundRobin'] as const;
export type PayoutRuleName = (typeof PAYOUT_RULE_NAMES)[number];
/**
 * Every figure of the daily row that the platform itself can know: what the conditions of plays may test. Hidden from it
 * are the systematic factor and what goes on in lenders' heads.
 */
export const KNOWN_FIGURES = [
  ...FIGURES,
  'visits',
  'applications',
  'approved',
  'rejected',
  'reviewQueue',
  'listingsFailed',
  'contracts',
  'contractsFen',
  'fillHours',
  'outstandingFen',
  'loansActive',
  'depositsFen',
  'lendersInvesting',
  'lendersNew',
  'lendersReturned',
  'churnExits',
  'panicExits',
  'rivalsLeft',
  'lostElsewhere',
  'heldBackFen',
  'lenderBalanceFen',
  'heldFen',
  'dueFen',
  'repaidFen',
  'prepaidFen',
  'overdueFen',
  'overdueM1Fen',
  'overdueM2Fen',
  'overdueM3Fen',
  'overdueInstalmentsFen',
  'defaults',
  'defaultedFen',
  'inRecoveryFen',
  'recoveredFen',
  'recoveryCostFen',
  'lossLendersFen',
  'lossGuarantorsFen',
  'lossReserveFen',
  'lossPoolFen',
  'compensatedGuarantorFen',
  'compensatedReserveFen',
  'compensationUnpaidFen',
  'reserveInFen',
  'reserveTargetFen',
  'expectedLossFen',
  'cashToOverdue',
  'cashToBalance',
  'guarantorLiquidFen',
  'withdrawalRequestedFen',
  'withdrawalPaidFen',
  'transferOffersFen',
  'transferredFen',
  'plansExpiredFen',
  'distress',
  'poolGapFen',
  'poolClaimsFen',
  'feesFen',
  'costsFen',
  'marketingFen',
  'creditDrawnFen',
  'unemployment',
  'running',
  'cureDays',
  'promisedFen',
  'promisesDueFen',
  'promisesMissedFen',
  'redPacketsFen',
  'borrowedFen',
  'haircutFen',
  'withdrawalCancelledFen',
  'withdrawalWaitDays',
  'withdrawalInTimeShare',
  'withdrawalOldestAskedDays',
  'payoutsClosed',
  'promisesKept',
  'promisesBroken',
  'transferDiscount',
  'transferAgeDays',
  'lossDiscountFen',
  'exitAskedFen',
  'exitExpiredFen',
  'exitsDone',
  'exitWaitDays',
  'exitMoneyWaitDays',
  'exitOldestDays',
  'estateFen',
  'creditAvailableFen',
  'bufferMissingFen',
  'institutionsFen',
  'lateProcessingFen',
  'lenderTransitFen',
  'payoutErrors',
  'contacts',
  'complaints',
  'incidents',
  'stolenFen',
  'breachesOpen',
  'finesFen',
  'claimsDeniedFen',
  'guaranteesDeniedFen',
  'deferredFen',
  'warningsOn',
  'targetGap',
] as const;
export type KnownFigureName = (typeof KNOWN_FIGURES)[number];
/** Who decides at the platform, in order of authority. */
export const BODIES = ['management', 'board', 'meeting'] as const;
export type BodyName = (typeof BODIES)[number];
/** Departments whose work is counted in hours, in the order of their rows. */
export const DEPARTMENTS = ['review', 'service', 'finance', 'technology', 'collections'] as const;
export type DepartmentName = (typeof DEPARTMENTS)[number];
