import type { FigureRow, FigureUnit } from '../../core/contracts/figure.ts';

const MONEY = new Set([
  'outstanding_above',
  'outstanding_total',
  'outstanding',
  'amount',
  'open_amount',
  'provision',
  'exposure',
  'limit',
  'proposed',
  'claim',
  'agency_net',
  'agency_tax_saved',
  'suit_tax_saved',
  'recovered',
  'suit_costs',
  'suit_value',
  'write_off',
  'worth',
  'overdue_amount',
  'net_cash_flow',
  'inflows',
  'outflows',
  'credit_on_account',
  'current',
  '1_30',
  '31_60',
  '61_90',
  '91_120',
  'over_120',
]);
const COUNTS = new Set(['count', 'high_risk', 'normal', 'overdue', 'customers', 'months', 'goods', 'bads', 'invoices']);

/** Cells of a figure beside its earlier values, which have the unit that the row names. */
const COMPARED = new Set(['now', 'before', 'target', 'last_month', 'last_year']);
const UNITS: readonly unknown[] = ['count', 'pct', 'money', 'days', 'score', 'months'] satisfies FigureUnit[];

function isUnit(unit: unknown): unit is FigureUnit {
  return UNITS.includes(unit);
}

/** The unit of an indicator that is watched: its name ends with it, but for amounts and counts. */
function indicatorUnit(indicator: string): FigureUnit {
  if (indicator.endsWith('_pct')) return 'pct';
  return indicator === 'consecutive_falls' ? 'months' : 'money';
}

/** The unit of a cell of a list figure, by its column's name: `rate_pct` is a percentage. A target has its indicator's unit. */
export function listFieldUnit(field: string, row: FigureRow): FigureUnit {
  if (COMPARED.has(field) && isUnit(row['unit'])) return row['unit'];
  if ((field === 'now' || field === 'target') && typeof row.indicator === 'string') return indicatorUnit(row.indicator);
  if (MONEY.has(field)) return 'money';
  if (COUNTS.has(field)) return 'count';
  if (field === 'month' || field === 'by' || field.endsWith('_month')) return 'month';
  if (field.endsWith('_pct') || field === 'payment_rate_below' || field === 'percent_current') return 'pct';
  if (field === 'p_value') return 'fraction';
  if (field.endsWith('_days')) return 'days';
  return field.endsWith('_pp') ? 'pp' : 'number';
}
