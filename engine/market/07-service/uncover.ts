/** The day on which self-financing comes out: owners pay nothing more, and their loans are in default. */
import { defaultAtOnce } from '../../settle/arrears.ts';
import { markCompensated } from '../../settle/end-loan.ts';
import { seizeFromOwners } from '../../settle/owners.ts';
import { LOAN } from '../../state/codes.ts';
import type { World } from '../../state/world.ts';

/** A false loan is in default, and no payer stands for it: there was no borrower. */
export function giveUp(world: World, loan: number): void {
  if (world.loans.compensated[loan] === 0) markCompensated(world, loan);
  defaultAtOnce(world, loan);
}

/** All false loans, in order of contract. */
export function uncover(world: World): void {
  const { loans, truth } = world;
  for (let loan = 0; loan < loans.length; loan++) {
    if (truth.loans.owners[loan] === 1 && loans.status[loan] === LOAN.repaying) giveUp(world, loan);
  }
  seizeFromOwners(world);
}
