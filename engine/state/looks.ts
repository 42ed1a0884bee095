/** Looks at customers already known: how old what a source said of each is. A look that is still valid is not made again. */
import { defineTable, type Registry } from '../base/columns.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Applicant } from './today.ts';

/** Day of the last look, by source and customer. */
export class Looks {
  readonly #days: ReturnType<typeof tableOf>;
  readonly #columns: readonly string[];

  constructor(registry: Registry, scenario: Scenario) {
    this.#columns = Object.keys(scenario.assessment.sources).map((_, source) => `source${source}`);
    this.#days = tableOf(registry, this.#columns);
  }

  /** Day of the look that an application rests on: today's, or an earlier one that is valid for so many days. */
  dayOf({ customer, appliedDay }: Applicant, source: number, validForDays: number): number {
    if (validForDays === 0 || customer < 0 || customer >= this.#days.length) return appliedDay;
    const day = this.#days[this.#columns[source]!]![customer]!;
    return day >= 0 && appliedDay - day <= validForDays ? day : appliedDay;
  }

  /** A look at a customer with a row. */
  note(customer: number, source: number, day: number): void {
    while (this.#days.length <= customer) this.#days.add();
    this.#days[this.#columns[source]!]![customer] = day;
  }
}

function tableOf(registry: Registry, columns: readonly string[]) {
  return defineTable(
    registry,
    'look',
    Object.fromEntries(columns.map((name) => [name, { type: 'i32', fill: -1 } as const])),
    256,
  );
}
