import { request } from 'node:http';
import { mkdtemp, writeFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startServer, ServerStartError, type RunningServer } from '../../engine/api/server.ts';
import type { ApiErrorBody, Columnar, StudySummary } from '../../engine/api/types.ts';
import { makeFixture, type Fixture } from '../helpers/study-fixture.ts';

let fixture: Fixture;
let server: RunningServer;
let staticDir: string;

beforeAll(async () => {
  fixture = await makeFixture({ replications: 6, dayCount: 200 });
  staticDir = await mkdtemp(join(tmpdir(), 'lendsim-static-'));
  await writeFile(join(staticDir, 'index.html'), '<!doctype html><title>lendsim</title>');
  server = await startServer({ store: fixture.store, port: 0, staticDir });
});

afterAll(async () => {
  await server.close();
  fixture.close();
  await rm(staticDir, { recursive: true });
});

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(new URL(path, server.url), { headers });
const query = (name: string, params: Record<string, string | number>) =>
  get(
    `/api/studies/baseline-4c1f/q/${name}?${new URLSearchParams(params as Record<string, string>).toString()}`,
  );

async function columnar(name: string, params: Record<string, string | number>): Promise<Columnar> {
  const response = await query(name, params);
  expect(response.status, await response.clone().text()).toBe(200);
  return (await response.json()) as Columnar;
}

describe('studies', () => {
  test('are listed and shown', async () => {
    expect(await (await get('/api/health')).json()).toEqual({ ok: true, apiVersion: 1, studies: 1 });
    const studies = (await (await get('/api/studies')).json()) as StudySummary[];
    expect(studies.map((study) => study.id)).toEqual(['baseline-4c1f']);
    const study = (await (await get('/api/studies/baseline-4c1f')).json()) as StudySummary;
    expect(study.variants[0]).toMatchObject({ name: 'baseline', base: true, planned: 6, errored: 0 });
  });

  test('an unknown one is an error that names the known', async () => {
    const response = await get('/api/studies/nope');
    expect(response.status).toBe(404);
    const body = (await response.json()) as ApiErrorBody;
    expect(body.code).toBe('unknown-study');
    expect(body.hint).toContain('baseline-4c1f');
  });
});

