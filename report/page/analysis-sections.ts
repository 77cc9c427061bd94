import type { ChartName } from '../charts/design.ts';
import type { PageChart } from '../charts/page-charts.ts';
import { lossFindings } from '../findings/loss.ts';
import { COMPARED, profileFindings, tierCounts } from '../findings/profile.ts';
import { profitFindings } from '../findings/profit.ts';
import { BANDS, scoreFindings } from '../findings/score.ts';
import { selectionFindings } from '../findings/selection.ts';
import { sensitivityGrid } from '../findings/sensitivity-grid.ts';
import { trendFindings } from '../findings/trend.ts';
import { figureLabel } from '../messages/figure-label.ts';
import { termFor } from '../messages/messages-for.ts';
import { plainText, type Said } from '../messages/phrase.ts';
import { type Html, html } from './html.ts';
import type { PageContext } from './page-context.ts';
import { chartFigure, readings, type Section } from './section.ts';
import { foldedTable, table } from './table.ts';

export type Charts = ReadonlyMap<ChartName, PageChart>;

function groupsTable(context: PageContext): Html | null {
  const { words, speaker } = context;
  const { terms } = speaker.messages;
  const line = (label: string, name: string) => [
    label,
    context.figure(`selection.high_risk.${name}`),
    context.figure(`selection.normal.${name}`),
  ];
  return table({
    caption: words.captions.groups,
    columns: [
      { label: words.columns.measure },
      { label: terms.high_risk, numeric: true },
      { label: terms.normal, numeric: true },
    ],
    rows: [
      line(words.columns.outstanding, 'outstanding_total'),
      line(words.captions.mean_of(terms.measures.payment_rate), 'payment_rate_mean_pct'),
      line(words.captions.mean_of(terms.measures.credit_score), 'credit_score_mean'),
      line(words.captions.mean_of(terms.measures.stability), 'stability_mean'),
    ],
  });
}

/** The group at past month ends, where the books show them. */
function groupMonthsTable(context: PageContext): Html | null {
  const { words, speaker } = context;
  const id = 'selection.months';
  const caption = speaker.messages.labels.exact[id];
  return foldedTable(caption, {
    caption,
    quiet: true,
    columns: [
      { label: words.columns.month },
      { label: words.columns.count, numeric: true },
      { label: words.columns.outstanding, numeric: true },
      { label: words.columns.share, numeric: true },
      { label: words.columns.score, numeric: true },
    ],
    rows: speaker.figures
      .rows(id)
      .map((row, index) => [
        speaker.format.month(String(row.month)),
        ...['count', 'outstanding', 'share_of_outstanding_pct', 'score_mean'].map((field) =>
          context.cell(id, index, field),
        ),
      ]),
  });
}

/** Customers in the group at other thresholds: payment rate down, balance across; the rule in force is marked. */
function sensitivityTable(context: PageContext): Html | null {
  const { words, speaker, input } = context;
  const { payment_rate_below_pct, outstanding_above } = input.rules.selection;
  const grid = sensitivityGrid(speaker);
  const [line, column] = grid.placeOf(payment_rate_below_pct, Number(outstanding_above));
  const cellOf = (cell: Said | null, here: boolean) => {
    if (cell === null) return '';
    return here ? html`<strong class="rule">${context.said(cell)}</strong>` : context.said(cell);
  };
  return foldedTable(figureLabel('selection.sensitivity', speaker.messages), {
    caption: words.captions.sensitivity,
    columns: [
      { label: speaker.messages.terms.measures.payment_rate },
      ...grid.amounts.map((amount) => ({
        label: plainText(amount),
        head: context.phrase(amount),
        numeric: true,
      })),
    ],
    rows: grid.rows.map(({ rate, cells }, row) => [
      context.phrase(rate),
      ...cells.map((cell, index) => cellOf(cell, row === line && index === column)),
    ]),
  });
}

function bandTable(context: PageContext): Html | null {
  const { words, speaker } = context;
  return table({
    caption: words.captions.bands,
    columns: [
      { label: words.columns.band },
      { label: words.columns.count, numeric: true },
      { label: words.columns.outstanding, numeric: true },
      ...context.earlierColumn,
    ],
    rows: BANDS.map((band) => [
      speaker.messages.terms.bands[band],
      context.figure(`score.band.${band}.count`),
      context.figure(`score.band.${band}.outstanding`),
      ...context.earlier(`score.band.${band}.outstanding`),
    ]),
  });
}

export function selectionSection(context: PageContext, charts: Charts): Section {
  const { input, words } = context;
  const empty = input.customers.length === 0;
  const scores = readings(context, scoreFindings(input));
  const body = html`${readings(context, selectionFindings(input))}${empty ? '' : chartFigure(charts.get('largest-balances'))}${empty ? '' : groupsTable(context)}${sensitivityTable(context)}${groupMonthsTable(context)}${
    empty || !scores ? '' : html`<h3 id="score">${words.sections.score}</h3>${scores}${bandTable(context)}`
  }`;
  return { id: 'selection', title: words.sections.selection, body };
}

export function profitSection(context: PageContext): Section {
  const { words, input } = context;
  const ids = [
    'profit.high_risk.gross_profit',
    'profit.all.gross_profit',
    'profit.high_risk.share_pct',
    'profit.high_risk.revenue_share_pct',
  ];
  const known = ids.filter((id) => context.speaker.figures.has(id));
  const numbers = table({
    caption: words.sections.profit,
    quiet: true,
    columns: [{ label: words.columns.figure }, { label: words.columns.value, numeric: true }, ...context.earlierColumn],
    rows: known.map((id) => [figureLabel(id, context.speaker.messages), context.figure(id), ...context.earlier(id)]),
  });
  return {
    id: 'profit',
    title: words.sections.profit,
    body: html`${readings(context, profitFindings(input))}${numbers}`,
  };
}

