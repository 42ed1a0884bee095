/** Customers: how a row is born. */
import type { World } from './world.ts';

/** What anybody may know of a customer. */
export interface CustomerAttributes {
  readonly kind: number;
  readonly region: number;
  readonly sector: number;
  readonly incomeFen: number;
  readonly existingFen: number;
}

export interface NewCustomer extends CustomerAttributes {
  readonly key: number;
  readonly bornDay: number;
  /** Borrower channel it came through. */
  readonly channel: number;
}

/** Adds a customer without loan or account; returns its row. */
export function addCustomer(world: World, customer: NewCustomer): number {
  const { customers } = world;
  const row = customers.add();
  customers.key[row] = customer.key;
  customers.bornDay[row] = customer.bornDay;
  customers.channel[row] = customer.channel;
  customers.kind[row] = customer.kind;
  customers.region[row] = customer.region;
  customers.sector[row] = customer.sector;
  customers.incomeFen[row] = customer.incomeFen;
  customers.existingFen[row] = customer.existingFen;
  return row;
}
