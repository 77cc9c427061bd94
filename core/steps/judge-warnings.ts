import type { Rules } from '../contracts/config.ts';
import { indexOfMonth, monthOfIndex, portfolioRow } from '../contracts/early-warning.ts';
import type { Figures } from '../contracts/figure.ts';
import type { RunRef } from '../contracts/states.ts';
import { PARTS } from '../domain/early-warning/factors.ts';
import { type Judgement, judge, topParts } from '../domain/early-warning/judgement.ts';
import { classEdges } from '../domain/early-warning/points-card.ts';
import { portfolioMonth } from '../domain/early-warning/portfolio.ts';
import { WarningTable } from '../domain/early-warning/warning-table.ts';
import { backTestCsv, MonthFactsCsv, warningsCsv } from '../figures/warning-csv.ts';
import { warningLedgerFigures } from '../figures/warning-ledger-figures.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { QueryResults } from '../ports/query-results.ts';
import { type AnalysisPlan, analysisPlan } from './analysis-plan.ts';
import { evidencePath, type ResultIndex, resultIndex } from './collect-rows.ts';
import { readRules, readWork, writeWork } from './work-files.ts';

type Locations = ResultIndex;

interface Ports {
  readonly store: ObjectStore;
  readonly results: QueryResults;
}

/** A customer alerted this month, for the tasks: with the reasons and what raises the score most. */
export interface AlertLine {
  readonly customer_id: string;
  readonly name: string | null;
  readonly account_manager: string | null;
  readonly currency: string | null;
  readonly score: number;
  readonly open_amount: number;
  readonly reasons: readonly string[];
  /** Month in which the alert opened. */
  readonly since: string;
  /** False where the alert is as old as the books are looked at: it may have opened before. */
  readonly since_known: boolean;
  readonly fresh: boolean;
  readonly factors: readonly { readonly part: string; readonly value: number | null; readonly points: number }[];
}

/** What JudgeWarnings leaves for ComposeFigures: figures by scope, and in any currency where books can't be added up. */
export interface WarningOutcome {
  readonly scopes: readonly { readonly scope: string; readonly figures: Figures }[];
  readonly anyCurrency: Figures;
}

/**
 * The early warning of a ledger: warnings.csv, backtest.csv, warning-model.json and this month's facts in the run's folder, `warning-figures.json` and
 * `warning-alerts.json` in its work folder. Books in several currencies without rates are judged in each by itself, and the customers
 * of all currencies side by side for the plain figures. Nothing is written where the export holds no ledger.
 */
export async function judgeWarnings(ports: Ports, { run }: { run: RunRef }): Promise<{ alerted: number }> {
  const rules = await readRules(ports.store, run);
  const plan = await readWork(ports.store, run, 'analysis-plan.json', analysisPlan);
  const found: Locations = await readWork(ports.store, run, 'results.json', resultIndex);
  const scopes = plan.scopes.filter(({ scope }) => found[scope]?.behaviour_history !== undefined);
  if (scopes.length === 0) return { alerted: 0 };
  const period = indexOfMonth(run.period);
  const together = scopes.some(({ scope }) => scope === '*')
    ? null
    : await judgeScopes(ports, found, scopes, period, rules);
  const outcomes: { scope: string; figures: Figures }[] = [];
  let main = together;
  for (const { scope, currency } of scopes) {
    const facts = new MonthFactsCsv(period);
    const judged = await judgeScopes(ports, found, [{ scope, currency }], period, rules, facts);
    await ports.store.write(`${run.prefix}${evidencePath('behaviour_history', scope)}`, facts.bytes());
    if (scope === '*') main = judged;
    outcomes.push({ scope, figures: warningLedgerFigures(judged.judgement, rules, currency) });
  }
  const anyCurrency = together === null ? {} : plainFigures(together.judgement, rules);
  const outcome: WarningOutcome = { scopes: outcomes, anyCurrency };
  await writeWork(ports.store, run, 'warning-figures.json', outcome);
  return main === null ? { alerted: 0 } : keep(ports.store, run, rules, main);
}

/** Judged books, and each customer's currency where several are side by side. */
interface Judged {
  readonly judgement: Judgement;
  readonly currencyOf: ((customer: number) => string) | null;
}

