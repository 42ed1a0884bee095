/** Rules between fields. Weights that are only ever compared (shares of products, regions, terms) are normalised instead. */

import { isoDate, parseIsoDate } from '../base/calendar.ts';
import type { Problem } from '../base/problems.ts';
import { GRADES, RISK_CLASSES } from '../base/vocabulary.ts';
import type { ScenarioCode } from './messages.ts';
import { scenarioProblem, written } from './messages.ts';
import { mayBreach, stretchesOf } from './regimes.ts';
import type { Play, PlayCondition, Scenario } from './scenario.ts';
import type { Path, TreeNode } from './tree.ts';
import { nodeAt, pathText } from './tree.ts';

type Say = (path: Path, message: string, hint?: string) => void;

const EPSILON = 1e-9;
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Enhancements with something that can be sold. */
const SECURED: readonly string[] = ['vehicle', 'pledge', 'property'];

function sharesAndWeights(scenario: Scenario, say: Say): void {
  const { weights } = scenario.macro;
  const total = weights.country + weights.sector + weights.region;
  if (Math.abs(total - 1) > 1e-6)
    say(
      ['macro', 'weights'],
      `shares add up to ${Number((total * 100).toFixed(4))}%`,
      'country, sector and region add up to 100%',
    );
  const { cure, stay, roll } = scenario.credit.chain;
  cure.forEach((value, i) => {
    const row = value + stay[i]! + roll[i]!;
    if (Math.abs(row - 1) > 1e-6)
      say(
        ['credit', 'chain'],
        `bucket M${i + 1} adds up to ${Number((row * 100).toFixed(4))}%`,
        'cure + stay + roll = 100%',
      );
  });
  const positive = (path: Path, values: readonly number[]): void => {
    if (sum(values) <= 0) say(path, 'no weight above 0', 'weights are normalised, so one must be above 0');
  };
  positive(
    ['regions'],
    scenario.regions.map((region) => region.weight),
  );
  positive(
    ['sectors'],
    scenario.sectors.map((sector) => sector.weight),
  );
  positive(
    ['loans'],
    Object.values(scenario.loans).map((loan) => loan.share),
  );
  positive(
    ['products'],
    Object.values(scenario.products).map((product) => product.share),
  );
  positive(['customers', 'kinds'], Object.values(scenario.customers.kinds));
  positive(
    ['lenders', 'riskClasses'],
    RISK_CLASSES.map((name) => scenario.lenders.riskClasses[name]),
  );
  for (const [name, loan] of Object.entries(scenario.loans)) {
    positive(['loans', name, 'terms'], Object.values(loan.terms));
    positive(['loans', name, 'methods'], Object.values(loan.methods));
  }
  const names = (path: Path, list: readonly { name: string }[]): void => {
    list.forEach((one, i) => {
      if (list.findIndex((other) => other.name === one.name) < i)
        say([...path, i, 'name'], `name used twice: ${one.name}`);
    });
  };
  names(['regions'], scenario.regions);
  names(['sectors'], scenario.sectors);
}

function gradesAndBands(scenario: Scenario, say: Say): void {
  const floors = scenario.assessment.gradeFloors;
  GRADES.slice(0, -2).forEach((grade, i) => {
    const next = GRADES[i + 1] as keyof typeof floors;
    if (floors[grade as keyof typeof floors] <= floors[next]) {
      say(
        ['assessment', 'gradeFloors', next],
        `floor of ${next} (${floors[next]}) is not below that of ${grade} (${floors[grade as keyof typeof floors]})`,
        'floors descend from AA to E',
      );
    }
  });
  const bands = scenario.credit.facilityBands;
  bands.forEach((band, i) => {
    if (i > 0 && band <= bands[i - 1]!)
      say(['credit', 'facilityBands', i], 'bands do not ascend', 'expected loss rises from AA to HR');
  });
}

function servicing({ servicing: { paymentOrder, partial, stages } }: Scenario, say: Say): void {
  if (new Set<string>(paymentOrder).size < paymentOrder.length)
    say(
      ['servicing', 'paymentOrder'],
      'something stands in the order twice',
      'each once: costs, interest, principal, penalty',
    );
  stages.forEach(({ fromDays }, i) => {
    if (i > 0 && fromDays <= stages[i - 1]!.fromDays)
      say(
        ['servicing', 'stages', i, 'from'],
        'stages do not follow each other',
        'each begins after the one before',
      );
  });
  if (partial !== null && partial.least > partial.most)
    say(['servicing', 'partial'], 'the least part is larger than the largest', 'least <= most');
}

