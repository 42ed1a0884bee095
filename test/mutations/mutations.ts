/** Planted faults: each one line of the engine's sources that laws or auditor must not let pass. */

export interface Mutation {
  readonly name: string;
  readonly file: string;
  /** Occurs exactly once in the file. */
  readonly find: string;
  readonly replace: string;
  /** Names of the small worlds in which it must show. */
  readonly worlds: readonly string[];
}

const DOWNTURN = 'guarantors pay everything, then the reserve';
const QUEUE = 'withdrawals in order under a daily cap, workdays';
const TURNS = 'parts in turn, a limit per lender, requests taken back';
const GATE = 'a gate on the queue that opens again, and again';
const ORDINARY = 'an ordinary half year';
const CHANGING = 'growth, leads, and people who change sides';
const REVIEWS = 'reviewers who cannot keep up, until the platform fails';
const CONTACTS = 'fear that spreads among contacts of plan holders';
const LAGS = 'every signal, each with its lag, complete graph';
const ANSWERS = 'a pool that answers: a plan, red packets, guarantors and the reserve lend';
const FUNDING = 'a buffer, covenants that trip, shareholders who may not pay';
const INSTITUTIONS = 'institutions that buy until they have seen too much';
const RIVALS = 'rivals that pay more, then fail; borrowers who hang on new loans';
const HANDS = 'too few clerks and an untrained service desk';
const LATE = 'late loans: penalties to lenders before anything else, parts paid';
const SHARED = 'guarantors pay their share, one stands behind another, then the reserve, then the platform';
const BOOKS = 'guarantors with books: one is insolvent, one slow, one is at home in a region that does badly';
const ODD = 'bullets and interest-only loans, odd lots';
const REGISTRY = 'a registry that grows, is read and sold';
const CARD = 'a card of points, and reviewers who go against it';

