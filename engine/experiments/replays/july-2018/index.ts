/** July 2018: a population of platforms under a wave of failures, against the portal's panel. */
import { resolvedFromJson } from '../../../scenario/canonical.ts';
import type { Replay } from '../replay.ts';
import { replayJuly2018 } from './replay.ts';

export { parametersHash, replayJuly2018 } from './replay.ts';

/** Intervals are 90 % of populations resampled. */
export const july2018: Replay = {
  name: 'july-2018',
  title: 'July 2018: lenders leave Chinese platforms, and some of the platforms fail',
  sources: [
    'wdzj-panel-2017-2018',
    'july-2018-wave',
    'escrow-2017',
    'yirendai-2018',
    'p2p-lender-survey-2015',
    'p2p-volume-2017-2018',
    'iyer-puri-2012',
  ],
  intervals: { level: '90 %', over: 'populations drawn anew from the platforms' },
  run: ({ scenario, counter }) => {
    const base = resolvedFromJson(scenario('baseline', [], 'baseline').canonicalJson);
    const { rows, ordinary, controls } = replayJuly2018(base, { counter });
    return Promise.resolve({
      setOn: ordinary,
      rows,
      controls: controls.flatMap(({ control, must, rows: of }) =>
        of
          .filter(({ observable }) => observable === must)
          .map((row) => ({ ...row, observable: `${control}: ${row.observable}` })),
      ),
    });
  },
};
