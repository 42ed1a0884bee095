/** `lendsim doctor`: can this machine run studies? */

const NODE_MIN = [20, 19] as const;

/** Prints one line per check; the exit code is 1 when one fails. */
export function doctor(): void {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const nodeFits = major > NODE_MIN[0] || (major === NODE_MIN[0] && minor >= NODE_MIN[1]);
  report('node', nodeFits, `${process.versions.node} (>= ${NODE_MIN.join('.')})`);
}

function report(what: string, fine: boolean, detail: string): void {
  console.log(`${fine ? 'ok  ' : 'FAIL'} ${what}: ${detail}`);
  if (!fine) process.exitCode = 1;
}
