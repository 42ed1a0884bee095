/** What the page on runs reads. */
import type { Columnar } from '../../../../engine/api/types.ts';
import { PageData, type Ask, type Window } from '../../state/page-data.svelte.ts';
import { Resource } from '../../state/resource.svelte.ts';
import { FLOWS, RUN_FANS, RUN_TILES } from '../../state/run.ts';

/** Most periods that bars of a chart can tell apart. */
const MOST_BARS = 110;

export class RunData extends PageData {
  readonly flows = new Resource<Columnar>();
  readonly ladder = new Resource<Columnar>();
  readonly waits = new Resource<Columnar>();
  readonly firstMovers = new Resource<Columnar>();
  readonly runCost = new Resource<Columnar>();

  constructor() {
    super(RUN_TILES, RUN_FANS);
  }

  protected override askOutcomes(ask: Ask, variants: readonly string[]): void {
    super.askOutcomes(ask, variants);
    ask(this.waits, 'waits', { variants });
    ask(this.firstMovers, 'first-mover', { variants });
    ask(this.runCost, 'run-cost', { variants });
  }

  protected override askWindow(ask: Ask, window: Window): void {
    super.askWindow(ask, window);
    ask(this.ladder, 'ladder', window);
    ask(this.flows, 'flow-periods', {
      ...window,
      kpis: FLOWS.map(([kpi]) => kpi),
      step: periodDays(window.to - window.from + 1),
    });
  }
}

/** Days of a period: a day, or whole weeks. */
export function periodDays(length: number): number {
  return length <= MOST_BARS ? 1 : 7 * Math.ceil(length / MOST_BARS / 7);
}
