/**
 * The month's target as a controller: towards the end of a month what is missing sets in motion, from tomorrow on, larger
 * budgets, a lower cut-off and red packets. Reads the day's contracts and the calendar; writes the gap and promotions.
 */
import { power } from '../../base/mathx.ts';
import { mulDivHalfUp } from '../../base/money.ts';
import { PPM, ppm } from '../../finance/terms.ts';
import { FLOW } from '../../state/flow.ts';
import type { World } from '../../state/world.ts';

/** The step it returns counts the day and looks at what is missing for tomorrow. */
export function prepareTargets(world: World): () => void {
  const { scenario, targets, calendar, flow, platform, responses, events } = world;
  const plan = scenario.policies.targets;
  if (plan === null) return () => (targets.gap = 0);

  const pay = (missingFen: number, endDay: number) => {
    const budgetFen = mulDivHalfUp(missingFen, ppm(plan.packets), PPM);
    if (budgetFen === 0) return;
    const { promotions } = responses;
    const row = promotions.add();
    promotions.sharePpm[row] = ppm(plan.packets);
    promotions.pull[row] = plan.pull;
    promotions.endDay[row] = endDay;
    promotions.leftFen[row] = budgetFen;
    const text = 'red packets to make the target of the month';
    events.add({
      day: world.day,
      kind: 'promotion',
      subject: 'target',
      valueFen: budgetFen,
      figure: NaN,
      text,
    });
  };

  return () => {
    const { day } = world;
    const month = calendar.monthIndex(day);
    const first = Math.max(0, calendar.firstDayOfMonth(month));
    const next = calendar.firstDayOfMonth(month + 1);
    targets.monthFen = (day === first ? 0 : targets.monthFen) + flow[FLOW.contractsFen]!;
    targets.gap = 0;
    // A month that is cut off at its beginning is to bring its part.
    const share = (next - first) / (next - calendar.firstDayOfMonth(month));
    const targetFen = plan.volumePerMonthFen * power(1 + plan.growthPerMonth, month) * share;
    const leftDays = next - 1 - day;
    if (leftDays === 0 || leftDays > plan.pushDays || platform.windDown === 1) return;
    const byNowFen = (targetFen * (day + 1 - first)) / (next - first);
    targets.gap = Math.max(0, 1 - targets.monthFen / byNowFen);
    if (leftDays === plan.pushDays && targets.gap > 0) pay(Math.floor(targetFen - targets.monthFen), next);
  };
}
