import { type DayNumber, firstDay } from './calendar.ts';
import { within } from './cents.ts';
import type { Dice } from './dice.ts';
import type { LedgerWorld } from './ledger-world.ts';

/** What a customer was made to do. Only the first three are failures; `recovering` looks like one and is not. */
export type Fate = 'deteriorating' | 'sudden' | 'short_paying' | 'recovering' | 'steady';

/** How a customer buys and pays. */
export interface LedgerCharacter {
  readonly fate: Fate;
  /** First month of buying, by number. */
  readonly joined: number;
  readonly invoicesPerMonth: number;
  /** Typical invoice, in money. */
  readonly invoiceSize: number;
  readonly termsDays: number;
  /** Days after the due date on which this customer typically pays, in good times. */
  readonly habitDays: number;
  readonly spreadDays: number;
  /** Month from which payments worsen, by number; null for those that never do. */
  readonly worsensFrom: number | null;
  /** The last day on which anything is paid; null for those that never stop. */
  readonly stopsPayingOn: DayNumber | null;
}

const FATES = [
  ['deteriorating', 0.09],
  ['recovering', 0.03],
  ['short_paying', 0.04],
  ['sudden', 0.012],
] as const;

/** Months from the first signs to the last payment. */
const LEAD_MONTHS = { least: 4, most: 8 } as const;

function worsensFrom(dice: Dice, world: LedgerWorld): number {
  const earliest = Math.min(world.firstMonth + 6, world.lastMonth);
  return dice.whole(earliest, world.lastMonth);
}

/** Draws how the customer buys and pays. */
export function drawCharacter(dice: Dice, world: LedgerWorld): LedgerCharacter {
  const fate = dice.weighted<Fate>(FATES, 'steady');
  const signs = worsensFrom(dice, world);
  const lead = dice.whole(LEAD_MONTHS.least, LEAD_MONTHS.most);
  const newcomer = dice.chance(0.25);
  const joined = newcomer ? dice.whole(world.firstMonth, world.lastMonth) : world.firstMonth;
  const worsens = fate === 'deteriorating' || fate === 'recovering';
  const stopsIn = fate === 'deteriorating' ? signs + lead : fate === 'sudden' ? signs : null;
  return {
    fate,
    joined: fate === 'steady' ? joined : world.firstMonth,
    invoicesPerMonth: dice.between(0.3, 1) * dice.between(0.8, 2.4),
    invoiceSize: dice.pareto(900, 250_000, 1.2),
    termsDays: dice.pick([15, 30, 30, 30, 30, 45, 60]),
    habitDays: within(2 + 7 * dice.bell(), -12, 30),
    spreadDays: dice.between(2, 9),
    worsensFrom: worsens ? signs : null,
    stopsPayingOn: stopsIn === null ? null : firstDay(stopsIn) + dice.whole(0, 27),
  };
}

/** How many months the customer has been worsening in this month: 0 while all is well. The recovering heal after five. */
export function monthsWorsening(character: LedgerCharacter, month: number): number {
  if (character.worsensFrom === null || month < character.worsensFrom) return 0;
  const months = month - character.worsensFrom + 1;
  return character.fate === 'recovering' && months > 5 ? 0 : months;
}
