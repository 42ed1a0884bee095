import { describe, expect, it } from 'vitest';
import { UserError } from '../../engine/base/problems.ts';
import { loadScenario } from '../../engine/scenario/load.ts';
import { formatScenarioProblems } from '../../engine/scenario/report.ts';
import { readRepositoryFile } from '../helpers/scenarios.ts';

type Files = Record<string, string | Uint8Array>;

/** What an author is told. */
function told(files: Files | string, set: readonly string[] = []): string {
  const all: Files = typeof files === 'string' ? { 'x/main.yaml': files } : files;
  const readFile = (path: string): string | Uint8Array | null => all[path] ?? readRepositoryFile(path);
  try {
    loadScenario('x/main.yaml', { set, readFile, scenariosDir: 'scenarios' });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    expect(error.exitCode).toBe(3);
    return formatScenarioProblems('x/main.yaml', error.problems);
  }
  return 'valid';
}

const base = (text: string): string => `extends: baseline\nname: main\n${text}\n`;

describe('messages', () => {
  it('all problems at once, each with place, path, value and what would be right', () => {
    const text = base(
      'openning: { lenders: 5 }\nopening: { lenders: many, platformCash: 5 }\nloans: { credit: { lgd: 140%, amountMedianFen: 3 } }\npolicies: { payout: { rule: proRtaa, promised: 3mo } }\nmacro: { noise: on, weights: { country: 90% } }\nvip: { share: 3% }',
    );
    expect(told(text)).toMatchInlineSnapshot(`
      "x/main.yaml: 10 problems

        opening.lenders   "many" is not a count
            x/main.yaml:4:21
            write a whole number without a unit

        opening.platformCash   5 has no currency
            x/main.yaml:4:41
            write a currency, for example 66k CNY, 5M CNY, 3亿 CNY, 0.50 CNY

        macro.noise   "on" is not a switch
            x/main.yaml:7:17
            write true or false

        loans.credit.lgd   "140%" is out of range
            x/main.yaml:5:25
            allowed: 0% to 100%

        loans.credit.amountMedianFen   unknown key: amountMedianFen
            x/main.yaml:5:31
            did you mean amountMedian?

        policies.payout.rule   "proRtaa" is not a payout rule
            x/main.yaml:6:29
            one of: instant, fifo, proRata, roundRobin      did you mean proRata?

        policies.payout.promised   "3mo" is not a number of days
            x/main.yaml:6:48
            write 1d or 1 workdays

        openning   unknown key: openning
            x/main.yaml:3:1
            did you mean opening?

        vip   vip plan: not there yet
            x/main.yaml:8:1

        macro.weights   shares add up to 130%
            x/main.yaml:7:30
            country, sector and region add up to 100%"
    `);
  });
  it('looks as promised for --set', () => {
    expect(told(base(''), ['policies.payout.rule=proRtaa'])).toMatchInlineSnapshot(`
      "x/main.yaml: 1 problem

        policies.payout.rule   "proRtaa" is not a payout rule
            from --set
            one of: instant, fifo, proRata, roundRobin      did you mean proRata?"
    `);
  });
  it('a --set without a value', () => {
    expect(told(base(''), ['opening.lenders='])).toMatch(
      /opening\.lenders +has no value\n +from --set\n +write null/,
    );
  });
  it('files that are no scenarios', () => {
    const files: [string, string | Uint8Array][] = [
      ['empty', ''],
      ['only a comment', '# nothing\n'],
      ['a list', '- a\n- b\n'],
      ['a word', 'hello'],
      ['bad YAML', 'a: [1, 2\nb: {'],
      ['tab', 'opening:\n\tlenders: 5\n'],
      ['twice', 'name: a\nname: b\n'],
      ['two documents', 'name: a\n---\nname: b\n'],
      ['no UTF-8', new Uint8Array([0x6e, 0xff, 0xfe, 0x3a])],
      [
        'bomb',
        `a: &a [1,1,1,1,1,1,1,1,1,1]\n${'bcdefg'
          .split('')
          .map((k, i) => `${k}: &${k} [${Array(10).fill(`*${'abcdef'[i]}`).join(',')}]`)
          .join('\n')}`,
      ],
      ['deep', `${'['.repeat(5000)}`],
      ['prototype', '__proto__: { a: 1 }\n'],
      ['alias', 'name: *nobody\n'],
    ];
    expect(files.map(([what, text]) => `${what}: ${told({ 'x/main.yaml': text })}`).join('\n\n'))
      .toMatchInlineSnapshot(`
        "empty: x/main.yaml: 1 problem

          the file has no scenario in it
              x/main.yaml:1:1
              a scenario is a map that begins with name:

        only a comment: x/main.yaml: 1 problem

          the file has no scenario in it
              x/main.yaml:1:1
              a scenario is a map that begins with name:

        a list: x/main.yaml: 1 problem

          a list is not a map of keys to values
              x/main.yaml:1:1
              a scenario is a map that begins with name:

        a word: x/main.yaml: 1 problem

          "hello" is not a map of keys to values
              x/main.yaml:1:1
              a scenario is a map that begins with name:

        bad YAML: x/main.yaml: 2 problems

          not valid YAML: flow sequence in block collection must be sufficiently indented and end with a ]
              x/main.yaml:2:1

          not valid YAML: flow map in block collection must be sufficiently indented and end with a }
              x/main.yaml:2:5

        tab: x/main.yaml: 1 problem

          not valid YAML: a tab in the indentation
              x/main.yaml:2:1
              indent with spaces

        twice: x/main.yaml: 1 problem

          key written twice: name
              x/main.yaml:2:1
              keep one of them

        two documents: x/main.yaml: 1 problem

          a second document begins here
              x/main.yaml:2:1
              put each scenario into a file of its own

        no UTF-8: x/main.yaml: 1 problem

          not UTF-8 text
              x/main.yaml:1:1
              save the file as UTF-8

        bomb: x/main.yaml: 1 problem

          aliases expand to more than a scenario can hold
              x/main.yaml:2:8

        deep: x/main.yaml: 1 problem

          nested too deeply for a scenario
              x/main.yaml:1:1

        prototype: x/main.yaml: 1 problem

          not a key of a scenario: __proto__
              x/main.yaml:1:1

        alias: x/main.yaml: 1 problem

          alias without its anchor: *nobody
              x/main.yaml:1:7"
      `);
  });
  it('names the chain of a cycle', () => {
    const files = {
      'x/main.yaml': 'extends: ./b.yaml\n',
      'x/b.yaml': 'extends: ./c.yaml\n',
      'x/c.yaml': 'extends: [baseline, ./main.yaml]\n',
    };
    expect(told(files)).toMatchInlineSnapshot(`
      "x/main.yaml: 1 problem

        extends   extends itself: main -> b -> c -> main
            x/c.yaml:1:21"
    `);
  });
  it('says where a missing file was looked for', () => {
    expect(told('extends: basline\nname: main\n')).toMatchInlineSnapshot(`
      "x/main.yaml: 1 problem

        no such scenario file: basline
            x/main.yaml:1:10
            looked for scenarios/basline.yaml"
    `);
  });
  it('refuses what is not built by its name', () => {
    const text = base(
      'products: { gold: { kind: vip, share: 5% } }\npolicies: { payout: { rule: haircut }, playbook: [{ when: { netOutflow7d: { above: 6% } }, do: [{ disclose: { plan: 90d } }], needs: board }] }\nreserve: { payout: inOrder }\nshocks: [{ date: 60d, kind: rateChange }]',
    );
    expect(told(text).match(/.*not there yet/g)).toMatchInlineSnapshot(`
      [
        "  products.gold.kind   vip plan: not there yet",
        "  reserve.payout   reserve.payout: not there yet",
        "  shocks.0.kind   the policy rate as a shock: not there yet",
      ]
    `);
  });
});

