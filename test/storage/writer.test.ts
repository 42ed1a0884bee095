import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { execFileSync, spawn } from 'node:child_process';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { rowObjects, studyId, studyPath, StudyStore, StudyWriter } from '../../engine/storage/index.ts';
import { fakeVariant } from '../helpers/fake-pieces.ts';
import { outcomesOf, studyRequest, testFolder, writeStudy } from '../helpers/studies.ts';

const folder = testFolder();
let count = 0;
const newPath = (): string => join(folder, `study-${count++}.duckdb`);

async function read<T>(_path: string, work: (store: StudyStore) => Promise<T>): Promise<T> {
  const store = await StudyStore.create();
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

const rowsOf = async (path: string, sql: string): Promise<Record<string, unknown>[]> =>
  read(path, async (store) => rowObjects(await (await store.open(path)).query(sql)));

describe('studyId', () => {
  it('depends on configurations, seed and engine version only', () => {
    const request = studyRequest();
    const id = studyId(request);
    expect(id).toMatch(/^[0-9a-f]{12}$/);
    expect(studyId(studyRequest({ replications: 99, detail: 'full', name: 'other', command: 'x' }))).toBe(id);
    expect(studyId(studyRequest({ seed: 8 }))).not.toBe(id);
    expect(studyId(studyRequest({ engineVersion: '0.2.0' }))).not.toBe(id);
    expect(studyId(studyRequest({ variants: [fakeVariant('base', { level: 1 })] }))).not.toBe(id);
  });

  it('finds a study under whatever name it was stored', () => {
    const path = studyPath(folder, '挤兑 run/1', studyRequest());
    expect(path).toMatch(/挤兑-run-1-[0-9a-f]{12}\.duckdb$/);
    const named = join(folder, 'named');
    mkdirSync(named);
    writeFileSync(join(named, `old-${studyId(studyRequest())}.duckdb`), '');
    expect(studyPath(named, 'new', studyRequest())).toContain('old-');
  });
});

describe('StudyWriter', () => {
  it('leaves one file and nothing beside it', async () => {
    const path = newPath();
    await writeStudy(path, studyRequest());
    expect(
      readdirSync(folder).filter((name) =>
        name.startsWith(path.slice(folder.length + 1).replace('.duckdb', '.')),
      ),
    ).toEqual([path.slice(folder.length + 1)]);
  });

  it('grows by copy to the same digest as one straight run', async () => {
    const [straight, grown] = [newPath(), newPath()];
    const digest = await writeStudy(straight, studyRequest());
    await writeStudy(grown, studyRequest({ replications: 2 }));
    expect(await writeStudy(grown, studyRequest())).toBe(digest);
    const content = 'SELECT * FROM kpi_daily ORDER BY variant, replication, day';
    expect(await rowsOf(grown, content)).toEqual(await rowsOf(straight, content));
    const bands = 'SELECT * FROM kpi_band ORDER BY variant, kpi, day';
    expect(await rowsOf(grown, bands)).toEqual(await rowsOf(straight, bands));
  });

  it('serves the grown study to a reader that had the old one open', async () => {
    const path = newPath();
    await writeStudy(path, studyRequest({ replications: 2 }));
    await read(path, async (store) => {
      const reader = await store.open(path);
      const before = reader.version;
      await writeStudy(path, studyRequest());
      expect((await reader.query('SELECT count(*) FROM replication')).columns).toEqual([[12]]);
      expect(reader.version).not.toBe(before);
    });
  });

  it('resumes a suspended study', async () => {
    const path = newPath();
    const writer = await StudyWriter.open(path, studyRequest());
    await writer.append(outcomesOf(studyRequest(), 0));
    writer.suspend();
    expect(existsSync(path)).toBe(false);
    const other = newPath();
    expect(await writeStudy(path, studyRequest())).toBe(await writeStudy(other, studyRequest()));
  });

  it('completes a study with more detail, and calls another hash a defect', async () => {
    const path = newPath();
    const request = studyRequest({ replications: 2 });
    await writeStudy(path, studyRequest({ replications: 2, detail: 'summary' }));
    expect((await rowsOf(path, 'SELECT count(*) AS n FROM kpi_daily'))[0]!['n']).toBe(0);
    const writer = await StudyWriter.open(path, request);
    const [first, second] = outcomesOf(request, 0);
    const wrong = { ...second!, outcome: { ...second!.outcome, stateHash: 'ffffffffffffffff' } };
    await expect(writer.append([first!, wrong])).rejects.toThrow(
      /replication 0 of run .*defect of the engine/s,
    );
    await writer.append(outcomesOf(request, 0));
    await writer.append(outcomesOf(request, 1));
    await writer.finish();
    expect(
      await rowsOf(
        path,
        'SELECT (SELECT count(*) FROM kpi_daily) AS days, (SELECT count(*) FROM vintage) AS vintages, (SELECT count(*) FROM replication) AS n',
      ),
    ).toEqual([{ days: 280, vintages: 20, n: 4 }]);
  });

  it('stores an unfit outcome as errored and keeps it out of bands', async () => {
    const path = newPath();
    const request = studyRequest({ variants: [fakeVariant('base', { fractionAt: [1] })], replications: 3 });
    await writeStudy(path, request);
    const [row] = await rowsOf(path, `SELECT * FROM replication WHERE status = 'errored'`);
    expect(row!['error']).toBe(
      'replication 1, seed 7: outcome cannot be stored: visits: 0.5 on day 2 is not a whole number in range',
    );
    expect(await rowsOf(path, "SELECT DISTINCT n FROM kpi_band WHERE kpi = 'visits'")).toEqual([{ n: 2 }]);
  });

  it('refuses another study and names each difference', async () => {
    const path = newPath();
    await writeStudy(path, studyRequest({ replications: 1 }));
    const stranger = studyRequest({
      seed: 8,
      engineVersion: '9.9.9',
      variants: [fakeVariant('base', { level: 3 })],
    });
    await expect(StudyWriter.open(path, stranger)).rejects.toThrow(
      /seed 7 in the file, 8 asked for; engine version 0\.1\.0.*9\.9\.9.*scenario base: hash.*scenario run: hash/s,
    );
    expect(existsSync(`${path}.tmp`)).toBe(false);
    expect(existsSync(`${path}.lock`)).toBe(false);
    await expect(
      StudyWriter.open(newPath(), studyRequest({ variants: [fakeVariant('a'), fakeVariant('a')] })),
    ).rejects.toMatchObject({ exitCode: 2 });
  });

  it('refuses a second writer, takes over from a dead one', async () => {
    const path = newPath();
    const writer = await StudyWriter.open(path, studyRequest());
    await expect(StudyWriter.open(path, studyRequest())).rejects.toMatchObject({
      exitCode: 5,
      message: expect.stringContaining(`process ${process.pid}`),
    });
    writer.suspend();
    const gone = spawn(process.execPath, ['-e', '']);
    await new Promise((resolve) => gone.on('exit', resolve));
    writeFileSync(`${path}.lock`, JSON.stringify({ pid: gone.pid, host: hostname(), started: '1' }));
    (await StudyWriter.open(path, studyRequest())).suspend();
    writeFileSync(`${path}.lock`, JSON.stringify({ pid: 1, host: 'elsewhere', started: '' }));
    await expect(StudyWriter.open(path, studyRequest())).rejects.toThrow(/process 1 on elsewhere/);
  });

  it('starts again when killed before the first commit', async () => {
    const path = newPath();
    writeFileSync(`${path}.tmp`, '');
    await writeStudy(path, studyRequest({ replications: 1 }));
    expect(existsSync(path)).toBe(true);
  });

  it('keeps what is committed when the disk is full', async (context) => {
    const disk = join(folder, 'small-disk');
    mkdirSync(disk);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', disk], { stdio: 'ignore' });
    } catch {
      context.skip('a small disk can only be mounted by root');
    }
    try {
      const path = join(disk, 'full.duckdb');
      const request = studyRequest({ variants: [fakeVariant('base', { days: 400 })], replications: 100 });
      const writer = await StudyWriter.open(path, request);
      let failure: unknown;
      for (let replication = 0; replication < 100 && failure === undefined; replication++) {
        await writer.append(outcomesOf(request, replication)).catch((error: unknown) => (failure = error));
      }
      expect(failure).toMatchObject({ exitCode: 5, message: expect.stringContaining('the disk is full') });
      const { committed } = writer;
      writer.suspend();
      expect(committed).toBeGreaterThan(0);
      execFileSync('mount', ['-o', 'remount,size=200m', disk]);
      const again = await StudyWriter.open(path, request);
      expect(again.before.length).toBe(committed);
      again.suspend();
    } finally {
      execFileSync('umount', [disk]);
    }
  });
});

