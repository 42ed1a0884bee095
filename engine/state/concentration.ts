/** How much of the balance hangs on few: Herfindahl indices, measured at month ends. */
import { LOAN, NO_GUARANTOR } from './codes.ts';
import type { World } from './world.ts';

/** Sum of squared shares: 1 if one has all, 1/n if n have as much each; -1 where there is nothing. */
export function herfindahl(parts: ArrayLike<number>): number {
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < parts.length; i++) sum += parts[i]!;
  if (sum <= 0) return -1;
  for (let i = 0; i < parts.length; i++) squares += (parts[i]! / sum) * (parts[i]! / sum);
  return squares;
}

/** In the evening of a month's last day: principal of loans that repay, by where and on whom it hangs. */
export function measureConcentration(world: World): void {
  const { loans, customers, concentration, scenario, names } = world;
  const regions = new Float64Array(scenario.regions.length);
  const sectors = new Float64Array(scenario.sectors.length);
  const guarantors = new Float64Array(names.guarantors.length);
  const borrowers = new Float64Array(customers.length);
  const groups = new Float64Array(concentration.inRecovery.length);
  for (let loan = 0; loan < loans.length; loan++) {
    if (loans.status[loan] !== LOAN.repaying) continue;
    const fen = loans.outstandingFen[loan]!;
    regions[loans.region[loan]!]! += fen;
    sectors[loans.sector[loan]!]! += fen;
    borrowers[loans.customer[loan]!]! += fen;
    const guarantor = loans.guarantor[loan]!;
    if (guarantor !== NO_GUARANTOR) guarantors[guarantor]! += fen;
    groups[loans.group[loan]!]! += fen;
  }
  const { now } = concentration;
  now.region = herfindahl(regions);
  now.sector = herfindahl(sectors);
  now.guarantor = herfindahl(guarantors);
  now.borrower = herfindahl(borrowers);
  now.group = herfindahl(groups.subarray(1));
}
