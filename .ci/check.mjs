/**
 * Runs the npm scripts named on the command line, as many at a time as there are processors, the dearest first by their order.
 * What a script says is printed when it ends, what failed last; the exit code is 1 if any did.
 */
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';

const waiting = process.argv.slice(2);
const failed = [];

function run(script) {
  return new Promise((resolve) => {
    const child = spawn('npm', ['run', script], { stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (part) => (text += part));
    }
    child.on('close', (code) => {
      if (code === 0) process.stdout.write(text);
      else failed.push(text);
      resolve();
    });
  });
}

async function lane() {
  for (let script = waiting.shift(); script !== undefined; script = waiting.shift()) await run(script);
}

await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, lane));
for (const text of failed) process.stdout.write(text);
process.exitCode = failed.length === 0 ? 0 : 1;
