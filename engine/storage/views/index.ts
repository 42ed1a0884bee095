/** Views of a study file: the only definition of an aggregate, one for each question that is asked often. */
import { kpiMonth, kpiCny, paired } from './figures.ts';
import { variantView, survival, failures, earlyWarning, audit } from './outcomes.ts';
import { lenderClass, exit, lenderChannel } from './lenders.ts';
import { vintage, calibration, applicationMonth, channel } from './loans.ts';
import { disclosure, coverage, stage } from './book.ts';
import { statement, statementYear } from './statements.ts';
import { reverseGrid, reverseAnswer, runCostCell } from './searches.ts';
import type { StudyView } from './view.ts';

/** Every view, in the order in which they are created. */
export const STUDY_VIEWS: readonly StudyView[] = [
  reverseAnswer,
  reverseGrid,
  runCostCell,
  variantView,
  kpiMonth,
  kpiCny,
  survival,
  failures,
  lenderClass,
  exit,
  vintage,
  calibration,
  applicationMonth,
  disclosure,
  coverage,
  stage,
  statement,
  statementYear,
  channel,
  lenderChannel,
  earlyWarning,
  paired,
  audit,
];
