/** Ten planted faults: each one line of the engine's sources that laws or auditor must not let pass. */

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
const ORDINARY = 'an ordinary half year';
const ODD = 'bullets and interest-only loans, odd lots';

export const MUTATIONS: readonly Mutation[] = [
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
    find: 'for (let due = calendar.firstDueBucket(day); due <= calendar.lastDueBucket(day); due++)',
    replace:
      'for (let due = calendar.firstDueBucket(day - 1); due <= calendar.lastDueBucket(day - 1); due++)',
    worlds: [ORDINARY],
  },
  {
    name: 'last come, first served',
    file: 'engine/market/11-withdraw/rules/fifo.ts',
    find: 'unpaidFen.forEach((fen, row) => {',
    replace:
      '[...unpaidFen].reverse().forEach((fen, back) => {\n    const row = unpaidFen.length - 1 - back;',
    worlds: [QUEUE],
  },
  {
    name: "a guarantor's payment becomes the reserve's claim",
    file: 'engine/market/09-compensate/compensate.ts',
    find: 'REASON.compensationByGuarantor, REASON.claimToGuarantor);',
    replace: 'REASON.compensationByGuarantor, REASON.claimToReserve);',
    worlds: [DOWNTURN],
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
    find: 'const order = world.scenario.guarantee.proceedsOrder;',
    replace: 'const order = [...world.scenario.guarantee.proceedsOrder].reverse();',
    worlds: [DOWNTURN],
  },
  {
    name: 'the reserve pays twice',
    file: 'engine/market/09-compensate/compensate.ts',
    find: 'distributeInterest(world, claim.loan, paid.interestFen, REASON.compensationByReserve);',
    replace: 'distributeInterest(world, claim.loan, 2 * paid.interestFen, REASON.compensationByReserve);',
    worlds: [DOWNTURN],
  },
];
