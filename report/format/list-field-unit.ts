import type { FigureUnit } from '../../core/contracts/figure.ts';

const MONEY = new Set([
  'outstanding_above',
  'outstanding_total',
  'outstanding',
  'amount',
  'net_cash_flow',
  'inflows',
  'outflows',
]);
const COUNTS = new Set(['count', 'high_risk', 'normal', 'overdue', 'customers', 'months', 'goods', 'bads']);
const POINTS = new Set(['score_from', 'score_to', 'cutoff', 'score']);

/** The unit of a column of a list figure, by its name: `rate_pct` is a percentage, `count` a count. */
export function listFieldUnit(field: string): FigureUnit {
  if (MONEY.has(field)) return 'money';
  if (COUNTS.has(field)) return 'count';
  if (POINTS.has(field)) return 'number';
  if (field === 'month' || field.endsWith('_month')) return 'month';
  if (field.endsWith('_pct') || field === 'payment_rate_below') return 'pct';
  if (field.endsWith('_pp')) return 'pp';
  return 'number';
}
