/** What the replay reads: the days, events and postings of one replication. */
import type { Columnar } from '../../../../engine/api/types.ts';
import type { AppState } from '../../state/app.svelte.ts';
import { REPLAY_KPIS } from '../../state/replay.ts';
import { Resource } from '../../state/resource.svelte.ts';

export class ReplayData {
  readonly replications = new Resource<Columnar>();
  readonly days = new Resource<Columnar>();
  readonly events = new Resource<Columnar>();
  readonly ledger = new Resource<Columnar>();
  #studyKey = '';
  #oneKey = '';
  #dayKey = '';

  /** Asks for the replications of the study, and for the one looked at. */
  load(app: AppState, day: number | null): void {
    const { study, selected } = app;
    if (study === null || selected === null) return;
    const studyKey = `${study.id}/${study.digest}`;
    if (studyKey !== this.#studyKey) {
      this.#studyKey = studyKey;
      const variants = study.variants.map(({ name }) => name);
      void this.replications.load(() => app.source.query(study.id, 'replications', { variants }));
    }
    const one = { variant: selected.name, replication: app.url.r };
    const { from, to } = app.days;
    const oneKey = `${studyKey}/${one.variant}/${one.replication}/${from}-${to}`;
    if (oneKey !== this.#oneKey) {
      this.#oneKey = oneKey;
      const kpis = REPLAY_KPIS;
      void this.days.load(() => app.source.query(study.id, 'replication-days', { ...one, from, to, kpis }));
      void this.events.load(() => app.source.query(study.id, 'replication-events', one));
    }
    const dayKey = `${oneKey}/${day}`;
    if (day === null || dayKey === this.#dayKey) return;
    this.#dayKey = dayKey;
    void this.ledger.load(() => app.source.query(study.id, 'ledger-day', { ...one, day }));
  }
}
