/** The platform's estimate of what the book will lose: observed hazards by grade on an even mix of ages. */
import { hazardOf } from '../finance/credit-curves.ts';
import { GRADES } from '../base/vocabulary.ts';
import type { LoanProduct, Scenario } from '../scenario/scenario.ts';
import { GRADE_COUNT, TERM_SLOTS, type World } from './world.ts';

/** A guarantee leaves this share of the loss to others. */
export const GUARANTEE_LGD = 0.1;
const YEAR = 12;

/**
 * Expected loss of one fen outstanding, before loss given default, of loans of a term spread evenly over their life,
 * balances falling in a straight line: over `months` months ahead, or over what is left of life.
 */
export function lossShare(grade: number, termMonths: number, months: number): number {
  const hazard = hazardOf(grade, termMonths);
  let sum = 0;
  for (let age = 0; age < termMonths; age++) {
    sum += (Math.min(age + 1, months) * hazard[age]! * (termMonths - age)) / termMonths;
  }
  return sum / ((termMonths + 1) / 2);
}

/** Expected loss of one fen newly lent over its whole term, before loss given default: balances fall in a straight line. */
export function newLossShare(grade: number, termMonths: number): number {
  const hazard = hazardOf(grade, termMonths);
  let sum = 0;
  for (let age = 0; age < termMonths; age++) sum += (hazard[age]! * (termMonths - age)) / termMonths;
  return sum;
}

/** Loss given default of a product as the platform assumes it. */
export function productLgd(product: LoanProduct): number {
  return product.enhancement === 'guarantee' ? product.lgd * GUARANTEE_LGD : product.lgd;
}

/** Loss shares by cell of `outstandingByCell`, lifetime and of 12 months; 0 where the scenario offers no such term. */
export function lossTable(scenario: Scenario): {
  readonly lifetime: Float64Array;
  readonly year: Float64Array;
} {
  const products = Object.values(scenario.loans);
  const lifetime = new Float64Array(products.length * GRADE_COUNT * TERM_SLOTS);
  const year = new Float64Array(lifetime.length);
  products.forEach((product, p) => {
    const lgd = productLgd(product);
    for (const text of Object.keys(product.terms)) {
      const term = Number(text);
      GRADES.forEach((_, grade) => {
        const cell = (p * GRADE_COUNT + grade) * TERM_SLOTS + term;
        lifetime[cell] = lossShare(grade, term, term) * lgd;
        year[cell] = lossShare(grade, term, YEAR) * lgd;
      });
    }
  });
  return { lifetime, year };
}

/** Puts today's estimates into the platform's view, in whole fen. Nothing is covered where no scheme promises anything. */
export function prepareExpectedLoss(world: World): () => void {
  const { scenario, outstandingByCell, platform } = world;
  const covered = scenario.guarantee.scheme !== 'none';
  const { lifetime, year } = lossTable(scenario);
  const cells: number[] = [];
  lifetime.forEach((share, cell) => {
    if (share > 0) cells.push(cell);
  });

  return () => {
    let lifetimeFen = 0;
    let yearFen = 0;
    if (covered) {
      for (const cell of cells) {
        lifetimeFen += outstandingByCell[cell]! * lifetime[cell]!;
        yearFen += outstandingByCell[cell]! * year[cell]!;
      }
    }
    platform.expectedLossFen = Math.floor(lifetimeFen + 0.5);
    platform.expectedLoss12mFen = Math.floor(yearFen + 0.5);
  };
}
