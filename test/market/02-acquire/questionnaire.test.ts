/** What lenders state of themselves: how many, which way, and that only regret acts where nothing else differs. */
import { describe, expect, it } from 'vitest';
import { openBook } from '../../../engine/opening/opening.ts';
import { noteRegret } from '../../../engine/settle/regret.ts';
import { takeRegrets } from '../../../engine/market/10-confidence/regret.ts';
import { createWorld } from '../../../engine/state/world.ts';
import { emptyWorld, lender, loan } from '../../helpers/market.ts';
import { loadSmall } from '../../helpers/scenarios.ts';

/** Shares of 2000 founders who state a bolder and a more timid class than their own. */
function answers(questionnaire: string, ...also: readonly string[]) {
  const scenario = loadSmall([
    'opening.lenders=2000',
    'opening.book=empty',
    'lenders.riskClasses={ C1: 0, C2: 0, C3: 1, C4: 0, C5: 0 }',
    `lenders.questionnaire=${questionnaire}`,
    ...also,
  ]);
  const world = createWorld(scenario, 1, 0);
  openBook(world);
  const { riskClass, ownClass } = world.lenders;
  const shares = { bold: 0, timid: 0 };
  for (let row = 1; row <= 2000; row++) {
    if (riskClass[row]! > ownClass[row]!) shares.bold += 1 / 2000;
    if (riskClass[row]! < ownClass[row]!) shares.timid += 1 / 2000;
  }
  return shares;
}

describe('the questionnaire', () => {
  it('is answered falsely by the share and in the direction stated', () => {
    const { bold, timid } = answers('{ misstating: 40%, bolder: 75%, overconfidence: 0% }');
    expect(Math.abs(bold - 0.3)).toBeLessThan(0.04);
    expect(Math.abs(timid - 0.1)).toBeLessThan(0.03);
  });

  it('finds more who are bold the more the platform pays above the market, and none of it at the market', () => {
    const asked = '{ misstating: 0%, overconfidence: 10% }';
    const paid = answers(asked, 'confidence.marketRate=7.2%').bold;
    expect(Math.abs(paid - 0.3)).toBeLessThan(0.04);
    expect(answers(asked, 'confidence.marketRate=20%')).toEqual({ bold: 0, timid: 0 });
  });
});

describe('regret', () => {
  /** Of 400 lenders who hold a default of half their stake, those who leave. */
  function leavers(grade: number, questionnaire: string): number {
    const world = emptyWorld(loadSmall([`lenders.questionnaire=${questionnaire}`]));
    const lotFen = world.scenario.splitting.lotFen;
    const who = Array.from({ length: 400 }, () => lender(world, { stakeFen: 2 * lotFen, riskClass: 4 }));
    for (const row of who) world.lenders.ownClass[row] = 0;
    noteRegret(
      world,
      loan(
        world,
        who.map((row) => [row, 1] as const),
        { facilityGrade: grade },
      ),
    );
    const leaving: number[] = [];
    takeRegrets(world, true, leaving);
    expect(world.today.regretting).toEqual([]);
    return leaving.length;
  }

  it('takes 1 - exp(-hazard · share of the stake) of those who could not bear the loan, and nobody else', () => {
    const asked = '{ misstating: 0%, regret: 2 }';
    const worst = leavers(6, asked) / 400;
    expect(Math.abs(worst - (1 - Math.exp(-1)))).toBeLessThan(0.08);
    expect(leavers(0, asked)).toBe(0);
    expect(leavers(6, 'null')).toBe(0);
  });
});
