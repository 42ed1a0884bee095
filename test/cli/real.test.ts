/** The command line with the real engine, on a small world of two months. */
import { copyFileSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { beforeAll, describe, expect, it } from 'vitest';
import { cli, type CliResult } from '../helpers/cli.ts';
import { testFolder } from '../helpers/studies.ts';

const folder = testFolder();
const studies = join(folder, 'studies');
const SMALL = ['test/fixtures/small.yaml', '--set', 'clock.horizon=60d'];
const REAL = { LENDSIM_PIECES: '' };

interface Data {
  readonly path: string;
  readonly study: { readonly digest: string };
  readonly variants: readonly { readonly name: string; readonly n: number }[];
}

const lendsim = async (...args: string[]): Promise<CliResult> => cli([...args, '--studies', studies], REAL);
const dataOf = ({ stdout }: CliResult): Data => (JSON.parse(stdout) as { data: Data }).data;
const run = async (...args: string[]): Promise<CliResult> => lendsim('run', ...SMALL, ...args);

async function rowsOf(path: string, sql: string): Promise<Record<string, unknown>[]> {
  const instance = await DuckDBInstance.create(path, { access_mode: 'READ_ONLY' });
  const connection = await instance.connect();
  try {
    return (await connection.runAndReadAll(sql)).getRowObjectsJson();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function tampered(path: string, name: string, sql: string): Promise<string> {
  const copy = join(folder, name);
  copyFileSync(path, copy);
  const instance = await DuckDBInstance.create(copy);
  const connection = await instance.connect();
  await connection.run(sql);
  connection.closeSync();
  instance.closeSync();
  return copy;
}

const HASHES = 'SELECT variant, replication, status, stateHash, monthHashes FROM replication ORDER BY ALL';
const LOW = ['--variant', 'low: reserve.contribution.scale=80%'];
const HIGH = ['--variant', 'high: reserve.contribution.scale=130%, pricing.lenderFeeOfInterest=9%'];
let first: CliResult;
let study: string;
let full: string;

beforeAll(async () => {
  first = await run(...LOW, ...HIGH, '--replications', '3', '--workers', '2');
  study = join(studies, readdirSync(studies)[0]!);
  full = join(folder, 'full.duckdb');
  await run('--replications', '2', '--detail', 'full', '--out', full, '--quiet');
});

describe('a study of the real engine', () => {
  it('is told in 100 columns with n, plain words and lines to paste', () => {
    expect([first.code, first.stderr.includes('9 of 9 replications')]).toEqual([0, true]);
    const [table = '', made = ''] = first.stdout.split('\nStudy ');
    expect(Math.max(...table.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(table).toMatch(/small-high +3 +100 % +43\.9 % to 100 % +none/);
    expect(table).toContain('Reserve coverage of expected loss, worst day');
    expect(table).not.toContain('?');
    expect(made).toContain(
      "npx lendsim run test/fixtures/small.yaml --set clock.horizon=60d --variant 'low: ",
    );
    expect(made).toContain(`npx lendsim serve ${study}`);
  });

  it('pairs variants that share their luck', async () => {
    const pairs = await rowsOf(
      study,
      `SELECT variant, bool_and(difference < 0) AS lower, bool_and(difference > 0) AS higher
       FROM v_paired WHERE kpi = 'reserveInFen' GROUP BY variant ORDER BY variant`,
    );
    expect(pairs).toMatchObject([
      { variant: 'small-low', lower: true },
      { variant: 'small-high', higher: true },
    ]);
    const [demand] = await rowsOf(
      study,
      `SELECT count(DISTINCT visits) AS n FROM kpi_daily WHERE replication = 1 AND day = 7`,
    );
    expect(Number(demand!['n'])).toBe(1);
  });

  it('has the same bits on any number of workers, at any detail, found again and grown', async () => {
    const all = await rowsOf(study, HASHES);
    const one = join(folder, 'one.duckdb');
    const args = [...LOW, ...HIGH, '--replications', '2', '--out', one];
    await run(...args, '--workers', '1', '--detail', 'summary', '--quiet');
    expect(await rowsOf(one, HASHES)).toEqual(all.filter(({ replication }) => Number(replication) < 2));
    const grown = await run(
      ...LOW,
      ...HIGH,
      '--replications',
      '3',
      '--workers',
      '4',
      '--out',
      one,
      '--json',
      '--quiet',
    );
    expect(grown.stderr).toBe('');
    expect(dataOf(grown).study.digest).toBe((await rowsOf(study, 'SELECT digest FROM study'))[0]!['digest']);
    expect(await rowsOf(one, HASHES)).toEqual(all);
    const again = await run(...LOW, ...HIGH, '--replications', '3');
    expect([again.stderr.includes('nothing to simulate'), again.stdout]).toEqual([true, first.stdout]);
    expect((await rowsOf(full, HASHES)).map((row) => row['stateHash'])).toEqual(
      all.slice(0, 2).map((row) => row['stateHash']),
    );
  });
});

describe('lendsim statements', () => {
  it('prints income, balance and cash flow of the last year with medians and intervals', async () => {
    const { code, stdout } = await lendsim('statements', study, '--variant', 'small-low');
    expect(code).toBe(0);
    expect(stdout).toMatch(/small-low +2017 +n \d/);
    for (const title of ['Income statement', 'Balance sheet', 'Cash flow']) expect(stdout).toContain(title);
    expect(stdout).not.toContain('Guarantors, liquid');
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(110);
  });

  it('gives a month as data in which totals are sums within a replication', async () => {
    const { stdout } = await lendsim(
      '--json',
      'statements',
      study,
      '--month',
      '2017-03',
      '--statement',
      'balance',
    );
    const { data } = JSON.parse(stdout) as {
      data: {
        period: { text: string };
        variants: { rows: { section: string; line: string; spread: { median: { value: number } } }[] }[];
      };
    };
    expect(data.period.text).toBe('2017-03');
    const total = (section: string) =>
      data.variants[0]!.rows.find((row) => row.section === section && row.line === 'total')!;
    for (const section of ['assets', 'liabilities', 'equity'])
      expect(total(section).spread.median.value).not.toBeNaN();
  });

  it('names the periods that there are', async () => {
    const { code, stderr } = await lendsim('statements', study, '--year', '1999');
    expect([code, /no year 1999[\s\S]*2017/.test(stderr)]).toEqual([2, true]);
    const both = await lendsim('statements', study, '--year', '2017', '--month', '2017-01');
    expect([both.code, both.stderr.includes('not both')]).toEqual([2, true]);
  });
});

describe('lendsim verify on the real engine', () => {
  it('is content with what was simulated', async () => {
    const { code, stdout } = await lendsim('verify', full);
    expect([code, stdout.trim().endsWith('\nverified')], stdout).toEqual([0, true]);
    const one = await lendsim('verify', study, '--replication', '1', '--variant', 'small-low');
    expect([one.code, one.stdout.includes('1 replication simulated again')]).toEqual([0, true]);
  });

  it('names the replication whose hash or ledger was changed', async () => {
    const hash = await tampered(
      study,
      'hash.duckdb',
      `UPDATE replication SET stateHash = '0123456789abcdef' WHERE variant = 'small-low' AND replication = 2`,
    );
    const wrong = await lendsim('verify', hash, '--replication', '2', '--variant', 'small-low');
    expect(wrong.code).toBe(1);
    expect(wrong.stdout).toMatch(
      /DIFFERS {2}state hashes: small-low replication 2: survived 0123456789abcdef/,
    );
    for (const [sql, audit] of [
      [
        `UPDATE ledger_entry SET amountFen = amountFen + 1 WHERE reason = 'deposit' AND entry = (SELECT min(entry) FROM ledger_entry WHERE reason = 'deposit')`,
        "each lender's cash",
      ],
      [`UPDATE loan SET outstandingFen = outstandingFen + 1 WHERE loan = 5`, 'each principal'],
      [`UPDATE kpi_daily SET reserveFen = reserveFen + 1 WHERE day = 30`, 'stocks of the daily row'],
      [
        `UPDATE ledger_entry SET amountFen = amountFen + 1 WHERE reason = 'repayPrincipal' AND holding = (SELECT min(holding) FROM ledger_entry WHERE reason = 'repayPrincipal')`,
        'principal paid to lenders',
      ],
      ['UPDATE waterfall SET paidFen = paidFen + 1', 'compensation by layer'],
      [
        `UPDATE statement SET fen = fen + 1 WHERE line = 'lenderFees' AND statement = 'cash'`,
        'lines of the monthly',
      ],
      [`UPDATE statement SET fen = fen + 1 WHERE line = 'paidIn'`, 'balance sheets balance'],
      [`UPDATE borrower_channel SET lookUpsFen = lookUpsFen + 1`, 'fees and costs of channels'],
      ['UPDATE holding SET lotCount = lotCount + 1 WHERE holding = 9', 'the lots of a loan'],
    ]) {
      const forged = await tampered(full, 'ledger.duckdb', sql!);
      const broken = await rowsOf(forged, 'SELECT audit FROM v_audit');
      expect(
        broken.some((row) => String(row['audit']).startsWith(audit!)),
        audit,
      ).toBe(true);
    }
  });

  it('says where a stored figure was changed by one fen', async () => {
    const figures = await tampered(
      study,
      'fen.duckdb',
      `UPDATE kpi_daily SET outstandingFen = outstandingFen + 1 WHERE variant = 'small-low' AND replication = 1 AND day = 17;
       UPDATE kpi_band SET p50 = p50 + 1 WHERE variant = 'small' AND kpi = 'reserveFen' AND day = 9`,
    );
    const row = await tampered(
      full,
      'row.duckdb',
      'DELETE FROM withdrawal WHERE replication = 0 AND request = 0',
    );
    for (const [file, places] of [
      [
        figures,
        [
          /kpi_daily, small-low, replication 1: 1 stored only, 1 now only; day 17, .*: outstandingFen \d+ stored, \d+ now/,
          /kpi_band, small: 1 stored only, 1 now only; day 9, .* kpi reserveFen, .*: p50/,
        ],
      ],
      [row, [/withdrawal, small, replication 0: 0 stored only, 1 now only; request 0, .*: not stored/]],
    ] as const) {
      const { code, stdout } = await lendsim('verify', file, '--quiet');
      expect(code).toBe(1);
      for (const place of places) expect(stdout).toMatch(place);
      expect(stdout.match(/DIFFERS {2}rows/g), stdout).toHaveLength(places.length);
    }
  });
});

describe('obstacles with the real engine', () => {
  it('leave an envelope that parses on every command', async () => {
    const commands = [
      ['describe', study],
      ['query', study, 'SELECT 1 AS x'],
      ['doctor'],
      ['validate', 'baseline'],
      ['schema'],
      ['schema', '--markdown'],
      ['verify', join(folder, 'none.duckdb')],
      ['run', 'none'],
    ];
    const results = await Promise.all(commands.map(async (words) => lendsim(...words, '--json', '--quiet')));
    results.forEach(({ stdout, stderr }, k) => {
      expect([JSON.parse(stdout), stderr]).toMatchObject([{ version: 1, command: commands[k]![0] }, '']);
    });
  });

  it('are told with place and remedy', async () => {
    const cases: readonly (readonly [args: readonly string[], code: number, text: RegExp])[] = [
      [['run', 'withdrawal-rnu'], 3, /one of: .*baseline.* did you mean withdrawal-run\?/],
      [
        ['run', 'baseline', '--set', 'reserve.contribution.scal=80%'],
        3,
        /baseline\.yaml \+ --set: 1 problem[^]*did you mean scale\?/,
      ],
      [
        ['run', 'baseline', '--variant', 'low: reserve.contribution.scale=80d'],
        3,
        /--variant low: 1 problem[^]*write 1\.75 or 175%/,
      ],
      [['run', 'baseline', '--variant', 'no colon'], 2, /a variant needs a name before a colon/],
      [['run', 'baseline', '--port', '70000'], 2, /from 0 to 65535/],
      [['run', 'baseline', '--replications', ''], 2, /from 1/],
      [
        ['run', ...SMALL, '--studies', join(folder, 'file')],
        5,
        /a file stands where a folder is needed[^]*--studies FOLDER/,
      ],
      [['describe', join(folder, 'file')], 5, /not a DuckDB file/],
      [['describe', folder], 5, /a folder and not a study file[^]*--out FOLDER\/NAME\.duckdb/],
      [['serve', '--host', '999.1.1.1', '--studies', studies], 5, /no address 999\.1\.1\.1/],
      // The kernel refuses folders there as if the parent were missing: asked of Node alone, this never ended.
      ...(existsSync('/proc/self')
        ? [[['run', ...SMALL, '--out', '/proc/none/x.duckdb'], 5, /folder can't be made here/] as const]
        : []),
    ];
    writeFileSync(join(folder, 'file'), 'x');
    const results = await Promise.all(cases.map(async ([args]) => cli(args, REAL)));
    results.forEach(({ code, stderr }, k) => {
      expect([code, stderr]).toEqual([cases[k]![1], expect.stringMatching(cases[k]![2])]);
    });
  });
});