function loansAndProducts(scenario: Scenario, say: Say): void {
  for (const [name, loan] of Object.entries(scenario.loans)) {
    const at = ['loans', name];
    if (loan.amountMinFen >= loan.amountMaxFen)
      say([...at, 'amountMin'], 'least amount is not below the largest', 'amountMin < amountMax');
    if (loan.amountMedianFen < loan.amountMinFen || loan.amountMedianFen > loan.amountMaxFen) {
      say([...at, 'amountMedian'], 'median is outside amountMin to amountMax');
    }
    const isSecured = SECURED.includes(loan.enhancement);
    if (isSecured && loan.collateral === null) {
      say(
        [...at, 'collateral'],
        `a product with enhancement: ${loan.enhancement} and without collateral`,
        'write collateral: {} for the defaults',
      );
    }
    if (!isSecured && loan.collateral !== null) {
      say(
        [...at, 'collateral'],
        `collateral with enhancement: ${loan.enhancement}`,
        'write enhancement: vehicle, pledge or property, or collateral: null',
      );
    }
    if (loan.enhancement !== 'pledge' && (loan.collateral?.keptPerMonth ?? 0) > 0)
      say(
        [...at, 'collateral', 'keptPerMonth'],
        'kept, and yet no pledge',
        'write enhancement: pledge, or 0%',
      );
    if (loan.season.length !== 0 && loan.season.length !== 12)
      say(
        [...at, 'season'],
        `${loan.season.length} months`,
        'write twelve multipliers, January first, or none',
      );
    if (loan.enhancement === 'guarantee' && loan.share > 0 && Object.keys(scenario.guarantors).length === 0) {
      say(
        [...at, 'enhancement'],
        'guaranteed loans without guarantors',
        'name at least one under guarantors:',
      );
    }
    if (loan.amountMaxFen / scenario.splitting.lotFen < scenario.splitting.minLots) {
      say(
        [...at, 'amountMax'],
        'largest amount is below the fewest lots',
        'amountMax >= splitting.lot x splitting.minLots',
      );
    }
  }
  for (const [name, product] of Object.entries(scenario.products)) {
    const at = ['products', name, 'lockIn'];
    if (product.kind === 'plan' && product.lockInMonths === 0)
      say(at, 'a plan without lock-in', 'write lockIn: 6mo');
    if (product.kind !== 'plan' && product.lockInMonths > 0)
      say(at, `${product.kind} has no lock-in`, 'write kind: plan');
    if (product.kind !== 'lots' && product.exit === 'none')
      say(
        ['products', name, 'exit'],
        `exit: none with kind: ${product.kind}`,
        'only single lots are held to maturity',
      );
    if (product.kind === 'onDemand' && scenario.custody !== 'pooled')
      say(
        ['products', name, 'kind'],
        `money on demand with ${scenario.custody} custody: claims can only be sold, nobody has the cash to promise`,
        'write custody: pooled, or kind: lots with exit: transfer',
      );
  }
  const { visitGapMinDays, visitGapMaxDays, stakeMedianFen, stakeCapFen } = scenario.lenders;
  if (visitGapMinDays > visitGapMaxDays)
    say(['lenders', 'visitGapMin'], 'shortest gap is above the longest', 'visitGapMin <= visitGapMax');
  if (stakeMedianFen > stakeCapFen)
    say(['lenders', 'stakeMedian'], 'median stake is above the cap', 'stakeMedian <= stakeCap');
}

