/** Departments by month: people, hours, tasks and pay. */
import { PAID_DEPARTMENTS } from '../../state/cost-centres.ts';
import { FLOW } from '../../state/flow.ts';
import type { World } from '../../state/world.ts';
import type { TableRows } from '../tables.ts';
import { tableRows } from './columns.ts';
import { NOT_ATTRIBUTED, Since, split } from './split.ts';

/** Hours of a day in marketing, which has no tasks that wait for hours. */
const DAY_HOURS = 8;

interface Month {
  readonly month: number;
  readonly department: string;
  readonly headcount: number;
  readonly hours: number;
  readonly overtimeHours: number;
  readonly tasks: number;
  readonly payrollFen: number;
}

/** Watches departments from outside the state. */
export class DepartmentMonths {
  readonly #months: Month[] = [];
  readonly #since = new Since();
  readonly #hours = new Float64Array(PAID_DEPARTMENTS.length);
  readonly #overtime = new Float64Array(PAID_DEPARTMENTS.length);
  /** Pay that fell due and has not been paid: what a payroll is shared by. */
  readonly #owedFen = new Float64Array(PAID_DEPARTMENTS.length);
  #visits = 0;
  #incidents = 0;

  /** Each evening: hours of those who came, which is as many as were paid. */
  observe({ scenario, staff, platform, flow }: World): void {
    PAID_DEPARTMENTS.forEach((name, row) => {
      if (platform.windDown === 1 && name !== 'collections') return;
      const { departments } = scenario.platform;
      const isMarketing = name === 'marketing';
      const people = isMarketing ? departments.marketing.headcount : staff.headcount[row]!;
      const heads = people * platform.payrollPaidShare;
      const overtime = isMarketing ? 0 : staff.overtimeHours[row]!;
      this.#hours[row]! += heads * ((isMarketing ? DAY_HOURS : departments[name].hoursPerDay) + overtime);
      this.#overtime[row]! += heads * overtime;
    });
    this.#visits += flow[FLOW.visits]!;
    this.#incidents += flow[FLOW.incidents]!;
  }

  /** At a month's end. */
  close(world: World): void {
    const { centres, counts, scenario, staff, calendar, day } = world;
    const tasks = {
      review: this.#since.more('reviews', counts.reviews),
      service: centres.desk.answered,
      finance: this.#since.more('payouts', counts.payouts),
      technology: this.#incidents,
      collections:
        this.#since.more('recoveries', counts.recoveries) + this.#since.more('cures', counts.cures),
      marketing: this.#visits,
    };
    PAID_DEPARTMENTS.forEach((_, row) => (this.#owedFen[row]! += centres.payDueFen[row]!));
    const paid = split(this.#since.posted(world, 'payroll'), this.#owedFen);
    PAID_DEPARTMENTS.forEach((department, row) => {
      this.#owedFen[row] = Math.max(0, this.#owedFen[row]! - paid[row]!);
      const { headcount } = scenario.platform.departments[department];
      this.#months.push({
        month: calendar.monthIndex(day),
        department,
        headcount: department === 'marketing' ? headcount : staff.headcount[row]!,
        hours: this.#hours[row]!,
        overtimeHours: this.#overtime[row]!,
        tasks: tasks[department],
        payrollFen: paid[row]!,
      });
    });
    const leftFen = paid[PAID_DEPARTMENTS.length]!;
    if (leftFen > 0)
      this.#months.push({
        month: calendar.monthIndex(day),
        department: NOT_ATTRIBUTED,
        headcount: 0,
        hours: 0,
        overtimeHours: 0,
        tasks: 0,
        payrollFen: leftFen,
      });
    this.#hours.fill(0);
    this.#overtime.fill(0);
    this.#visits = 0;
    this.#incidents = 0;
    centres.payDueFen.fill(0);
    centres.desk.answered = 0;
  }

  rows(): TableRows {
    const rows = this.#months;
    const cell = (name: keyof Month) => (row: number) => rows[row]![name];
    return tableRows('department_month', rows.length, {
      month: cell('month'),
      department: cell('department'),
      headcount: cell('headcount'),
      hours: cell('hours'),
      overtimeHours: cell('overtimeHours'),
      tasks: cell('tasks'),
      payrollFen: cell('payrollFen'),
    });
  }
}
