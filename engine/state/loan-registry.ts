/** State of the registry of past loans. */
import type { Registry } from '../base/columns.ts';
import type { Scenario } from '../scenario/scenario.ts';

/** Loans of other lenders on file; a fraction is carried over. */
export function createLoanRegistry(registry: Registry, scenario: Scenario) {
  const now = registry.scalars('loanRegistry', ['filed']);
  if (!registry.isReopened) now.filed = scenario.registry.records;
  return now;
}
