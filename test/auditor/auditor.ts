/** Follows the engine room by room: takes what is recorded, works out the rest and compares. */
import { developedCard } from '../../engine/draws/development.ts';
import { interpolatedQuantile } from '../../engine/random/variates.ts';
import type { CreditCurves } from '../../engine/finance/credit-curves.ts';
import { RECOVERY_U, RECOVERY_X } from '../../engine/market/08-recover/amounts.ts';
import { monthlyRho } from '../../engine/market/07-service/credit-model.ts';
import type { World } from '../../engine/state/world.ts';
import { must } from './exact.ts';
import { assess } from './assess.ts';
import { Book, note, takeNotes } from './book.ts';
import { newBorrowers, returningBorrowers } from './borrowers.ts';
import { compare } from './compare.ts';
import { compensate } from './compensate.ts';
import { confidence } from './confidence.ts';
import { askAgain, oldestExit } from './exits.ts';
import { conversions, newLenders, openFen, visits } from './lenders.ts';
import { contract, match, split } from './match.ts';
import { evening } from './evening.ts';
import { monthEnd, night } from './fairness.ts';
import { morningOfGuarantors } from './guarantors.ts';
import { lawMorning } from './law.ts';
import { evening as officeEvening, isDown, morning } from './office.ts';
import { ownersMorning } from './owners.ts';
import { Recorder, at } from './recorded.ts';
import { recover } from './recover.ts';
import { lateInHand, payParts, repayGuarantors, talk, testDates } from './responses.ts';
import { concentrationOf } from './related.ts';
import { service } from './service.ts';
import { payouts, takeBack } from './payouts.ts';
import { rumours } from './signal.ts';
import { windDown } from './wind-down.ts';
import { expirePlans, offers, tollPromises } from './withdraw.ts';

export class Auditor {
  readonly book: Book;
  /** Values found equal so far. */
  compared = 0;
  readonly #recorder: Recorder;

  /** Takes over the opening book of a world that has not begun its first day. */
  constructor(world: World, curves: CreditCurves) {
    const { frailty } = world.scenario.credit;
    this.book = new Book(world.scenario, (name) => world.streams.stream(name), {
      entry: (grade, term, k) => at(curves.entry(grade, term), k - 1),
      smm: (term, k) => at(curves.smm(term), k - 1),
      rho: monthlyRho(world.scenario, curves),
      recoveryQuantile: (u) => interpolatedQuantile(u, RECOVERY_U, RECOVERY_X),
      card: () => developedCard(world.scenario),
      pd36: (grade) => at(curves.pd36, grade),
      exposureAtDefault: (grade) => at(curves.exposureAtDefault, grade),
      qualityMean: (grade) => at(curves.qualityMean, grade),
      frailtyMean: (grade) => curves.frailtyMean(grade, frailty),
    });
    this.#recorder = new Recorder(world, this.book);
    this.#recorder.adoptOpening();
    this.compared += compare(world, this.book, 'opening');
  }

  /** To be called after each stage of each day. Throws `Differs` on the first difference. */
  watch = (stage: string, world: World): void => {
    const { book } = this;
    book.day = world.day;
    book.failed = world.platform.failureDay >= 0;
    this.#recorder.takePostings(stage);
    this.#recorder.takeCalls();
    this.#work(stage, world);
    this.compared += compare(world, book, stage);
  };

  #work(stage: string, world: World): void {
    const { book } = this;
    switch (stage) {
      case 'environment':
        book.flows.clear();
        this.#recorder.takeGiven();
        tollPromises(book);
        lawMorning(book);
        morningOfGuarantors(book);
        if (book.law.refusedDay >= 0) book.given.throttle = 0;
        talk(book, rumours(book));
        ownersMorning(book);
        break;
      case 'operations':
        morning(book);
        break;
      case 'acquire':
        acquire(book);
        break;
      case 'assess':
        assess(book);
        break;
      case 'split':
        for (const approved of book.approved) split(book, approved);
        break;
      case 'match':
        match(book);
        break;
      case 'contract':
        contract(book);
        break;
      case 'service':
        service(book);
        break;
      case 'recover':
        recover(book);
        break;
      case 'compensate':
        compensate(book);
        break;
      case 'confidence':
        confidence(book);
        break;
      case 'triggers before payouts':
        this.#recorder.takeSuspension();
        this.#recorder.takeResponses();
        payParts(book);
        repayGuarantors(book);
        break;
      case 'triggers after payouts':
        this.#recorder.takeSuspension();
        this.#recorder.takeResponses();
        break;
      case 'withdraw':
        offers(
          book,
          book.leavers.map((row) => must(book.lenders[row])),
          book.returned.map((row) => must(book.lenders[row])),
        );
        askAgain(book);
        takeBack(
          book,
          book.returned.map((row) => must(book.lenders[row])),
        );
        expirePlans(book);
        payouts(book);
        book.office.lateInHand = lateInHand(book);
        book.oldestExitDays = oldestExit(book);
        break;
      case 'desk':
        officeEvening(book);
        break;
      case 'treasury':
        evening(book);
        if (book.dates.isMonthEnd(book.day)) {
          night(book);
          monthEnd(book);
          book.concentration = concentrationOf(book);
        }
        windDown(book, world.platform.failureDay);
        if (!book.dates.isMonthEnd(book.day)) night(book);
        if (book.given.windDown) book.office.lateInHand = lateInHand(book);
        testDates(book);
        break;
      default:
        break;
    }
  }
}

/** MODEL.md 3, in its order: channels of borrowers, returning borrowers, channels of lenders, conversions, visits. */
function acquire(book: Book): void {
  book.applicants = [];
  book.visitors = [];
  book.wantedFen = openFen(book);
  if (isDown(book)) {
    book.reach('the system is down');
    for (const agenda of [book.repeats, book.conversions, book.visits]) {
      for (const row of takeNotes(agenda, book.day)) note(agenda, book.day + 1, row);
    }
    return;
  }
  if (!book.given.windDown) newBorrowers(book);
  returningBorrowers(book);
  if (!book.given.windDown) newLenders(book);
  conversions(book);
  visits(book, book.wantedFen);
}
