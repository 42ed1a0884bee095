/** A fork beside the straight run, in a terminal of 100 columns. */
import type { ForkComparison, ForkedReplication } from './fork-comparison.ts';
import { differenceOf, figureText, percent, signed } from './figures.ts';
import { colours, shellWord, textTable } from './output.ts';

/** Figures that differ on the first day and replications told one by one; the others are counted. */
const KPIS_SHOWN = 6;
const REPLICATIONS_SHOWN = 10;

export type ForkData = ForkComparison & {
  readonly path: string;
  readonly from: { readonly path: string; readonly variant: string };
  readonly problems: readonly string[];
};

/** Everything the command prints. */
export function forkText(data: ForkData): string {
  const { day, date, from, replications } = data;
  const colour = colours();
  const title = `${from.variant} of ${from.path}, another course from day ${day} (${date})`;
  const shown = replications.slice(0, REPLICATIONS_SHOWN);
  const more = replications.length - shown.length;
  return [
    colour.bold(title),
    changesText(data),
    shown.map((row) => replicationText(row, data)).join('\n') +
      (more > 0 ? `\n... and ${more} more, in the study` : ''),
    figureTable(data),
    ...data.problems.map((problem) => colour.red(problem)),
    [
      `Study    ${data.path}   digest ${data.digest ?? ''}`,
      `Again    ${data.command}`,
      `Look     npx lendsim serve ${shellWord(data.path)}`,
    ].join('\n'),
  ].join('\n\n');
}

function changesText({ changes }: ForkData): string {
  if (changes.length === 0) return 'Nothing is changed: both runs must end in the same state.';
  return changes
    .map(({ path, before, after }) => `${path}: ${valueText(before)} -> ${valueText(after)}`)
    .join('\n');
}

const VALUE_WIDTH = 120;

function valueText(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length <= VALUE_WIDTH ? text : `${text.slice(0, VALUE_WIDTH - 3)}...`;
}

function replicationText(row: ForkedReplication, data: ForkData): string {
  const { replication, ends, sameState, monthEndsBefore, monthEndsSame } = row;
  const [straight, fork] = ends;
  const endText = ({ status, cause, failureDay }: (typeof ends)[number]): string =>
    status === 'failed'
      ? `fails on day ${failureDay} (${cause ?? ''})`
      : status === 'errored'
        ? 'ERRORED'
        : 'survives';
  return [
    `Replication ${replication}: straight ${endText(straight)}; fork ${endText(fork)}`,
    `  past     ${monthEndsSame} of ${monthEndsBefore} month ends before day ${data.day} have the same state hash`,
    sameState
      ? `  after    nothing differs: the same state hash ${straight.stateHash} at the end`
      : `  after    ${differsText(row, data)}`,
  ].join('\n');
}

function differsText(
  { firstDay, firstDate, firstDifferences }: ForkedReplication,
  { dailyRows }: ForkData,
): string {
  if (firstDay === null)
    return dailyRows
      ? 'no daily figure differs, though the state at the end does'
      : 'the state at the end differs; daily rows (--detail daily) would say from which day on';
  const shown = firstDifferences.slice(0, KPIS_SHOWN).map(({ label }) => label);
  const more = firstDifferences.length - shown.length;
  return `figures differ from day ${firstDay} (${firstDate ?? ''}) on: ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** One replication: its figures. Several: medians, and paired differences with their intervals. */
function figureTable({ figures, replications, survived }: ForkData): string {
  const single = replications.length === 1;
  const rows = figures.map(({ straight, fork }) => {
    const { unit, label, spread } = straight;
    const difference = fork.againstBase;
    const text =
      difference === null || difference.n === 0
        ? '-'
        : signed(differenceOf(difference.mean, unit)) +
          (single
            ? ''
            : ` (${differenceOf(difference.lower, unit)} to ${differenceOf(difference.upper, unit)})`);
    return [
      unit === 'fen' ? `${label}, CNY` : label,
      figureText(spread.n === 0 ? null : spread.median.value, unit),
      figureText(fork.spread.n === 0 ? null : fork.spread.median.value, unit),
      text,
    ];
  });
  const head = single
    ? ['Figure', 'Straight', 'Fork', 'Difference']
    : ['Figure (medians)', 'Straight', 'Fork', 'Paired difference (95 %)'];
  const shares = survived.map(
    ({ survived: alive, n, survivedShare }) =>
      `${alive} of ${n} (95 % interval of the share: ${percent(survivedShare.lower)} to ${percent(survivedShare.upper)})`,
  );
  const table = textTable(head, rows);
  return single
    ? table
    : `${table}\n\nSurvived: straight ${shares[0]}; fork ${shares[1]}\nPaired: mean over ${replications.length} replications of fork less straight on the same luck, by Student's t.`;
}
