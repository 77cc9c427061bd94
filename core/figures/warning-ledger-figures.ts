import type { Rules } from '../contracts/config.ts';
import { monthOfIndex } from '../contracts/early-warning.ts';
import type { Evidence, Figure, FigureRow, Figures, FigureUnit, FigureValue } from '../contracts/figure.ts';
import { NOTES, type NoteCode } from '../contracts/notes.ts';
import { Decimal } from '../domain/decimal.ts';
import type { BackTest, Gain, RankingResult } from '../domain/early-warning/back-test.ts';
import { type CustomerWarning, type Judgement, topParts } from '../domain/early-warning/judgement.ts';
import { SCORE_UNITS } from '../domain/early-warning/points-card.ts';
import { ALERT_REASONS, type AlertReason } from '../domain/early-warning/rules.ts';
import { currencyDigits, formatMoney } from '../domain/money.ts';

/** How many of the most alarming customers are listed, and over how many months their scores are shown. */
const LISTED = { customers: 20, history: 10, months: 12 };
/** Open amounts come in thousandths. */
const THOUSANDTHS = 1000;

const WARNINGS: Evidence = { query: 'queries/behaviour_history.sql', rows: 'warnings.csv' };
const BACKTEST: Evidence = { query: 'queries/behaviour_history.sql', rows: 'backtest.csv' };

/** Figures of the early warning from a ledger: who is alerted and why, and what the warning would have been worth. */
export function warningLedgerFigures(judgement: Judgement, rules: Rules, currency: string): Figures {
  return {
    ...alertFigures(judgement, rules.warning, currency),
    ...listFigures(judgement, currency),
    ...rankingFigures('warning.backtest', judgement.backTest.score, 'the score that ruled each month'),
    ...rankingFigures('warning.baseline.overdue_share', judgement.backTest.overdueShare, 'overdue ÷ open amount'),
    ...rankingFigures(
      'warning.baseline.mean_days_late',
      judgement.backTest.meanDaysLate,
      'mean days late of all invoices settled by then, 0 without any',
    ),
    ...gainFigures(judgement.backTest),
    ...alertResultFigures(judgement.backTest),
    ...modelFigures(judgement),
  };
}

function figure(unit: FigureUnit, value: FigureValue, evidence: Evidence, formula: string, reason?: NoteCode): Figure {
  const note = reason === undefined || value !== null ? {} : { note: NOTES[reason], reason };
  return { value, unit, ...note, evidence: { ...evidence, formula } };
}

const FORMULA: Readonly<Record<AlertReason, (rules: Rules['warning']) => string>> = {
  over_threshold: (rules) => `score ≥ ${rules.score_threshold}`,
  rising: (rules) => `score rose in each of the last ${rules.rising_months} months`,
  unpaid_months: (rules) => `something overdue and nothing paid in ${rules.unpaid_months} months in a row or more`,
  slower_payment: (rules) => `mean days overdue of three months ≥ ${rules.slower_days} days above the three before`,
  exposure_growth: (rules) =>
    `open amount grew ${rules.exposure_growth_pct} % or more in three months, to its highest in a year, with something overdue`,
};

function alertFigures({ customers, closed, table }: Judgement, rules: Rules['warning'], currency: string): Figures {
  const alerted = customers.filter(({ reasons }) => reasons.length > 0);
  const distinct = (list: readonly CustomerWarning[]) => new Set(list.map(({ customer_id }) => customer_id)).size;
  const amount = alerted.reduce(
    (sum, { row }) => sum + BigInt(Math.round((table.openAmount[row] ?? 0) * THOUSANDTHS)),
    0n,
  );
  const count = (value: number, formula: string) => figure('count', value, WARNINGS, formula);
  return {
    'warning.population.count': count(distinct(customers), 'customers with something open'),
    'warning.count': count(distinct(alerted), 'customers with at least one reason'),
    ...Object.fromEntries(
      ALERT_REASONS.map((reason) => [
        `warning.by_reason.${reason}.count`,
        count(distinct(alerted.filter(({ reasons }) => reasons.includes(reason))), FORMULA[reason](rules)),
      ]),
    ),
    'warning.new_this_month.count': count(
      distinct(alerted.filter(({ fresh }) => fresh)),
      'customers alerted now and not a month before',
    ),
    'warning.closed_this_month.count': count(new Set(closed).size, 'customers alerted a month before and not now'),
    'warning.open_amount': figure(
      'money',
      formatMoney(new Decimal(amount.toString()).div(THOUSANDTHS), currencyDigits(currency)),
      WARNINGS,
      'Σ open amount of the customers alerted',
    ),
  };
}

