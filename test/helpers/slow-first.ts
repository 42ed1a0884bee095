/** Files that take long begin first, so that none of them is left over at the end with one processor at work and the others idle. */
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Slowest first, as measured; what isn't named comes after them. */
const SLOW = [
  'auditor/auditor',
  'scenario/fields-matter',
  'mutations/mutations',
  'cli/real',
  'cli/fork-reverse',
  'cli/commands',
  'cli/interrupt',
  'experiments/july-2018',
  'experiments/july-2018-bands',
  'facts/stationary',
  'facts/growth',
  'storage/writer',
  'e2e/overview',
  'e2e/crisis',
];

function rank({ moduleId }: TestSpecification): number {
  const place = SLOW.findIndex((name) => moduleId.endsWith(`test/${name}.test.ts`));
  return place < 0 ? SLOW.length : place;
}

export class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}
