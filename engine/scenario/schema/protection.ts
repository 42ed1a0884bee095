/** Blocks on who bears losses: guarantors, the scheme, the reserve and its target. */

import { z } from 'zod';
import type { Epoch } from '../quantities.ts';
import { readFactor, readMoney } from '../quantities.ts';
import { written } from '../messages.ts';
import type { Amount, Guarantor } from '../scenario.ts';
import { dated } from './dated.ts';
import type { Field } from './fields.ts';
import {
  block,
  choice,
  days,
  factor,
  flag,
  list,
  money,
  named,
  number,
  raise,
  orNone,
  rate,
  text,
  weight,
} from './fields.ts';
import { isMap, readCondition } from './conditions.ts';
import { byGrade } from './lending.ts';

const guarantor: Field<Guarantor> = block(
  {
    netAssets: money({ is: 'Net assets on day 0.', positive: true }),
    liquidShare: rate({
      is: 'Liquid part of the net assets on day 0.',
      default: '30%',
      source: 'assumption',
    }),
    leverageCap: factor({
      is: 'Largest guarantees as a multiple of net assets.',
      max: 100,
      default: 10,
      source: 'guarantor-rules-2010 (B)',
    }),
    feePerYear: rate({
      is: 'Guarantee fee a year, share of principal, paid with the contract for the whole term; earned on its guarantees elsewhere too.',
      max: 0.5,
      default: '2%',
      source: 'guarantor-fees (C)',
    }),
    share: weight({
      is: 'Weight among guaranteed applications, normalised over those that have not failed.',
    }),
    elsewhereLeverage: factor({
      is: 'Guarantees elsewhere, as a multiple of net assets.',
      max: 100,
      default: 2.3,
      source: 'guarantor-fees (C)',
    }),
    elsewhereLossPerYear: rate({
      is: 'What those lose a year before the fees they earn, share of their amount; rises with default hazards.',
      default: '2%',
      source: 'guarantor-fees (C)',
    }),
    minScore: number({
      is: 'Lowest score, by its own look, that it passes on.',
      unit: 'points',
      min: 0,
      max: 2000,
      default: 520,
      source: 'assumption',
    }),
    licensed: flag({
      is: 'Whether it has the licence of a guarantor; without one it may contest what it guarantees in court.',
      default: true,
      source: 'assumption',
    }),
    region: orNone(text({ is: 'Name of its home region.' }), {
      is: 'Home region (a name under regions:): losses of its guarantees elsewhere follow the factors of the country and of this region. null: unemployment alone.',
      default: null,
      source: 'assumption',
    }),
    elsewhereRho: rate({
      is: 'Correlation of those losses with the factors; without a home region there is none.',
      max: 0.95,
      default: '12%',
      source: 'assumption',
    }),
    borrowerCap: rate({
      is: 'Largest guarantee for one borrower, share of net assets.',
      default: '10%',
      source: 'guarantor-rules-2010 (B)',
    }),
    insolvencyFloor: orNone(money({ is: 'Net assets below which it stops.' }), {
      is: 'Net assets (guarantee.books) below which it stops, though it could still pay. null: it goes on while it can pay.',
      default: null,
      source: 'assumption',
    }),
    slowDays: days({
      is: 'Longest time by which it lets lenders wait for a compensation that it can pay: all of it with no liquid assets left, none from slowBelow on.',
      default: '0d',
      source: 'assumption',
    }),
    slowBelow: rate({
      is: 'Liquid assets, share of what it stands for here, below which it begins to pay slowly.',
      positive: true,
      default: '5%',
      source: 'assumption',
    }),
    loosens: block(
      {
        growth: number({
          is: 'Points by which minScore falls while its guarantees here double within a month, in proportion below.',
          unit: 'points',
          min: 0,
          max: 500,
          default: 0,
          source: 'assumption',
        }),
        desperation: number({
          is: 'Points by which minScore falls once its net assets are gone, in proportion to what is gone of those of day 0.',
          unit: 'points',
          min: 0,
          max: 500,
          default: 0,
          source: 'assumption',
        }),
      },
      {},
      { is: 'How its first review loosens.', default: {}, source: 'assumption' },
    ),
    covers: rate({
      is: 'Share of principal and interest due that it stands for under scheme: partialShare.',
      default: '80%',
      source: 'assumption',
    }),
    firstLoss: rate({
      is: 'Most that it bears under scheme: firstLoss, share of all principal it ever stood for here, less what it got back: a pool that grows with its volume.',
      default: '5%',
      source: 'assumption',
    }),
    counterGuarantee: orNone(
      block(
        {
          by: text({ is: 'The guarantor (its name under guarantors:) that stands behind this one.' }),
          share: rate({
            is: 'Share of what this one pays lenders that the other refunds at once, taking over that share of the claim.',
            default: '50%',
            source: 'assumption',
          }),
          limit: money({
            is: 'Most that it refunds in all.',
            default: '10M CNY',
            source: 'assumption',
          }),
        },
        { limit: 'limitFen' },
        { is: 'Counter-guarantee.' },
      ),
      { is: 'Counter-guarantee, if there is one.', default: null, source: 'assumption' },
    ),
  },
  { netAssets: 'netAssetsFen', insolvencyFloor: 'insolvencyFloorFen' },
  { is: 'A guarantor.' },
);

