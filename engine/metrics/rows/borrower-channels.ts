/** Borrower channels by month, branches among them: who came, what it cost and brought, and what became of their loans. */
import { channelOfLoan } from '../../state/cost-centres.ts';
import type { World } from '../../state/world.ts';
import type { TableRows } from '../tables.ts';
import { tableRows } from './columns.ts';
import { NOT_ATTRIBUTED, Since, split } from './split.ts';

/** Counts of a channel in a month, but for defaults, which loans tell at the end. */
interface Month {
  readonly month: number;
  readonly channel: number;
  readonly visits: number;
  readonly registrations: number;
  readonly applications: number;
  readonly approved: number;
  readonly contracts: number;
  readonly volumeFen: number;
  readonly feesFen: number;
  readonly toReserveFen: number;
  readonly lookUpsFen: number;
  readonly marketingFen: number;
  readonly fixedFen: number;
}

/** Watches borrower channels from outside the state; fees and costs of the platform are shared by what was counted. */
export class BorrowerChannels {
  readonly #months: Month[] = [];
  readonly #since = new Since();

  /** At a month's end. `marketingFen`: budgets paid by channel, one more for what no channel paid. */
  close(world: World, marketingFen: readonly number[]): void {
    const { centres, scenario, names, calendar, day } = world;
    const counted = centres.borrowers;
    const channels = Object.values(scenario.acquisition.borrowers);
    const fixed = names.borrowerChannels.map((_, k) => {
      const channel = channels[k];
      return channel?.open === true ? channel.fixedCostPerMonthFen : 0;
    });
    const fees = split(this.#since.posted(world, 'platformFee'), counted.feesFen);
    const toReserve = split(this.#since.posted(world, 'reserveContribution'), counted.toReserveFen);
    const lookUps = split(this.#since.posted(world, 'evidenceCost'), counted.lookUpsFen);
    const branches = split(this.#since.posted(world, 'branchCost'), fixed);
    for (let channel = 0; channel <= names.borrowerChannels.length; channel++) {
      const row: Month = {
        month: calendar.monthIndex(day),
        channel,
        visits: counted.visits[channel] ?? 0,
        registrations: counted.registrations[channel] ?? 0,
        applications: counted.applications[channel] ?? 0,
        approved: counted.approved[channel] ?? 0,
        contracts: counted.contracts[channel] ?? 0,
        volumeFen: counted.volumeFen[channel] ?? 0,
        feesFen: fees[channel]!,
        toReserveFen: toReserve[channel]!,
        lookUpsFen: lookUps[channel]!,
        marketingFen: marketingFen[channel]!,
        fixedFen: branches[channel]!,
      };
      const { month: _, channel: __, ...figures } = row;
      const isEmpty = Object.values(figures).every((figure) => figure === 0);
      if (!isEmpty || channel < channels.length) this.#months.push(row);
    }
    Object.values(counted).forEach((column) => column.fill(0));
  }

  rows(world: World): TableRows {
    const rows = this.#months;
    const { names } = world;
    const defaults = defaultsByMonth(world);
    const cell = (name: keyof Month) => (row: number) => rows[row]![name];
    const defaulted = (row: number) => defaults.get(keyOf(rows[row]!.channel, rows[row]!.month));
    return tableRows('borrower_channel', rows.length, {
      month: cell('month'),
      channel: (row) => names.borrowerChannels[rows[row]!.channel] ?? NOT_ATTRIBUTED,
      visits: cell('visits'),
      registrations: cell('registrations'),
      applications: cell('applications'),
      approved: cell('approved'),
      contracts: cell('contracts'),
      volumeFen: cell('volumeFen'),
      feesFen: cell('feesFen'),
      toReserveFen: cell('toReserveFen'),
      lookUpsFen: cell('lookUpsFen'),
      marketingFen: cell('marketingFen'),
      fixedFen: cell('fixedFen'),
      contributionFen: (row) => {
        const { feesFen, toReserveFen, lookUpsFen, marketingFen, fixedFen } = rows[row]!;
        return feesFen - toReserveFen - lookUpsFen - marketingFen - fixedFen;
      },
      defaults: (row) => defaulted(row)?.count ?? 0,
      defaultedFen: (row) => defaulted(row)?.fen ?? 0,
    });
  }
}

function keyOf(channel: number, month: number): number {
  return channel * 65536 + month;
}

function defaultsByMonth(world: World): Map<number, { count: number; fen: number }> {
  const { loans, calendar } = world;
  const sums = new Map<number, { count: number; fen: number }>();
  for (let loan = 0; loan < loans.length; loan++) {
    const day = loans.defaultDay[loan]!;
    if (day < 0) continue;
    const key = keyOf(channelOfLoan(world, loan), calendar.monthIndex(day));
    const sum = sums.get(key) ?? { count: 0, fen: 0 };
    sums.set(key, sum);
    sum.count += 1;
    sum.fen += loans.defaultedFen[loan]!;
  }
  return sums;
}

/** Loans by channel and month of contract: the cohorts whose quality tells one channel from another. */
export function channelVintageRows(world: World): TableRows {
  const { loans, calendar, names } = world;
  const sums = new Map<number, { channel: number; month: number; loans: number[] }>();
  for (let loan = 0; loan < loans.length; loan++) {
    const [channel, month] = [channelOfLoan(world, loan), calendar.monthIndex(loans.contractDay[loan]!)];
    const group = sums.get(keyOf(channel, month)) ?? { channel, month, loans: [] };
    sums.set(keyOf(channel, month), group);
    group.loans.push(loan);
  }
  const rows = [...sums.values()].sort((a, b) => a.channel - b.channel || a.month - b.month);
  const sum = (column: Float64Array) => (row: number) =>
    rows[row]!.loans.reduce((fen, loan) => fen + column[loan]!, 0);
  return tableRows('channel_vintage', rows.length, {
    channel: (row) => names.borrowerChannels[rows[row]!.channel]!,
    cohortMonth: (row) => rows[row]!.month,
    loans: (row) => rows[row]!.loans.length,
    principalFen: sum(loans.principalFen),
    defaults: (row) => rows[row]!.loans.filter((loan) => loans.defaultDay[loan]! >= 0).length,
    defaultedFen: sum(loans.defaultedFen),
    recoveredFen: sum(loans.recoveredFen),
    lostFen: sum(loans.lostFen),
    outstandingFen: sum(loans.outstandingFen),
  });
}
