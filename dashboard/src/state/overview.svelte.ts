/** The overview's data: one resource per query, read again when study, variants or window change. */
import type { Columnar, QueryName, QueryParams } from '../../../engine/api/types.ts';
import type { AppState } from './app.svelte.ts';
import { FANS, fanStep, sparkStep, TILES } from './overview.ts';
import { Resource } from './resource.svelte.ts';

export class OverviewData {
  readonly measures = new Resource<Columnar>();
  readonly sparks = new Resource<Columnar>();
  readonly bands = new Resource<Columnar>();
  readonly events = new Resource<Columnar>();
  readonly replications = new Resource<Columnar>();
  readonly survival = new Resource<Columnar>();
  readonly failures = new Resource<Columnar>();
  readonly classes = new Resource<Columnar>();
  #outcomeKey = '';
  #windowKey = '';

  /** Asks for what the state of the page needs and does not have yet. */
  load(app: AppState): void {
    const study = app.study;
    if (study === null || app.compared.length === 0) return;
    const variants = study.variants.map((variant) => variant.name);
    const { from, to } = app.days;
    const ask = <N extends QueryName>(resource: Resource<Columnar>, name: N, params: QueryParams[N]) =>
      void resource.load(() => app.source.query(study.id, name, params));

    const outcomeKey = `${study.id}/${study.digest}`;
    if (outcomeKey !== this.#outcomeKey) {
      this.#outcomeKey = outcomeKey;
      ask(this.replications, 'replications', { variants });
      ask(this.survival, 'survival', { variants });
      ask(this.failures, 'failures', { variants });
      ask(this.classes, 'lender-class', { variants });
    }
    const windowKey = `${outcomeKey}/${from}-${to}`;
    if (windowKey !== this.#windowKey) {
      this.#windowKey = windowKey;
      const length = to - from + 1;
      ask(this.measures, 'replication-measures', {
        variants,
        from,
        to,
        measures: TILES.map((tile) => tile.measure),
      });
      ask(this.bands, 'kpi-band', { variants, from, to, kpis: FANS, step: fanStep(length, variants.length) });
      ask(this.events, 'events', { variants, from, to, minShare: 0.5 });
      ask(this.sparks, 'kpi-band', {
        variants,
        from,
        to,
        kpis: TILES.map((tile) => tile.kpi),
        step: sparkStep(length),
      });
    }
  }
}