export const MUTATIONS: readonly Mutation[] = [
  {
    name: 'who missed nothing is worse for it',
    file: 'engine/state/on-file.ts',
    find: 'return ownWeight * ln(',
    replace: 'return -ownWeight * ln(',
    worlds: [REGISTRY],
  },
  {
    name: 'a reviewer who is sure lets nobody pass',
    file: 'engine/market/03-assess/assess.ts',
    find: 'return impression > passes ? OVERRIDE.up',
    replace: 'return impression < passes ? OVERRIDE.up',
    worlds: [CARD],
  },
  {
    name: 'what a source does not cover counts as its lowest reading',
    file: 'engine/finance/points-card.ts',
    find: 'if (Number.isNaN(value)) return last;',
    replace: 'if (Number.isNaN(value)) return 0;',
    worlds: [CARD],
  },
  {
    name: 'penalties wait for the second instalment',
    file: 'engine/settle/waterfall.ts',
    find: 'else if (i === 0) ofLoan(what);',
    replace: 'else if (i === 1) ofLoan(what);',
    worlds: [LATE],
  },
  {
    name: 'what is put off falls due a month too late',
    file: 'engine/market/07-service/modify.ts',
    find: 'const deferred = monthsSince(loan) - loans.paid[loan]! + rest;',
    replace: 'const deferred = monthsSince(loan) - loans.paid[loan]! + rest + 1;',
    worlds: [LATE],
  },
  {
    name: 'a year in the queue has 360 days',
    file: 'engine/market/05-match/sale.ts',
    find: 'const DAYS_PER_YEAR = 365;',
    replace: 'const DAYS_PER_YEAR = 360;',
    worlds: ['exits in turns, offers that expire, a fee for queueing'],
  },
  {
    name: 'buyers get the rate once, however long the claim lasts',
    file: 'engine/finance/discount.ts',
    find: 'yearPpm + ratePpm * lifeMonths',
    replace: 'yearPpm + ratePpm * 12',
    worlds: ['exits at a discount, later matched with new money'],
  },
  {
    name: 'a fen too much where money is rounded half up',
    file: 'engine/base/money.ts',
    find: 'if (rem >= 0) return rem * 2 >= den ? quotient + 1 : quotient;',
    replace: 'if (rem >= 0) return rem > 0 ? quotient + 1 : quotient;',
    worlds: [ODD],
  },
  {
    name: 'loans fall due a day late',
    file: 'engine/market/07-service/service.ts',
    find: 'for (let due = calendar.firstDueBucket(day); due <= calendar.lastDueBucket(day); due++)\n      dueDays',
    replace:
      'for (let due = calendar.firstDueBucket(day - 1); due <= calendar.lastDueBucket(day - 1); due++)\n      dueDays',
    worlds: [ORDINARY],
  },
  {
    name: 'last come, first served',
    file: 'engine/state/payout/fifo.ts',
    find: 'dueFen.forEach((fen, row) => {',
    replace: '[...dueFen].reverse().forEach((fen, back) => {\n    const row = dueFen.length - 1 - back;',
    worlds: [QUEUE],
  },
  {
    name: 'the queue forgets a request that was paid in part once one behind it is done with',
    file: 'engine/state/requests.ts',
    find: 'doneSoFar = false;',
    replace: 'doneSoFar &&= requests.paidFen[row]! > 0;',
    worlds: [TURNS],
  },
  {
    name: 'a gate puts promises off a day too little',
    file: 'engine/market/11-withdraw/gate.ts',
    find: "putOffPromises(world, forDays, 'gate');",
    replace: "putOffPromises(world, forDays - 1, 'gate');",
    worlds: [GATE],
  },
  {
    name: "a guarantor's payment becomes the reserve's claim",
    file: 'engine/market/09-compensate/payers.ts',
    find: 'REASON.compensationByGuarantor, REASON.claimToGuarantor);',
    replace: 'REASON.compensationByGuarantor, REASON.claimToReserve);',
    worlds: [DOWNTURN],
  },
  {
    name: 'a guarantor that is short of liquid assets is as quick as any',
    file: 'engine/state/guarantors.ts',
    find: 'return Math.floor(slowDays * thinness);',
    replace: 'return Math.floor(slowDays * thinness) - 1;',
    worlds: [BOOKS],
  },
  {
    name: 'a counter-guarantor refunds and takes over nothing',
    file: 'engine/market/09-compensate/payers.ts',
    find: 'if (refunded.principalFen > 0) {',
    replace: 'if (refunded.principalFen > 1e15) {',
    worlds: [SHARED],
  },
  {
    name: 'a hold is given back twice',
    file: 'engine/market/06-contract/fail-listing.ts',
    find: 'lenders.cashFen[lender]! += amountFen;',
    replace: 'lenders.cashFen[lender]! += 2 * amountFen;',
    worlds: [ORDINARY, QUEUE],
  },
  {
    name: 'odd fen of interest go to the last lots',
    file: 'engine/settle/shares.ts',
    find: 'own * evenFen + overlap(begin, begin + own, 0, extra)',
    replace: 'own * evenFen + overlap(begin, begin + own, lots - extra, lots)',
    worlds: [DOWNTURN],
  },
  {
    name: "the lenders' fee is forgotten after the first instalment paid at once",
    file: 'engine/market/07-service/service.ts',
    find: 'payment.feeFen += lotFee[k]!;',
    replace: 'payment.feeFen = lotFee[k]!;',
    worlds: [DOWNTURN],
  },
  {
    name: 'default a day early',
    file: 'engine/settle/arrears.ts',
    find: 'export const DEFAULT_DAYS = 91;',
    replace: 'export const DEFAULT_DAYS = 90;',
    worlds: [DOWNTURN],
  },
  {
    name: 'proceeds in the reverse order',
    file: 'engine/settle/proceeds.ts',
    find: 'const { proceedsOrder } = world.scenario.guarantee;',
    replace: 'const proceedsOrder = [...world.scenario.guarantee.proceedsOrder].reverse();',
    worlds: [DOWNTURN],
  },
  {
    name: 'the reserve pays twice',
    file: 'engine/market/09-compensate/payers.ts',
    find: 'distributeInterest(world, claim.loan, paid.interestFen, REASON.compensationByReserve);',
    replace: 'distributeInterest(world, claim.loan, 2 * paid.interestFen, REASON.compensationByReserve);',
    worlds: [DOWNTURN],
  },
  {
    name: 'a shock to leads lasts a day longer',
    file: 'engine/market/02-acquire/funnel.ts',
    find: 'if (day >= shock.day && day < shock.day + shock.overDays) multiplier *= shock.multiplier;',
    replace: 'if (day >= shock.day && day <= shock.day + shock.overDays) multiplier *= shock.multiplier;',
    worlds: [CHANGING],
  },
  {
    name: 'a lender adds to its stake as if it had brought nothing yet',
    file: 'engine/market/02-acquire/visiting.ts',
    find: 'const roomFen = stakeFen - broughtFen;',
    replace: 'const roomFen = stakeFen;',
    worlds: [ORDINARY],
  },
  {
    name: 'reviewers work with what they did not use on the days before',
    file: 'engine/market/03-assess/reviews.ts',
    find: 'return { count: Math.min(whole, waiting), carry: capacity - whole };',
    replace: 'return { count: Math.min(whole, waiting), carry: capacity - Math.min(whole, waiting) };',
    worlds: [REVIEWS, ORDINARY],
  },
  {
    name: 'a verified misstatement is read all the same',
    file: 'engine/market/03-assess/evidence.ts',
    find: 'truth.misstates && !found ? scenario.customers.misstatement : 0;',
    replace: 'truth.misstates ? scenario.customers.misstatement : 0;',
    worlds: [REVIEWS],
  },
  {
    name: 'every date of a plan pays all',
    file: 'engine/settle/plan-parts.ts',
    find: 'return mulDivFloor(requests.plannedFen[request]!, payouts.promises.cumulativePpm[promise]!, PPM);',
    replace:
      'return mulDivFloor(requests.plannedFen[request]!, PPM + 0 * payouts.promises.cumulativePpm[promise]!, PPM);',
    worlds: [ANSWERS],
  },
  {
    name: 'a leaving is in sight a day longer',
    file: 'engine/market/10-confidence/mechanisms/hazard.ts',
    find: 'const SEEN_DAYS = 7;',
    replace: 'const SEEN_DAYS = 8;',
    worlds: [CONTACTS],
  },
  {
    name: 'a new multiplier spends the whole tolerance anew',
    file: 'engine/market/10-confidence/clocks.ts',
    find: 'elapsed + ((key[row]! - elapsed) * before) / multiplier',
    replace: 'elapsed + ((key[row]! - elapsed) * multiplier) / before',
    worlds: [CONTACTS],
  },
  {
    name: 'a contact more leaves the share of leavers as it was',
    file: 'engine/market/10-confidence/sight.ts',
    find: 'if (circle.nodes.leavers[lender]! > 0) touched.push(lender);',
    replace: 'if (circle.nodes.leavers[lender]! > 99) touched.push(lender);',
    worlds: [CONTACTS],
  },
  {
    name: 'a signal is seen a day before its lag is over',
    file: 'engine/market/10-confidence/seen.ts',
    find: 'const asOf = day - lags[name];',
    replace: 'const asOf = Math.min(day, day - lags[name] + 1);',
    worlds: [LAGS],
  },
  {
    name: 'a relationship deepens a month too soon',
    file: 'engine/market/10-confidence/traits.ts',
    find: 'months >= 2 * (1 << steps)',
    replace: 'months >= 1 << steps',
    worlds: [LAGS],
  },
  {
    name: 'a guarantor pays capital out of nothing',
    file: 'engine/market/12-treasury/capital.ts',
    find: 'guarantors.liquidFen[guarantor]! -= paidFen;',
    replace: '',
    worlds: [FUNDING],
  },
  {
    name: 'a called line is due a day late',
    file: 'engine/market/12-treasury/credit.ts',
    find: 'platform.creditDueDay = world.day + callDays;',
    replace: 'platform.creditDueDay = world.day + callDays + 1;',
    worlds: [FUNDING],
  },
  {
    name: 'an institution takes a lot too many',
    file: 'engine/market/05-match/institutions.ts',
    find: 'mulDivFloor(listings.lots[listing]!, sharePpm, PPM)',
    replace: 'mulDivFloor(listings.lots[listing]! + 1, sharePpm, PPM)',
    worlds: [INSTITUTIONS],
  },
  {
    name: 'bids go a lot below the buffer of a pool that holds lending',
    file: 'engine/market/05-match/policies/queue.ts',
    find: 'Math.floor(lendableFen(world) / lotFen)',
    replace: 'Math.floor(lendableFen(world) / lotFen) + 1',
    worlds: [FUNDING],
  },
  {
    name: 'what was begun in the evening is finished for nothing',
    file: 'engine/market/operations/operations.ts',
    find: 'staff.leftMinutes[row] = minutesToday(world, DEPARTMENTS[row]!) + overrun;',
    replace: 'staff.leftMinutes[row] = minutesToday(world, DEPARTMENTS[row]!) + 0 * overrun;',
    worlds: [HANDS],
  },
  {
    name: 'the pool’s claims in default are worth par',
    file: 'engine/state/figures.ts',
    find: 'const repayingFen = book.poolClaimsFen - book.poolDefaultedFen;',
    replace: 'const repayingFen = book.poolClaimsFen - 0 * book.poolDefaultedFen;',
    worlds: [FUNDING],
  },
  {
    name: 'parts of a plan go past the clerks',
    file: 'engine/settle/promises.ts',
    find: 'const inHand = processable(due);',
    replace: 'const inHand = due;',
    worlds: [HANDS],
  },
  {
    name: 'money from a wrong account comes back to nobody',
    file: 'engine/market/operations/operations.ts',
    find: 'requests.astrayFen[row]! -= amountFen;',
    replace: 'requests.astrayFen[row]! -= 0 * amountFen;',
    worlds: [HANDS],
  },
  {
    name: 'rivals that have failed still take money',
    file: 'engine/state/rivals.ts',
    find: 'const weight = rivalsLeft(scenario, day) * exp(',
    replace: 'const weight = exp(',
    worlds: [RIVALS],
  },
  {
    name: 'who loses money elsewhere loses it once only',
    file: 'engine/market/10-confidence/elsewhere.ts',
    find: 'else waitForNext(row);',
    replace: '',
    worlds: ['lenders with money on other platforms that fail'],
  },
  {
    name: 'a seller fears for the claim it sold',
    file: 'engine/settle/follow-claims.ts',
    find: 'orphanedFen[from]! -= claimFen;',
    replace: '',
    worlds: ['fear for the own guarantors, two of which fail'],
  },
  {
    name: 'every inspection gives more time',
    file: 'engine/market/01-environment/supervision.ts',
    find: 'if (law.now.dueDay < 0) law.now.dueDay =',
    replace: 'law.now.dueDay =',
    worlds: ['orders upon orders, at a platform with false listings'],
  },
  {
    name: 'a court upholds what it should strike off',
    file: 'engine/state/flaws.ts',
    find: 'isContested(world, loan) ? PPM - flaw : PPM',
    replace: 'isContested(world, loan) ? flaw : PPM',
    worlds: ['contracts in court, and a plague in between'],
  },
  {
    name: 'what is clawed back from a lender cannot be claimed again',
    file: 'engine/market/12-treasury/estate.ts',
    find: 'claims.claimFen[lender]! += backFen;',
    replace: '',
    worlds: ['a pool wound down as one estate, netCashIn'],
  },
  {
    name: 'a fine that is owed is no loss yet',
    file: 'engine/state/statements.ts',
    find: "  add('fines', -law.now.fineOwedFen);\n",
    replace: '',
    worlds: ['orders upon orders, at a platform with false listings'],
  },
  {
    name: 'what the pool pays for claims is gone',
    file: 'engine/state/statements.ts',
    find: "  add('poolResult', poolClaimsWorthFen(world));\n",
    replace: '',
    worlds: ['a pool wound down as one estate, outstanding'],
  },
  {
    name: 'a listing is offered first to those whom it suits least',
    file: 'engine/market/05-match/policies/best-fit.ts',
    find: 'found.sort((a, b) => b.fit - a.fit || a.place - b.place);',
    replace: 'found.sort((a, b) => a.fit - b.fit || a.place - b.place);',
    worlds: ['listings go to those whom they suit best, odd lots'],
  },
  {
    name: 'what hangs on a group leaves out what is listed',
    file: 'engine/market/03-assess/dispersion.ts',
    find: 'byGroup[listings.group[listing]!]! += fen;',
    replace: 'byGroup[listings.group[listing]!]! += 0 * fen;',
    worlds: ['related borrowers, and limits on what hangs on one name'],
  },
];
