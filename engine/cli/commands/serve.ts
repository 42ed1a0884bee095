/** `serve`: the dashboard on this machine. */
import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { studyError } from '../../storage/index.ts';
import type { Pieces } from '../pieces.ts';

export interface ServeFlags {
  readonly studies: string;
  readonly port: number;
  readonly host: string;
}

/** Starts the server; the process then stays until it is stopped. */
export async function serve(pieces: Pieces, file: string | undefined, flags: ServeFlags): Promise<void> {
  if (file !== undefined && !existsSync(file))
    throw studyError('study-missing', file, 'no such study', {
      hint: 'npx lendsim serve without a name shows them all',
    });
  await pieces.startServer({
    studiesDir: file === undefined ? resolve(flags.studies) : dirname(resolve(file)),
    ...(file === undefined ? {} : { studyFile: resolve(file) }),
    port: flags.port,
    host: flags.host,
  });
}