/** Where guarantors are at home, and who stands behind whom. */
function counterGuarantees({ guarantors, regions }: Scenario, say: Say): void {
  for (const [name, { region }] of Object.entries(guarantors)) {
    if (region !== null && !regions.some((one) => one.name === region))
      say(
        ['guarantors', name, 'region'],
        `no region named ${written(region)}`,
        `one of: ${regions.map((one) => one.name).join(', ')}`,
      );
  }
  for (const [name, { counterGuarantee }] of Object.entries(guarantors)) {
    if (counterGuarantee === null) continue;
    const { by } = counterGuarantee;
    const at = ['guarantors', name, 'counterGuarantee', 'by'];
    const others = Object.keys(guarantors).filter((other) => other !== name);
    if (by === name) say(at, 'a guarantor that stands behind itself', `one of: ${others.join(', ')}`);
    else if (!Object.hasOwn(guarantors, by))
      say(at, `no guarantor named ${written(by)}`, `one of: ${others.join(', ')}`);
    else if (guarantors[by]!.counterGuarantee !== null)
      say(
        at,
        `${written(by)} has a counter-guarantee of its own`,
        'one behind the other is as far as it goes: write counterGuarantee: null there',
      );
  }
}

function protection(scenario: Scenario, say: Say): void {
  counterGuarantees(scenario, say);
  const { scheme, advanceOrder, proceedsOrder } = scenario.guarantee;
  const names = Object.keys(scenario.guarantors);
  const usesReserve = scheme === 'reserveInOrder' || scheme === 'reserveProRata';
  if (usesReserve && !advanceOrder.includes('reserve')) {
    say(['guarantee', 'advanceOrder'], `scheme ${scheme} without the reserve`, 'add reserve to advanceOrder');
  }
  const guaranteed = Object.values(scenario.loans).some(
    (loan) => loan.enhancement === 'guarantee' && loan.share > 0,
  );
  if (scheme !== 'none' && guaranteed && !advanceOrder.includes('guarantor')) {
    say(
      ['guarantee', 'advanceOrder'],
      'guaranteed loans, but no guarantor advances',
      'add guarantor to advanceOrder',
    );
  }
  if (scheme !== 'none' && advanceOrder.length === 0)
    say(
      ['guarantee', 'advanceOrder'],
      `scheme ${scheme}, but nobody advances`,
      'one of: guarantor, reserve, platform',
    );
  for (const [key, order] of Object.entries({ advanceOrder, proceedsOrder })) {
    if (new Set<string>(order).size < order.length)
      say(['guarantee', key], 'somebody stands in the order twice');
  }
  if (scheme !== 'none' && !proceedsOrder.includes('lenders'))
    say(['guarantee', 'proceedsOrder'], 'lenders are missing', 'add lenders to proceedsOrder');
  const referral = Object.entries(scenario.acquisition.borrowers).find(
    ([, channel]) => channel.kind === 'guarantor' && channel.open,
  );
  if (referral !== undefined && names.length === 0) {
    say(
      ['acquisition', 'borrowers', referral[0], 'kind'],
      'a guarantor channel without guarantors',
      'name at least one under guarantors:',
    );
  }
}

function timeline(scenario: Scenario, say: Say): void {
  const { horizonDays } = scenario.clock;
  const inside = `day 0 to day ${horizonDays - 1} (clock.start ${scenario.clock.startDate})`;
  scenario.shocks.forEach((shock, i) => {
    if (shock.day >= horizonDays)
      say(['shocks', i, 'date'], `shock on day ${shock.day}, outside the horizon`, inside);
    if (shock.kind === 'guarantorLoss' && !Object.hasOwn(scenario.guarantors, shock.guarantor)) {
      say(
        ['shocks', i, 'guarantor'],
        `no guarantor named ${written(shock.guarantor)}`,
        `one of: ${Object.keys(scenario.guarantors).join(', ')}`,
      );
    }
  });
  const rising = (path: Path, points: readonly { readonly day: number }[]): void => {
    points.forEach((point, i) => {
      if (i > 0 && point.day <= points[i - 1]!.day)
        say([...path, i, 'date'], 'points are not in the order of their days');
    });
  };
  rising(['macro', 'unemployment', 'path'], scenario.macro.unemployment.path);
  rising(['macro', 'collateral', 'path'], scenario.macro.collateral.path);
  const dated: readonly [Path, readonly { readonly fromDay: number }[]][] = [
    [['pricing', 'lenderRate'], scenario.pricing.lenderRate],
    [['pricing', 'borrowerFee'], scenario.pricing.borrowerFee],
    [['pricing', 'lenderFeeOfInterest'], scenario.pricing.lenderFeeOfInterest],
    [['pricing', 'allInCap'], scenario.pricing.allInCap],
    [['reserve', 'contribution'], scenario.reserve.contribution],
    [['policies', 'payout'], scenario.policies.payout],
    [['policies', 'haircut'], scenario.policies.haircut],
    [['policies', 'exits'], scenario.policies.exits],
    [['policies', 'buffer'], scenario.policies.buffer],
    [['policies', 'compliance'], scenario.policies.compliance],
    [['pricing', 'feeUpFront'], scenario.pricing.feeUpFront],
    [['regime'], scenario.regime],
  ];
  for (const [path, rows] of dated) {
    rows.forEach((row, i) => {
      if (row.fromDay >= horizonDays)
        say([...path, i, 'from'], `day ${row.fromDay} is outside the horizon`, inside);
    });
  }
}

