/** Blocks on loans: products, assessment, credit behaviour, price, splitting, matching, servicing. */

import { GRADES, type Grade } from '../../base/vocabulary.ts';
import type { Epoch } from '../quantities.ts';
import type { ByGrade, LenderProduct, LoanProduct, RepaymentMethod } from '../scenario.ts';
import { dated } from './dated.ts';
import type { About, Field } from './fields.ts';
import {
  block,
  choice,
  count,
  days,
  factor,
  flag,
  list,
  money,
  months,
  named,
  number,
  orNone,
  rate,
  weight,
} from './fields.ts';
import { reservation } from './exits.ts';
import { penalty } from './servicing.ts';

/** One value for each grade. */
export function byGrade(of: (grade: Grade) => Field<number>, about: About): Field<ByGrade> {
  const shape = Object.fromEntries(GRADES.map((grade) => [grade, of(grade)])) as Record<Grade, Field<number>>;
  return block(shape, {}, about);
}

/** Grade as a choice. */
export function gradeChoice(about: About): Field<Grade> {
  return choice(GRADES, 'a grade', about);
}

const METHODS: readonly RepaymentMethod[] = ['levelInstalment', 'equalPrincipal', 'interestOnly', 'bullet'];

const methodWeights = block(
  Object.fromEntries(
    METHODS.map((method) => [
      method,
      weight({
        is: `Weight of ${method}.`,
        default: method === 'levelInstalment' ? 1 : 0,
        source: 'assumption',
      }),
    ]),
  ) as Record<RepaymentMethod, Field<number>>,
  {},
  { is: 'Weights of the repayment methods, normalised.', default: {}, source: 'assumption' },
);

const collateral = block(
  {
    collateralLtv: rate({
      is: 'Loan to value of the collateral at origination.',
      positive: true,
      max: 2,
      default: '70%',
      source: 'assumption',
    }),
    depreciationPerMonth: rate({ is: 'Loss of value a month.', default: '1.2%', source: 'assumption' }),
    foundShare: rate({
      is: 'Share of vehicles that are found.',
      default: '92%',
      source: 'assumption',
    }),
    pledgedTwice: rate({
      is: 'Of vehicles found, the share pledged to somebody else for as much, who comes first.',
      default: '0%',
      source: 'assumption',
    }),
    saleCost: rate({
      is: 'Share of the price that storing and selling cost, before anybody gets anything.',
      default: '0%',
      source: 'assumption',
    }),
    auctionShare: rate({
      is: 'Share of the market value that a sale brings.',
      default: '75%',
      source: 'assumption',
    }),
    saleAfter: days({ is: 'Days from default to the sale.', default: '120d', source: 'assumption' }),
    keptPerMonth: rate({
      is: 'Pledge only: share of the first value that keeping it costs the platform a month, until the loan has ended.',
      max: 0.1,
      default: '0%',
      source: 'assumption',
    }),
  },
  { saleAfter: 'saleAfterDays' },
  { is: 'What is pledged for the loan; only with enhancement: vehicle, pledge or property.' },
);

