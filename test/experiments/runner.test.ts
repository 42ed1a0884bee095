import { describe, expect, it } from 'vitest';
import type { Progress, Result, RunOptions } from '../../engine/experiments/index.ts';
import { planTasks, runTasks, workerCount } from '../../engine/experiments/index.ts';
import { studyDigest } from '../../engine/storage/index.ts';
import { fakeVariant } from '../helpers/fake-pieces.ts';

const worker = new URL('../helpers/fake-worker.ts', import.meta.url);
const variants = [fakeVariant('base', { failEvery: 4 }), fakeVariant('run', { throwAt: [2] })];
const plan = (replications: number) =>
  planTasks({ variantCount: 2, replications, detail: 'daily', fullReplications: [] });

async function collect(
  options: Partial<RunOptions>,
): Promise<{ results: Result[]; report: Awaited<ReturnType<typeof runTasks>> }> {
  const results: Result[] = [];
  const report = await runTasks({
    variants,
    tasks: plan(10),
    seed: 3,
    worker,
    onBatch: async (batch) => void results.push(...batch),
    ...options,
  });
  return { results, report };
}

const digestOf = (results: readonly Result[]): string =>
  studyDigest(
    results.map(({ variant, outcome }) => ({
      variant,
      replication: outcome.replication,
      status: outcome.status,
      stateHash: outcome.stateHash,
    })),
  );

describe('planTasks', () => {
  it('goes breadth-first over replications', () => {
    expect(plan(2).map((task) => [task.replication, task.variant])).toEqual([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ]);
  });

  it('leaves out what is done in enough detail', () => {
    const done = [
      { variant: 0, replication: 0, detail: 'daily', status: 'survived' },
      { variant: 0, replication: 1, detail: 'summary', status: 'failed' },
      { variant: 0, replication: 2, detail: 'summary', status: 'errored' },
    ] as const;
    const options = {
      variantCount: 1,
      replications: 4,
      detail: 'full',
      fullReplications: [0],
      done,
    } as const;
    expect(planTasks(options).map((task) => [task.replication, task.detail])).toEqual([
      [0, 'full'],
      [1, 'daily'],
      [3, 'daily'],
    ]);
    expect(planTasks({ ...options, retryErrored: true })).toHaveLength(4);
  });
});

describe('runTasks', () => {
  it('gives the same results in the same order on 1, 2 and 4 threads', async () => {
    const runs = [];
    for (const workers of [1, 2, 4]) runs.push((await collect({ workers })).results);
    const [one, two, four] = runs;
    expect(one!.map(({ variant, outcome }) => [outcome.replication, variant])).toEqual(
      plan(10).map((task) => [task.replication, task.variant]),
    );
    expect(two).toEqual(one);
    expect(four).toEqual(one);
    expect(digestOf(four!)).toBe(digestOf(one!));
    expect(digestOf((await collect({ seed: 4 })).results)).not.toBe(digestOf(one!));
  });

  it('returns a replication that throws as errored with day and seed, and counts it', async () => {
    const { results, report } = await collect({});
    const bad = results.filter(({ outcome }) => outcome.status === 'errored');
    expect(bad.map(({ outcome }) => outcome.error)).toEqual([
      'replication 2, seed 3, day 3: law broken: cash conserved, seed 3, day 3, off by 7 fen',
    ]);
    expect(report.progress).toMatchObject({
      done: 20,
      errored: 1,
      failed: 2,
      variants: [
        { name: 'base', failed: 2 },
        { name: 'run', errored: 1 },
      ],
    });
  });

  it('survives the death of a thread', async () => {
    const { results } = await collect({
      variants: [fakeVariant('base', { dieAt: [1, 5] }), fakeVariant('run')],
      workers: 2,
    });
    expect(results).toHaveLength(20);
    const bad = results.filter(({ outcome }) => outcome.status === 'errored');
    expect(bad.map(({ variant, outcome }) => [variant, outcome.replication])).toEqual([
      [0, 1],
      [0, 5],
    ]);
    expect(bad[0]!.outcome.error).toContain('the worker thread died');
  });

  it('hands over what is begun when told to stop', async () => {
    const abort = new AbortController();
    const { results, report } = await collect({
      variants: [fakeVariant('base', { slowMs: 20 }), fakeVariant('run', { slowMs: 20 })],
      tasks: plan(50),
      workers: 2,
      signal: abort.signal,
      onProgress: ({ done }) => done >= 3 && abort.abort(),
    });
    expect(report.interrupted).toBe(true);
    expect(results.length).toBeGreaterThan(2);
    expect(results.length).toBeLessThan(60);
    expect(results.map(({ variant, outcome }) => [outcome.replication, variant])).toEqual(
      plan(50)
        .slice(0, results.length)
        .map((task) => [task.replication, task.variant]),
    );
  });

  it('begins no more than its window while the receiver is slow', async () => {
    const sizes: number[] = [];
    await collect({
      tasks: plan(40),
      workers: 2,
      batchSize: 4,
      onBatch: async (batch) => {
        sizes.push(batch.length);
        await new Promise((resolve) => setTimeout(resolve, 10));
      },
    });
    expect(Math.max(...sizes)).toBeLessThanOrEqual(4);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(80);
  });

  it('ends with what the receiver throws', async () => {
    await expect(
      collect({ onBatch: async () => Promise.reject(new Error('the disk is full')) }),
    ).rejects.toThrow('the disk is full');
  });

  it('says at once when the engine cannot be loaded', async () => {
    await expect(
      collect({ worker: new URL('../helpers/no-such-worker.ts', import.meta.url) }),
    ).rejects.toThrow(/no-such-worker/);
  });

  it('reports at most four times a second and at the end', async () => {
    const reports: Progress[] = [];
    const start = performance.now();
    await collect({ onProgress: (progress) => reports.push(progress) });
    expect(reports.length).toBeLessThanOrEqual((performance.now() - start) / 250 + 2);
    expect(reports.at(-1)).toMatchObject({ done: 20, total: 20, remainingMs: 0 });
  });
});

describe('workerCount', () => {
  it('starts no thread for fewer than eight replications unless told', () => {
    expect(workerCount(7)).toBe(1);
    expect(workerCount(7, 3)).toBe(3);
    expect(workerCount(2, 9)).toBe(2);
  });
});
