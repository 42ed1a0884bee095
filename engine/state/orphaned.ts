/**
 * Orphaned claims: claims on loans whose guarantor lenders have heard doesn't pay. Kept by lender from the morning on which
 * the first such guarantor is heard of; before that nothing of it costs anything.
 */
import { defineTable, type Registry } from '../base/columns.ts';

const BY_LENDER = {
  /** Principal owed to the lender on all its holdings, and on those whose guarantor doesn't pay. */
  claimsFen: 'f64',
  orphanedFen: 'f64',
  /** 1 if one of them has moved since its fear of it was last worked out. */
  moved: 'u8',
} as const;

/** Nobody heard of; `lenders` has a row for each lender, the pool included. */
export function createOrphaned(registry: Registry, lenderGuess: number, guarantorCount: number) {
  return {
    lenders: defineTable(registry, 'orphaned.lender', BY_LENDER, lenderGuess),
    /** By guarantor: 1 if lenders have heard that it doesn't pay. */
    heard: registry.column('orphaned.heard', 'u8', guarantorCount),
    now: registry.scalars('orphaned', [
      /** 1 while a guarantor is heard of, and the columns of lenders are kept. */
      'kept',
      /** All orphaned claims. */
      'claimsFen',
    ]),
  };
}
