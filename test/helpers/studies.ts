/** Study files for tests: a folder that is removed afterwards, requests, and a straight way to write one. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { StoredOutcome, StudyRequest } from '../../engine/storage/index.ts';
import { StudyWriter } from '../../engine/storage/index.ts';
import { fakeVariant } from './fake-pieces.ts';
import { simulate } from './fake-simulate.ts';

/** A fresh folder of this test file. */
export function testFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lendsim-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function studyRequest(changes: Partial<StudyRequest> = {}): StudyRequest {
  return {
    name: 'test',
    title: 'A test',
    seed: 7,
    engineVersion: '0.1.0',
    variants: [fakeVariant('base', { failEvery: 5 }), fakeVariant('run', { failEvery: 3, level: 50 })],
    replications: 6,
    detail: 'daily',
    fullReplications: [],
    command: 'lendsim run base run --seed 7 --replications 6',
    ...changes,
  };
}

/** One replication of every variant, simulated here. */
export function outcomesOf(
  request: StudyRequest,
  replication: number,
  detail = request.detail,
): StoredOutcome[] {
  return request.variants.map(({ canonicalJson }, variant) => ({
    variant,
    detail,
    outcome: simulate({
      scenarioJson: canonicalJson,
      seed: request.seed,
      replication,
      detail,
      verify: false,
    }),
  }));
}

/** Writes the replications that are missing and finishes; returns the digest. */
export async function writeStudy(path: string, request: StudyRequest): Promise<string> {
  const writer = await StudyWriter.open(path, request);
  for (let replication = 0; replication < request.replications; replication++) {
    const known = new Set(writer.before.map((row) => `${row.variant}/${row.replication}`));
    await writer.append(
      outcomesOf(request, replication).filter((item) => !known.has(`${item.variant}/${replication}`)),
    );
  }
  return (await writer.finish()).digest;
}
