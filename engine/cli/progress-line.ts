/** Progress on stderr: one line that is redrawn on a terminal, a line every few seconds elsewhere. */
import type { Progress } from '../experiments/index.ts';
import { colours } from './output.ts';

const BAR_WIDTH = 20;
const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];
const LINE_INTERVAL_MS = 5000;

/** Time in the coarsest unit that says enough. */
export function duration(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  if (seconds < 90) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${(minutes / 60).toFixed(1)} h`;
}

/** Bar of eighths of a character. */
export function bar(share: number): string {
  const eighths = Math.round(share * BAR_WIDTH * 8);
  const full = '█'.repeat(Math.floor(eighths / 8)) + EIGHTHS[eighths % 8]!;
  return `▕${full.padEnd(BAR_WIDTH)}▏`;
}

/** One line: how far, how many failed, how long still. */
export function progressText(progress: Progress): string {
  const { done, total, failed, errored, remainingMs } = progress;
  const parts = [`${done} of ${total} replications`];
  if (failed > 0) parts.push(`${failed} failed`);
  if (errored > 0) parts.push(`${errored} ERRORED`);
  if (remainingMs !== null && done < total) parts.push(`${duration(remainingMs)} left`);
  if (done === total) parts.push(`${duration(progress.elapsedMs)}`);
  return parts.join('   ');
}

/** A reporter for the runner; `end` leaves the terminal on a fresh line. */
export function progressReporter(quiet: boolean): { report: (progress: Progress) => void; end: () => void } {
  if (quiet) return { report: () => undefined, end: () => undefined };
  const stream = process.stderr;
  const colour = colours(stream);
  let lastLine = performance.now();
  let drawn = false;
  let ended = false;
  return {
    report: (progress) => {
      if (ended) return;
      ended = progress.done === progress.total;
      const text = progressText(progress);
      if (stream.isTTY) {
        const share = progress.total === 0 ? 1 : progress.done / progress.total;
        stream.write(`\r\u001b[2K  ${colour.cyan(bar(share))} ${Math.floor(share * 100)} %   ${text}`);
        drawn = true;
      } else if (performance.now() - lastLine >= LINE_INTERVAL_MS || progress.done === progress.total) {
        lastLine = performance.now();
        stream.write(`${text}\n`);
      }
    },
    end: () => {
      if (drawn) stream.write('\n');
      drawn = false;
    },
  };
}
