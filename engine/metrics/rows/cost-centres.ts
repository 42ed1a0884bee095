/** Channels and departments together: the platform's marketing is shared over both sides' channels by the budgets paid. */
import type { World } from '../../state/world.ts';
import type { TableRows } from '../tables.ts';
import { BorrowerChannels, channelVintageRows } from './borrower-channels.ts';
import { DepartmentMonths } from './departments.ts';
import { LenderChannels } from './lender-channels.ts';
import { Since, split } from './split.ts';

/** Watches cost centres from outside the state: hours day by day, everything else at month ends. */
export class CostCentres {
  readonly #borrowers = new BorrowerChannels();
  readonly #lenders = new LenderChannels();
  readonly #departments = new DepartmentMonths();
  readonly #since = new Since();

  /** After the opening. */
  open(world: World): void {
    this.#lenders.open(world);
  }

  /** Each evening. */
  observe(world: World): void {
    this.#departments.observe(world);
  }

  /** In the evening of a month's last day, and of the last day of all. */
  close(world: World): void {
    const { borrowers, lenders } = world.centres;
    const paid = split(this.#since.posted(world, 'marketing'), [
      ...borrowers.marketingFen,
      ...lenders.marketingFen,
    ]);
    const own = paid.slice(0, borrowers.marketingFen.length);
    const others = paid.slice(borrowers.marketingFen.length);
    this.#borrowers.close(world, [...own, others.at(-1)!]);
    this.#lenders.close(world, others.slice(0, -1));
    this.#departments.close(world);
  }

  rows(world: World): TableRows[] {
    return [
      this.#borrowers.rows(world),
      channelVintageRows(world),
      ...this.#lenders.rows(world),
      this.#departments.rows(),
    ];
  }
}