const loanProduct: Field<LoanProduct> = block(
  {
    enhancement: choice(['none', 'vehicle', 'pledge', 'property', 'guarantee'], 'an enhancement', {
      is: 'What stands behind the loan besides the borrower: a vehicle it goes on driving, one that the platform keeps, a house or flat, or a guarantor.',
      default: 'none',
      source: 'assumption',
    }),
    offeredTo: choice(['everybody', 'persons', 'businesses'], 'whom it is offered to', {
      is: 'Kinds of customers it is made for; businesses are sole traders and enterprises.',
      default: 'everybody',
      source: 'assumption',
    }),
    rateAdd: rate({
      is: "Added to the lender rate of the product's loans, a year.",
      min: -0.3,
      max: 0.5,
      default: '0%',
      source: 'assumption',
    }),
    hazard: factor({
      is: 'Multiplier on the hazard of its loans against others of the obligor grade; the scorecard does not know it. Small businesses at LendingClub: 26% against 11% charged off, a factor of 2.6.',
      max: 20,
      default: 1,
      source: 'assumption',
    }),
    season: list(factor({ is: 'Multiplier on the hazard of instalments due in the month.', max: 20 }), {
      is: 'Twelve multipliers on the hazard by calendar month of the due date, January first; empty: alike all year.',
      most: 12,
      default: [],
      source: 'assumption',
    }),
    ownersLiability: rate({
      is: "What owners who stand for their business' loan add to recoveryShare; sole traders and enterprises only.",
      max: 0.3,
      default: '0%',
      source: 'assumption',
    }),
    share: weight({ is: 'Weight among the applications of the channels that offer it, normalised.' }),
    amountMedian: money({ is: 'Median amount asked for.', positive: true }),
    amountSigma: number({
      is: 'Standard deviation of the log amount.',
      unit: 'log',
      min: 0,
      max: 3,
      default: 0.74,
      source: 'lendingclub-attributes (A)',
    }),
    amountMin: money({ is: 'Least amount.', positive: true, default: '10k CNY', source: 'assumption' }),
    amountMax: money({ is: 'Largest amount.', positive: true, default: '200k CNY', source: 'caps-2016 (B)' }),
    terms: named(weight({ is: 'Weight of the term.' }), {
      is: 'Weight by term; the keys are months.',
      key: /^([1-9]|[1-5]\d|60)$/,
      keyForm: 'a whole number of months from 1 to 60',
      least: 1,
    }),
    methods: methodWeights,
    lgd: rate({
      is: 'Loss given default before compensation, as the platform assumes it.',
      default: '92%',
      source: 'lendingclub-2007-2011 (A)',
    }),
    recoveryShare: rate({
      is: 'Gross recovery of defaulted principal in expectation (unsecured or recourse part).',
      // Two in five recoveries bring up to 10/3 of the mean; a larger mean would be cut at the whole claim.
      max: 0.3,
      default: '8.9%',
      source: 'lendingclub-2007-2011 (A)',
    }),
    recoveryAfter: list(days({ is: 'Days after default.' }), {
      is: 'Days after default of the equal recovery tranches.',
      least: 1,
      most: 60,
      default: ['120d', '240d', '360d', '540d'],
      source: 'assumption',
    }),
    recoveryCost: rate({
      is: 'Share of proceeds that collection costs.',
      default: '13.5%',
      source: 'lendingclub-2007-2011 (A)',
    }),
    collateral: orNone(collateral, {
      is: 'What is pledged, or null.',
      default: null,
      source: 'assumption',
    }),
  },
  {
    amountMedian: 'amountMedianFen',
    amountMin: 'amountMinFen',
    amountMax: 'amountMaxFen',
    recoveryAfter: 'recoveryDays',
  },
  { is: 'A loan product borrowers can ask for.' },
);

/** Loan products. */
export const loans = named(loanProduct, { is: 'Loan products, by name; shares are normalised.', least: 1 });

const lenderProduct: Field<LenderProduct> = block(
  {
    kind: choice(
      ['lots', 'plan', 'onDemand'],
      'a kind of lender product',
      {
        is: 'Single lots, a plan with a lock-in, or an account whose money can be had any day (pooled custody only).',
      },
      {
        alias: { lot: 'lots' },
        later: {
          vip: 'vip plan',
          vipPlan: 'vip plan',
          netWorth: 'net-worth bids (withdrawable / non-withdrawable)',
        },
      },
    ),
    share: weight({ is: 'Weight among lenders by number, normalised: each is in one product.' }),
    lockIn: months({
      is: 'Plans only: months that the money is locked in.',
      max: 60,
      default: '0mo',
      source: 'assumption',
    }),
    renewal: rate({
      is: 'Plans only: share renewed at expiry when nothing worries lenders.',
      default: '0%',
      source: 'assumption',
    }),
    exit: choice(['transfer', 'none'], 'a way out', {
      is: 'Single lots only: whether who leaves in fear offers its claims for sale, or holds them to maturity.',
      default: 'transfer',
      source: 'assumption',
    }),
  },
  { lockIn: 'lockInMonths' },
  { is: 'What lenders can put money into.' },
);

