/** Lender channels by month, and the cohorts that each brought: what a lender cost to win, who stayed, what its money earned. */
import { LENDER, POOL } from '../../state/codes.ts';
import { REASONS, type ReasonName } from '../../ledger/reasons.ts';
import { BOOK_LINES, STATEMENT_LINES } from '../../ledger/statement-lines.ts';
import type { World } from '../../state/world.ts';
import type { TableRows } from '../tables.ts';
import { tableRows } from './columns.ts';
import { NOT_ATTRIBUTED, Since, split } from './split.ts';

/** Months after the month of entry at whose end those who still invest are counted. */
const RETAINED_AFTER: readonly number[] = [3, 6, 12];

/** Fees that lenders' money brings: on what they lend anew, and on what they hold. */
const ON_NEW: readonly ReasonName[] = ['platformFee'];
const ON_HELD: readonly ReasonName[] = BOOK_LINES.own
  .filter(({ line }) => isRevenue(line))
  .map(({ reason }) => REASONS[reason]!.name as ReasonName)
  .filter((name) => !ON_NEW.includes(name));

/** Revenue of loans: look-ups are sold to others, whose money isn't here. */
function isRevenue(line: string): boolean {
  return (
    line !== 'lookUpsSold' && STATEMENT_LINES.some((row) => row.section === 'revenue' && row.line === line)
  );
}

interface Month {
  readonly month: number;
  readonly channel: number;
  readonly visits: number;
  readonly registrations: number;
  readonly firstDeposits: number;
  readonly firstDepositFen: number;
  readonly marketingFen: number;
  readonly depositedFen: number;
  readonly withdrawnFen: number;
  readonly investing: number;
  readonly feesFen: number;
}

interface Cohort {
  readonly index: number;
  readonly channel: number;
  /** -1 for founders. */
  readonly entryMonth: number;
  lenders: number;
  firstDepositFen: number;
  marketingFen: number;
  /** NaN while it isn't known. */
  readonly retained: number[];
  feesFen: number;
}

/** Watches lender channels from outside the state. */
export class LenderChannels {
  readonly #months: Month[] = [];
  readonly #cohorts: Cohort[] = [];
  readonly #cohortByKey = new Map<number, Cohort>();
  /** By lender: what decides its cohort is fixed at its birth. */
  readonly #cohortOf: Cohort[] = [];
  readonly #since = new Since();

  /** After the opening: what founders brought before the first day is no month's deposit. */
  open(world: World): void {
    this.#moneyMoved(world);
  }

