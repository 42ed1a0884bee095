/** The pages there are: path, component, name, key after `g`, and what search finds on them. */
import type { Component } from 'svelte';
import { kpiLabel } from '../format.ts';
import { translator, type Lang, type MessageKey } from '../i18n/index.ts';
import { FANS, TILES } from '../state/overview.ts';
import { COURSES } from '../state/replay.ts';
import { RUN_FANS, RUN_TILES } from '../state/run.ts';
import Overview from './Overview.svelte';
import Replay from './Replay.svelte';
import Run from './Run.svelte';

export interface Page {
  readonly path: string;
  readonly component: Component;
  readonly label: MessageKey;
  readonly key: string;
  readonly items: (lang: Lang) => readonly { readonly id: string; readonly label: string }[];
}

export const PAGES: readonly Page[] = [
  {
    path: '/overview',
    component: Overview,
    label: 'nav.overview',
    key: 'o',
    items: (lang) => {
      const t = translator(lang);
      return [
        ...TILES.map((tile) => ({ id: `tile-${tile.kpi}`, label: kpiLabel(tile.kpi, lang) })),
        { id: 'tile-failure', label: t('tile.failure') },
        ...FANS.map((kpi) => ({
          id: `fan-${kpi}`,
          label: t('chart.fanTitle', { kpi: kpiLabel(kpi, lang) }),
        })),
        { id: 'survival', label: t('survival.title') },
        { id: 'failures', label: t('failures.title') },
        { id: 'lender-class', label: t('classes.title') },
        { id: 'law', label: t('law.title') },
        { id: 'matrix', label: t('matrix.title') },
      ];
    },
  },
  {
    path: '/run',
    component: Run,
    label: 'nav.run',
    key: 'r',
    items: (lang) => {
      const t = translator(lang);
      return [
        ...RUN_TILES.map((tile) => ({ id: `tile-${tile.kpi}`, label: kpiLabel(tile.kpi, lang) })),
        { id: 'tile-failure', label: t('tile.failure') },
        { id: 'reverse', label: t('reverse.title') },
        { id: 'survival', label: t('survival.title') },
        { id: 'heat', label: t('heat.title') },
        ...RUN_FANS.map((kpi) => ({
          id: `fan-${kpi}`,
          label: t('chart.fanTitle', { kpi: kpiLabel(kpi, lang) }),
        })),
        { id: 'flows', label: t('flows.title') },
        { id: 'ladder', label: t('ladder.title') },
        { id: 'waits', label: t('waits.title') },
        { id: 'first-mover', label: t('firstMover.title') },
        { id: 'recovery', label: t('recovery.title') },
        { id: 'recovery-group', label: t('recovery.groupTitle') },
        { id: 'run-cost', label: t('runCost.title') },
        { id: 'worst', label: t('worst.title') },
      ];
    },
  },
  {
    path: '/replay',
    component: Replay,
    label: 'nav.replay',
    key: 'p',
    items: (lang) => {
      const t = translator(lang);
      return [
        ...COURSES.map(({ id }) => ({ id: `course-${id}`, label: t(`course.${id}`) })),
        { id: 'day-figures', label: t('replay.figures') },
        { id: 'events', label: t('replay.events') },
        { id: 'ledger', label: t('replay.ledger') },
      ];
    },
  },
];