/** Lender products. */
export const products = named(lenderProduct, {
  is: 'Lender products, by name; shares are normalised.',
  least: 1,
});

const coverageOf = (who: string) =>
  factor({ is: `Multiplier of the coverage for ${who}.`, max: 10, default: 1, source: 'assumption' });

const evidence = block(
  {
    coverage: rate({ is: 'Share of applicants it knows.' }),
    coverageOf: block(
      {
        individual: coverageOf('individuals'),
        soleTrader: coverageOf('sole traders'),
        enterprise: coverageOf('enterprises'),
      },
      {},
      {
        is: 'Whom it knows more of: the share of a kind is the coverage times this, at most all.',
        default: {},
        source: 'assumption',
      },
    ),
    noise: number({
      is: 'Standard deviation of what it sees around the truth.',
      unit: 'log-odds',
      positive: true,
      max: 20,
    }),
    cost: money({ is: 'Cost of a look-up.', default: '0 CNY', source: 'assumption' }),
    stated: flag({
      is: "Whether it carries the applicant's misstatement until verified.",
      default: false,
      source: 'assumption',
    }),
    stale: days({
      is: 'Age of what it shows on the day of the look; tells only if quality drifts.',
      max: 3650,
      default: '0d',
      source: 'assumption',
    }),
    validFor: days({
      is: 'A look at a customer who applies again is used again, with its error and for nothing, for so many days.',
      max: 3650,
      default: '0d',
      source: 'assumption',
    }),
    verification: rate({
      is: "Stated sources: share of a reviewer's competence that tells in checking this one.",
      default: '100%',
      source: 'assumption',
    }),
    verifyCost: money({
      is: 'Stated sources: cost of checking it, at every review of an applicant whom it covers.',
      default: '0 CNY',
      source: 'assumption',
    }),
    use: flag({ is: 'Whether it is consulted.', default: true, source: 'assumption' }),
  },
  { cost: 'costFen', stale: 'staleDays', validFor: 'validForDays', verifyCost: 'verifyCostFen' },
  { is: 'A source of information on applicants.' },
);

const floor = (grade: string, points: number): Field<number> =>
  number({
    is: `Lowest score of grade ${grade}.`,
    unit: 'points',
    min: 0,
    max: 2000,
    default: points,
    source: 'lendingclub-2007-2011 (A)',
  });

