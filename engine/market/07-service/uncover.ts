/** The day on which self-financing comes out: owners pay nothing more, and their loans are in default. */
import { defaultAtOnce } from '../../settle/arrears.ts';
import { seizeFromOwners } from '../../settle/owners.ts';
import { LOAN } from '../../state/codes.ts';
import type { World } from '../../state/world.ts';

/** In order of contract. */
export function uncover(world: World): void {
  const { loans, truth } = world;
  for (let loan = 0; loan < loans.length; loan++) {
    if (truth.loans.owners[loan] === 1 && loans.status[loan] === LOAN.repaying) defaultAtOnce(world, loan);
  }
  seizeFromOwners(world);
}
