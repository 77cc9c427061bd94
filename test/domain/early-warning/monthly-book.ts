import type { Rules } from '../../../core/contracts/config.ts';
import { FACTORS, PARTS } from '../../../core/domain/early-warning/factors.ts';
import { EVENT, WarningTable } from '../../../core/domain/early-warning/warning-table.ts';
import { SHIPPED_RULES } from '../../shipped-rules.ts';
import { plainPortfolio } from './book-facts.ts';

/** A customer with something open from one month to another, both included. */
export interface Stay {
  readonly from: number;
  readonly to: number;
  /** Whether a month is followed by an event; the class of the first factor is high in every month of who ever has one. */
  readonly event: (month: number) => boolean;
  /** By the settings' points, 0–100. */
  readonly score: number;
}

/** Rules by which a card is fitted to a few customers. */
export function rulesFor(change: Partial<Rules['early_warning']>): Rules {
  const points = Object.fromEntries(PARTS.map((part) => [part, [[1, 1]]])) as Rules['early_warning']['points'];
  return {
    ...SHIPPED_RULES,
    early_warning: {
      ...SHIPPED_RULES.early_warning,
      base: 65,
      points,
      bootstrap: { draws: 100, seed: 1 },
      training: { months: 24, min_events: 3, sample: 1000, pull: 0.1 },
      ...change,
    },
  };
}

/** Their customer-months up to month 15; ids are c0, c1 and so on. */
export function bookOf(stays: readonly Stay[]): WarningTable {
  const months = Array.from({ length: 15 }, (_, i) => plainPortfolio(i + 1, stays.length));
  const table = new WarningTable(months, rulesFor({}), 15);
  stays.forEach(({ from, to, event, score }, customer) => {
    table.ids.push(`c${customer}`);
    for (let month = from; month <= to; month += 1) {
      const row = table.rows;
      table.customer[row] = customer;
      table.month[row] = month;
      table.event[row] = event(month) ? EVENT.late30 : 0;
      table.dynamic[row] = score * 100;
      table.openAmount[row] = 100 * (customer + 1);
      const classes = table.classes[1];
      if (classes !== undefined) classes[row] = months.some(({ monthIndex }) => event(monthIndex)) ? 1 : 0;
      if (month === 15)
        table.latest.push({
          row,
          person: { name: `Customer ${customer}`, accountManager: null },
          composite: 42,
          values: new Float64Array(FACTORS.length).fill(0.5),
        });
      table.rows += 1;
    }
  });
  return table;
}

/** Twelve customers from first to last month, of whom the first six fail in the months given. */
export function halfFail(scores: { failing: number; others: number }, event = (_month: number) => true): Stay[] {
  return Array.from({ length: 12 }, (_, customer) => ({
    from: 1,
    to: 15,
    event: (month) => customer < 6 && event(month),
    score: customer < 6 ? scores.failing : scores.others,
  }));
}