function listFigures({ customers, table, walk }: Judgement, currency: string): Figures {
  const digits = currencyDigits(currency);
  const worst = customers
    .filter(({ reasons }) => reasons.length > 0)
    .toSorted((a, b) => b.score - a.score || b.openAmount - a.openAmount || a.row - b.row);
  const history = worst.slice(0, LISTED.history).flatMap(({ row, customer_id, name }): FigureRow[] => {
    const rows: FigureRow[] = [];
    for (let at = row; at >= 0 && table.customer[at] === table.customer[row] && rows.length < LISTED.months; at -= 1)
      rows.unshift({
        customer_id,
        name: name ?? customer_id,
        month: monthOfIndex(table.month[at] ?? 0),
        score: (walk.scores[at] ?? 0) / SCORE_UNITS,
      });
    return rows;
  });
  const top = worst.slice(0, LISTED.customers).map(
    (customer): FigureRow => ({
      customer_id: customer.customer_id,
      name: customer.name ?? customer.customer_id,
      score: customer.score,
      open_amount: formatMoney(new Decimal(customer.openAmount), digits),
      since: customer.since === null ? null : monthOfIndex(customer.since),
      reasons: customer.reasons.join('; '),
      factors: topParts(customer.parts)
        .map(({ part, value }) => `${part}=${value === null ? '' : Number(value.toFixed(4)) + 0}`)
        .join('; '),
    }),
  );
  return {
    'warning.top': figure('list', top, WARNINGS, 'alerted customers by score, then by open amount'),
    'warning.score_history': figure('list', history, WARNINGS, 'scores of the first ten of them, month by month'),
  };
}

function rankingFigures(prefix: string, result: RankingResult, what: string): Figures {
  const reason: NoteCode = result.months === 0 ? 'no_judged_month' : 'no_events';
  const interval: NoteCode = result.months === 1 ? 'one_judged_month' : reason;
  const one = (unit: FigureUnit, value: number | null, formula: string, why: NoteCode = reason) =>
    figure(unit, value, BACKTEST, `${formula}; by ${what}`, why);
  const rate = result.customerMonths === 0 ? null : (100 * result.events) / result.customerMonths;
  return {
    [`${prefix}.auc`]: one(
      'fraction',
      result.auc,
      'chance that an event ranks above another, over all judged customer-months',
    ),
    [`${prefix}.auc_low`]: one('fraction', result.aucInterval?.low ?? null, '2.5 % of draws of months', interval),
    [`${prefix}.auc_high`]: one('fraction', result.aucInterval?.high ?? null, '97.5 % of draws of months', interval),
    [`${prefix}.base_rate_pct`]: one('pct', rate, '100 × customer-months with an event ÷ all'),
    [`${prefix}.precision_at_decile_pct`]: one(
      'pct',
      result.precision === null ? null : 100 * result.precision,
      '100 × events among the ⌈n/10⌉ highest of each month, ties at their share',
    ),
    [`${prefix}.lift_at_decile`]: one('ratio', result.lift, 'that share ÷ the base rate'),
    [`${prefix}.lift_low`]: one('ratio', result.liftInterval?.low ?? null, '2.5 % of draws of months', interval),
    [`${prefix}.lift_high`]: one('ratio', result.liftInterval?.high ?? null, '97.5 % of draws of months', interval),
    [`${prefix}.months`]: one('count', result.months, 'month ends with six months behind and three closed ahead'),
    [`${prefix}.events`]: one('count', result.events, 'customer-months with an event'),
    [`${prefix}.customer_months`]: one(
      'count',
      result.customerMonths,
      'customers with something open, by judged month end',
    ),
    [`${prefix}.lead_days_median`]: one('days', result.leadDaysMedian, 'median days to the event, top decile'),
  };
}

function gainFigures({ gainOverOverdueShare, gainOverMeanDaysLate, score }: BackTest): Figures {
  const reason: NoteCode =
    score.months === 0 ? 'no_judged_month' : score.months === 1 ? 'one_judged_month' : 'no_events';
  const gain = (name: string, value: Gain | null): Figures => ({
    [`warning.backtest.gain.${name}.auc`]: figure(
      'fraction',
      value?.auc ?? null,
      BACKTEST,
      `AUC less that of ${name}`,
      reason,
    ),
    [`warning.backtest.gain.${name}.auc_low`]: figure(
      'fraction',
      value?.interval?.low ?? null,
      BACKTEST,
      '2.5 % of draws of months',
      reason,
    ),
    [`warning.backtest.gain.${name}.auc_high`]: figure(
      'fraction',
      value?.interval?.high ?? null,
      BACKTEST,
      '97.5 % of draws of months',
      reason,
    ),
  });
  const intervals = [gainOverOverdueShare?.interval, gainOverMeanDaysLate?.interval];
  const beats = intervals.every((interval) => (interval?.low ?? 0) > 0);
  const known = intervals.every((interval) => interval !== null && interval !== undefined);
  return {
    ...gain('overdue_share', gainOverOverdueShare),
    ...gain('mean_days_late', gainOverMeanDaysLate),
    'warning.backtest.reading': figure(
      'text',
      known ? (beats ? 'beats_naive_rules' : 'no_better_than_naive_rules') : null,
      BACKTEST,
      'beats_naive_rules where the gain over both is above 0 in 97.5 % of draws of months',
      reason,
    ),
  };
}

