/** CPU time, medians and plain tables of the benches; nothing is asserted. */
import { spawnSync } from 'node:child_process';

/** CPU seconds of this process so far, all threads. */
export function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** CPU seconds of a child from its start to its end; throws if it fails. */
export function cpuSecondsOf(command: string, args: readonly string[]): number {
  const child = spawnSync('bash', ['-c', `TIMEFORMAT='%U %S'; time "$0" "$@" >&2`, command, ...args], {
    encoding: 'utf8',
  });
  if (child.status !== 0) throw new Error(`${command} ${args.join(' ')}: ${child.stderr}`);
  const [user, system] = child.stderr.trim().split('\n').at(-1)!.split(' ').map(Number);
  return user! + system!;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export function say(line = ''): void {
  process.stdout.write(`${line}\n`);
}

/** Rows as columns of equal width, the first to the left, the others to the right. */
export function sayTable(rows: readonly (readonly string[])[]): void {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  for (const row of rows) {
    say(
      row
        .map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)))
        .join('  ')
        .trimEnd(),
    );
  }
}
