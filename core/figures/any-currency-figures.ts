import type { Figure, Figures } from '../contracts/figure.ts';
import type { LedgerRowOf } from '../contracts/ledger-rows.ts';
import type { CustomerLine } from '../contracts/report-input.ts';
import { BANDS, lowBandOf } from '../domain/bands.ts';
import { Decimal } from '../domain/decimal.ts';
import type { Month } from '../domain/month.ts';
import { known, missing, percentage } from '../domain/quantity.ts';
import { type ReviewedBooks, reviewCurrencies } from '../domain/review.ts';
import { LEVELS, STRATEGIES } from '../domain/tiers.ts';
import { figureKit } from './figure-kit.ts';
import { type ReviewBasis, reviewFigures } from './review-figures.ts';

/** One currency of several that cannot be added up: its high-risk group, its figures, and what it is compared with. */
export interface CurrencyGroup {
  readonly scope: string;
  readonly customers: readonly CustomerLine[];
  readonly figures: Figures;
  readonly selection_currencies: readonly LedgerRowOf<'selection_currencies'>[];
  /** Null on a first run without an earlier month. */
  readonly review: (ReviewedBooks & { readonly period: Month; readonly basis: ReviewBasis }) | null;
}

/**
 * The figures that count customers, over all currencies where there is no rate between them. A customer of whom something holds in any
 * currency counts once; one that is high-risk in one currency and normal in another is high-risk; not rated is who is rated in none.
 */
export function anyCurrencyGroupFigures(groups: readonly CurrencyGroup[]): Figures {
  return {
    ...selectionCounts(groups),
    ...scoreCounts(groups),
    ...tierCounts(groups),
    ...sharedTexts(groups),
    ...reviewCounts(groups),
  };
}

const IN_ANY = 'in any currency, each once';

function selectionCounts(groups: readonly CurrencyGroup[]): Figures {
  const [first] = groups;
  const kit = figureKit('', 'selection_currencies');
  // Every currency's query returns the same rows: those of all of them.
  const rows = first?.selection_currencies ?? [];
  const rated = rows.reduce((sum, row) => sum + row.rated, 0);
  const notRated = rows.reduce((sum, row) => sum + row.not_rated, 0);
  const highRisk = distinct(groups, () => true);
  const tiers = figureKit('', 'high_risk_customers');
  const share =
    rated === 0 ? missing('no_customers') : percentage(known(new Decimal(highRisk)), known(new Decimal(rated)));
  const normal = kit.number('count', rated - highRisk, 'rated customers that are high-risk in no currency');
  const highRiskCount = tiers.number('count', highRisk, `high-risk customers ${IN_ANY}`);
  const counts: Figures = {
    'selection.customers.count': kit.number('count', rated, `customers with a payment rate and a balance ${IN_ANY}`),
    'selection.not_rated.count': kit.number('count', notRated, 'customers with a payment rate in no currency'),
    'selection.normal.count': normal,
    'selection.high_risk.share_of_customers_pct': kit.number(
      'pct',
      share,
      '100 × high-risk customers ÷ rated customers',
    ),
    'profile.profitability_tier.normal.without_tier_count': normal,
  };
  return {
    ...Object.fromEntries(Object.entries(counts).map(([id, figure]) => [id, rowsOf(figure, first?.scope)])),
    'selection.high_risk.count': highRiskCount,
    'profile.profitability_tier.high_risk.without_tier_count': highRiskCount,
  };
}

/** The query's rows lie in a file of each currency; here any of them holds all there is. */
function rowsOf(figure: Figure, scope: string | undefined): Figure {
  const rows = `rows/selection_currencies${scope === undefined ? '' : `.${scope}`}.csv`;
  return { ...figure, evidence: { ...figure.evidence, rows } };
}

function scoreCounts(groups: readonly CurrencyGroup[]): Figures {
  const kit = figureKit('', 'high_risk_customers');
  const count = (of: (line: CustomerLine) => boolean, what: string) =>
    kit.number('count', distinct(groups, of), `${what} ${IN_ANY}`);
  const clamped = groups.reduce((sum, { figures }) => sum + Number(figures['score.clamped.count']?.value ?? 0), 0);
  const lowBand = (line: CustomerLine) => (line.score === null ? null : lowBandOf(line.score));
  return {
    'score.scored.count': count(({ score }) => score !== null, 'high-risk customers with all three inputs'),
    'score.unscored.count': count(({ score }) => score === null, 'high-risk customers that lack an input'),
    'score.clamped.count': kit.number('count', clamped, 'inputs taken at the edge of their range, over all currencies'),
    ...Object.fromEntries([
      ...BANDS.map((band) => [`score.band.${band}.count`, count((line) => line.band === band, 'in the band')]),
      ...(['40_60', 'lt40'] as const).map((band) => [
        `score.band.${band}.count`,
        count((line) => lowBand(line) === band, 'in the band'),
      ]),
    ]),
  };
}

function tierCounts(groups: readonly CurrencyGroup[]): Figures {
  const kit = figureKit('', 'high_risk_customers');
  const count = (of: (line: CustomerLine) => boolean) =>
    kit.number('count', distinct(groups, of), `high-risk customers ${IN_ANY}`);
  return Object.fromEntries([
    ...STRATEGIES.map((strategy) => [`tiers.${strategy}.count`, count((line) => line.strategy === strategy)]),
    ...BANDS.flatMap((band) =>
      LEVELS.map((level) => [
        `tiers.cell.${band}.${level}.count`,
        count((line) => line.band === band && line.profitability === level),
      ]),
    ),
    ...BANDS.map((band) => [`policy.band.${band}.count`, count((line) => line.band === band)]),
  ]);
}

/** A text that says the same in every currency is said of all. */
function sharedTexts(groups: readonly CurrencyGroup[]): Figures {
  return Object.fromEntries(
    ['tiers.axis'].flatMap((id) => {
      const found = groups.flatMap(({ figures }) => figures[id] ?? []);
      const [first] = found;
      return first !== undefined && found.every(({ value }) => value === first.value) ? [[id, first]] : [];
    }),
  );
}

const REVIEWED = /^review\.(since|basis|high_risk\.\w+|strategy\.\w+\.(customers|cured(_low|_high)?_pct))$/;

function reviewCounts(groups: readonly CurrencyGroup[]): Figures {
  const books = groups.flatMap(({ review }) => (review === null ? [] : [review]));
  const [since] = books.map(({ period }) => period).sort();
  const basis = books[0]?.basis ?? null;
  const review = since === undefined ? null : reviewCurrencies(since, books);
  const rate = missing('several_currencies');
  const figures = reviewFigures(review, rate, rate, { currency: '', basis });
  return Object.fromEntries(Object.entries(figures).filter(([id]) => REVIEWED.test(id)));
}

function distinct(groups: readonly CurrencyGroup[], of: (line: CustomerLine) => boolean): number {
  return new Set(groups.flatMap(({ customers }) => customers.filter(of).map(({ customer_id }) => customer_id))).size;
}
