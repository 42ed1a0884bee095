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
  readonly recovery = new Resource<Columnar>();
  readonly recoveryGroups = new Resource<Columnar>();
  readonly reverseAxes = new Resource<Columnar>();
  readonly reverseSearch = new Resource<Columnar>();
  readonly reverseRays = new Resource<Columnar>();
  readonly reversePoints = new Resource<Columnar>();
  readonly reverseGrid = new Resource<Columnar>();

  constructor() {
    super(RUN_TILES, RUN_FANS);
  }

  protected override askOutcomes(ask: Ask, variants: readonly string[]): void {
    super.askOutcomes(ask, variants);
    ask(this.waits, 'waits', { variants });
    ask(this.firstMovers, 'first-mover', { variants });
    ask(this.runCost, 'run-cost', { variants });
    ask(this.recovery, 'recovery-course', { variants });
    ask(this.recoveryGroups, 'recovery-by', { variants });
    ask(this.reverseAxes, 'reverse-axes', {});
    ask(this.reverseSearch, 'reverse-search', {});
    ask(this.reverseRays, 'reverse-rays', {});
    ask(this.reversePoints, 'reverse-points', {});
    ask(this.reverseGrid, 'reverse-grid', {});
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