/** Evidence, score, review. */
export const assessment = block(
  {
    sources: named(evidence, { is: 'Sources of information in use, by name.', least: 1 }),
    scorecard: block(
      {
        baseScore: number({
          is: 'Score at the base odds.',
          unit: 'points',
          min: 0,
          max: 2000,
          default: 600,
          source: 'assumption',
        }),
        baseOdds: number({
          is: 'Odds of good to bad at the base score.',
          unit: 'odds',
          positive: true,
          max: 1e6,
          default: 50,
          source: 'assumption',
        }),
        pdo: number({
          is: 'Points that double the odds.',
          unit: 'points',
          positive: true,
          max: 200,
          default: 20,
          source: 'assumption',
        }),
        form: choice(['posterior', 'points'], 'a form of the score', {
          is: 'How evidence becomes a score: posterior (what was seen, weighed by its precision) or points (a card of whole points by attribute, developed once on the frozen population).',
          default: 'posterior',
          source: 'assumption',
        }),
        development: block(
          {
            records: count({
              is: 'Card of points: records with a known outcome that it is developed on.',
              of: 'records',
              min: 200,
              max: 100_000,
              default: 4000,
              source: 'assumption',
            }),
            bins: count({
              is: 'Card of points: bins that a number is cut into, of as many records each.',
              of: 'bins',
              min: 2,
              max: 20,
              default: 5,
              source: 'assumption',
            }),
            smoothing: number({
              is: 'Card of points: added to goods and to bads of each bin before its weight of evidence is taken.',
              unit: 'records',
              positive: true,
              max: 1000,
              default: 0.5,
              source: 'assumption',
            }),
            leastInformation: number({
              is: 'Card of points: attributes with a smaller information value are left out.',
              unit: 'information value',
              min: 0,
              max: 5,
              default: 0.02,
              source: 'assumption',
            }),
          },
          {},
          { is: 'How a card of points is developed.', default: {}, source: 'assumption' },
        ),
      },
      {},
      { is: 'Scaling and form of the score.', default: {}, source: 'assumption' },
    ),
    guarantorsLook: choice(['own', 'platform'], 'whose papers a guarantor reads', {
      is: 'What guarantors judge applicants by: own (a look of their own, as good as the first source) or platform (the papers that the platform got, errors included).',
      default: 'own',
      source: 'assumption',
    }),
    overrides: block(
      {
        up: rate({
          is: 'Share of reviewed applications of a grade not accepted that a reviewer lets pass all the same.',
          default: '0%',
          source: 'assumption',
        }),
        down: rate({
          is: 'Share of reviewed applications of an accepted grade that a reviewer refuses all the same.',
          default: '0%',
          source: 'assumption',
        }),
        skill: number({
          is: 'Correlation of what moves the reviewer with what the score does not know of the applicant: 0 whim, 1 knows it all, below 0 picks the wrong ones.',
          unit: 'correlation',
          min: -1,
          max: 1,
          default: 0,
          source: 'assumption',
        }),
      },
      {},
      { is: 'Decisions of reviewers against the score.', default: {}, source: 'assumption' },
    ),
    gradeFloors: block(
      {
        AA: floor('AA', 560),
        A: floor('A', 545),
        B: floor('B', 535),
        C: floor('C', 530),
        D: floor('D', 528),
        E: floor('E', 524),
      },
      {},
      {
        is: 'Lowest score of each obligor grade, best first; HR has none.',
        default: {},
        source: 'lendingclub-2007-2011 (A)',
      },
    ),
    worstAccepted: gradeChoice({
      is: 'Worst obligor grade that is accepted.',
      default: 'D',
      source: 'assumption',
    }),
    onlineLimit: money({
      is: 'Amounts above it are reviewed offline.',
      default: '100k CNY',
      source: 'assumption',
    }),
    greyBand: number({
      is: 'Scores this near to the cut-off are reviewed offline.',
      unit: 'points',
      min: 0,
      max: 500,
      default: 6,
      source: 'assumption',
    }),
    reviewsPerReviewerDay: number({
      is: 'Reviews a reviewer makes a day, days off counted in.',
      unit: 'reviews a day',
      min: 0,
      max: 1000,
      default: 12,
      source: 'assumption',
    }),
    competence: rate({
      is: 'Chance that a rested reviewer removes a misstatement; less with more than three days of work waiting.',
      default: '70%',
      source: 'assumption',
    }),
    reviewPatience: days({
      is: 'Applications waiting longer are decided unreviewed.',
      default: '5d',
      source: 'assumption',
    }),
    burdenMax: rate({
      is: 'Largest accepted share of income that instalments and fees take.',
      max: 5,
      default: '150%',
      source: 'assumption',
    }),
    noise: flag({ is: 'Whether evidence is noisy.', default: true, source: 'assumption' }),
  },
  { onlineLimit: 'onlineLimitFen', reviewPatience: 'reviewPatienceDays' },
  { is: 'How applicants are assessed.' },
);

const chainRow = (is: string, values: readonly string[]): Field<readonly number[]> =>
  list(rate({ is: 'Probability at a due day, by bucket M1, M2, M3.' }), {
    is,
    least: 3,
    most: 3,
    default: values,
    source: 'roll-matrix (C)',
  });

