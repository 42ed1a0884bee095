/** Rules for exits by their word in a scenario. */
import type { Scenario } from '../../../scenario/scenario.ts';
import { fifo } from './fifo.ts';
import { matched } from './matched.ts';
import { roundRobin } from './round-robin.ts';
import type { ExitRule } from './rule.ts';

type ExitRuleName = Scenario['policies']['exits'][number]['value']['rule'];

export const EXIT_RULES: Readonly<Record<ExitRuleName, ExitRule>> = { fifo, roundRobin, matched };
