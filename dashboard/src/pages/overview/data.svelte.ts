/** The overview's data. */
import type { Columnar } from '../../../../engine/api/types.ts';
import { FANS, TILES } from '../../state/overview.ts';
import { PageData, type Ask, type Window } from '../../state/page-data.svelte.ts';
import { Resource } from '../../state/resource.svelte.ts';

export class OverviewData extends PageData {
  readonly failures = new Resource<Columnar>();
  readonly classes = new Resource<Columnar>();
  readonly law = new Resource<Columnar>();

  constructor() {
    super(TILES, FANS);
  }

  protected override askOutcomes(ask: Ask, variants: readonly string[]): void {
    super.askOutcomes(ask, variants);
    ask(this.failures, 'failures', { variants });
    ask(this.classes, 'lender-class', { variants });
  }

  protected override askWindow(ask: Ask, window: Window): void {
    super.askWindow(ask, window);
    ask(this.law, 'law', window);
  }
}
