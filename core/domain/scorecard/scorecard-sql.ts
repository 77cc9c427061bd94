import { textLiteral } from '../sql-literal.ts';
import type { CardBin, CardFeature, Scorecard } from './scorecard.ts';

/**
 * A SELECT that scores loans by the card, for Athena and DuckDB alike: loan_id and score, from a table with a column a
 * feature (numbers in any numeric type, texts as varchar). Names and texts are quoted, never trusted.
 */
export function scorecardSql(card: Scorecard, table = 'loan_accounts'): string {
  const parts = card.features.map((feature) => `  + ${pointsCase(feature)}`);
  return [
    'SELECT',
    '  loan_id,',
    [`  ${card.base_points}`, ...parts].join('\n'),
    '  AS score',
    `FROM ${quoteName(table)}`,
    '',
  ].join('\n');
}

function pointsCase(feature: CardFeature): string {
  const column = quoteName(feature.name);
  const branches = feature.kind === 'numeric' ? numberBranches(feature, column) : textBranches(feature, column);
  return `CASE ${branches.join(' ')} END`;
}

/** Intervals follow one another, so each needs its upper edge only. */
function numberBranches(feature: CardFeature, column: string): string[] {
  const missing = feature.bins.find((bin) => bin.missing === true);
  const intervals = feature.bins
    .filter((bin) => bin.missing !== true)
    .sort((a, b) => (a.lower ?? Number.NEGATIVE_INFINITY) - (b.lower ?? Number.NEGATIVE_INFINITY));
  const steps = intervals.flatMap((bin) =>
    bin.upper === undefined ? [] : [`WHEN CAST(${column} AS DOUBLE) < ${doubleLiteral(bin.upper)} THEN ${bin.points}`],
  );
  return [`WHEN ${column} IS NULL THEN ${missing?.points ?? 0}`, ...steps, `ELSE ${pointsOf(intervals.at(-1))}`];
}

function textBranches(feature: CardFeature, column: string): string[] {
  const missing = feature.bins.find((bin) => bin.missing === true);
  const other = feature.bins.find((bin) => bin.other === true);
  const named = feature.bins.flatMap((bin) => {
    const texts = (bin.values ?? []).map(textLiteral);
    return texts.length === 0 ? [] : [`WHEN ${column} IN (${texts.join(', ')}) THEN ${bin.points}`];
  });
  return [`WHEN ${column} IS NULL OR ${column} = '' THEN ${missing?.points ?? 0}`, ...named, `ELSE ${pointsOf(other)}`];
}

function pointsOf(bin: CardBin | undefined): number {
  return bin?.points ?? 0;
}

/** With an exponent both engines read a number as a double and not as a decimal. */
function doubleLiteral(value: number): string {
  return value.toExponential().toUpperCase();
}

function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