/** How borrowers repay. */
export const credit = block(
  {
    rhoLifetime: rate({
      is: 'Correlation of defaults over the lifetime of a loan; between the 0.6% of LendingClub and the 3% to 5% of Basel.',
      max: 0.99,
      default: '2%',
      source: 'assumption',
    }),
    frailty: number({
      is: 'Effect of hidden quality on the hazard within a grade.',
      unit: 'log hazard per log-odds',
      min: 0,
      max: 5,
      default: 1,
      source: 'assumption',
    }),
    burdenBeta: number({
      is: 'Log hazard per unit of (instalment and fees / income) above the reference.',
      unit: 'log hazard',
      min: 0,
      max: 20,
      default: 1,
      source: 'assumption',
    }),
    burdenReference: rate({
      is: 'Burden at which the hazard is the calibrated one.',
      max: 5,
      default: '65%',
      source: 'assumption',
    }),
    hazardScale: number({
      is: 'Multiplier on all default hazards.',
      unit: 'factor',
      min: 0,
      max: 20,
      default: 1,
      source: 'assumption',
    }),
    prepayScale: number({
      is: 'Multiplier on prepayment.',
      unit: 'factor',
      min: 0,
      max: 20,
      default: 1,
      source: 'assumption',
    }),
    refinanceBeta: number({
      is: "Prepayment is raised by so much for each point (1% a year) of the contract's rate above today's for such a loan.",
      unit: 'per point',
      min: 0,
      max: 20,
      default: 0,
      source: 'assumption',
    }),
    chain: block(
      {
        cure: chainRow('Probability of being current again.', ['60%', '25%', '15%']),
        stay: chainRow('Probability of staying in the bucket (one instalment paid, still behind).', [
          '5%',
          '5%',
          '5%',
        ]),
        roll: chainRow('Probability of falling into the next bucket.', ['35%', '70%', '80%']),
      },
      {},
      {
        is: 'What loans past due do at their next due day; each bucket adds up to 1.',
        default: {},
        source: 'roll-matrix (C)',
      },
    ),
    facilityBands: list(rate({ is: 'Upper end of a band of lifetime expected loss.' }), {
      is: 'Bands of lifetime expected loss (36 months) that separate facility grades, best first.',
      least: 6,
      most: 6,
      default: ['4%', '6.8%', '8.9%', '10.6%', '14.7%', '20%'],
      source: 'lendingclub-2007-2011 (A)',
    }),
    crossExposure: flag({
      is: 'Whether borrowers who are lenders too withhold their instalments while a withdrawal of theirs is late.',
      default: true,
      source: 'assumption',
    }),
  },
  {},
  { is: 'How borrowers repay.', default: {}, source: 'assumption' },
);

const RATES: ByGrade = { AA: 8, A: 8.6, B: 9.4, C: 10.2, D: 11, E: 12, HR: 13.5 };
const FEES: ByGrade = { AA: 0.26, A: 0.33, B: 0.42, C: 0.5, D: 0.58, E: 0.7, HR: 0.85 };
const percents = (table: ByGrade): Record<string, string> =>
  Object.fromEntries(Object.entries(table).map(([grade, value]) => [grade, `${value}%`]));

