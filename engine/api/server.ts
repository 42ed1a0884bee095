/** The local server: studies as JSON under /api, the built dashboard beside it. Nobody but this machine may ask. */
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { extname, join, resolve, sep } from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
import { Hono, type Context } from 'hono';
import { compress } from 'hono/compress';
import { isQueryName, PARAMS, QUERY_NAMES } from './queries.ts';
import {
  API_VERSION,
  type ApiErrorBody,
  type ApiErrorCode,
  type Health,
  type QueryName,
  type QueryParams,
  type StudyStore,
  type StudySummary,
} from './types.ts';

export interface ServerOptions {
  readonly store: StudyStore;
  /** 0 takes any free port. */
  readonly port: number;
  /** Default 127.0.0.1: other machines can't reach it. */
  readonly host?: string;
  /** Folder of the built dashboard; without it only the API is served. */
  readonly staticDir?: string;
  /** Gets a line per request and the stack of whatever went wrong. */
  readonly log?: (line: string) => void;
}

export interface RunningServer {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/** The server can't start: what happened, what to do, and the exit code the command line should end with. */
export class ServerStartError extends Error {
  override readonly name = 'ServerStartError';
  readonly exitCode = 5;
  readonly code: string;
  readonly hint: string;

  constructor(code: string, message: string, hint: string) {
    super(message);
    this.code = code;
    this.hint = hint;
  }
}

/** An answer that is not a success, thrown anywhere below a handler. */
class ApiError extends Error {
  readonly status: 400 | 403 | 404 | 405 | 500;
  readonly body: ApiErrorBody;

  constructor(status: ApiError['status'], code: ApiErrorCode, message: string, hint: string) {
    super(message);
    this.status = status;
    this.body = { code, message, hint };
  }
}

const BASE_HEADERS = {
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    // Charts position their marks with style attributes; no style element is ever let in.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
} as const;

const MIME: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.map': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
};

const NOT_BUILT = `<!doctype html><html lang="en"><meta charset="utf-8"><title>lendsim</title>
<h1>The dashboard is not built</h1><p>Run <code>npm run build</code>, then start the server again.
The data are served meanwhile under <a href="/api/studies">/api/studies</a>.</p></html>`;

