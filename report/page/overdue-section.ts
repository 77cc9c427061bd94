import type { Finding } from '../findings/finding.ts';
import { finding } from '../findings/finding.ts';
import { overdueFindings } from '../findings/overdue.ts';
import {
  causeFindings,
  OVERDUE_AGES,
  overdueConclusions,
  overdueCurrencies,
  overdueScope,
  overdueWatch,
  WATCHED,
} from '../findings/overdue-report.ts';
import { cleanText } from '../format/clean-text.ts';
import { debtorWords } from '../messages/debtor-words.ts';
import { definitionsIn } from '../messages/definitions.ts';
import { figureLabel } from '../messages/figure-label.ts';
import type { Charts } from './analysis-sections.ts';
import { type Html, html } from './html.ts';
import type { PageContext } from './page-context.ts';
import { chartFigure, readings, type Section } from './section.ts';
import { foldedTable, table } from './table.ts';

function ageingTables(context: PageContext): Html {
  const { words, speaker } = context;
  const { figures, messages } = speaker;
  const ages = Object.entries(messages.terms.ageing);
  const known = ages.filter(([age]) => figures.has(`overdue.aging.${age}.count`));
  const total = table({
    caption: words.captions.ageing,
    columns: [
      { label: words.columns.age },
      { label: words.columns.amount, numeric: true },
      ...context.earlierColumn,
      { label: words.columns.invoices, numeric: true },
    ],
    rows: known.map(([age, label]) => [
      label,
      context.figure(`overdue.aging.${age}.amount`),
      ...context.earlier(`overdue.aging.${age}.amount`),
      context.figure(`overdue.aging.${age}.count`),
    ]),
  });
  const codes = overdueCurrencies(figures);
  const byCurrency = table({
    caption: words.captions.ageing_of,
    columns: [{ label: words.columns.age }, ...codes.map((code) => ({ label: code, numeric: true }))],
    rows:
      codes.length === 0
        ? []
        : ages.map(([age, label]) => [
            label,
            ...codes.map((code) => context.figure(`overdue.aging.${age}.amount.${code}`)),
          ]),
  });
  return html`${total}${byCurrency}`;
}

function indicatorTables(context: PageContext): Html {
  const { words, speaker } = context;
  const meanings = new Map(definitionsIn(speaker.locale).map(({ id, meaning }) => [id, meaning]));
  const kpis = Object.entries(speaker.messages.terms.kpis).filter(([kpi]) => speaker.figures.has(`kpi.${kpi}`));
  const now = table({
    caption: words.captions.kpis,
    className: 'plain stack',
    columns: [
      { label: words.columns.indicator },
      { label: words.columns.now, numeric: true },
      ...context.earlierColumn,
      { label: words.columns.meaning },
    ],
    rows: kpis.map(([kpi, label]) => [
      label,
      context.figure(`kpi.${kpi}`),
      ...context.earlier(`kpi.${kpi}`),
      meanings.get(`kpi.${kpi}`) ?? '',
    ]),
  });
  const shown = Object.entries(speaker.messages.terms.kpis).filter(([kpi]) => kpi !== 'countback_dso_days');
  const months = foldedTable(words.captions.kpi_months, {
    caption: words.captions.kpi_months,
    quiet: true,
    columns: [{ label: words.columns.month }, ...shown.map(([, label]) => ({ label, numeric: true }))],
    rows: speaker.figures
      .rows('kpi.months')
      .map((row, index) => [
        speaker.format.month(String(row.month)),
        ...shown.map(([kpi]) => ((row[kpi] ?? null) === null ? '–' : context.cell('kpi.months', index, kpi))),
      ]),
  });
  return html`${now}${months}`;
}

function rollTable(context: PageContext): Html | null {
  const { words, speaker } = context;
  const { roll_places } = speaker.messages.terms;
  const id = 'loss.roll_rates';
  const targets = [
    ['collected_pct', words.charts.roll_ways.collected],
    ['credited_pct', words.charts.roll_ways.credited],
    ...Object.entries(roll_places).map(([place, label]) => [`to_${place}_pct`, label]),
  ] as const;
  const rows = speaker.figures.rows(id).map((row, index) => ({ row, index }));
  return foldedTable(words.captions.roll_rates, {
    caption: words.captions.roll_rates,
    quiet: true,
    columns: [{ label: words.columns.age }, ...targets.map(([, label = '']) => ({ label, numeric: true }))],
    rows: rows
      .filter(({ row }) => typeof row.collected_pct === 'number')
      .map(({ row, index }) => [
        Object.entries(roll_places).find(([place]) => place === row.from)?.[1] ?? '',
        ...targets.map(([field = '']) => context.cell(id, index, field)),
      ]),
  });
}

