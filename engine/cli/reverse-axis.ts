/** `--shock rumour`, `--shock rumour=0%..100%`, `--shock shocks.1.share=0%..40%`: an axis of a search for magnitudes. */
import type { Problem } from '../base/problems.ts';
import { UserError } from '../base/problems.ts';
import type { Scenario, Shock } from '../scenario/scenario.ts';

export interface Axis {
  /** As on the command line: kind of shock or path. */
  readonly name: string;
  /** Path of --set. */
  readonly path: string;
  readonly unit: string;
  readonly mildest: number;
  readonly severest: number;
  /** Fractions of the unit can't be written. */
  readonly whole: boolean;
}

/** Magnitudes by kind of shock, the one that a kind's bare name means first: from the mildest to the most severe. */
const MAGNITUDES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  rumour: { intensity: '0%..100%' },
  rivalFailures: { share: '0%..100%' },
  creditStress: { pdMultiplier: '1..20', recoveryMultiplier: '1..0' },
  guarantorLoss: { shareOfLiquid: '0..10' },
  leads: { multiplier: '1..0' },
  collateralPrice: { multiplier: '1..0' },
  forceMajeure: { payouts: '1..0', pdMultiplier: '1..20', collectors: '1..0', reviewers: '1..0' },
};

const FORM =
  'write rumour, rumour=0%..100%, or any value of the scenario with its range: shocks.1.share=0%..40%';
const QUANTITY = /^\s*(-?\d+(?:\.\d+)?)(\s*\D*?)\s*$/;

/** Reads one flag against the scenario's shocks; throws a UserError that shows the form. */
export function parseAxis(text: string, scenario: Pick<Scenario, 'shocks'>): Axis {
  const split = text.indexOf('=');
  const name = (split < 0 ? text : text.slice(0, split)).trim();
  const { path, range: usual } = pathOf(name, scenario.shocks, text);
  const range = split < 0 ? usual : text.slice(split + 1);
  if (range === undefined)
    throw wrong(
      text,
      `no range is known for ${name}`,
      'say it: PATH=MILDEST..SEVEREST, for example shocks.0.date=...',
    );
  const [mildest, severest, ...more] = range.split('..').map((end) => QUANTITY.exec(end));
  if (!mildest || !severest || more.length > 0) throw wrong(text, `not a range: ${range.trim()}`, FORM);
  const [low, high] = [Number(mildest[1]), Number(severest[1])];
  const units = [mildest[2]!.trim(), severest[2]!.trim()].filter(
    (unit, k) => unit !== '' || [low, high][k] !== 0,
  );
  if (units.length === 2 && units[0] !== units[1])
    throw wrong(text, 'the ends of the range differ in unit', FORM);
  if (low === high) throw wrong(text, 'the ends of the range are the same', FORM);
  const unit = [mildest[2]!, severest[2]!].find((one) => one.trim() !== '') ?? '';
  return {
    name,
    path,
    unit,
    mildest: low,
    severest: high,
    whole: /^\s*(d|w|mo|days?|weeks?|months?)$/.test(unit),
  };
}

/** Magnitude at a share of the range, as it can be written. */
export function magnitudeAt(axis: Axis, share: number): number {
  const value = axis.mildest + share * (axis.severest - axis.mildest);
  return axis.whole ? Math.round(value) : Number(value.toPrecision(9));
}

/** `path=value` for --set. */
export function overrideAt(axis: Axis, share: number): string {
  return `${axis.path}=${magnitudeText(axis, share)}`;
}

/** A magnitude with its unit, as it is simulated. */
function magnitudeText(axis: Axis, share: number): string {
  return `${magnitudeAt(axis, share)}${axis.unit}`;
}

/** The same for a reader: four digits. */
export function shownAt(axis: Axis, share: number): string {
  return `${Number(magnitudeAt(axis, share).toPrecision(4))}${axis.unit}`;
}

function pathOf(name: string, shocks: readonly Shock[], text: string): { path: string; range?: string } {
  const place = /^shocks\.(\d+)\.(\w+)$/.exec(name);
  if (place !== null) {
    const shock = shocks[Number(place[1])];
    if (shock === undefined) throw wrong(text, `no shock ${place[1]} in the scenario`, listed(shocks));
    const range = MAGNITUDES[shock.kind]?.[place[2]!];
    return range === undefined ? { path: name } : { path: name, range };
  }
  const [kind = '', field, ...rest] = name.split('.');
  const fields = Object.hasOwn(MAGNITUDES, kind) ? MAGNITUDES[kind] : undefined;
  const index = shocks.findIndex((shock) => shock.kind === kind);
  if (index < 0 && (fields !== undefined || name.split('.').length === 1))
    throw wrong(text, `no shock of kind ${kind} in the scenario`, listed(shocks));
  if (index < 0) return { path: name };
  const wanted = field ?? Object.keys(fields ?? {})[0];
  if (wanted === undefined || rest.length > 0) throw wrong(text, `which value of ${kind}?`, FORM);
  const path = `shocks.${index}.${wanted}`;
  const range = fields?.[wanted];
  return range === undefined ? { path } : { path, range };
}

function listed(shocks: readonly Shock[]): string {
  const list = shocks.map(({ kind, day }, k) => `shocks.${k} is ${kind} on day ${day}`);
  return list.length === 0
    ? 'the scenario has no shocks: add one, --set shocks=[{ date: 2018-03-01, kind: rumour, intensity: 20% }]'
    : `${list.join('; ')}; ${FORM}`;
}

function wrong(text: string, message: string, hint: string): UserError {
  const problem: Problem = { code: 'shock-invalid', where: '--shock', path: '', value: text, message, hint };
  return new UserError(2, [problem]);
}
