import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { list, read } from '../helpers/tree.ts';

const files = list('scenarios').filter((name) => name.endsWith('.yaml'));

function text(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}

describe('scenarios that ship', () => {
  it('parse, are named like their file, and state purpose, question and what they rest on', () => {
    const problems = files.flatMap((file) => {
      const scenario = parse(read(`scenarios/${file}`)) as Record<string, unknown>;
      const restsOn = scenario['restsOn'];
      return [
        [`${scenario['name'] as string}.yaml` === file, 'name'] as const,
        [text(scenario['purpose']), 'purpose'] as const,
        [text(scenario['question']), 'question'] as const,
        [Array.isArray(restsOn) && restsOn.length > 0 && restsOn.every(text), 'restsOn'] as const,
      ].flatMap(([fine, key]) => (fine ? [] : [`${file}: ${key}`]));
    });
    expect(problems).toEqual([]);
  });
});