function alertResultFigures({ alerts, byMonth, gains, calibration, score }: BackTest): Figures {
  const reason: NoteCode = score.months === 0 ? 'no_judged_month' : 'no_events';
  const share = (part: number, whole: number) => (whole === 0 ? null : (100 * part) / whole);
  const one = (unit: FigureUnit, value: FigureValue, formula: string) => figure(unit, value, BACKTEST, formula, reason);
  let [seen, events] = [0, 0];
  const gainRows = gains.map((tenth, i): FigureRow => {
    seen += tenth.customers;
    events += tenth.events;
    return {
      decile: i + 1,
      customers: tenth.customers,
      events: tenth.events,
      event_rate_pct: share(tenth.events, tenth.customers),
      cumulative_events_pct: share(events, score.events),
      cumulative_customers_pct: share(seen, score.customerMonths),
    };
  });
  return {
    'warning.backtest.alerts.count': one('count', alerts.alerted, 'customer-months with an alert, in judged months'),
    'warning.backtest.alerts.right': one('count', alerts.right, 'of those, followed by an event'),
    'warning.backtest.alerts.false': one('count', alerts.alerted - alerts.right, 'of those, followed by none'),
    'warning.backtest.alerts.precision_pct': one('pct', share(alerts.right, alerts.alerted), '100 × right ÷ alerts'),
    'warning.backtest.alerts.events_covered_pct': one(
      'pct',
      share(alerts.right, alerts.events),
      '100 × right ÷ events',
    ),
    'warning.backtest.alerts.amount_covered_pct': one(
      'pct',
      share(alerts.amountCovered, alerts.amount),
      '100 × open amount of customers alerted and with an event ÷ that of all with an event',
    ),
    'warning.backtest.alerts.lead_days_median': one(
      'days',
      alerts.leadDaysMedian,
      'median days from the month end at which the alert opened to the event',
    ),
    'warning.backtest.by_month': one(
      'list',
      byMonth.map(({ monthIndex, ...row }): FigureRow => ({ month: monthOfIndex(monthIndex), ...row })),
      'each judged month by itself',
    ),
    'warning.backtest.gains': one('list', gainRows, 'each month’s customers in tenths by score, added up'),
    'warning.backtest.calibration': one(
      'list',
      calibration.map(
        ({ from, customers, events: met, chance }): FigureRow => ({
          score_from: from,
          customers,
          events: met,
          expected_pct: 100 * chance,
          observed_pct: share(met, customers),
        }),
      ),
      'customer-months by score: the chance the scores stand for, and what became of them',
    ),
  };
}

function modelFigures({ ruling, model }: Judgement): Figures {
  const source: Evidence = { query: 'queries/behaviour_history.sql', rows: 'warning-model.json' };
  const contest = ruling?.contest ?? null;
  const card = ruling?.card ?? null;
  const one = (unit: FigureUnit, value: FigureValue, formula: string) =>
    figure(unit, value, source, formula, 'no_closed_comparison');
  return {
    'warning.model.ruling': one(
      'text',
      model,
      'dynamic: points from the settings; fitted: the card learnt from closed months',
    ),
    'warning.model.compared_months': one('count', contest?.months ?? null, 'months both models were judged on'),
    'warning.model.dynamic.auc': one('fraction', contest?.dynamicAuc ?? null, 'over those months'),
    'warning.model.fitted.auc': one(
      'fraction',
      contest?.fittedAuc ?? null,
      'over those months, each month’s card learnt before it',
    ),
    'warning.model.error': one(
      'fraction',
      contest?.error ?? null,
      '1.96 standard errors of the difference, by draws of months',
    ),
    'warning.model.trained_from': one(
      'month',
      card === null ? null : monthOfIndex(card.from),
      'first month the card learnt from',
    ),
    'warning.model.trained_to': one(
      'month',
      card === null ? null : monthOfIndex(card.to),
      'last month the card learnt from',
    ),
    'warning.model.trained_events': one('count', card?.events ?? null, 'customer-months with an event it learnt from'),
  };
}
