import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { scenarioJsonSchemaText } from '../../engine/scenario/json-schema.ts';
import { referenceRows, referenceText } from '../../engine/scenario/reference.ts';
import { list } from '../helpers/tree.ts';
import { load, repositoryText as text } from '../helpers/scenarios.ts';

interface Source {
  readonly id: string;
  readonly title: string;
  readonly figures: Record<string, string>;
  readonly quality: string;
  readonly where: string;
}
const sources = parse(text('data/sources.yaml')) as Source[];
const marked = new Set(sources.map((source) => `${source.id} (${source.quality})`));

describe('every value', () => {
  it.each(referenceRows().map((row) => [row.path, row] as const))(
    '%s says what it means and where its default is from',
    (_path, row) => {
      expect(row.meaning).not.toBe('');
      expect(row.unit).not.toBe('');
      if (row.default !== null) expect(row.source).not.toBe('');
      if (row.source !== '' && row.source !== 'assumption') expect(marked).toContain(row.source);
    },
  );
});

describe('data/sources.yaml', () => {
  it('states title, figures, quality and place of each source, once', () => {
    expect(new Set(sources.map((source) => source.id)).size).toBe(sources.length);
    for (const source of sources) {
      expect(source).toMatchObject({ title: expect.any(String), where: expect.any(String) });
      expect(source.quality).toMatch(/^[ABC]$/);
      expect(Object.keys(source.figures).length).toBeGreaterThan(0);
    }
  });
  const scenarios = list('scenarios').filter((file) => file.endsWith('.yaml'));
  it.each(scenarios.map((file) => file.slice(0, -'.yaml'.length)))('knows what %s rests on', (name) => {
    const known = ['assumption', ...sources.map((source) => source.id)];
    for (const id of load(name).scenario.restsOn) expect(known).toContain(id);
  });
});

describe('what is generated', () => {
  it('data/schema/scenario.schema.json is what `lendsim schema` prints', () => {
    expect(text('data/schema/scenario.schema.json')).toBe(scenarioJsonSchemaText());
  });
  it('scenarios/REFERENCE.md is what `lendsim schema --markdown` prints', () => {
    expect(text('scenarios/REFERENCE.md')).toBe(referenceText());
  });
  it('is named in the first line of every scenario', () => {
    for (const name of [
      'baseline',
      'economic-downturn',
      'withdrawal-run',
      'guarantor-failure',
      'asset-shortage',
      'vehicle-loans',
    ]) {
      expect(text(`scenarios/${name}.yaml`)).toMatch(
        /^# yaml-language-server: \$schema=\.\.\/data\/schema\/scenario\.schema\.json\n/,
      );
    }
  });
});
