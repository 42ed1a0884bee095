/** `--variant "low: reserve.contribution.scale=80%, seedCapital=1M CNY"`: one more variant of each scenario. */
import { UserError } from '../base/problems.ts';
import type { NamedChange } from './pieces.ts';

const NAME = /^[\p{L}\p{N}][\p{L}\p{N}_-]*$/u;
/** A comma parts two assignments only where a path and `=` follow: values may hold commas too. */
const NEXT_ASSIGNMENT = /,\s*(?=[\p{L}\p{N}_.-]+(?:@[\d-]+)?=)/u;

/** Reads one flag; throws a UserError that shows the form. */
export function parseChange(text: string): NamedChange {
  const colon = text.indexOf(':');
  const name = text.slice(0, Math.max(0, colon)).trim();
  const overrides = text
    .slice(colon + 1)
    .split(NEXT_ASSIGNMENT)
    .map((part) => part.trim());
  if (colon < 0 || name === '') throw malformed(text, 'a variant needs a name before a colon');
  if (!NAME.test(name))
    throw malformed(
      text,
      `"${name}" is no name (letters, digits, - and _, beginning with a letter or a digit)`,
    );
  const bad = overrides.find((part) => part.indexOf('=') < 1);
  if (bad !== undefined) throw malformed(text, `not of the form path=value: ${bad === '' ? 'nothing' : bad}`);
  return { name, overrides };
}

function malformed(text: string, message: string): UserError {
  return new UserError(2, [
    {
      code: 'variant-invalid',
      where: '--variant',
      path: '',
      value: text,
      message: `${message} in "${text}"`,
      hint: 'write --variant "high: reserve.contribution.scale=130%", with a comma before a further path=value',
    },
  ]);
}
