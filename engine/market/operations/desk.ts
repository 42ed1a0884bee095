/** The service desk: contacts come, wait, are answered rightly or wrongly, or become complaints. Part of operations. */
import { dailyDecay } from '../../base/mathx.ts';
import { binomialInverse, poissonInverse } from '../../random/variates.ts';
import { FLOW } from '../../state/flow.ts';
import { isDown } from '../../state/operations.ts';
import { errorShare, minutesToday, tasksBegun } from '../../state/staff.ts';
import { DEPARTMENTS } from '../../base/vocabulary.ts';
import type { World } from '../../state/world.ts';

const SERVICE = DEPARTMENTS.indexOf('service');
/** Draws of stream `desk`, key 0. */
const CONTACTS = 0;
const WRONG = 1;
const DAYS_PER_MONTH = 30;

/** Computes what stays the same; the step it returns is one evening. */
export function prepareDesk(world: World): () => void {
  const { scenario, staff, operations, payouts, lenderView, book, flow } = world;
  const terms = scenario.operations.service;
  if (terms === null) return () => undefined;
  const { contactsByDay, now } = operations;
  const stream = world.streams.stream('desk');
  const decay = dailyDecay(terms.memoryDays);

  return () => {
    const { day } = world;
    const came = poissonInverse(stream.uniform(0, day, CONTACTS), expected());
    contactsByDay[day]! += came;
    now.contactsWaiting += came;
    flow[FLOW.contacts]! += came;
    const share = errorShare(
      terms,
      staff.competence[SERVICE]!,
      now.contactsWaiting * terms.contactMinutes,
      minutesToday(world, 'service'),
    );
    const answered = tasksBegun(staff.leftMinutes[SERVICE]!, terms.contactMinutes, now.contactsWaiting);
    staff.leftMinutes[SERVICE]! -= answered * terms.contactMinutes;
    take(answered);
    world.centres.desk.answered += answered;
    const complaints = giveUp(day - terms.patienceDays);
    // Who got a wrong answer asks again tomorrow.
    const wrong = binomialInverse(stream.uniform(0, day, WRONG), answered, share);
    contactsByDay[day + 1]! += wrong;
    now.contactsWaiting += wrong;
    now.complaintsHeard = now.complaintsHeard * decay + complaints;
    flow[FLOW.complaints]! += complaints;
    lenderView.complaints = Math.min(1, now.complaintsHeard / Math.max(1, book.lendersInvesting));
  };

  /** Mean number of contacts of the day. */
  function expected(): number {
    if (terms === null) return 0;
    const missing = payouts.now.lateCount + now.unbooked;
    return (
      (book.lendersInvesting * terms.contactsPerLenderMonth) / DAYS_PER_MONTH +
      missing * terms.contactsPerLateDay +
      (isDown(world) ? book.lendersInvesting * terms.contactsPerDownDay : 0) +
      now.errorsFound
    );
  }

  /** Those who have waited longest are answered first. */
  function take(count: number): void {
    now.contactsWaiting -= count;
    for (let left = count; left > 0;) {
      const day = now.firstContactDay;
      const taken = Math.min(left, contactsByDay[day]!);
      contactsByDay[day]! -= taken;
      left -= taken;
      if (contactsByDay[day] === 0 && day < world.day) now.firstContactDay += 1;
    }
  }

  /** Contacts from before `lastDay` or on it wait no longer: each is a complaint. */
  function giveUp(lastDay: number): number {
    let complaints = 0;
    for (let day = now.firstContactDay; day <= lastDay; day++) {
      complaints += contactsByDay[day]!;
      contactsByDay[day] = 0;
    }
    now.contactsWaiting -= complaints;
    now.firstContactDay = Math.max(now.firstContactDay, lastDay + 1);
    return complaints;
  }
}
