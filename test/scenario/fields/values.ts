/** Values to try for a field, from its unit alone; those outside its range are refused by the schema and passed over. */
import type { ReferenceRow } from '../../../engine/scenario/reference.ts';
import type { Written } from './worlds.ts';

const BY_UNIT: readonly (readonly [start: string, values: readonly Written[]])[] = [
  ['ratio', ['1%', '50%', '10%', '95%', '3%', '0%', '100%', '25%', '200%', '7%']],
  ['factor', [2, '50%', 0, 5]],
  ['weight', [7, 0, '0.1%']],
  ['money', ['30k CNY', '2k CNY', '500 CNY', '200k CNY', '20M CNY', '0 CNY']],
  ['days or', ['3d', '0d', '4 workdays']],
  ['days', ['1d', '2d', '20d', '5d', '60d', '200d', '0d']],
  ['months', ['2mo', '6mo', '24mo']],
  ['date', ['1d', '20d', '74d', '30d', '2017-02-20', '2016-11-05']],
  ['true', [true, false]],
];

/** Plain numbers near the default and all over the place. */
function numbers(row: ReferenceRow): number[] {
  const usual = Number(row.default ?? Number.NaN);
  const near = Number.isFinite(usual) ? [usual * 3, usual / 2, usual + 1, usual - 1] : [];
  return [...near, 1, 0, 2, 5, 20, 100, 550, 0.5, 5000, 0.1];
}

/** Values of the kind that the field reads. */
export function valuesFor(row: ReferenceRow): readonly Written[] {
  const unit = row.unit.replace(/, dated$/, '');
  if (unit.includes(' / ')) return unit.split(' / ');
  return BY_UNIT.find(([start]) => unit.startsWith(start))?.[1] ?? numbers(row);
}
