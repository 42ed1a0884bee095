/** What disk and database say, in words of the user: what happened to which file and what to do. */
import type { Problem } from '../base/problems.ts';
import { UserError } from '../base/problems.ts';

export interface StudyErrorOptions {
  readonly hint?: string;
  readonly path?: string;
  readonly value?: unknown;
  readonly exitCode?: 2 | 3 | 5;
  readonly cause?: unknown;
}

/** One problem with a study file; exit code 5 unless told. */
export function studyError(
  code: string,
  where: string,
  message: string,
  options: StudyErrorOptions = {},
): UserError {
  const base = { code, where, path: options.path ?? '', value: options.value ?? null, message };
  const problem: Problem = options.hint === undefined ? base : { ...base, hint: options.hint };
  const error = new UserError(options.exitCode ?? 5, [problem]);
  if (options.cause !== undefined) error.cause = options.cause;
  return error;
}

type Rule = readonly [code: string, pattern: RegExp, message: string, hint: string];

const RULES: readonly Rule[] = [
  [
    'disk-full',
    /ENOSPC|No space left on device|EDQUOT|quota exceeded|Out of.*disk space/i,
    'the disk is full',
    'free some space and repeat the command: what was committed is kept and resumed',
  ],
  [
    'read-only-folder',
    /EROFS|Read-only file system/i,
    'the file system is read-only',
    'choose another place with --out FILE',
  ],
  [
    'not-permitted',
    /EACCES|EPERM|Permission denied/i,
    'not permitted',
    'check the rights of file and folder, or choose another place with --out FILE',
  ],
  [
    'locked',
    /Conflicting lock is held|Could not set lock/i,
    'locked by another process',
    'wait for it to end or close it',
  ],
  [
    'study-missing',
    /database does not exist|ENOENT|No such file/i,
    'no such file or folder',
    'check the name',
  ],
  [
    'newer-duckdb',
    /database file with version number|created with DuckDB version|newer version/i,
    'written by another version of DuckDB',
    'update lendsim',
  ],
  [
    'study-corrupt',
    /not a valid DuckDB database|Could not read enough bytes|Serialization Error|checksum|Corrupt|attempting to read|beyond the end|invalid block|INTERNAL Error|Failed to load metadata/i,
    'the file is damaged or cut off',
    'copy it again, or delete it and repeat the command that made it: same figures, same hashes',
  ],
];

/** A known obstacle as a user's problem; anything else is returned as it is, because then it is ours. */
export function translateError(error: unknown, path: string): Error {
  if (error instanceof UserError) return error;
  const text = error instanceof Error ? error.message : String(error);
  const rule = RULES.find(([, pattern]) => pattern.test(text));
  if (rule === undefined) return error instanceof Error ? error : new Error(text);
  const [code, , message, ruleHint] = rule;
  const hint =
    code === 'study-corrupt' && path.endsWith('.tmp')
      ? `delete it with its log (${path}*) and the study beside it, and repeat the command: same figures, same hashes`
      : ruleHint;
  const holder = /held in (\S+)(?: \(PID (\d+)\))?/.exec(text);
  const who =
    code === 'locked' && holder !== null
      ? `: ${holder[1]}${holder[2] === undefined ? '' : `, process ${holder[2]}`}`
      : '';
  return studyError(code, path, `${message}${who}`, { hint, cause: error });
}