describe('StudyStore.open', () => {
  it('says what is wrong with a file and what to do', async () => {
    const good = newPath();
    await writeStudy(good, studyRequest({ replications: 2 }));
    const expectRefusal = async (path: string, pattern: RegExp): Promise<void> =>
      read(path, async (store) => {
        const refusal = await store
          .open(path)
          .then(
            async (reader) => reader.query('FROM kpi_daily'),
            (error: unknown) => error,
          )
          .catch((error: unknown) => error);
        expect(refusal).toMatchObject({ exitCode: 5 });
        expect(String(refusal)).toMatch(pattern);
      });

    await expectRefusal(join(folder, 'none.duckdb'), /no such file/);
    const text = newPath();
    writeFileSync(text, 'hello, I am not a database at all');
    await expectRefusal(text, /not a DuckDB file/);
    const short = newPath();
    writeFileSync(short, readFileSync(good).subarray(0, 5000));
    await expectRefusal(short, /cut off/);
    const cut = newPath();
    copyFileSync(good, cut);
    truncateSync(cut, Math.floor(readFileSync(good).length / 2));
    await expectRefusal(cut, /damaged or cut off/);
    const wal = newPath();
    copyFileSync(good, wal);
    writeFileSync(`${wal}.wal`, 'x');
    await expectRefusal(wal, /unfinished log/);
    const foreign = newPath();
    const older = newPath();
    copyFileSync(good, older);
    for (const [path, sql] of [
      [foreign, 'CREATE TABLE x(a INTEGER)'],
      [older, 'UPDATE study SET schemaVersion = 0'],
    ] as const) {
      const instance = await DuckDBInstance.create(path);
      const connection = await instance.connect();
      await connection.run(sql);
      connection.closeSync();
      instance.closeSync();
    }
    await expectRefusal(foreign, /not a study of lendsim/);
    await expectRefusal(older, /schema version 0; this lendsim reads/);
    const unfinished = newPath();
    (await StudyWriter.open(unfinished, studyRequest())).suspend();
    await expectRefusal(unfinished, /the study is not finished/);
  });

  it('does not keep a writer of another process from growing the study', async () => {
    const path = newPath();
    await writeStudy(path, studyRequest({ replications: 1 }));
    await read(path, async (store) => {
      const reader = await store.open(path);
      expect((await reader.query('SELECT 1')).rowCount).toBe(1);
      await writeStudy(path, studyRequest({ replications: 2 }));
      expect((await reader.study()).replications).toBe(2);
    });
  });
});
