/**
 * Fear for one's own guarantor: the share of a lender's claims whose guarantor, as lenders have heard, doesn't pay. Who holds
 * none of its loans fears nothing by this way, who holds twice the share fears twice as much.
 */
import { defineTable } from '../../base/columns.ts';
import { POOL } from '../../state/codes.ts';
import { orphanedShare } from '../../settle/orphaned.ts';
import type { World } from '../../state/world.ts';

export interface OwnGuarantors {
  /** Takes this morning's claims in; rows whose fear has changed go into `touched`. */
  read(touched: number[]): void;
  /** What it adds to the lender's log hazard. */
  of(row: number): number;
  /** Adds the next lender, in the evening of its first day. */
  join(row: number): void;
}

/** Looks at those whose claims have moved since yesterday; at everybody where the weight itself has changed. */
export function prepareOwnGuarantors(world: World): OwnGuarantors {
  const { scenario, registry, lenders, orphaned } = world;
  const { channels, weights } = scenario.confidence;
  const weight = channels.ownGuarantors ? weights.ownGuarantors : 0;
  const termOf = (row: number): number => weight * orphanedShare(world, row);
  const felt = defineTable(registry, 'ownGuarantor', { term: 'f64' }, lenders.capacity);
  const last = registry.scalars('ownGuarantors', ['weight']);
  // The pool fears nothing.
  if (felt.length === 0) felt.add();
  return {
    read(touched) {
      if (weight === 0 && last.weight === 0) return;
      const everybody = weight !== last.weight;
      last.weight = weight;
      const { moved } = orphaned.lenders;
      for (let row = POOL + 1; row < felt.length; row++) {
        if (moved[row] === 0 && !everybody) continue;
        moved[row] = 0;
        const term = termOf(row);
        if (term === felt.term[row]) continue;
        felt.term[row] = term;
        touched.push(row);
      }
    },
    of: (row) => felt.term[row]!,
    join(row) {
      felt.add();
      felt.term[row] = termOf(row);
    },
  };
}