/** Only single tests of one figure can be told apart; what several mean together, nobody can say beforehand. */
function clearsAtOnce(when: PlayCondition, clearWhen: PlayCondition): boolean {
  if (!('figure' in when) || !('figure' in clearWhen) || when.figure !== clearWhen.figure) return false;
  const gap = when.side === 'above' ? when.value - clearWhen.value : clearWhen.value - when.value;
  return when.side === clearWhen.side || gap < -EPSILON;
}

/** First and last day of a play in its book. */
function windowOf({ fromDay = 0, untilDay = Infinity }: Play): readonly [number, number] {
  return [fromDay, untilDay];
}

function plays({ policies: { playbook }, clock }: Scenario, say: Say): void {
  playbook.forEach((play, i) => {
    const [from, until] = windowOf(play);
    const at = ['policies', 'playbook', i];
    if (until <= from)
      say([...at, 'until'], `play ${written(play.name)} is in no day's book`, 'from < until');
    if (from >= clock.horizonDays)
      say([...at, 'from'], `day ${from} is outside the horizon`, `day 0 to day ${clock.horizonDays - 1}`);
    const twin = playbook.findIndex((other, j) => {
      const [begins, ends] = windowOf(other);
      return j < i && other.name === play.name && begins < until && from < ends;
    });
    if (twin >= 0)
      say(
        [...at, 'name'],
        `name used twice: ${play.name}`,
        'plays of one book are told apart by their names',
      );
  });
}

function failureAndPolicies(scenario: Scenario, say: Say): void {
  const { transfers, reservation } = scenario.matching;
  for (const side of ['seller', 'buyer'] as const) {
    const { least, most } = reservation[side];
    if (least > most)
      say(
        ['matching', 'reservation', side, 'most'],
        `the most that a ${side} holds out for is below the least`,
        `matching.reservation.${side}: least <= most`,
      );
  }
  scenario.policies.exits.forEach(({ value }, i) => {
    if (!transfers && value.discount)
      say(
        ['policies', 'exits', ...(scenario.policies.exits.length > 1 ? [i, 'value'] : []), 'discount'],
        'a market for claims while lenders may not sell any',
        'write matching.transfers: true',
      );
  });
  if (scenario.policies.poolPaysCosts && scenario.custody !== 'pooled') {
    say(
      ['policies', 'poolPaysCosts'],
      `costs met from the pool with ${scenario.custody} custody`,
      'only with custody: pooled',
    );
  }
  scenario.policies.payout.forEach(({ value }, i) => {
    const at = scenario.policies.payout.length > 1 ? [i, 'value'] : [];
    if (value.rule === 'instant' && value.noDay)
      say(
        ['policies', 'payout', ...at, 'noDay'],
        'no day is promised, but instant promises the same day',
        'write rule: fifo, or noDay: false',
      );
  });
  const { selfFinancing } = scenario.platform;
  const copied = selfFinancing === null ? undefined : scenario.loans[selfFinancing.lookAlike];
  if (selfFinancing !== null && (copied === undefined || copied.enhancement === 'guarantee')) {
    const open = Object.entries(scenario.loans).filter(([, loan]) => loan.enhancement !== 'guarantee');
    say(
      ['platform', 'selfFinancing', 'lookAlike'],
      copied === undefined
        ? `no loan product named ${written(selfFinancing.lookAlike)}`
        : 'no guarantor would stand for a false listing',
      `one of: ${open.map(([name]) => name).join(', ')}`,
    );
  }
  scenario.shocks.forEach((shock, i) => {
    if (shock.kind === 'uncovering' && selfFinancing === null)
      say(['shocks', i, 'kind'], 'nothing to uncover', 'write platform.selfFinancing');
  });
  for (const name of Object.keys(scenario.failure.liquidity?.byProduct ?? {})) {
    if (!scenario.failure.liquidity!.products.includes(name))
      say(
        ['failure', 'liquidity', 'byProduct', name],
        `tolerance for ${written(name)}, whose promises are not tested`,
        'name it in failure.liquidity.products too',
      );
  }
  const { claimBasis, clawBack } = scenario.failure.windDown;
  if (clawBack.share > 0 && claimBasis === 'ownLots') {
    say(
      ['failure', 'windDown', 'clawBack', 'share'],
      'claw-back, but every lender keeps what its own lots bring',
      'set failure.windDown.claimBasis: outstanding or netCashIn',
    );
  }
  const plans = Object.entries(scenario.products).filter(([, product]) => product.kind !== 'lots');
  const known = ['cash', ...plans.map(([name]) => name)];
  scenario.failure.liquidity?.products.forEach((name, i) => {
    if (!known.includes(name))
      say(
        ['failure', 'liquidity', 'products', i],
        `no plan or account on demand named ${written(name)}`,
        `one of: ${known.join(', ')}`,
      );
  });
  scenario.policies.playbook.forEach((play, i) => {
    const { when, clearWhen } = play;
    if (clearsAtOnce(when, clearWhen)) {
      say(
        ['policies', 'playbook', i, 'clearWhen'],
        'clears while its trigger still holds',
        'an alarm above 6% clears below something lower',
      );
    }
    if (play.actions.length === 0) say(['policies', 'playbook', i, 'do'], 'a play without actions');
    const drawsLine = play.actions.some((action) => action.kind === 'drawCreditLine');
    if (drawsLine && scenario.platform.creditLine.limitFen === 0) {
      say(
        ['platform', 'creditLine', 'limit'],
        `play ${written(play.name)} draws a credit line of 0 CNY`,
        'set platform.creditLine.limit',
      );
    }
  });
}

