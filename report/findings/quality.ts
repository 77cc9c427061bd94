import type { ReportInput } from '../../core/contracts/report-input.ts';
import { type FigureReader, figureReader } from '../format/figure-reader.ts';
import { roundedText } from '../format/round.ts';
import { type Finding, fig, finding, type TextRef, term } from './finding.ts';

function suspectRefs(input: ReportInput): TextRef[] {
  const totals = new Map<string, number>();
  for (const table of input.landing) {
    for (const [rule, count] of Object.entries(table.suspect)) totals.set(rule, (totals.get(rule) ?? 0) + count);
  }
  const met = [...totals].filter(([, count]) => count > 0).sort(([a], [b]) => (a < b ? -1 : 1));
  return met.map(([rule, count]) => ({ counted: term('suspects', rule), count: roundedText(count, 0) }));
}

const CHECKS = ['customer_balance', 'invoice_balance', 'invoice_lines', 'payment_lines'];

/** Whether the books agree with their own documents: what does not, what does, and what could not be compared. */
function bookFindings(figures: FigureReader): Finding[] {
  const withStatus = (wanted: string) =>
    CHECKS.filter((check) => figures.get(`reconciliation.${check}.status`)?.value === wanted);
  const differing = withStatus('differs').map((check) => {
    const id = `reconciliation.${check}`;
    return finding(
      'quality.books_differ',
      {
        check: term('book_checks', check),
        differing: fig(`${id}.differing.count`),
        compared: fig(`${id}.compared.count`),
        share: fig(`${id}.difference_pct`),
      },
      'bad',
    );
  });
  const agreeing = withStatus('agrees').map((check): TextRef => {
    const compared = figures.number(`reconciliation.${check}.compared.count`) ?? 0;
    return { counted: term('book_checks', check), count: roundedText(compared, 0) };
  });
  const agree = agreeing.length === 0 ? [] : [finding('quality.books_agree', { list: { list: agreeing } }, 'good')];
  const left = withStatus('not_compared');
  const reasons = Map.groupBy(left, (check) => figures.get(`reconciliation.${check}.compared.count`)?.reason ?? '');
  const unknown = [...reasons.values()].map((checks) =>
    finding('quality.books_not_compared', {
      list: { list: checks.map((check) => term('book_checks', check)) },
      why: { why: `reconciliation.${checks[0] ?? ''}.compared.count` },
    }),
  );
  return [...differing, ...agree, ...unknown];
}

/** Whose scores the books give, and whose are derived. */
function scoreFindings(figures: FigureReader): Finding[] {
  const id = (input: string, source: string) => `score.inputs.${input}.${source}.count`;
  const derived = ['credit_score', 'stability'].map((input) => figures.number(id(input, 'derived')) ?? 0);
  if (derived.every((count) => count === 0)) return [];
  return [
    finding('quality.score_sources', {
      given: fig(id('credit_score', 'given')),
      derived: fig(id('credit_score', 'derived')),
      stable: fig(id('stability', 'given')),
      regular: fig(id('stability', 'derived')),
    }),
  ];
}

/** What the data can bear: rows set aside, rows that look wrong, books that differ from their documents, scores that are derived. */
export function qualityFindings(input: ReportInput): Finding[] {
  const aside = input.landing.filter((table) => table.quarantined > 0);
  const rows = aside.reduce((sum, table) => sum + table.quarantined, 0);
  const first =
    rows === 0
      ? finding('quality.clean', {}, 'good')
      : finding(
          'quality.quarantined',
          {
            rows: { line: 'landing.json#quarantined', value: rows },
            tables: { list: aside.map((table) => table.table) },
          },
          'watch',
        );
  const suspects = suspectRefs(input);
  const suspect = suspects.length === 0 ? [] : [finding('quality.suspects', { list: { list: suspects } }, 'watch')];
  const figures = figureReader(input.figures);
  return [first, ...suspect, ...bookFindings(figures), ...scoreFindings(figures)];
}
