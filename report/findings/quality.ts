import type { ReportInput } from '../../core/contracts/report-input.ts';
import { roundedText } from '../format/round.ts';
import { type Finding, finding, type TextRef, term } from './finding.ts';

function suspectRefs(input: ReportInput): TextRef[] {
  const totals = new Map<string, number>();
  for (const table of input.landing) {
    for (const [rule, count] of Object.entries(table.suspect)) totals.set(rule, (totals.get(rule) ?? 0) + count);
  }
  const met = [...totals].filter(([, count]) => count > 0).sort(([a], [b]) => (a < b ? -1 : 1));
  return met.map(([rule, count]) => ({ counted: term('suspects', rule), count: roundedText(count, 0) }));
}

/** What the data can bear: rows set aside, rows that look wrong. */
export function qualityFindings(input: ReportInput): Finding[] {
  const aside = input.landing.filter((table) => table.quarantined > 0);
  const rows = aside.reduce((sum, table) => sum + table.quarantined, 0);
  const first =
    rows === 0
      ? finding('quality.clean', {}, 'good')
      : finding(
          'quality.quarantined',
          { rows: roundedText(rows, 0), tables: { list: aside.map((table) => table.table) } },
          'watch',
        );
  const suspects = suspectRefs(input);
  return suspects.length === 0 ? [first] : [first, finding('quality.suspects', { list: { list: suspects } }, 'watch')];
}
