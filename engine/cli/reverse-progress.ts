/** Where a search stands: runs done, rays left, and how long that may take judged by the rays so far. */
import type { Stage } from '../experiments/index.ts';
import { colours } from './output.ts';
import { duration } from './progress-line.ts';

const LINE_INTERVAL_MS = 5000;
/** Runs that the first ray takes, in replications: until one is done there is nothing better to go by. */
const FIRST_GUESS = 4;

export class ReverseProgress {
  readonly #quiet: boolean;
  readonly #start = performance.now();
  #lastLine = performance.now();
  #runs = 0;
  #stage: Stage = { replications: 0, raysDone: 0, rays: 1 };
  #drawn = false;

  constructor(quiet: boolean) {
    this.#quiet = quiet;
  }

  ran(): void {
    this.#runs += 1;
    this.#show();
  }

  reached(stage: Stage): void {
    this.#stage = stage;
    this.#show();
  }

  end(): void {
    if (this.#drawn) process.stderr.write('\n');
    this.#drawn = false;
  }

  #show(): void {
    if (this.#quiet) return;
    const { replications, raysDone, rays } = this.#stage;
    const elapsed = performance.now() - this.#start;
    const perRay =
      raysDone > 0 ? this.#runs / raysDone : Math.max(this.#runs + 1, FIRST_GUESS * replications);
    const left = raysDone > 0 ? perRay * (rays - raysDone) : perRay * rays - this.#runs;
    const estimate =
      this.#runs === 0 ? '' : `   about ${duration((elapsed / this.#runs) * Math.max(0, left))} left`;
    const text = `${this.#runs} runs, ${replications} replications, ray ${Math.min(rays, raysDone + 1)} of ${rays}${estimate}`;
    if (process.stderr.isTTY) {
      process.stderr.write(`\r\u001b[2K  ${colours(process.stderr).cyan('searching')} ${text}`);
      this.#drawn = true;
    } else if (performance.now() - this.#lastLine >= LINE_INTERVAL_MS) {
      this.#lastLine = performance.now();
      process.stderr.write(`${text}\n`);
    }
  }
}
