/** The engine beside a second implementation written from MODEL.md alone: small worlds agree to the fen, day by day. */
import { describe, expect, test } from 'vitest';
import { loadSmall } from '../helpers/scenarios.ts';
import { audit, type Audited } from './audit.ts';
import { SMALL_WORLDS } from './worlds.ts';

/** Branches of acquire, assess and confidence, with the least number of times that they must be taken in all worlds. */
const LEAST: Readonly<Record<string, number>> = {
  'applies through online': 1000,
  'applies through ecommerce': 100,
  'applies through branches': 100,
  'applies through guarantors': 100,
  'applies through repeat': 50,
  'applies through lenders': 50,
  'comes through sem': 10,
  'comes through seo': 10,
  'comes through sns': 10,
  'comes through outdoor': 10,
  'comes through media': 10,
  'comes through offline': 10,
  'comes by word of mouth': 10,
  'a borrower becomes a lender': 20,
  'a budget is not paid': 10,
  'the ramp of a branch': 10,
  growth: 10,
  'leads of borrowers': 10,
  'leads of lenders': 10,
  'the spring festival': 10,
  'a damaged reputation': 10,
  'no guarantor has room': 10,
  'tops up': 100,
  'asks for cash, idle': 50,
  'asks for cash, paused': 50,
  'asks for cash, left': 50,
  'asks for cash, gone': 50,

  approved: 1000,
  'approved with a guarantor': 100,
  'evidence is not paid': 10,
  'reviewed for its amount': 100,
  'reviewed for its score': 100,
  'a misstatement is found': 20,
  'a review finds nothing': 100,
  'a fraction of a review is carried over': 10,
  'reviewers are tired': 10,
  'reviewers without pay': 10,
  'decided unreviewed': 10,
  'a raised rate': 10,
  'refused: grade': 100,
  'refused: burden': 100,
  'refused: all-in rate': 10,
  'refused: throttle': 10,
  'refused: by the applicant': 100,
  'refused: too few lots': 5,
  'refused: wind-down': 10,
  "refused: guarantor's look": 10,
  "refused: guarantor's leverage": 10,
  "refused: guarantor's limit for a borrower": 10,

  'signal: news': 10,
  'signal: good news': 10,
  'signal: coverage': 10,
  'signal: overdue': 10,
  'signal: delay': 10,
  'signal: guarantors': 10,
  'signal: anticipation': 10,
  'signal: incidents': 10,
  'signal: regulator': 10,
  'signal: premium': 10,
  'a figure is seen late': 100,
  "a contact's money is late": 100,
  "somebody's money is late": 10,
  'a relationship calms': 100,
  'came for the rate': 100,
  'communities of different size': 100,
  'signal: promises': 10,
  'an explanation calms': 10,
  'a plan is announced': 2,
  'a part of a plan is paid': 10,
  'a promise is kept': 1,
  'a promise is broken': 1,
  'a red packet': 20,
  'promotional money leaves': 1,
  'a guarantor lends': 1,
  'a loan of a guarantor is repaid': 1,
  'insiders tell': 1,
  'silence makes news': 10,
  'a contact named twice': 50,
  'a contact leaves in sight': 100,
  'everybody sees who leaves': 10,
  'own money is late': 100,
  'a multiplier changes': 100,
  'the hazard is capped': 10,
  'leaves in fear': 300,
  'leaves in fear, locked in': 10,
  'has enough': 100,
  'leaves for good': 100,
  'leaves for a time': 100,
  'comes back': 100,
};

/** What each world reached. */
const audits = new Map<string, Audited>();

describe('the engine and the auditor agree on every row and every balance after every room', () => {
  test.each(SMALL_WORLDS)('$name', ({ name, set, seed, reaches = [] }) => {
    const audited = audit(loadSmall(set), seed);
    audits.set(name, audited);
    expect(audited.days).toBeGreaterThanOrEqual(120);
    expect(audited.compared).toBeGreaterThan(1_000_000);
    expect(audited.loans).toBeGreaterThan(100);
    expect(reaches.filter((branch) => !audited.reached.has(branch))).toEqual([]);
  });
});

describe('between them the small worlds reach what they are for', () => {
  test('all of them, each once', () => {
    const names = SMALL_WORLDS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect([...audits.keys()]).toEqual(names);
    expect(names.length).toBeGreaterThanOrEqual(20);
  });

  const times = (branch: string) =>
    [...audits.values()].reduce((sum, { reached }) => sum + (reached.get(branch) ?? 0), 0);

  test.each(Object.entries(LEAST))('%s', (branch, least) => {
    expect(times(branch)).toBeGreaterThanOrEqual(least);
  });
});