/** Guarantors. */
export const guarantors = named(guarantor, { is: 'Guarantors, by name.', default: {}, source: 'assumption' });

/** The guarantee scheme. */
export const guarantee = block(
  {
    scheme: choice(
      ['none', 'full', 'principalOnly', 'partialShare', 'firstLoss', 'reserveInOrder', 'reserveProRata'],
      'a guarantee scheme',
      {
        is: 'What lenders are promised when a loan is overdue, and by whom.',
        default: 'reserveInOrder',
        source: 'assumption',
      },
      {
        later: {
          vip: 'guarantee for vip lots',
          vipOnly: 'guarantee for vip lots',
        },
        elsewhere: { interestHaircut: 'write policies.haircut: { share: 50% }' },
      },
    ),
    advanceOrder: list(
      choice(['guarantor', 'reserve', 'platform'], 'a payer', { is: 'Who advances cash.' }),
      {
        is: 'Who advances cash to lenders, in order; under reserveInOrder and reserveProRata the reserve alone. The platform pays out of its own cash what it need not (implicit guarantee).',
        most: 3,
        default: ['guarantor', 'reserve'],
        source: 'assumption',
      },
    ),
    proceedsOrder: list(
      choice(['lenders', 'guarantor', 'reserve', 'platform'], 'a claimant', {
        is: 'Whose claims are served.',
      }),
      {
        is: 'Whose claims later proceeds serve, in order; who is not named comes after the others.',
        most: 4,
        default: ['lenders', 'guarantor', 'reserve'],
        source: 'assumption',
      },
    ),
    after: days({
      is: 'Days past due after which compensation is due.',
      default: '90d',
      source: 'assumption',
    }),
    books: choice(['stated', 'full'], 'books of guarantors', {
      is: 'How net assets of guarantors are counted, for their caps, floors and reviews: those of day 0 with their business elsewhere alone, or the whole balance sheet (fees, compensations, claims at expected value, provisions).',
      default: 'stated',
      source: 'guarantor-rules-2010 (B)',
    }),
    jointLiability: flag({
      is: 'Joint guarantee: the guarantor pays when the borrower is late. false, general guarantee: it may first send lenders to the borrower.',
      default: true,
      source: 'assumption',
    }),
    collectFirst: days({
      is: 'Under a general guarantee: days of collection, after the others, before a guaranteed loan is compensated.',
      default: '180d',
      source: 'assumption',
    }),
  },
  { after: 'afterDays', collectFirst: 'collectFirstDays' },
  { is: 'The guarantee scheme.', default: {}, source: 'assumption' },
);

const BASES = [
  'outstanding',
  'expectedLoss12m',
  'expectedLossLifetime',
  'overdue',
  'overdueInstalments',
  'guaranteed',
] as const;
const AMOUNT_HINT =
  'write { fixed: 3M CNY }, { pctOf: expectedLoss12m, rate: 110% }, { max: [...] }, { min: [...] }, { sum: [...] } or { if: {...}, then: ..., else: ... }';

