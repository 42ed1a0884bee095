import { describe, expect, it } from 'vitest';
import { KPIS } from '../../engine/metrics/catalog.ts';

describe('the catalogue of figures', () => {
  it('names every figure once', () => {
    const names = KPIS.map((kpi) => kpi.name);
    expect(names).toEqual([...new Set(names)]);
  });

  it.each(KPIS.map((kpi) => [kpi.name, kpi] as const))(
    'words %s in both languages, with unit and formula',
    (_, kpi) => {
      expect(kpi.unit).not.toBe('');
      expect(kpi.formula).not.toBe('');
      expect(kpi.en).toMatch(/^[A-Z0-9]/);
      expect(kpi.zh).toMatch(/\p{Script=Han}/u);
    },
  );

  it('ends the name of an amount in Fen, and no other', () => {
    const misnamed = KPIS.filter((kpi) => kpi.name.endsWith('Fen') !== (kpi.unit === 'fen'));
    expect(misnamed.map((kpi) => kpi.name)).toEqual([]);
  });
});
