/** What pages read of a study: one resource per query, read again when study, variants or window change. */
import type { Columnar, QueryName, QueryParams } from '../../../engine/api/types.ts';
import type { KpiName } from '../../../engine/metrics/catalog.ts';
import type { AppState } from './app.svelte.ts';
import { fanStep, sparkStep, type TileSpec } from './figures.ts';
import { Resource } from './resource.svelte.ts';

/** Asks one query of the study shown. */
export type Ask = <N extends QueryName>(
  resource: Resource<Columnar>,
  name: N,
  params: QueryParams[N],
) => void;

export interface Window {
  readonly variants: readonly string[];
  readonly from: number;
  readonly to: number;
}

/** What every page with tiles and fans needs; pages add their own queries. */
export class PageData {
  readonly measures = new Resource<Columnar>();
  readonly sparks = new Resource<Columnar>();
  readonly bands = new Resource<Columnar>();
  readonly events = new Resource<Columnar>();
  readonly replications = new Resource<Columnar>();
  readonly survival = new Resource<Columnar>();
  readonly #tiles: readonly TileSpec[];
  readonly #fans: readonly KpiName[];
  #outcomeKey = '';
  #windowKey = '';

  constructor(tiles: readonly TileSpec[], fans: readonly KpiName[]) {
    this.#tiles = tiles;
    this.#fans = fans;
  }

  /** Asks for what the state of the page needs and does not have yet. */
  load(app: AppState): void {
    const study = app.study;
    if (study === null || app.compared.length === 0) return;
    const variants = study.variants.map((variant) => variant.name);
    const { from, to } = app.days;
    const ask: Ask = (resource, name, params) =>
      void resource.load(() => app.source.query(study.id, name, params));
    const outcomeKey = `${study.id}/${study.digest}`;
    if (outcomeKey !== this.#outcomeKey) {
      this.#outcomeKey = outcomeKey;
      this.askOutcomes(ask, variants);
    }
    const windowKey = `${outcomeKey}/${from}-${to}`;
    if (windowKey !== this.#windowKey) {
      this.#windowKey = windowKey;
      this.askWindow(ask, { variants, from, to });
    }
  }

  /** Asks what doesn't depend on the window. */
  protected askOutcomes(ask: Ask, variants: readonly string[]): void {
    ask(this.replications, 'replications', { variants });
    ask(this.survival, 'survival', { variants });
  }

  /** Asks what does. */
  protected askWindow(ask: Ask, window: Window): void {
    const length = window.to - window.from + 1;
    ask(this.measures, 'replication-measures', {
      ...window,
      measures: this.#tiles.map((tile) => tile.measure),
    });
    ask(this.bands, 'kpi-band', {
      ...window,
      kpis: this.#fans,
      step: fanStep(length, window.variants.length),
    });
    ask(this.events, 'events', { ...window, minShare: 0.5 });
    ask(this.sparks, 'kpi-band', {
      ...window,
      kpis: this.#tiles.map((tile) => tile.kpi),
      step: sparkStep(length),
    });
  }
}
