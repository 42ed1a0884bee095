/** The platform's registry of past loans: what is on file, whom it knows, and what a customer's own past says. */
import { exp, ln } from '../base/mathx.ts';
import type { World } from './world.ts';

/** Records of the platform's own loans and of those filed; 0 without a registry. */
export function recordsOnFile({ scenario, loans, loanRegistry }: World): number {
  return scenario.registry.use ? loans.length + Math.floor(loanRegistry.filed) : 0;
}

/** Share of applicants of whom a loan elsewhere is on file. */
export function filedShare({ scenario, loanRegistry }: World): number {
  return 1 - exp(-Math.floor(loanRegistry.filed) / scenario.registry.borrowers);
}

/** Log-odds for a customer's own past: above 0 if it missed fewer due dates than expected, 0 without any. */
export function ownRecord({ scenario, customers }: World, customer: number): number {
  const { use, ownWeight, credibility } = scenario.registry;
  if (!use || customer < 0) return 0;
  const expected = credibility + customers.expectedLate[customer]!;
  return ownWeight * ln(expected / (credibility + customers.lateTimes[customer]!));
}