export function trendSection(context: PageContext, charts: Charts): Section {
  const { words, speaker, input } = context;
  const months = speaker.figures.rows('trend.months');
  const definition = html`<p class="aside">${words.captions.collection_rate[input.run.profile.includes('quickbooks-marts') ? 'marts' : 'ledger']}</p>`;
  const numbers = foldedTable(words.page.table_view, {
    caption: words.sections.trend,
    quiet: true,
    columns: [
      { label: words.columns.month },
      { label: words.columns.rate, numeric: true },
      { label: words.columns.change, numeric: true },
    ],
    rows: months.map((row, index) => [
      speaker.format.month(String(row.month)),
      context.cell('trend.months', index, 'rate_pct'),
      row.change_pp === null ? '–' : context.cell('trend.months', index, 'change_pp', 'signed'),
    ]),
  });
  return {
    id: 'trend',
    title: words.sections.trend,
    body: html`${readings(context, trendFindings(input))}${chartFigure(charts.get('collection-rate'))}${definition}${numbers}`,
  };
}

function measuresTable(context: PageContext): Html | null {
  const { words, speaker } = context;
  const { terms } = speaker.messages;
  const known = COMPARED.filter((measure) => speaker.figures.has(`profile.${measure}.high_risk.median`));
  return table({
    caption: words.captions.measures,
    columns: [
      { label: words.columns.measure },
      { label: words.columns.median_high, numeric: true },
      { label: words.columns.median_normal, numeric: true },
      { label: words.columns.p_value, numeric: true },
      { label: words.captions.delta, numeric: true },
      { label: words.columns.difference },
    ],
    rows: known.map((measure) => {
      const base = `profile.${measure}`;
      const reading = speaker.figures.text(`${base}.reading`);
      const label =
        reading !== null && reading in terms.readings
          ? terms.readings[reading as keyof typeof terms.readings]
          : terms.not_computed;
      const figures = ['high_risk.median', 'normal.median', 'p_value', 'cliffs_delta'].map((name) =>
        context.figure(`${base}.${name}`),
      );
      return [terms.measures[measure], ...figures, label];
    }),
  });
}

function tiersTable(context: PageContext): Html | null {
  const { words, speaker } = context;
  const { terms } = speaker.messages;
  const id = (group: string, tier: string) => `profile.profitability_tier.${group}.${tier}.count`;
  return foldedTable(terms.measures.profitability_tier, {
    caption: words.captions.tiers,
    columns: [
      { label: terms.measures.profitability_tier },
      { label: terms.high_risk, numeric: true },
      { label: terms.normal, numeric: true },
    ],
    rows: tierCounts(speaker.figures).map(({ tier }) => [
      tier,
      context.figure(id('high_risk', tier)),
      context.figure(id('normal', tier)),
    ]),
  });
}

export function profileSection(context: PageContext, charts: Charts): Section {
  const { words, input } = context;
  const body = html`${readings(context, profileFindings(input))}${chartFigure(charts.get('risk-profile'))}${measuresTable(context)}${tiersTable(context)}`;
  return { id: 'profile', title: words.sections.profile, body };
}

const SCENARIOS = [
  'baseline_6m',
  'stress_6m',
  'forecast_shortfall_6m',
  'expected_6m',
  'balance_at_current_streak',
  'balance_at_worst_month',
  'worst_case',
] as const;

/** Losses of high-risk balances alone: they stand in that group's column. */
const OF_HIGH_RISK: ReadonlySet<string> = new Set([
  'balance_at_current_streak',
  'balance_at_worst_month',
  'worst_case',
]);

/** The provision matrix; nothing where there is no ledger. */
function provisionTable(context: PageContext): Html | null {
  const { words, speaker } = context;
  const id = 'loss.provision';
  return foldedTable(words.captions.provision, {
    caption: words.captions.provision,
    columns: [
      { label: words.columns.age },
      { label: words.columns.amount, numeric: true },
      { label: words.columns.loss_rate, numeric: true },
      { label: words.columns.provision, numeric: true },
    ],
    rows: speaker.figures
      .rows(id)
      .map((row, index) => [
        termFor(speaker.messages.terms.roll_places, String(row.age)),
        context.cell(id, index, 'amount'),
        context.cell(id, index, 'loss_rate_pct'),
        context.cell(id, index, 'provision'),
      ]),
  });
}

export function lossSection(context: PageContext, charts: Charts): Section {
  const { words, speaker, input } = context;
  const { losses } = speaker.messages.terms;
  const known = SCENARIOS.filter((name) => speaker.figures.get(`loss.${name}`));
  const line = (name: (typeof SCENARIOS)[number]) => {
    const id = `loss.${name}`;
    if (OF_HIGH_RISK.has(name)) return [losses[name], '–', ...context.earlier('').map(() => '–'), context.figure(id)];
    const part = speaker.figures.get(`${id}.high_risk`) ? context.figure(`${id}.high_risk`) : '–';
    return [losses[name], context.figure(id), ...context.earlier(id), part];
  };
  const numbers = table({
    caption: words.sections.loss,
    quiet: true,
    columns: [
      { label: words.columns.scenario },
      { label: words.columns.all, numeric: true },
      ...context.earlierColumn,
      { label: words.columns.high_risk_part, numeric: true },
    ],
    rows: known.map(line),
  });
  return {
    id: 'loss',
    title: words.sections.loss,
    body: html`${readings(context, lossFindings(input))}${chartFigure(charts.get('loss-scenarios'))}${numbers}${provisionTable(context)}`,
  };
}
