/**
 * Who has to decide on a play, how long that takes, and whether it passes. A sum beyond the limit of a body goes to the
 * next one; new capital always goes to the shareholders, who can refuse it.
 */
import type { Action, Play } from '../../scenario/scenario.ts';
import { BODIES, type BodyName } from '../../base/vocabulary.ts';
import { undrawnCreditFen } from '../../state/credit-line.ts';
import { equityFen } from '../../state/figures.ts';
import type { World } from '../../state/world.ts';

const MONTHS_PER_YEAR = 12;

/** Months of pay that hiring commits to. */
const PAY_MONTHS = MONTHS_PER_YEAR;

export interface Authority {
  /** The lowest body that may decide on the play as things stand. */
  bodyOf(play: Play): BodyName;
  noticeDays(body: BodyName): number;
  /** Share of all votes for a play of the shareholders' meeting, and whether that is enough: one who would refuse capital is against it, one that has failed is away. */
  vote(): { readonly share: number; readonly passes: boolean };
  /** Capital called by plays counts against what is subscribed. */
  noteCalls(play: Play): void;
}

/** `called` holds what plays have called so far. Without governance the management decides everything at once. */
export function prepareAuthority(world: World): Authority {
  const { scenario, registry, guarantors, names } = world;
  const { governance, shareholders } = scenario.platform;
  const now = registry.scalars('authority', ['calledFen']);
  const holders = Object.values(shareholders);

  const committedFen = (action: Action): number => {
    switch (action.kind) {
      case 'topUpReserve':
      case 'releaseReserve':
      case 'askGuarantors':
      case 'callCapital':
        return action.fen;
      case 'redPackets':
        return action.budgetFen;
      case 'drawCreditLine':
        return undrawnCreditFen(world);
      case 'hire': {
        const { salaryPerMonthFen } = scenario.platform.departments[action.department];
        return action.persons * salaryPerMonthFen * PAY_MONTHS;
      }
      default:
        return 0;
    }
  };

  const calledBy = ({ actions }: Play) =>
    actions.reduce((fen, action) => fen + (action.kind === 'callCapital' ? action.fen : 0), 0);

  /** Places in BODIES: the least that the play's own words, its sum and its kinds of action ask for. */
  const leastFor = (play: Play): number => {
    if (governance === null) return 0;
    const { management, board, subscribedFen } = governance;
    const sumFen = play.actions.reduce((fen, action) => fen + committedFen(action), play.costFen ?? 0);
    const bySum = sumFen <= management.limitFen ? 0 : sumFen <= board.limitFen ? 1 : 2;
    const callsFen = calledBy(play);
    const byCapital = callsFen === 0 ? 0 : now.calledFen + callsFen <= subscribedFen ? 1 : 2;
    const stops = play.actions.some(({ kind }) => kind === 'suspend') ? 1 : 0;
    // What is subscribed has been decided on: the board calls it whatever the sum.
    const sum = byCapital === 1 ? Math.min(1, bySum) : bySum;
    return Math.max(BODIES.indexOf(play.needs ?? 'management'), sum, byCapital, stops);
  };

  return {
    bodyOf: (play) => BODIES[leastFor(play)]!,
    noticeDays: (body) => (governance === null ? 0 : governance[body].noticeDays),
    vote() {
      const equity = equityFen(world);
      let share = 0;
      for (const { share: votes, refusesBelowFen, guarantor } of holders) {
        const isGone = guarantor !== null && guarantors.failedDay[names.guarantors.indexOf(guarantor)]! >= 0;
        if (!isGone && (refusesBelowFen === null || equity >= refusesBelowFen)) share += votes;
      }
      return { share, passes: governance === null || share >= governance.meeting.majority };
    },
    noteCalls(play) {
      now.calledFen += calledBy(play);
    },
  };
}