  /** At a month's end. `marketingFen`: budgets paid by channel. */
  close(world: World, marketingFen: readonly number[]): void {
    const { centres, names, calendar, day, lenders } = world;
    const month = calendar.monthIndex(day);
    const counted = centres.lenders;
    this.#admit(world);
    const taken = new Float64Array(this.#cohorts.length);
    const held = new Float64Array(this.#cohorts.length);
    const staying = new Float64Array(this.#cohorts.length);
    for (let lender = POOL + 1; lender < lenders.length; lender++) {
      const { index } = this.#cohortOf[lender]!;
      taken[index]! += centres.lotsTaken[lender] ?? 0;
      held[index]! += lenders.heldLots[lender]!;
      staying[index]! += lenders.status[lender] === LENDER.investing ? 1 : 0;
    }
    const fees = new Float64Array(names.lenderChannels.length + 1);
    this.#shareFees(world, ON_NEW, taken, fees);
    this.#shareFees(world, ON_HELD, held, fees);
    const investing = new Float64Array(names.lenderChannels.length);
    for (const cohort of this.#cohorts) {
      investing[cohort.channel]! += staying[cohort.index]!;
      const after = RETAINED_AFTER.indexOf(month - cohort.entryMonth);
      // The end of a month that the horizon cuts short isn't the end of that month.
      if (after >= 0 && cohort.entryMonth >= 0 && calendar.isMonthEnd(day))
        cohort.retained[after] = staying[cohort.index]!;
    }
    const { depositedFen, withdrawnFen } = this.#moneyMoved(world);
    for (let channel = 0; channel <= names.lenderChannels.length; channel++) {
      if (channel === names.lenderChannels.length && fees[channel] === 0) continue;
      this.#months.push({
        month,
        channel,
        visits: counted.visits[channel] ?? 0,
        registrations: counted.registrations[channel] ?? 0,
        firstDeposits: counted.firstDeposits[channel] ?? 0,
        firstDepositFen: counted.firstDepositFen[channel] ?? 0,
        marketingFen: marketingFen[channel] ?? 0,
        depositedFen: depositedFen[channel] ?? 0,
        withdrawnFen: withdrawnFen[channel] ?? 0,
        investing: investing[channel] ?? 0,
        feesFen: fees[channel]!,
      });
      const cohort = this.#cohortByKey.get(keyOf(channel, month));
      if (cohort === undefined) continue;
      cohort.firstDepositFen += counted.firstDepositFen[channel]!;
      cohort.marketingFen += marketingFen[channel]!;
    }
    Object.values(counted).forEach((column) => column.fill(0));
    centres.lotsTaken.fill(0);
  }

  rows(world: World): TableRows[] {
    return [this.#monthRows(world), this.#cohortRows(world)];
  }

  #shareFees(world: World, reasons: readonly ReasonName[], weights: Float64Array, fees: Float64Array): void {
    const fen = reasons.reduce((sum, reason) => sum + this.#since.posted(world, reason), 0);
    split(fen, weights).forEach((part, index) => {
      const cohort = this.#cohorts[index];
      fees[cohort?.channel ?? fees.length - 1]! += part;
      if (cohort !== undefined) cohort.feesFen += part;
    });
  }

  /** Puts lenders who came since the last month end into their cohorts. */
  #admit({ lenders, calendar }: World): void {
    for (let lender = Math.max(POOL + 1, this.#cohortOf.length); lender < lenders.length; lender++) {
      const channel = lenders.channel[lender]!;
      const entryMonth = channel === 0 ? -1 : calendar.monthIndex(lenders.bornDay[lender]!);
      let cohort = this.#cohortByKey.get(keyOf(channel, entryMonth));
      if (cohort === undefined) {
        cohort = {
          index: this.#cohorts.length, channel, entryMonth, lenders: 0, firstDepositFen: 0, marketingFen: 0,
          retained: RETAINED_AFTER.map(() => NaN), feesFen: 0,
        }; // prettier-ignore
        this.#cohortByKey.set(keyOf(channel, entryMonth), cohort);
        this.#cohorts.push(cohort);
      }
      cohort.lenders += 1;
      this.#cohortOf[lender] = cohort;
    }
  }

  /** By channel, since this was last asked. */
  #moneyMoved({ lenders, names }: World): { depositedFen: number[]; withdrawnFen: number[] } {
    const sums = (column: Float64Array, name: string) => {
      const byChannel = names.lenderChannels.map(() => 0);
      for (let lender = POOL + 1; lender < lenders.length; lender++)
        byChannel[lenders.channel[lender]!]! += column[lender]!;
      return byChannel.map((fen, channel) => this.#since.more(`${name}/${channel}`, fen));
    };
    return {
      depositedFen: sums(lenders.depositedFen, 'deposited'),
      withdrawnFen: sums(lenders.withdrawnFen, 'withdrawn'),
    };
  }

  #monthRows({ names }: World): TableRows {
    const rows = this.#months;
    const cell = (name: keyof Month) => (row: number) => rows[row]![name];
    return tableRows('lender_channel', rows.length, {
      month: cell('month'),
      channel: (row) => names.lenderChannels[rows[row]!.channel] ?? NOT_ATTRIBUTED,
      visits: cell('visits'),
      registrations: cell('registrations'),
      firstDeposits: cell('firstDeposits'),
      firstDepositFen: cell('firstDepositFen'),
      marketingFen: cell('marketingFen'),
      depositedFen: cell('depositedFen'),
      withdrawnFen: cell('withdrawnFen'),
      investing: cell('investing'),
      feesFen: cell('feesFen'),
    });
  }

  #cohortRows(world: World): TableRows {
    const { lenders, names } = world;
    const rows = [...this.#cohorts].sort((a, b) => a.channel - b.channel || a.entryMonth - b.entryMonth);
    const deposited = new Float64Array(rows.length);
    const withdrawn = new Float64Array(rows.length);
    for (let lender = POOL + 1; lender < lenders.length; lender++) {
      const { index } = this.#cohortOf[lender]!;
      deposited[index]! += lenders.depositedFen[lender]!;
      withdrawn[index]! += lenders.withdrawnFen[lender]!;
    }
    return tableRows('lender_channel_cohort', rows.length, {
      channel: (row) => names.lenderChannels[rows[row]!.channel]!,
      entryMonth: (row) => rows[row]!.entryMonth,
      lenders: (row) => rows[row]!.lenders,
      firstDepositFen: (row) => rows[row]!.firstDepositFen,
      marketingFen: (row) => rows[row]!.marketingFen,
      retained3: (row) => rows[row]!.retained[0]!,
      retained6: (row) => rows[row]!.retained[1]!,
      retained12: (row) => rows[row]!.retained[2]!,
      depositedFen: (row) => deposited[rows[row]!.index]!,
      withdrawnFen: (row) => withdrawn[rows[row]!.index]!,
      feesFen: (row) => rows[row]!.feesFen,
    });
  }
}

function keyOf(channel: number, month: number): number {
  return channel * 65536 + month;
}
