/** The table of departments at work, one row each in the order of DEPARTMENTS. */
import { defineTable, type Registry } from '../base/columns.ts';
import { DEPARTMENTS } from '../base/vocabulary.ts';
import type { Scenario } from '../scenario/scenario.ts';

const SCHEMA = {
  headcount: 'f64',
  /** Mean skill of its people, 0 to 1. */
  competence: 'f64',
  /** Hours a person works today beyond the ordinary ones. */
  overtimeHours: 'f64',
  /** Person-hours of overtime since the last payroll. */
  overtimeUnpaid: 'f64',
  /** Minutes of a trained person left today; what was begun is finished, so it may go below 0: tomorrow's work is less. */
  leftMinutes: 'f64',
} as const;

/** Departments as the scenario has them on day 0. */
export function createStaff(registry: Registry, scenario: Scenario) {
  const staff = defineTable(registry, 'department', SCHEMA, DEPARTMENTS.length);
  for (const name of DEPARTMENTS) {
    const row = staff.add();
    staff.headcount[row] = scenario.platform.departments[name].headcount;
    staff.competence[row] = scenario.platform.departments[name].competence;
  }
  return staff;
}
