/** What an applicant asks for: product, amount, term, method. */
import { ln } from '../base/mathx.ts';
import type { Stream } from '../random/streams.ts';
import { cumulate, discrete, lognormal } from '../random/variates.ts';
import type { LoanProduct, Scenario } from '../scenario/scenario.ts';
import { METHODS } from '../state/codes.ts';

export interface Wish {
  readonly product: number;
  readonly amountFen: number;
  readonly termMonths: number;
  readonly method: number;
}

interface ProductTables {
  readonly product: LoanProduct;
  readonly mu: number;
  readonly terms: readonly number[];
  readonly termWeights: Float64Array;
  readonly methodWeights: Float64Array;
}

/** Kinds of customers: who is no business, and a company. */
const INDIVIDUAL = 0;
const ENTERPRISE = 2;
const KINDS = [INDIVIDUAL, 1, ENTERPRISE];

/** What one kind of customer may choose from: products with cumulative shares; null if nothing. */
interface Choice {
  readonly products: readonly number[];
  readonly shares: Float64Array;
}

/** Products of one kind of channel, by kind of customer. */
export interface Offering {
  readonly byKind: readonly (Choice | null)[];
}

/** Whether a product is made for a kind of customer. */
export function isOfferedTo(product: LoanProduct, kind: number): boolean {
  const { offeredTo } = product;
  return offeredTo === 'everybody' || (offeredTo === 'persons') === (kind === INDIVIDUAL);
}

/** Channels of guarantors offer guaranteed products, all others the rest; null if they offer none. */
export function offering(scenario: Scenario, guarantorChannel: boolean): Offering | null {
  const list = Object.values(scenario.loans);
  const products = list.flatMap((product, index) =>
    (product.enhancement === 'guarantee') === guarantorChannel && product.share > 0 ? [index] : [],
  );
  if (products.length === 0) return null;
  const byKind = KINDS.map((kind) => {
    const own = products.filter((index) => isOfferedTo(list[index]!, kind));
    return own.length === 0
      ? null
      : { products: own, shares: cumulate(own.map((index) => list[index]!.share)) };
  });
  return { byKind };
}

/** The draws of a wish, with the scenario's weights precomputed; null where nothing is offered to the kind of customer. */
export function wishDraws(
  scenario: Scenario,
  stream: Stream,
): (key: number, day: number, kind: number, from: Offering) => Wish | null {
  const tables = Object.values(scenario.loans).map(tablesOf);
  const { personFen, enterpriseFen } = scenario.pricing.caps;
  return (key, day, kind, from) => {
    const choice = from.byKind[kind]!;
    if (choice === null) return null;
    const index = choice.products[discrete(stream.uniform(key, day, 0), choice.shares)]!;
    const { product, mu, terms, termWeights, methodWeights } = tables[index]!;
    const wanted = lognormal(stream.uniform(key, day, 1), mu, product.amountSigma);
    const capFen = Math.min(product.amountMaxFen, kind === ENTERPRISE ? enterpriseFen : personFen);
    const amountFen = Math.min(Math.max(wanted, product.amountMinFen), capFen);
    return {
      product: index,
      amountFen: Math.floor(amountFen / 100) * 100,
      termMonths: terms[discrete(stream.uniform(key, day, 2), termWeights)]!,
      method: discrete(stream.uniform(key, day, 3), methodWeights),
    };
  };
}

function tablesOf(product: LoanProduct): ProductTables {
  const terms = Object.keys(product.terms)
    .map(Number)
    .sort((a, b) => a - b);
  return {
    product,
    mu: ln(product.amountMedianFen),
    terms,
    termWeights: cumulate(terms.map((term) => product.terms[String(term)]!)),
    methodWeights: cumulate(METHODS.map((method) => product.methods[method] ?? 0)),
  };
}
