/** Where the page's data come from. One interface, so that a report with its data inside can take the server's place. */
import type {
  ApiErrorBody,
  Columnar,
  QueryName,
  QueryParams,
  StudySummary,
} from '../../../engine/api/types.ts';

export interface DataSource {
  studies(): Promise<readonly StudySummary[]>;
  query<N extends QueryName>(study: string, name: N, params: QueryParams[N]): Promise<Columnar>;
}

/** What went wrong, with the code the page has words for. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
  readonly code: string;
  readonly hint: string;

  constructor(code: string, message: string, hint: string) {
    super(message);
    this.code = code;
    this.hint = hint;
  }
}

/** Asks the local server. The browser's own cache keeps answers and revalidates them by ETag. */
export class HttpSource implements DataSource {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  async studies(): Promise<readonly StudySummary[]> {
    return (await this.#get('api/studies')) as readonly StudySummary[];
  }

  async query<N extends QueryName>(study: string, name: N, params: QueryParams[N]): Promise<Columnar> {
    const search = new URLSearchParams();
    for (const [key, value] of Object.entries(params) as [string, string | number | readonly string[]][]) {
      search.set(key, typeof value === 'object' ? value.join(',') : String(value));
    }
    return (await this.#get(
      `api/studies/${encodeURIComponent(study)}/q/${name}?${search.toString()}`,
    )) as Columnar;
  }

  async #get(path: string): Promise<unknown> {
    let response: Response;
    try {
      response = await fetch(new URL(path, this.#root));
    } catch (cause) {
      throw new SourceError(
        'unreachable',
        cause instanceof Error ? cause.message : String(cause),
        'lendsim serve',
      );
    }
    if (response.ok) return response.json();
    const body = (await response.json().catch(() => null)) as ApiErrorBody | null;
    throw new SourceError(body?.code ?? 'internal', body?.message ?? response.statusText, body?.hint ?? '');
  }
}