describe('named queries', () => {
  test('bands come as columns, money as whole fen', async () => {
    const bands = await columnar('kpi-band', {
      variants: 'baseline',
      kpis: 'outstandingFen',
      from: 10,
      to: 12,
    });
    expect(bands.rowCount).toBe(3);
    expect(bands.columns['date']).toEqual(['2025-01-11', '2025-01-12', '2025-01-13']);
    expect(bands.columns['n']).toEqual([6, 6, 6]);
    expect(bands.columns['min']?.every(Number.isInteger)).toBe(true);
  });

  test('a step thins the days but keeps the last', async () => {
    const bands = await columnar('kpi-band', {
      variants: 'baseline',
      kpis: 'overdueRatio',
      from: 0,
      to: 10,
      step: 7,
    });
    expect(bands.columns['day']).toEqual([0, 7, 10]);
  });

  test('replication measures agree with the bands', async () => {
    const measures = await columnar('replication-measures', {
      variants: 'baseline,withdrawal-run',
      measures: 'withdrawalQueueFen:max,contractsFen:sum,outstandingFen:end',
      from: 0,
      to: 199,
    });
    expect(measures.rowCount).toBe(12);
    expect(new Set(measures.columns['variant'])).toEqual(new Set(['baseline', 'withdrawal-run']));
    const end = await columnar('kpi-band', {
      variants: 'baseline',
      kpis: 'outstandingFen',
      from: 199,
      to: 199,
    });
    const values = (measures.columns['outstandingFen:end'] ?? []).slice(0, 6) as number[];
    expect(Math.max(...values)).toBe(end.columns['max']?.[0]);
  });

  test('survival, failures, lender classes, replications and events answer', async () => {
    const variants = 'withdrawal-run';
    expect((await columnar('survival', { variants })).columns['survival']?.[0]).toBe(1);
    expect((await columnar('failures', { variants })).rowCount).toBeGreaterThan(0);
    expect((await columnar('lender-class', { variants })).columns['lenderClass']).toEqual([
      'C1',
      'C2',
      'C3',
      'C4',
      'C5',
    ]);
    expect((await columnar('replications', { variants })).rowCount).toBe(6);
    const events = await columnar('events', { variants, from: 0, to: 199 });
    expect(events.columns).toMatchObject({
      day: [120],
      kind: ['shock'],
      text: ['withdrawal-run'],
      replications: [6],
    });
  });

  test.each([
    ['kpi-band', { variants: 'baseline', kpis: 'nope', from: 0, to: 9 }, 'kpis'],
    ['kpi-band', { variants: 'baseline', kpis: 'overdueRatio', from: 9, to: 0 }, 'from must not be after to'],
    ['kpi-band', { variants: 'baseline', kpis: 'overdueRatio', to: 9, sql: 'drop' }, 'sql'],
    [
      'replication-measures',
      { variants: 'baseline', measures: 'overdueRatio:median', to: 9 },
      'kpi:aggregate',
    ],
    ['survival', { variants: 'other' }, 'no variant other'],
    ['survival', { variants: "x');drop table variant;--" }, 'a variant name'],
  ])('%s refuses %o', async (name, params, named) => {
    const response = await query(name, params);
    expect(response.status).toBe(400);
    const body = (await response.json()) as ApiErrorBody;
    expect(body.code).toBe('invalid-parameter');
    expect(body.message).toContain(named);
  });

  test('an unknown query lists the known', async () => {
    const response = await query('sql', {});
    expect(response.status).toBe(404);
    expect(((await response.json()) as ApiErrorBody).hint).toContain('kpi-band');
  });

  test('an answer somebody has is not sent again', async () => {
    const first = await query('survival', { variants: 'baseline' });
    const tag = first.headers.get('etag') ?? '';
    expect(tag).toMatch(/^W\/"[0-9a-f]{32}"$/);
    const path = '/api/studies/baseline-4c1f/q/survival?variants=';
    expect((await get(`${path}baseline`, { 'If-None-Match': tag })).status).toBe(304);
    expect((await get(`${path}withdrawal-run`, { 'If-None-Match': tag })).status).toBe(200);
  });

  test('long answers are compressed', async () => {
    const response = await query('kpi-band', { variants: 'baseline', kpis: 'outstandingFen', to: 199 });
    expect(response.headers.get('content-encoding')).toBe('gzip');
  });
});

/** fetch() sets Host by itself; a bare request may lie. */
function rawStatus(headers: Record<string, string>, method = 'GET'): Promise<number> {
  return new Promise((done, fail) => {
    const sent = request(
      { host: '127.0.0.1', port: server.port, path: '/api/studies', method, headers },
      (response) => {
        response.resume();
        done(response.statusCode ?? 0);
      },
    );
    sent.on('error', fail);
    sent.end();
  });
}

describe('the door', () => {
  test('other hosts and origins are refused', async () => {
    expect(await rawStatus({ Host: 'evil.example' })).toBe(403);
    expect(await rawStatus({ Host: `localhost:${server.port}`, Origin: 'http://evil.example' })).toBe(403);
    expect(
      await rawStatus({ Host: `localhost:${server.port}`, Origin: `http://localhost:${server.port}` }),
    ).toBe(200);
  });

  test('only reading is served', async () => {
    expect(await rawStatus({ Host: `localhost:${server.port}` }, 'POST')).toBe(405);
  });

  test('the page has a policy without eval', async () => {
    const response = await get('/');
    expect(response.status).toBe(200);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toContain('unsafe-eval');
  });

  test('files outside the folder are not served', async () => {
    expect((await get('/..%2f..%2fetc%2fpasswd')).status).toBe(404);
    expect((await get('/%00')).status).toBe(404);
  });

  test('a busy port is an error with its remedy', async () => {
    const busy = startServer({ store: fixture.store, port: server.port });
    await expect(busy).rejects.toThrow(ServerStartError);
    await busy.catch((error: ServerStartError) => {
      expect(error).toMatchObject({ code: 'port-in-use', exitCode: 5 });
      expect(error.message).toContain(String(server.port));
      expect(error.hint).toContain('--port');
    });
  });

  test('without a built dashboard the page says what to do', async () => {
    const bare = await startServer({ store: fixture.store, port: 0 });
    const response = await fetch(bare.url);
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('npm run build');
    await bare.close();
  });
});