/** Serves studies and dashboard until closed. A port in use is a ServerStartError with its remedy. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const host = options.host ?? '127.0.0.1';
  const allowed = new Set<string>();
  const app = createApp(options, allowed);
  const server = createAdaptorServer({ fetch: app.fetch, hostname: host });
  await new Promise<void>((done, fail) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      fail(startError(error, host, options.port));
    });
    server.listen(options.port, host, done);
  });
  const { port } = server.address() as AddressInfo;
  const shownHost = host.includes(':') ? `[${host}]` : host;
  for (const name of [shownHost, '127.0.0.1', 'localhost', '[::1]']) allowed.add(`${name}:${port}`);
  return {
    url: `http://${shownHost}:${port}/`,
    port,
    close: () =>
      new Promise<void>((done, fail) => {
        if ('closeAllConnections' in server) server.closeAllConnections();
        server.close((error) => {
          if (error) fail(error);
          else done();
        });
      }),
  };
}

function startError(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE') {
    return new ServerStartError(
      'port-in-use',
      `port ${port} on ${host} is already in use`,
      `Stop what listens there, or choose another port: --port ${port + 1} (0 takes any free one).`,
    );
  }
  if (error.code === 'EACCES') {
    return new ServerStartError(
      'port-forbidden',
      `port ${port} may not be opened by this user`,
      'Choose a port above 1023 with --port.',
    );
  }
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND' || error.code === 'EAI_AGAIN') {
    return new ServerStartError(
      'host-unknown',
      `this machine has no address ${host}`,
      'Leave --host out to serve on 127.0.0.1.',
    );
  }
  return error;
}

function createApp(options: ServerOptions, allowed: ReadonlySet<string>): Hono {
  const { store, log } = options;
  const app = new Hono();

  app.use(async (context, next) => {
    const start = performance.now();
    await next();
    for (const [name, value] of Object.entries(BASE_HEADERS)) context.res.headers.set(name, value);
    const took = (performance.now() - start).toFixed(0);
    log?.(`${context.req.method} ${context.req.path} ${context.res.status} ${took} ms`);
  });
  app.use(compress());
  app.use(async (context, next) => {
    refuseForeign(context, allowed);
    if (context.req.method !== 'GET' && context.req.method !== 'HEAD') {
      throw new ApiError(
        405,
        'method-not-allowed',
        `${context.req.method} is not served`,
        'Studies are read-only: use GET.',
      );
    }
    await next();
  });

  app.get('/api/health', async (context) => {
    const studies = await store.list();
    return context.json({ ok: true, apiVersion: API_VERSION, studies: studies.length } satisfies Health);
  });
  app.get('/api/studies', async (context) => {
    const studies = await store.list();
    return answer(context, studies.map((study) => `${study.id}=${study.digest}`).join(), () => studies);
  });
  app.get('/api/studies/:id', async (context) => {
    const study = await studyOf(store, context.req.param('id'));
    return answer(context, study.digest, () => study);
  });
  app.get('/api/studies/:id/q/:name', async (context) => {
    const study = await studyOf(store, context.req.param('id'));
    const name = context.req.param('name');
    if (!isQueryName(name)) {
      throw new ApiError(
        404,
        'unknown-query',
        `there is no query "${name}"`,
        `Queries: ${QUERY_NAMES.join(', ')}.`,
      );
    }
    const params = checkedParams(name, context.req.queries(), study);
    return answer(context, `${study.digest}/${name}/${JSON.stringify(params)}`, () =>
      store.query(study.id, name, params),
    );
  });
  app.all('/api/*', (context) => {
    throw new ApiError(
      404,
      'not-found',
      `there is nothing at ${context.req.path}`,
      'Start from /api/studies.',
    );
  });
  app.get('*', (context) => serveFile(context, options.staticDir));

  app.onError((error, context) => {
    if (error instanceof ApiError) return context.json(error.body, error.status);
    log?.(error.stack ?? String(error));
    const body: ApiErrorBody = {
      code: 'internal',
      message: error.message,
      hint: 'This is a defect of the server or a damaged study: see its log, and run lendsim verify on the study.',
    };
    return context.json(body, 500);
  });
  return app;
}

/** A page of another site, or another name pointing here, may not read studies. */
function refuseForeign(context: Context, allowed: ReadonlySet<string>): void {
  const host = context.req.header('host') ?? '';
  const origin = context.req.header('origin');
  const originHost = origin === undefined ? host : origin.replace(/^http:\/\//, '');
  if (allowed.has(host.toLowerCase()) && allowed.has(originHost.toLowerCase())) return;
  throw new ApiError(
    403,
    'foreign-host',
    `requests for ${host || 'no host'} from ${origin ?? 'no origin'} are refused`,
    'Open the address printed at the start of the server.',
  );
}

async function studyOf(store: StudyStore, id: string): Promise<StudySummary> {
  const studies = await store.list();
  const study = studies.find((candidate) => candidate.id === id);
  if (study) return study;
  const known = studies.map((candidate) => candidate.id).join(', ');
  throw new ApiError(
    404,
    'unknown-study',
    `there is no study "${id}"`,
    known ? `Studies: ${known}.` : 'Make one: lendsim run.',
  );
}

function checkedParams<N extends QueryName>(
  name: N,
  given: Readonly<Record<string, string[]>>,
  study: StudySummary,
): QueryParams[N] {
  const flat: Record<string, string> = {};
  for (const [key, values] of Object.entries(given)) flat[key] = values.join(',');
  const result = PARAMS[name].safeParse(flat);
  if (!result.success) {
    const problems = result.error.issues.map(
      (issue) => `${issue.path.join('.') || 'query'}: ${issue.message}`,
    );
    throw new ApiError(
      400,
      'invalid-parameter',
      problems.join('; '),
      `See the parameters of ${name} in the API reference.`,
    );
  }
  const known = new Set(study.variants.map((variant) => variant.name));
  const params = result.data as unknown as QueryParams[N];
  const asked = 'variants' in params ? params.variants : 'variant' in params ? [params.variant] : [];
  const unknown = asked.filter((variant) => !known.has(variant));
  if (unknown.length > 0) {
    throw new ApiError(
      400,
      'invalid-parameter',
      `variants: ${study.id} has no variant ${unknown.join(', ')}`,
      `Variants: ${[...known].join(', ')}.`,
    );
  }
  return params;
}

/** JSON with an ETag of what it depends on, so that nothing is computed for a client that has it already. */
async function answer(context: Context, dependsOn: string, produce: () => unknown): Promise<Response> {
  const tag = createHash('sha256').update(`${API_VERSION}/${dependsOn}`).digest('hex').slice(0, 32);
  const etag = `W/"${tag}"`;
  const headers = { ETag: etag, 'Cache-Control': 'no-cache' };
  const known = (context.req.header('if-none-match') ?? '').split(',').map((text) => text.trim());
  if (known.includes(etag)) return context.body(null, 304, headers);
  const body = JSON.stringify(await produce());
  return context.body(body, 200, { ...headers, 'Content-Type': 'application/json; charset=utf-8' });
}

async function serveFile(context: Context, staticDir: string | undefined): Promise<Response> {
  const path = safeDecode(context.req.path);
  const root = staticDir === undefined ? undefined : resolve(staticDir);
  const file = root === undefined ? undefined : resolve(join(root, path === '/' ? 'index.html' : path));
  const found =
    root !== undefined &&
    file !== undefined &&
    file.startsWith(root + sep) &&
    (await stat(file).catch(() => undefined))?.isFile() === true;
  if (!found) {
    if (path === '/') return context.html(NOT_BUILT, 503);
    throw new ApiError(404, 'not-found', `there is nothing at ${path}`, 'Open / for the dashboard.');
  }
  const content = await readFile(file);
  // Names under assets/ carry a hash of their content.
  const lasting = file.startsWith(join(root, 'assets') + sep);
  return context.body(content, 200, {
    'Content-Type': MIME[extname(file)] ?? 'application/octet-stream',
    'Cache-Control': lasting ? 'public, max-age=31536000, immutable' : 'no-cache',
  });
}

function safeDecode(path: string): string {
  try {
    const decoded = decodeURIComponent(path);
    return decoded.includes('\0') ? '/not-a-path' : decoded;
  } catch {
    return '/not-a-path';
  }
}
