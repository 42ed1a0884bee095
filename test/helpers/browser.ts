/**
 * A headless Chromium for e2e tests: the system's if there is one, else the binary that the npm package @sparticuz/chromium carries,
 * unpacked once per machine together with the libraries a bare machine lacks.
 */
import {
  accessSync,
  constants,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inflate } from '@sparticuz/chromium';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';

const SYSTEM_PATHS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const REMEDY =
  'Install a Chromium (Debian: apt-get install chromium fonts-noto-cjk) or set CHROMIUM_PATH to one. ' +
  'If the unpacked copy is damaged, delete the folder named above and run again.';

interface Found {
  readonly executablePath: string;
  readonly env: Record<string, string>;
}

/** The caller closes it. Throws with what to do when no browser starts; a test must not pass without one. */
export async function launchBrowser(): Promise<Browser> {
  const { executablePath, env } = systemBrowser() ?? (await packagedBrowser());
  try {
    return await chromium.launch({ executablePath, args: FLAGS, env: { ...definedEnv(), ...env } });
  } catch (cause) {
    throw new Error(`no browser: ${executablePath} did not start. ${REMEDY}`, { cause });
  }
}

function systemBrowser(): Found | undefined {
  const chosen = process.env['CHROMIUM_PATH'];
  if (chosen !== undefined && chosen !== '') {
    if (!isExecutable(chosen))
      throw new Error(`no browser: CHROMIUM_PATH=${chosen} is not a program. ${REMEDY}`);
    return { executablePath: chosen, env: {} };
  }
  const executablePath = SYSTEM_PATHS.find(isExecutable);
  return executablePath === undefined ? undefined : { executablePath, env: {} };
}

async function packagedBrowser(): Promise<Found> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `no browser: the packaged one is for linux x64, this is ${process.platform} ${process.arch}. ${REMEDY}`,
    );
  }
  const packed = join(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))), '..');
  const { version } = JSON.parse(readFileSync(join(packed, 'package.json'), 'utf8')) as { version: string };
  const home = join(tmpdir(), `lendsim-chromium-${version}`);
  if (!existsSync(home)) await unpack(join(packed, 'bin'), home);
  return {
    executablePath: join(home, 'chromium'),
    env: {
      LD_LIBRARY_PATH: [join(home, 'al2023', 'lib'), process.env['LD_LIBRARY_PATH']]
        .filter(Boolean)
        .join(':'),
      // The machine's own fonts where it has some (they may cover Chinese), else the one the package brings.
      ...(existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: join(home, 'fonts') }),
    },
  };
}

/** Unpacks beside `home` and renames, so that two processes starting at once never see half a browser. */
async function unpack(packed: string, home: string): Promise<void> {
  const staging = mkdtempSync(`${home}-`);
  try {
    await inflateInto(
      staging,
      ['chromium.br', 'al2023.tar.br', 'fonts.tar.br', 'swiftshader.tar.br'].map((name) =>
        join(packed, name),
      ),
    );
    // The package's own file looks for fonts in the folder it expects to be unpacked to.
    writeFileSync(
      join(staging, 'fonts', 'fonts.conf'),
      `<?xml version="1.0"?><fontconfig><dir>${home}/fonts</dir><cachedir>${home}/fonts-cache</cachedir></fontconfig>\n`,
    );
    renameSync(staging, home);
  } catch (cause) {
    rmSync(staging, { recursive: true, force: true });
    if (existsSync(home)) return;
    throw new Error(`no browser: could not unpack ${packed} to ${home}. ${REMEDY}`, { cause });
  }
}

/** The package unpacks to the temporary folder, read at the moment of the call: point it elsewhere just for that moment. */
async function inflateInto(folder: string, archives: readonly string[]): Promise<void> {
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = folder;
  const work = archives.map((archive) => inflate(archive));
  if (before === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = before;
  await Promise.all(work);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function definedEnv(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