/** The small algebra of amounts. */
export function readAmount(raw: unknown, ctx: z.RefinementCtx, path: (string | number)[]): Amount {
  const fail = (
    value: unknown,
    at: (string | number)[],
    b = 'is not an amount',
    hint = AMOUNT_HINT,
  ): Amount => {
    raise(ctx, value, { code: 'scenario/form', a: written(value), b, hint }, at);
    return { kind: 'fixed', fen: 0 };
  };
  if (path.length > 12) return fail(raw, path, 'is nested too deeply', 'at most 6 levels');
  if (!isMap(raw)) return fail(raw, path);
  const keys = Object.keys(raw);
  const allowed =
    'pctOf' in raw ? ['pctOf', 'rate'] : 'if' in raw ? ['if', 'then', 'else'] : keys.slice(0, 1);
  const extra = keys.find((key) => !allowed.includes(key));
  if (extra !== undefined) {
    raise(ctx, raw, { code: 'scenario/unknown-key', a: extra, hint: AMOUNT_HINT }, [...path, extra]);
    return { kind: 'fixed', fen: 0 };
  }
  if ('fixed' in raw) {
    const money = readMoney(raw['fixed']);
    if ('value' in money && money.value >= 0) return { kind: 'fixed', fen: money.value };
    const fault = 'fault' in money ? money.fault : 'is negative';
    return fail(
      raw['fixed'],
      [...path, 'fixed'],
      fault,
      'hint' in money && money.hint !== undefined ? money.hint : 'at least 0 CNY',
    );
  }
  if ('pctOf' in raw) {
    const of = BASES.find((base) => base === raw['pctOf']);
    const share = readFactor(raw['rate']);
    if (of === undefined)
      return fail(
        raw['pctOf'],
        [...path, 'pctOf'],
        'is not a base of an amount',
        `one of: ${BASES.join(', ')}`,
      );
    if ('fault' in share || share.value < 0)
      return fail(raw['rate'], [...path, 'rate'], 'is not a rate', 'write 110%');
    return { kind: 'pctOf', of, rate: share.value };
  }
  const kind = (['max', 'min', 'sum'] as const).find((word) => word in raw);
  if (kind !== undefined) {
    const parts = raw[kind];
    if (!Array.isArray(parts) || parts.length === 0)
      return fail(parts, [...path, kind], 'is not a list of amounts');
    return { kind, of: parts.map((part: unknown, i) => readAmount(part, ctx, [...path, kind, i])) };
  }
  if (!('if' in raw)) return fail(raw, path);
  const condition = readCondition(raw['if'], ctx, [...path, 'if']);
  const first = readAmount(raw['then'], ctx, [...path, 'then']);
  const second = readAmount(raw['else'], ctx, [...path, 'else']);
  if (condition === null) return { kind: 'fixed', fen: 0 };
  return { kind: 'if', condition, then: first, else: second };
}

const target: Field<Amount> = z
  .unknown()
  .transform((raw, ctx) => readAmount(raw, ctx, []))
  .meta({
    allOf: [{ $ref: '#/definitions/amount' }],
    description:
      'Size the reserve should have: fixed, percent of a balance, max, min, sum, if. Unit: money. Source: ratesetter-provision-fund (A).',
    'x-is': 'Size the reserve should have: fixed, percent of a balance, max, min, sum, if.',
    'x-unit': 'amount',
    'x-source': 'ratesetter-provision-fund (A)',
  })
  .prefault({ pctOf: 'expectedLoss12m', rate: '125%' });

/** The risk reserve. */
export const reserve = (epoch: Epoch) =>
  block(
    {
      fundedBy: choice(['platformFee', 'borrowerSurcharge', 'lenderSpread'], 'a way to fund the reserve', {
        is: 'Who feeds the reserve: the platform out of its cash, the borrower on top of its fees, or lenders, whose fee on interest then goes to the reserve in place of the contribution.',
        default: 'platformFee',
        source: 'assumption',
      }),
      contribution: dated(
        epoch,
        block(
          {
            by: choice(['grade', 'fee', 'expectedLoss'], 'a rule of contribution', {
              is: 'By what a new loan pays in at the contract: a table by obligor grade, a share of its fees, or its own expected loss.',
              default: 'grade',
              source: 'assumption',
            }),
            ofFee: rate({
              is: "Share of the borrower's fees over the whole term, with by: fee.",
              default: '30%',
              source: 'assumption',
            }),
            byGrade: byGrade(
              (grade) => rate({ is: `Share of principal at the contract, obligor grade ${grade}.` }),
              {
                is: 'Share of principal paid in at the contract, by obligor grade, with by: grade.',
                default: { AA: '0%', A: '1%', B: '1.5%', C: '2%', D: '2.5%', E: '3%', HR: '5%' },
                source: 'renrendai-reserve-fees (B)',
              },
            ),
            scale: factor({
              is: 'Multiplier on the table, on the share of fees or on the expected loss.',
              max: 100,
              default: '100%',
              source: 'assumption',
            }),
          },
          {},
          { is: 'Contribution of a new loan.' },
        ),
        {
          is: 'Contribution of a new loan to the reserve; not with fundedBy: lenderSpread.',
          default: {},
          source: 'renrendai-reserve-fees (B)',
        },
      ),
      target,
      release: flag({
        is: 'Whether money above the target goes back to the platform at month end.',
        default: false,
        source: 'assumption',
      }),
      remote: flag({
        is: 'Whether the reserve is a restricted account that a failure of the platform leaves to lenders; false: it is taken for own cash in the wind-down.',
        default: true,
        source: 'ratesetter-provision-fund (A)',
      }),
      topUp: flag({
        is: 'Whether the platform fills the reserve up to its target at month end, as far as its cash goes.',
        default: false,
        source: 'assumption',
      }),
    },
    {},
    { is: 'The risk reserve.', default: {}, source: 'assumption' },
  );
