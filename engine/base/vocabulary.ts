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
  'systemDownDays',
] as const;
export type FigureName = (typeof FIGURES)[number];

/** Departments whose work is counted in hours, in the order of their rows. */
export const DEPARTMENTS = ['review', 'service', 'finance', 'technology', 'collections'] as const;
export type DepartmentName = (typeof DEPARTMENTS)[number];
