import { finding } from '../findings/finding.ts';
import { hasLoans } from '../findings/loan.ts';
import { missingReasons } from '../findings/missing.ts';
import { qualityFindings } from '../findings/quality.ts';
import { cleanText } from '../format/clean-text.ts';
import { differenceRows } from '../messages/difference-rows.ts';
import { figureLabel } from '../messages/figure-label.ts';
import { formulaText } from '../messages/formula-text.ts';
import { glossaryIn } from '../messages/glossary.ts';
import { sayWith } from '../messages/phrase.ts';
import { type Html, html } from './html.ts';
import type { PageContext } from './page-context.ts';
import { readings, type Section } from './section.ts';
import { foldedTable, table } from './table.ts';

function methodText(context: PageContext): Html {
  const { words, input } = context;
  const { payment_rate, credit_score, stability } = input.rules.score.weights;
  const { payment_rate_below_pct: rate, outstanding_above: amount } = input.rules.selection;
  const rule = finding('selection.rule', {
    rate: { setting: 'selection.payment_rate_below_pct', value: rate, unit: 'pct' },
    amount: { setting: 'selection.outstanding_above', value: amount, unit: 'money' },
  });
  const weight = (name: string, value: number) =>
    context.speaker.setting({ setting: `score.weights.${name}`, value, unit: 'number' });
  const score = context.phrase(
    sayWith((place) =>
      words.method.score({
        rate: place(weight('payment_rate', payment_rate)),
        credit: place(weight('credit_score', credit_score)),
        stability: place(weight('stability', stability)),
      }),
    ),
  );
  const lines = [context.finding(rule), score, words.method.tests, words.method.loss, words.method.rounding];
  return html`<ul class="method">${lines.map((line) => html`<li>${line}</li>`)}</ul>`;
}

function landingTable(context: PageContext): Html | null {
  const { words, input, speaker } = context;
  const FIELDS = ['rows_read', 'rows_landed', 'quarantined', 'duplicates_dropped', 'deleted'] as const;
  return foldedTable(words.captions.landing, {
    caption: words.captions.landing,
    columns: [
      { label: words.columns.table },
      { label: words.columns.rows_read, numeric: true },
      { label: words.columns.rows_landed, numeric: true },
      { label: words.columns.quarantined, numeric: true },
      { label: words.columns.duplicates, numeric: true },
      { label: words.columns.deleted, numeric: true },
    ],
    rows: input.landing.map((line) => [
      cleanText(line.table),
      ...FIELDS.map((field) => context.said(speaker.line(`landing.json#${line.table}.${field}`, line[field], 'count'))),
    ]),
  });
}

/** The largest differences between the books and their own documents, each with its likely reason. */
function differenceTable(context: PageContext): Html | null {
  const { words, speaker } = context;
  return foldedTable(words.captions.differences, {
    caption: words.captions.differences,
    quiet: true,
    className: 'plain stack',
    columns: [
      { label: words.columns.customer_id },
      { label: words.columns.compared },
      { label: words.columns.document },
      { label: words.columns.in_books, numeric: true },
      { label: words.columns.from_documents, numeric: true },
      { label: words.columns.difference, numeric: true },
      { label: words.columns.likely_reason },
    ],
    rows: differenceRows(speaker).map((row) =>
      row.map((cell) => (typeof cell === 'string' ? cell : context.said(cell))),
    ),
  });
}

/** What was not computed, and why. */
function missingList(context: PageContext): Html | null {
  const reasons = missingReasons(context.speaker);
  if (reasons.length === 0) return null;
  const items = reasons.map(({ reason, subjects }) => html`<dt>${reason}</dt><dd>${subjects}</dd>`);
  return html`<h3>${context.words.sections.missing}</h3><dl class="missing">${items}</dl>`;
}

function definitionTable(context: PageContext): Html | null {
  const { words, speaker } = context;
  const rows = [...context.shown]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, anchor]) => {
      const figure = speaker.figures.get(id);
      const value = figure && typeof figure.value !== 'object' ? context.said(speaker.figure(id)) : '';
      return [
        html`<span id="${anchor}">${figureLabel(id, speaker.messages)}</span><small>${id}</small>`,
        value,
        figure?.evidence.formula === undefined
          ? (figure?.note ?? '')
          : formulaText(figure.evidence.formula, speaker.locale),
      ];
    });
  return foldedTable(words.sections.definitions, {
    caption: words.sections.definitions,
    columns: [
      { label: words.columns.figure },
      { label: words.columns.value, numeric: true },
      { label: words.columns.formula },
    ],
    rows,
    className: 'plain definitions',
  });
}

/** The field's words, so that nobody has to ask. */
function glossaryList({ words, speaker }: PageContext): Html {
  const entries = glossaryIn(speaker.locale, hasLoans(speaker.figures));
  const items = entries.map(({ key, term, meaning }) => html`<dt id="term-${key}">${term}</dt><dd>${meaning}</dd>`);
  return html`<h3 id="glossary">${words.sections.glossary}</h3><dl class="missing glossary">${items}</dl>`;
}

function runFacts(context: PageContext): Html {
  const { words, input } = context;
  const { run } = input;
  const facts = [
    [words.page.run, run.id],
    [
      context.speaker.messages.terms.revision,
      context.said(context.speaker.line('run.json#revision', run.revision, 'count')),
    ],
    [words.page.profile, run.profile],
    [words.page.version, run.version],
  ];
  return html`<dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

/** How it was made and what it rests on: rules, data, what is missing and why, the definition of every number shown. */
export function methodSection(context: PageContext): Section {
  const { words, input } = context;
  const quality = html`<h3>${words.sections.data}</h3>${readings(context, qualityFindings(input))}${differenceTable(context)}${landingTable(context)}`;
  const body = html`${methodText(context)}${quality}${missingList(context)}${definitionTable(context)}${glossaryList(context)}${runFacts(context)}`;
  return { id: 'method', title: words.sections.method, body };
}

/** Key figures currency by currency, where amounts could not be brought into one. */
export function currencySection(context: PageContext): Section | null {
  const { words, speaker } = context;
  const ids = [
    'selection.customers.count',
    'selection.high_risk.count',
    'selection.high_risk.outstanding_total',
    'selection.high_risk.share_of_outstanding_pct',
    'trend.latest_rate_pct',
    'loss.baseline_6m',
    'loss.stress_6m',
    'kpi.dso_days',
  ];
  const codes = [...new Set(speaker.figures.ids('selection.high_risk.count.').map((id) => id.slice(-3)))];
  if (codes.length === 0) return null;
  const numbers = table({
    caption: words.captions.by_currency,
    columns: [{ label: words.columns.figure }, ...codes.map((code) => ({ label: code, numeric: true }))],
    rows: ids
      .filter((id) => codes.some((code) => speaker.figures.has(`${id}.${code}`)))
      .map((id) => [figureLabel(id, speaker.messages), ...codes.map((code) => context.figure(`${id}.${code}`))]),
  });
  return { id: 'currencies', title: words.captions.by_currency, body: numbers };
}
