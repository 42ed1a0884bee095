/** One law for every department at work: persons, hours and skill make capacity; waiting and want of skill make errors. */
import { power } from '../base/mathx.ts';
import { DEPARTMENTS, type DepartmentName } from '../base/vocabulary.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { World } from './world.ts';

/** Hours of a working day behind every stated pace. */
const DAY_HOURS = 8;
const MINUTES_PER_HOUR = 60;
/** Days of work in the queue from which people tire, and how far their errors grow. */
const RESTED_DAYS = 3;
const MOST_TIRED = 3;

/** Trained persons of eight hours that a department is worth today, if it is paid. */
export function skilledPersons({ staff, scenario }: World, name: DepartmentName): number {
  const row = DEPARTMENTS.indexOf(name);
  const { hoursPerDay, trainingHoursPerDay } = scenario.platform.departments[name];
  const hours = Math.max(0, hoursPerDay + staff.overtimeHours[row]! - trainingHoursPerDay);
  return staff.headcount[row]! * (hours / DAY_HOURS) * staff.competence[row]!;
}

/** Minutes of a trained person that a department has today: the share of it that was paid comes to work. */
export function minutesToday(world: World, name: DepartmentName): number {
  return skilledPersons(world, name) * world.platform.payrollPaidShare * DAY_HOURS * MINUTES_PER_HOUR;
}

/** Share of tasks that go wrong, with `waitingMinutes` of work before people who get `minutes` done a day. */
export function errorShare(
  shares: { readonly errorShare: number; readonly untrainedErrorShare: number },
  competence: number,
  waitingMinutes: number,
  minutes: number,
): number {
  const days = minutes > 0 ? waitingMinutes / minutes : Infinity;
  const tired = Math.min(MOST_TIRED, Math.max(1, days / RESTED_DAYS));
  return Math.min(1, (shares.errorShare + (1 - competence) * shares.untrainedErrorShare) * tired);
}

/** Tasks of so many minutes that are begun with what is left of the day, at most those that wait. */
export function tasksBegun(leftMinutes: number, minutesPerTask: number, waiting: number): number {
  if (leftMinutes <= 0) return 0;
  return minutesPerTask > 0 ? Math.min(waiting, Math.ceil(leftMinutes / minutesPerTask)) : waiting;
}

/** Skill after hours of training: each `learningHours` halve what is missing. */
export function trained(competence: number, hours: number, learningHours: number): number {
  return 1 - (1 - competence) * power(2, -hours / learningHours);
}

/** A department has more or fewer people from today on: who comes has the skill that is hired, who goes takes none along. */
export function changeHeads(world: World, before: Scenario): void {
  const { staff, scenario } = world;
  DEPARTMENTS.forEach((name, row) => {
    const { headcount, competence } = scenario.platform.departments[name];
    const there = staff.headcount[row]!;
    const now = Math.max(0, there + headcount - before.platform.departments[name].headcount);
    if (now > there)
      staff.competence[row] = (there * staff.competence[row]! + (now - there) * competence) / now;
    staff.headcount[row] = now;
  });
}
