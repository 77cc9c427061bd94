import { describe, expect, it } from 'vitest';
import { PARTS } from '../../../core/domain/early-warning/factors.ts';
import { fitCard } from '../../../core/domain/early-warning/fitted-card.ts';
import { dynamicCard } from '../../../core/domain/early-warning/points-card.ts';
import { EVENT, WarningTable } from '../../../core/domain/early-warning/warning-table.ts';
import { SHIPPED_RULES } from '../../shipped-rules.ts';
import { plainPortfolio } from './book-facts.ts';

const SHIPPED = SHIPPED_RULES.early_warning;
const STEPS = [
  [1, 0],
  [2, 5],
  [3, 12],
] as [number, number][];
const points = Object.fromEntries(
  PARTS.map((part) => [part, part === 'composite' ? STEPS : part === 'disputes' ? [[1, 0]] : []]),
) as typeof SHIPPED.points;
const settings = (min_events: number, pull = 30) => ({
  ...SHIPPED,
  base: 45,
  points,
  training: { ...SHIPPED.training, min_events, pull },
});

/** Customers of months 7 and on, by the class of their composite score and whether they had an event. */
function book(customers: readonly (readonly [level: number, event: boolean])[]) {
  const table = new WarningTable([plainPortfolio(7, customers.length)], SHIPPED_RULES, 7);
  customers.forEach(([level, event], row) => {
    table.month[row] = 7 + row;
    table.event[row] = event ? EVENT.slower : 0;
    const composite = table.classes[0];
    if (composite !== undefined) composite[row] = level;
  });
  table.rows = customers.length;
  return { table, rows: Uint32Array.from(customers, (_, row) => row) };
}
const many = (count: number, level: number, events: number) =>
  Array.from({ length: count }, (_, i) => [level, i < events] as const);

describe('a fitted card', () => {
  it('is the card of the settings as long as nothing was learned', () => {
    const { table } = book([]);
    const card = fitCard(table, new Uint32Array(0), settings(0));
    const believed = dynamicCard(settings(0));
    expect(card?.base).toBeCloseTo(45, 9);
    expect(card?.points.map((part) => part.length)).toEqual(believed.points.map((part) => part.length));
    card?.points[0]?.forEach((value, level) => {
      expect(value).toBeCloseTo([0, 0, 5, 12][level] ?? -1, 9);
    });
    // Only the composite score has points in the settings: that of disputes is none.
    expect(card?.parts).toEqual(['composite']);
    expect(card).toMatchObject({ customerMonths: 0, events: 0 });
  });

  it('keeps the points of the settings, but not their base, where these are worth more than all the books', () => {
    // No effect of the class in the books: a fifth has an event in each.
    const { table, rows } = book([...many(50, 0, 10), ...many(50, 3, 10)]);
    const card = fitCard(table, rows, settings(10, 1e9));
    card?.points[0]?.forEach((value, level) => {
      expect(value).toBeCloseTo([0, 0, 5, 12][level] ?? -1, 3);
    });
    const chance = (score: number) => 1 / (1 + Math.exp((70 - score) / 10));
    const expected = 50 * chance(card?.base ?? 0) + 50 * chance((card?.base ?? 0) + 12);
    expect(expected).toBeCloseTo(20, 3);
  });

  it('takes its points from the books where the settings are worth nothing', () => {
    // Odds of 1 to 4, and of 1 to 1: even is 70 points, and ten points are a unit of log-odds.
    const { table, rows } = book([...many(50, 0, 10), ...many(50, 2, 25)]);
    const card = fitCard(table, rows, settings(10, 1e-9));
    expect(card?.base).toBeCloseTo(70 - 10 * Math.log(4), 3);
    expect(card?.points[0]?.[2]).toBeCloseTo(10 * Math.log(4), 3);
    expect(card).toMatchObject({ from: 7, to: 106, customerMonths: 100, events: 35 });
  });

  it('counts a part whose points begin with its highest class', () => {
    const { table, rows } = book([...many(50, 0, 10), ...many(50, 3, 25)]);
    const card = fitCard(table, rows, settings(10, 30));
    expect(card?.parts).toEqual(['composite']);
    expect(card?.points[0]?.[1]).toBeLessThan(card?.points[0]?.[3] ?? 0);
  });

  it('needs events, and customers without one, in the number that the settings ask for', () => {
    const cardOf = (customers: number, events: number, min: number) => {
      const { table, rows } = book(many(customers, 0, events));
      return fitCard(table, rows, settings(min));
    };
    expect(cardOf(30, 10, 10)).not.toBeNull();
    expect(cardOf(30, 20, 10)).not.toBeNull();
    expect(cardOf(30, 9, 10)).toBeNull();
    expect(cardOf(30, 21, 10)).toBeNull();
  });
});