describe('rules between fields', () => {
  const rows: [string, string, RegExp][] = [
    ['shares of the factors', 'macro: { weights: { country: 50% } }', /shares add up to 90%/],
    ['grade floors', 'assessment: { gradeFloors: { A: 560 } }', /floor of A \(560\) is not below that of AA/],
    [
      'least and largest',
      'loans: { credit: { amountMin: 300k CNY } }',
      /least amount is not below the largest/,
    ],
    ['liquid share', 'guarantors: { huaxin: { liquidShare: 130% } }', /"130%" is out of range/],
    [
      'shock in the horizon',
      'shocks: [{ date: 2020-01-01, kind: rumour, intensity: 40% }]',
      /shock on day \d+, outside the horizon/,
    ],
    ['plans lock in', 'products: { p: { kind: plan, share: 10% } }', /a plan without lock-in/],
    ['pooled', 'custody: pooled', /pooled custody is forbidden under cn-2016-08/],
    [
      'a rule that comes while nobody says what a breach costs',
      'custody: pooled\nregime: [{ value: cn-2013 }, { from: 60d, value: cn-2016-08 }]\npolicies: { compliance: never }',
      /pooled custody is forbidden under cn-2016-08, in force from day 60 \(2017-03-02\)[\s\S]*write supervision: \{\}/,
    ],
    [
      'an inspection without a regulator',
      'shocks: [{ date: 60d, kind: inspection }]',
      /an inspection, but nobody who inspects[\s\S]*write supervision: \{\}/,
    ],
    [
      'force majeure nowhere',
      'shocks: [{ date: 60d, kind: forceMajeure, region: Atlantis }]',
      /no region named "Atlantis"[\s\S]*one of: Beijing/,
    ],
    [
      'a regime after the end',
      'regime: [{ value: cn-2013 }, { from: 2030-01-01, value: uk }]',
      /day \d+ is outside the horizon/,
    ],
    ['a regime that is none', 'regime: cn-2018', /"cn-2018" is not a regime/],
    ['pooled in the uk', 'regime: uk\ncustody: pooled', /pooled custody is forbidden under uk/],
    ['pool pays', 'policies: { poolPaysCosts: true }', /costs met from the pool with segregated custody/],
    [
      'guarantors',
      'guarantors: { huaxin: null, jinding: null, anrui: null, zhongyuan: null }',
      /guaranteed loans without guarantors/,
    ],
    ['guarantor advances', 'guarantee: { advanceOrder: [reserve] }', /no guarantor advances/],
    [
      'reserve advances',
      'guarantee: { scheme: reserveInOrder, advanceOrder: [guarantor] }',
      /scheme reserveInOrder without the reserve/,
    ],
    [
      'collateral',
      'loans: { vehicle: { collateral: null } }',
      /a product with enhancement: vehicle and without collateral/,
    ],
    [
      'tested products',
      'failure: { liquidity: { products: [cash, plan-9mo] } }',
      /no plan or account on demand named "plan-9mo"/,
    ],
    ['cap of 36 %', 'pricing: { allInCap: 40% }', /all-in rates above 36% is forbidden under cn-2016-08/],
    ['cap of four times', 'regime: cn-2020-08', /all-in rates above 15.4%/],
    [
      'cap of a person',
      'pricing: { caps: { person: 300k CNY } }',
      /balances of a person above 200k CNY is forbidden/,
    ],
    [
      'home region of a guarantor',
      'guarantors: { huaxin: { region: Atlantis } }',
      /no region named "Atlantis"[\s\S]*one of: /,
    ],
    [
      'a guarantor behind itself',
      'guarantors: { huaxin: { counterGuarantee: { by: huaxin } } }',
      /stands behind itself[\s\S]*one of: jinding/,
    ],
    [
      'two guarantors behind each other',
      'guarantors: { huaxin: { counterGuarantee: { by: anrui } }, anrui: { counterGuarantee: { by: jinding } } }',
      /has a counter-guarantee of its own/,
    ],
    ['registered capital', 'platform: { registeredCapital: 5M CNY }', /opening\.platformCash/],
    ['recovery in expectation beyond 30%', 'loans: { credit: { recoveryShare: 45% } }', /0% to 30%/],
    ['half a lot more', 'splitting: { lotMultipleByGrade: { HR: 1.5 } }', /not a whole number/],
    ['quality without spread', 'customers: { qualitySigma: 0 }', /0\.01 to 5/],
    [
      'a promise of single lots',
      'failure: { liquidity: { products: [lots] } }',
      /no plan or account on demand named "lots"/,
    ],
    [
      'dates of dated values',
      'pricing: { allInCap: [{ value: 36% }, { from: 2018-01-01, value: 30% }, { from: 2017-06-01, value: 24% }] }',
      /rows stand in the order/,
    ],
    ['chain', 'credit: { chain: { cure: [50%, 25%, 15%] } }', /bucket M1 adds up to 90%/],
    [
      'credit line',
      'policies: { playbook: [{ when: { netOutflow7d: { above: 6% } }, do: drawCreditLine }] }',
      /draws a credit line of 0 CNY/,
    ],
    [
      'clearing',
      'platform: { creditLine: { limit: 1M CNY } }\npolicies: { playbook: [{ when: { netOutflow7d: { above: 6% } }, clearWhen: { netOutflow7d: { below: 9% } }, do: drawCreditLine }] }',
      /clears while its trigger still holds/,
    ],
  ];
  it.each(rows)('%s', (_what, text, message) => {
    expect(told(base(text))).toMatch(message);
  });
  it('are told although another value is wrong', () => {
    const all = told(
      base(
        'opening: { lenders: many }\nmacro: { weights: { country: 50% } }\nloans: { credit: { amountMedian: 5 } }',
      ),
    );
    expect(all).toMatch(/3 problems/);
  });
});