/** Largest part of the capital that a founding partner may hold. */
const FOUNDER_MAX = 0.3;

/** With governance the shareholders are a whole register, since they vote. */
function governance({ platform, policies }: Scenario, say: Say): void {
  const { governance: bodies, shareholders } = platform;
  const holders = Object.values(shareholders);
  if (bodies === null) {
    policies.playbook.forEach(({ name, needs }, i) => {
      if (needs !== undefined)
        say(
          ['policies', 'playbook', i, 'needs'],
          `play ${written(name)} needs the ${needs}, and there is no governance`,
          'write platform.governance: {}, or state the time as delay: 5d',
        );
    });
    return;
  }
  const at = ['platform', 'shareholders'];
  const founders = holders.filter(({ founder }) => founder).length;
  if (founders < 3 || founders > 5) say(at, `${founders} founders`, 'with governance: 3 to 5');
  const held = sum(holders.map(({ share }) => share));
  if (Math.abs(held - 1) > EPSILON)
    say(at, `shares add up to ${Number((held * 100).toFixed(4))}%`, 'with governance: 100%, since they vote');
  if (bodies.management.limitFen > bodies.board.limitFen)
    say(
      ['platform', 'governance', 'management', 'limit'],
      'the management may decide more than the board',
      'management.limit <= board.limit',
    );
}