/** Rates, fees and limits. */
export const pricing = (epoch: Epoch) =>
  block(
    {
      lenderRate: dated(
        epoch,
        byGrade(
          (grade) =>
            rate({ is: `Rate a year to lenders, facility grade ${grade}, before the term premium.`, max: 2 }),
          { is: 'By facility grade.' },
        ),
        {
          is: 'Rate a year that lenders get, by facility grade; about 10% on average, as the median platform paid.',
          default: percents(RATES),
          source: 'assumption',
        },
      ),
      termPremium: named(rate({ is: 'Premium a year.', min: -0.5, max: 0.5 }), {
        is: 'Added to the lender rate by term in months (the keys), linear in between, flat outside.',
        key: /^([1-9]|[1-5]\d|60)$/,
        keyForm: 'a whole number of months from 1 to 60',
        least: 1,
        default: { 1: '-1%', 3: '-0.7%', 6: '0%', 12: '0.7%', 24: '1.4%', 36: '1.4%' },
        source: 'wdzj-panel-2017-2018 (A)',
      }),
      borrowerFee: dated(
        epoch,
        byGrade(
          (grade) =>
            rate({ is: `Fee of obligor grade ${grade}: share of principal per month of term.`, max: 0.2 }),
          { is: 'By obligor grade.' },
        ),
        {
          is: "Borrower's management fee by obligor grade, share of principal per month of term, paid with the contract.",
          default: percents(FEES),
          source: 'assumption',
        },
      ),
      lenderFeeOfInterest: dated(epoch, rate({ is: 'Share of interest.' }), {
        is: "Lenders' fee, share of the interest they receive.",
        default: '10%',
        source: 'fees-china (C)',
      }),
      penalty: dated(epoch, orNone(penalty, { is: 'Penalty interest and late fees, or null: none.' }), {
        is: 'What borrowers owe for being late beside their instalments, or null: nothing.',
        default: null,
        source: 'assumption',
      }),
      prepayFee: dated(
        epoch,
        block(
          {
            share: rate({
              is: 'Fee on principal paid ahead of schedule.',
              max: 0.2,
              default: '0%',
              source: 'assumption',
            }),
            to: choice(['lenders', 'platform'], 'who gets a fee', {
              is: 'Who gets the fee; of a compensated loan, under lenders, those who are owed the principal.',
              default: 'lenders',
              source: 'assumption',
            }),
          },
          {},
          { is: 'Fee on prepayment.' },
        ),
        { is: 'What borrowers pay for paying ahead of schedule.', default: {}, source: 'assumption' },
      ),
      feeUpFront: dated(epoch, flag({ is: 'Taken out of the principal.' }), {
        is: "Whether the borrower's fee is taken out of the principal paid out: a court then counts what was received.",
        default: false,
        source: 'assumption',
      }),
      allInCap: dated(epoch, rate({ is: 'Cap a year.', max: 10 }), {
        is: 'Cap on the all-in rate a year: lender rate plus fees over the mean life of an amortising loan.',
        default: '36%',
        source: 'rate-caps (B)',
      }),
      acceptance: block(
        {
          slope: number({
            is: 'Steepness of acceptance in (outside option - all-in rate).',
            unit: 'per unit of rate',
            min: 0,
            max: 1000,
            default: 20,
            source: 'assumption',
          }),
          outsideMean: rate({
            is: 'Mean all-in rate of the outside option.',
            max: 5,
            default: '28%',
            source: 'assumption',
          }),
          outsideQualityBeta: rate({
            is: 'By how much a unit of hidden quality above the mean lowers it.',
            min: -1,
            default: '3%',
            source: 'assumption',
          }),
          outsideNoise: rate({
            is: 'Standard deviation of the outside option.',
            default: '3%',
            source: 'assumption',
          }),
        },
        {},
        { is: 'Acceptance of an offer by the applicant.', default: {}, source: 'assumption' },
      ),
      caps: block(
        {
          person: money({ is: 'Largest balance of a person.', default: '200k CNY', source: 'caps-2016 (B)' }),
          enterprise: money({
            is: 'Largest balance of an enterprise.',
            default: '1M CNY',
            source: 'caps-2016 (B)',
          }),
        },
        { person: 'personFen', enterprise: 'enterpriseFen' },
        { is: 'Largest balance of one borrower on the platform.', default: {}, source: 'caps-2016 (B)' },
      ),
    },
    {},
    { is: 'Rates, fees and limits.', default: {}, source: 'assumption' },
  );

/** Lots. */
export const splitting = block(
  {
    lot: money({ is: 'Size of a lot.', positive: true, default: '1,000 CNY', source: 'assumption' }),
    lotMultipleByGrade: byGrade(
      (grade) =>
        count({
          is: `Lots sold together, facility grade ${grade}.`,
          of: 'lots',
          min: 1,
          max: 1000,
          default: 1,
          source: 'assumption',
        }),
      { is: 'Lots that are sold together, by facility grade.', default: {}, source: 'assumption' },
    ),
    minLots: count({ is: 'Fewest lots of a loan.', of: 'lots', min: 1, default: 5, source: 'assumption' }),
  },
  { lot: 'lotFen' },
  { is: 'How a loan becomes lots.', default: {}, source: 'assumption' },
);

const CLASS_DEFAULTS = {
  C1: { grade: 'A', yield: '6%' },
  C2: { grade: 'B', yield: '7%' },
  C3: { grade: 'C', yield: '8%' },
  C4: { grade: 'E', yield: '8%' },
  C5: { grade: 'HR', yield: '8%' },
} as const;
const classes = <T>(of: (name: keyof typeof CLASS_DEFAULTS) => Field<T>) => ({
  C1: of('C1'),
  C2: of('C2'),
  C3: of('C3'),
  C4: of('C4'),
  C5: of('C5'),
});