function causeTable(context: PageContext): Html | null {
  const { words, speaker } = context;
  const { causes, cause_measures } = speaker.messages.terms;
  const known = Object.entries(causes).filter(([cause]) => speaker.figures.has(`overdue.cause.${cause}.customers`));
  const measures = new Map(Object.entries(cause_measures));
  return table({
    caption: words.captions.causes,
    className: 'plain stack',
    columns: [
      { label: words.columns.cause },
      { label: words.columns.count, numeric: true },
      { label: words.columns.share, numeric: true },
      { label: words.columns.measures },
    ],
    rows: known.map(([cause, label]) => [
      label,
      context.figure(`overdue.cause.${cause}.customers`),
      context.figure(`overdue.cause.${cause}.share_pct`),
      measures.get(cause) ?? '',
    ]),
  });
}

/** The customers with the most overdue in one currency, each with its cause, how it is known, and the evidence. */
function debtorTable(context: PageContext, code: string | null): Html | null {
  const { words, speaker } = context;
  const id = code === null ? 'overdue.customers.largest' : `overdue.customers.largest.${code}`;
  const rows = speaker.figures.rows(id).map((row, index) => {
    const said = debtorWords(row, speaker, { id, index, currency: code ?? speaker.format.currency });
    const name = cleanText(String(row.name === '' ? row.customer_id : row.name));
    const cell = (field: string) => context.cell(id, index, field);
    return [
      name,
      cell('amount'),
      cell('invoices'),
      cell('oldest_days'),
      said.cause,
      said.basis,
      context.phrase(said.evidence),
    ];
  });
  const caption = code === null ? words.captions.debtors : words.counted({ what: words.captions.debtors, count: code });
  return foldedTable(caption, {
    caption,
    quiet: true,
    className: 'plain stack',
    columns: [
      { label: words.columns.customer },
      { label: words.columns.amount, numeric: true },
      { label: words.columns.invoices, numeric: true },
      { label: words.columns.oldest, numeric: true },
      { label: words.columns.cause },
      { label: words.columns.basis },
      { label: words.columns.evidence },
    ],
    rows,
  });
}

function debtorTables(context: PageContext): Html {
  return html`${[null, ...overdueCurrencies(context.speaker.figures)].map((code) => debtorTable(context, code))}`;
}

function stageTable(context: PageContext): Html | null {
  const { words, speaker } = context;
  const { ageing, collection_stages } = speaker.messages.terms;
  return table({
    caption: words.captions.overdue_parts.stages,
    quiet: true,
    className: 'plain stack',
    columns: [
      { label: words.columns.age },
      { label: words.columns.invoices, numeric: true },
      { label: words.columns.amount, numeric: true },
      { label: words.columns.stage },
    ],
    rows: OVERDUE_AGES.map((age) => [
      ageing[age],
      context.figure(`overdue.aging.${age}.count`),
      context.figure(`overdue.aging.${age}.amount`),
      collection_stages[age],
    ]),
  });
}

function watchTable(context: PageContext): Html | null {
  const { words, speaker } = context;
  const { watched } = speaker.messages.terms;
  return table({
    caption: words.captions.overdue_parts.watch,
    quiet: true,
    className: 'plain stack',
    columns: [
      { label: words.columns.indicator },
      { label: words.columns.now, numeric: true },
      { label: words.columns.worse_when },
    ],
    rows: WATCHED.filter((id) => speaker.figures.has(id)).map((id) => [
      figureLabel(id, speaker.messages),
      context.figure(id),
      watched[id],
    ]),
  });
}

function cashTable(context: PageContext): Html | null {
  const { words, speaker } = context;
  const id = 'overdue.cash_expected.months';
  return foldedTable(words.captions.cash_months, {
    caption: words.captions.cash_months,
    quiet: true,
    columns: [{ label: words.columns.month }, { label: words.columns.amount, numeric: true }],
    rows: speaker.figures
      .rows(id)
      .map((row, index) => [speaker.format.month(String(row.month)), context.cell(id, index, 'amount')]),
  });
}

function listed(context: PageContext, findings: readonly Finding[]): Html {
  return html`<ul class="readings">${findings.map((item) => html`<li class="${item.tone}">${context.finding(item)}</li>`)}</ul>`;
}

/** The overdue report: purpose, period and source; how much and how old; why, and what is done; what it comes to and what is watched. */
export function overdueSection(context: PageContext, charts: Charts): Section {
  const { words, input } = context;
  const { overdue_parts: parts } = words.captions;
  const how = html`${readings(context, overdueFindings(input))}${ageingTables(context)}${chartFigure(charts.get('ageing'))}${indicatorTables(context)}`;
  const why = html`<h3>${parts.causes}</h3>${listed(context, causeFindings(input))}${causeTable(context)}${debtorTables(context)}`;
  const stages = html`<h3>${parts.stages}</h3>${stageTable(context)}<p class="aside">${context.finding(finding('overdue.undecided', {}))}</p>`;
  const ahead = html`<h3>${parts.conclusion}</h3>${listed(context, overdueConclusions(input))}${chartFigure(charts.get('roll-rates'))}${rollTable(context)}${cashTable(context)}`;
  const watch = html`<h3>${parts.watch}</h3><p>${context.finding(overdueWatch(input))}</p>${watchTable(context)}`;
  const body = html`${listed(context, overdueScope(input))}${how}${why}${stages}${ahead}${watch}`;
  return { id: 'overdue', title: words.sections.overdue, body };
}