function liquidity(scenario: Scenario, say: Say): void {
  governance(scenario, say);
  const { shareholders, creditLine } = scenario.platform;
  const shares = sum(Object.values(shareholders).map(({ share }) => share));
  if (shares > 1 + EPSILON)
    say(
      ['platform', 'shareholders'],
      `shares add up to ${Number((shares * 100).toFixed(4))}%`,
      'at most 100%; what no name holds is paid by nobody',
    );
  for (const [name, { guarantor, liquidFen, founder, share }] of Object.entries(shareholders)) {
    const at = ['platform', 'shareholders', name];
    if (founder && share > FOUNDER_MAX + EPSILON)
      say(
        [...at, 'share'],
        `a founder with ${Number((share * 100).toFixed(4))}%`,
        'at most 30%; write founder: false for other holders together',
      );
    if (guarantor === null) continue;
    if (!Object.hasOwn(scenario.guarantors, guarantor))
      say(
        [...at, 'guarantor'],
        `no guarantor named ${written(guarantor)}`,
        `one of: ${Object.keys(scenario.guarantors).join(', ')}`,
      );
    if (liquidFen > 0)
      say(
        [...at, 'liquid'],
        'liquid assets of its own beside those of its guarantor',
        'leave liquid out: a guarantor pays out of its liquid assets',
      );
  }
  for (const [name, institution] of Object.entries(scenario.institutions)) {
    if (institution.fromDay >= scenario.clock.horizonDays)
      say(['institutions', name, 'from'], `day ${institution.fromDay} is outside the horizon`);
  }
  const bought = sum(Object.values(scenario.institutions).map(({ share }) => share));
  if (bought > 1 + EPSILON)
    say(
      ['institutions'],
      `shares of new listings add up to ${Number((bought * 100).toFixed(4))}%`,
      'at most 100%',
    );
  if (scenario.rivals !== null && scenario.confidence.elsewhere.platforms === 0)
    say(
      ['rivals'],
      'no lender has money at rivals, so their rate wins and loses nobody',
      'set confidence.elsewhere.platforms: 1.97, which leaves 14% with none',
    );
  if (Object.keys(creditLine.covenants).length > 0 && creditLine.limitFen === 0)
    say(
      ['platform', 'creditLine', 'covenants'],
      'covenants of a credit line of 0 CNY',
      'set platform.creditLine.limit',
    );
  scenario.policies.buffer.forEach(({ value }, i) => {
    const at = ['policies', 'buffer', ...(scenario.policies.buffer.length > 1 ? [i, 'value'] : [])];
    const none = "segregated custody has none of customers' money to keep: their cash is theirs to the fen";
    if (scenario.custody === 'pooled' || value.basis === 'none') return;
    if (value.counts === 'pool') say([...at, 'counts'], none, 'write counts: own, or custody: pooled');
    if (value.holdLending) say([...at, 'holdLending'], none, 'write holdLending: false, or custody: pooled');
  });
}

function law({ shocks, supervision, regions }: Scenario, say: Say): void {
  shocks.forEach((shock, i) => {
    if (shock.kind === 'inspection' && supervision === null)
      say(['shocks', i, 'kind'], 'an inspection, but nobody who inspects', 'write supervision: {}');
    if (shock.kind !== 'forceMajeure' || shock.region === null) return;
    if (!regions.some(({ name }) => name === shock.region))
      say(
        ['shocks', i, 'region'],
        `no region named ${written(shock.region)}`,
        `one of: ${regions.map(({ name }) => name).join(', ')}`,
      );
  });
}

/** Problems between fields of a scenario whose single fields are right; places come from what was written. */
export function ruleProblems(scenario: Scenario, tree: TreeNode): Problem[] {
  const problems: Problem[] = [];
  const add = (
    code: ScenarioCode,
    path: Path,
    parts: { a: string; b?: string; hint?: string | undefined },
  ): void => {
    const { node } = nodeAt(tree, path);
    const value = node.kind === 'scalar' ? node.value : undefined;
    problems.push(scenarioProblem(code, { where: node.where, path: pathText(path), value, ...parts }));
  };
  const say: Say = (path, message, hint) => add('scenario/rule', path, { a: message, hint });
  sharesAndWeights(scenario, say);
  gradesAndBands(scenario, say);
  loansAndProducts(scenario, say);
  servicing(scenario, say);
  protection(scenario, say);
  timeline(scenario, say);
  plays(scenario, say);
  failureAndPolicies(scenario, say);
  liquidity(scenario, say);
  law(scenario, say);
  for (const { regime, fromDay, toDay, used } of stretchesOf(scenario)) {
    const breached = mayBreach(scenario, fromDay, toDay);
    // Who breaks the law from the first day on says so; who keeps it can't begin with what it forbids.
    if (breached ? scenario.supervision !== null : fromDay > 0) continue;
    const begins = `${regime}, in force from day ${fromDay} (${isoDate(parseIsoDate(scenario.clock.startDate) + fromDay)})`;
    const unsaid = 'nothing is said of what a breach costs: write supervision: {}';
    for (const { feature, path, why } of used)
      add('scenario/regime', path.split('.'), {
        a: feature,
        b: fromDay === 0 ? regime : begins,
        hint: breached ? `${why}; ${unsaid}` : why,
      });
  }
  return problems;
}