/** How lenders' money meets lots. */
export const matching = block(
  {
    order: choice(
      ['longestWaiting', 'largestFirst'],
      'a matching order',
      {
        is: 'Whose idle cash is placed first: of those who join on one day the first known or the richest; earlier days always come first.',
        default: 'longestWaiting',
        source: 'assumption',
      },
      { elsewhere: { recommendation: 'write it as matching.policy: recommendation' } },
    ),
    policy: choice(['queue', 'recommendation', 'bestFit'], 'a matching policy', {
      is: 'How idle cash finds listings: the automatic queue; what suits a visitor best, on its visits alone; or each listing to those it suits best.',
      default: 'queue',
      source: 'assumption',
    }),
    shown: count({
      is: 'Recommendation only: listings that a visitor is shown.',
      of: 'listings',
      min: 1,
      max: 1000,
      default: 10,
      source: 'assumption',
    }),
    fit: block(
      {
        yield: number({
          is: "Weight of a point of rate beyond the least that the lender's class takes.",
          unit: 'points',
          min: 0,
          max: 100,
          default: 1,
          source: 'assumption',
        }),
        grade: number({
          is: 'Points of rate that a grade safer than the worst the class takes counts less.',
          unit: 'points',
          min: 0,
          max: 100,
          default: 0.5,
          source: 'assumption',
        }),
        spread: number({
          is: 'Points of rate that a limit used up counts less, by the part of it that is used.',
          unit: 'points',
          min: 0,
          max: 100,
          default: 4,
          source: 'assumption',
        }),
      },
      {},
      {
        is: 'How well a listing suits a lender, in points of rate; not used by the queue.',
        default: {},
        source: 'assumption',
      },
    ),
    acceptedUpTo: block(
      classes((c) =>
        gradeChoice({
          is: `Worst facility grade that class ${c} takes.`,
          default: CLASS_DEFAULTS[c].grade,
          source: 'assumption',
        }),
      ),
      {},
      { is: 'Worst facility grade by risk class.', default: {}, source: 'assumption' },
    ),
    minYield: block(
      classes((c) =>
        rate({
          is: `Least rate a year that class ${c} takes.`,
          default: CLASS_DEFAULTS[c].yield,
          source: 'assumption',
        }),
      ),
      {},
      { is: 'Least rate a year by risk class.', default: {}, source: 'assumption' },
    ),
    caps: block(
      {
        borrower: rate({
          is: 'Largest share of a stake in one loan; one lot is always allowed.',
          positive: true,
          default: '10%',
          source: 'assumption',
        }),
        sector: rate({
          is: 'Largest share of a stake in one sector.',
          positive: true,
          default: '50%',
          source: 'assumption',
        }),
        region: rate({
          is: 'Largest share of a stake in one region.',
          positive: true,
          default: '50%',
          source: 'assumption',
        }),
        guarantor: rate({
          is: 'Largest share of a stake with one guarantor.',
          positive: true,
          default: '30%',
          source: 'assumption',
        }),
        group: rate({
          is: 'Largest share of a stake with one group of related borrowers.',
          positive: true,
          default: '20%',
          source: 'assumption',
        }),
      },
      {},
      {
        is: "Largest share of a lender's stake in one loan, sector, region, guarantor or group.",
        default: {},
        source: 'assumption',
      },
    ),
    freeLots: count({
      is: 'Lots below which the sector, region, guarantor and group caps do not bind.',
      of: 'lots',
      default: 10,
      source: 'assumption',
    }),
    listingPeriod: days({
      is: 'Days until a listing that is not full fails.',
      min: 1,
      default: '7d',
      source: 'prosper-listing (B)',
    }),
    transfers: flag({
      is: 'Whether lenders who leave, and plans that end, can sell their lots before maturity.',
      default: true,
      source: 'assumption',
    }),
    transferFee: rate({ is: "Seller's fee, share of the price.", default: '0.5%', source: 'assumption' }),
    reservation,
  },
  { listingPeriod: 'listingDays' },
  { is: "How lenders' money meets lots.", default: {}, source: 'assumption' },
);