async function judgeScopes(
  { results }: Ports,
  found: Locations,
  scopes: AnalysisPlan['scopes'],
  period: number,
  rules: Rules,
  evidence?: MonthFactsCsv,
): Promise<Judged> {
  const books = await Promise.all(
    scopes.map(async ({ scope, currency }) => {
      const rows = await results.rows(found[scope]?.behaviour_portfolio ?? '');
      return { scope, currency, portfolio: rows.map((row) => portfolioRow.parse(row)) };
    }),
  );
  const months = books.flatMap(({ portfolio }) => portfolio.map(portfolioMonth));
  const table = new WarningTable(months, rules, period);
  const currencies: string[] = [];
  for (const { scope, currency, portfolio } of books) {
    table.beginScope(portfolio.map(portfolioMonth));
    await results.scan(found[scope]?.behaviour_history ?? '', ([customerId, facts, name, manager]) => {
      if (customerId === null || customerId === undefined || facts === null || facts === undefined) return;
      table.add(customerId, facts, { name: name ?? null, accountManager: manager ?? null });
      evidence?.add(customerId, facts);
    });
    while (currencies.length < table.ids.length) currencies.push(currency);
  }
  const first = Math.min(period, ...books.flatMap(({ portfolio }) => portfolio.map(({ first_index }) => first_index)));
  const judgement = judge(table, { first, period }, rules);
  return { judgement, currencyOf: scopes.length === 1 ? null : (customer) => currencies[customer] ?? '' };
}

/** ISO 4217's code where no currency is involved. */
const NO_CURRENCY = 'XXX';

/** Figures that are no money, of the customers of all currencies side by side. */
function plainFigures(judgement: Judgement, rules: Rules): Figures {
  const {
    'warning.open_amount': _amount,
    'warning.top': _top,
    ...figures
  } = warningLedgerFigures(judgement, rules, NO_CURRENCY);
  return figures;
}

async function keep(store: ObjectStore, run: RunRef, rules: Rules, judged: Judged): Promise<{ alerted: number }> {
  const { judgement, currencyOf } = judged;
  await store.write(`${run.prefix}warnings.csv`, warningsCsv(judgement, currencyOf));
  await store.write(`${run.prefix}backtest.csv`, backTestCsv(judgement, currencyOf));
  const model = new TextEncoder().encode(`${JSON.stringify(modelRecord(judgement, rules), null, 2)}\n`);
  await store.write(`${run.prefix}warning-model.json`, model);
  const alerts = alertLines(judged);
  await writeWork(store, run, 'warning-alerts.json', alerts);
  return { alerted: alerts.length };
}

function alertLines({ judgement, currencyOf }: Judged): AlertLine[] {
  const first = judgement.walk.months[0]?.monthIndex ?? 0;
  return judgement.customers.flatMap((customer) =>
    customer.since === null
      ? []
      : [
          {
            customer_id: customer.customer_id,
            name: customer.name,
            account_manager: customer.accountManager,
            currency: currencyOf?.(judgement.table.customer[customer.row] ?? 0) ?? null,
            score: customer.score,
            open_amount: customer.openAmount,
            reasons: customer.reasons,
            since: monthOfIndex(customer.since),
            since_known: customer.since > first,
            fresh: customer.fresh,
            factors: topParts(customer.parts),
          },
        ],
  );
}

/** The card that rules, and what is known of it: the months it learnt from, and how it did against the other. */
function modelRecord({ model, card, ruling }: Judgement, rules: Rules) {
  const edges = classEdges(rules.early_warning);
  const fitted = ruling?.card ?? null;
  return {
    setting: rules.early_warning.model,
    ruling: model,
    base: card.base,
    parts: PARTS.map((part, i) => ({
      part,
      from: Array.from(edges[i] ?? []),
      points: Array.from(card.points[i] ?? []),
    })),
    contest: ruling?.contest ?? null,
    fitted:
      fitted === null
        ? null
        : {
            trained_from: monthOfIndex(fitted.from),
            trained_to: monthOfIndex(fitted.to),
            customer_months: fitted.customerMonths,
            events: fitted.events,
            parts: fitted.parts,
          },
  };
}
