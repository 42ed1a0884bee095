/** Variants of a study by the names that users give them. */
import { UserError } from '../base/problems.ts';
import { nearestWord } from '../scenario/nearest.ts';

interface Named {
  readonly name: string;
}

/** Ordinal of the variant; throws a UserError that tells the nearest name and all of them if there is none. */
export function variantNamed(variants: readonly Named[], name: string): number {
  const ordinal = variants.findIndex((variant) => variant.name === name);
  if (ordinal >= 0) return ordinal;
  const { message, hint } = noVariant(variants, name);
  throw new UserError(2, [{ code: 'usage', where: '--variant', path: '', value: name, message, hint }]);
}

/** `variant = 'name'` or the first name of `variant IN (...)`. */
const COMPARED = /\bvariant"?\s*(?:=|\bIN\s*\()\s*'((?:[^']|'')*)'/gi;

/** Why a statement finds nothing: the first variant that it asks for and that isn't there; null if it asks for none such. */
export function missingVariant(variants: readonly Named[], sql: string): string | null {
  for (const [, quoted = ''] of sql.matchAll(COMPARED)) {
    const name = quoted.replaceAll("''", "'");
    if (variants.some((variant) => variant.name === name)) continue;
    const { message, hint } = noVariant(variants, name);
    return `${message}\n    ${hint}`;
  }
  return null;
}

function noVariant(variants: readonly Named[], name: string): { message: string; hint: string } {
  const names = variants.map((variant) => variant.name);
  const near = nearestWord(name, names);
  return {
    message: `no variant ${name} in the study`,
    hint: `one of: ${names.join(', ')}${near === null ? '' : `      did you mean ${near}?`}`,
  };
}
