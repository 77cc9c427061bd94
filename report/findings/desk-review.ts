import type { ReportInput } from '../../core/contracts/report-input.ts';
import { type FigureReader, figureReader } from '../format/figure-reader.ts';
import { figureLabel } from '../messages/figure-label.ts';
import { termFor } from '../messages/messages-for.ts';
import type { Speaker } from '../messages/speaker.ts';
import { type Finding, fig, finding, term } from './finding.ts';
import { cellOr, number, type SectionTable, word } from './section-table.ts';
import { ENOUGH, isFew } from './small-numbers.ts';
import { STRATEGIES } from './tiers.ts';

const CAUSES = ['financial_difficulty', 'forgotten', 'disputed', 'account_error', 'other'] as const;
const STANDING = 'desk.tasks.standing.count';

/** True where tasks of earlier months were standing. */
export function hasDeskReview(figures: FigureReader): boolean {
  return (figures.number(STANDING) ?? 0) > 0;
}

function some(figures: FigureReader, ids: readonly string[]): boolean {
  return ids.some((id) => (figures.number(id) ?? 0) > 0);
}

/** Words that came due: with amounts where there is one currency, with a share where there are enough of them. */
function keptFinding(figures: FigureReader, tone: Finding['tone']): Finding {
  const counts = { kept: fig('desk.words.kept.count'), broken: fig('desk.words.broken.count') };
  const shares = {
    pct: fig('desk.words.kept_pct'),
    low: fig('desk.words.kept_low_pct'),
    high: fig('desk.words.kept_high_pct'),
  };
  const amounts = {
    keptAmount: fig('desk.words.kept.amount', 'short'),
    brokenAmount: fig('desk.words.broken.amount', 'short'),
  };
  const due = (figures.number('desk.words.kept.count') ?? 0) + (figures.number('desk.words.broken.count') ?? 0);
  if (figures.has('desk.words.kept.amount'))
    return due < ENOUGH
      ? finding('desk.words_few', { ...counts, ...amounts }, tone)
      : finding('desk.words', { ...counts, ...shares, ...amounts }, tone);
  return due < ENOUGH
    ? finding('desk.words_few_count', counts, tone)
    : finding('desk.words_count', { ...counts, ...shares }, tone);
}

function wordFindings(figures: FigureReader): Finding[] {
  const found: Finding[] = [];
  if (figures.has('desk.words.kept_pct')) {
    const tone = (figures.number('desk.words.broken.count') ?? 0) > 0 ? 'watch' : 'good';
    found.push(keptFinding(figures, tone));
  }
  if (some(figures, ['desk.words.open.count']) && figures.has('desk.words.open.amount')) {
    const open = { count: fig('desk.words.open.count'), amount: fig('desk.words.open.amount', 'short') };
    found.push(finding('desk.open_words', open));
  }
  return found;
}

function treatmentFindings(figures: FigureReader): Finding[] {
  return STRATEGIES.filter((strategy) => figures.has(`review.treatment.${strategy}.p_value`)).map((strategy) => {
    const base = `review.treatment.${strategy}`;
    const of = (name: string) => fig(`${base}.${name}`);
    const arms = ['treated', 'untreated'] as const;
    const few = arms.some((arm) => isFew(figures, `${base}.${arm}.customers`));
    if (few && arms.every((arm) => figures.has(`${base}.${arm}.cured.count`)))
      return finding('desk.treatment_few', {
        strategy: term('strategies', strategy),
        treated: of('treated.cured.count'),
        worked: of('treated.customers'),
        untreated: of('untreated.cured.count'),
        others: of('untreated.customers'),
      });
    return finding('desk.treatment', {
      strategy: term('strategies', strategy),
      treated: of('treated.cured_pct'),
      worked: of('treated.customers'),
      untreated: of('untreated.cured_pct'),
      others: of('untreated.customers'),
      p: of('p_value'),
    });
  });
}

/** What became of the tasks: where they stand, which words were kept, what came in, why nothing did, whether working on them went along with cure. */
export function deskReviewFindings(input: ReportInput): Finding[] {
  const figures = figureReader(input.figures);
  if (!hasDeskReview(figures)) return [];
  const [standing, untouched] = [fig(STANDING), fig('desk.tasks.open.count')];
  const idle = (figures.number('desk.tasks.open.count') ?? 0) * 2 > (figures.number(STANDING) ?? 0);
  const received = figures.number('desk.received.amount') ?? 0;
  return [
    finding('desk.tasks', {
      standing,
      untouched,
      working: fig('desk.tasks.in_progress.count'),
      waiting: fig('desk.tasks.waiting.count'),
      done: fig('desk.tasks.done.count'),
    }),
    ...(idle ? [finding('desk.untouched', { untouched }, 'watch')] : []),
    ...wordFindings(figures),
    ...(received > 0 ? [finding('desk.received', { received: fig('desk.received.amount', 'short') })] : []),
    ...(some(figures, ['desk.disputes.open.count']) && figures.has('desk.disputes.open.amount')
      ? [
          finding('desk.disputes', {
            count: fig('desk.disputes.open.count'),
            amount: fig('desk.disputes.open.amount', 'short'),
          }),
        ]
      : []),
    ...(some(
      figures,
      CAUSES.map((cause) => `desk.cause.${cause}.count`),
    )
      ? [causesFinding()]
      : []),
    ...treatmentFindings(figures),
  ];
}

function causesFinding(): Finding {
  const of = (cause: (typeof CAUSES)[number]) => fig(`desk.cause.${cause}.count`);
  return finding('desk.causes', {
    difficulty: of('financial_difficulty'),
    forgotten: of('forgotten'),
    disputed: of('disputed'),
    error: of('account_error'),
    other: of('other'),
  });
}

/** Indicators beside last month and last year, and what became of last month's decisions; none on a first run. */
export function deskReviewTables(input: ReportInput, speaker: Speaker): readonly SectionTable[] {
  if (input.previous === null) return [];
  return [decisionsTable(speaker), indicatorsTable(speaker)].filter(({ rows }) => rows.length > 0);
}

function indicatorsTable(speaker: Speaker): SectionTable {
  const { desk_review: words } = speaker.messages.words;
  const id = 'review.indicators';
  const yearAgo = speaker.figures.has('review.last_year.month');
  const fields = ['now', 'last_month', ...(yearAgo ? (['last_year'] as const) : [])] as const;
  return {
    id: 'indicators',
    caption: words.indicators,
    columns: [word(words.columns.indicator, 3), ...fields.map((field) => number(words.columns[field], 1))],
    rows: speaker.figures
      .rows(id)
      .map((row, index) => [
        figureLabel(String(row['indicator']), speaker.messages),
        ...fields.map((field) => cellOr(speaker, id, index, field)),
      ]),
  };
}

function decisionsTable(speaker: Speaker): SectionTable {
  const { desk_review: words } = speaker.messages.words;
  const id = 'review.decisions';
  const fields = ['before', 'now', 'target'] as const;
  return {
    id: 'decisions',
    caption: words.decisions,
    columns: [
      word(words.columns.decision, 1),
      word(words.columns.indicator, 3),
      ...fields.map((field) => number(words.columns[field], 1)),
    ],
    rows: speaker.figures
      .rows(id)
      .map((row, index) => [
        termFor(words.topics, String(row['topic'])),
        figureLabel(String(row['indicator']), speaker.messages),
        ...fields.map((field) => cellOr(speaker, id, index, field)),
      ]),
  };
}
