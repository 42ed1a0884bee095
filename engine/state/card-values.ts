/** What a scorecard of points looks at: what each source and the registry shows, and what the application itself says. */
import type { Scenario } from '../scenario/scenario.ts';
import { KIND_NAMES } from './codes.ts';

/** The part of an application that a card reads. */
export interface CardApplicant {
  readonly kind: number;
  readonly sector: number;
  readonly incomeFen: number;
  readonly existingFen: number;
  readonly amountFen: number;
  readonly termMonths: number;
}

/** Attributes in the card's order: a number, or one of `codes`. */
export function cardAttributes(
  scenario: Scenario,
): readonly { readonly name: string; readonly codes: readonly string[] | null }[] {
  return [
    ...Object.keys(scenario.assessment.sources).map((name) => ({ name, codes: null })),
    ...(scenario.registry.use ? [{ name: 'registry', codes: null }] : []),
    { name: 'burden', codes: null },
    { name: 'income', codes: null },
    { name: 'term', codes: null },
    { name: 'kind', codes: KIND_NAMES },
    { name: 'sector', codes: scenario.sectors.map(({ name }) => name) },
  ];
}

/** Their values; `readings` by source, NaN where it shows nothing. Burden: what is owed already and an even part of the amount, over income. */
export function cardValues(applicant: CardApplicant, readings: ArrayLike<number>): number[] {
  const { kind, sector, incomeFen, existingFen, amountFen, termMonths } = applicant;
  const burden = (existingFen + amountFen / termMonths) / Math.max(1, incomeFen);
  return [...Array.from(readings), burden, incomeFen, termMonths, kind, sector];
}
