import { COMPARED, profileFindings } from '../../findings/profile.ts';
import { profitFindings } from '../../findings/profit.ts';
import { BANDS, scoreFindings } from '../../findings/score.ts';
import { selectionFindings } from '../../findings/selection.ts';
import { sensitivityGrid } from '../../findings/sensitivity-grid.ts';
import { trendFindings } from '../../findings/trend.ts';
import { termFor } from '../../messages/messages-for.ts';
import { findingBlocks, noteBlock, numbers, tableBlocks, words } from '../blocks.ts';
import type { Section } from '../document-model.ts';
import type { Writing } from '../pdf-input.ts';

/** Who is high-risk: the group, the largest balances, and the group at other thresholds. */
export function selectionSection({ input, speaker, chart }: Writing): Section {
  const { messages } = speaker;
  const { sections, captions } = messages.words;
  const grid = sensitivityGrid(speaker);
  const sensitivity = tableBlocks(
    [words(messages.terms.measures.payment_rate, 1), ...grid.amounts.map((amount) => numbers(amount, 1))],
    grid.rows.map(({ rate, cells }) => [rate, ...cells.map((cell) => cell ?? '')]),
  );
  return {
    id: 'selection',
    title: sections.selection,
    own_page: false,
    blocks: [
      ...findingBlocks(speaker, selectionFindings(input)),
      ...chart('largest-balances'),
      ...(sensitivity.length > 0
        ? [
            { kind: 'heading', text: messages.labels.exact['selection.sensitivity'] } as const,
            noteBlock([captions.sensitivity], true),
            ...sensitivity,
          ]
        : []),
    ],
  };
}

/** How badly off they are: the spread of scores, and each band with its balance. */
export function scoreSection({ input, speaker, earlier, earlierColumn }: Writing): Section {
  const { messages } = speaker;
  const { columns } = messages.words;
  const rows = BANDS.map((band) => [
    messages.terms.bands[band],
    speaker.figure(`score.band.${band}.count`),
    speaker.figure(`score.band.${band}.outstanding`),
    ...earlier(`score.band.${band}.outstanding`),
    messages.terms.policies[input.rules.policy[band]],
  ]);
  return {
    id: 'score',
    title: messages.words.sections.score,
    own_page: false,
    blocks: [
      ...findingBlocks(speaker, scoreFindings(input)),
      ...tableBlocks(
        [
          words(columns.band, 2),
          numbers(columns.count, 1),
          numbers(columns.outstanding, 2),
          ...earlierColumn,
          words(columns.policy, 3),
        ],
        rows,
      ),
    ],
  };
}

/** What they earn. */
export function profitSection({ input, speaker }: Writing): Section {
  return {
    id: 'profit',
    title: speaker.messages.words.sections.profit,
    own_page: false,
    blocks: findingBlocks(speaker, profitFindings(input)),
  };
}

/** Is collection getting worse: the rate month by month. */
export function trendSection({ input, speaker, chart }: Writing): Section {
  const { messages, figures, format } = speaker;
  const { columns, sections } = messages.words;
  const id = 'trend.months';
  const rows = figures.rows(id).map((row, index) => {
    const change = row.change_pp;
    return [
      format.month(String(row.month ?? '')),
      speaker.cell(id, index, 'rate_pct'),
      typeof change === 'number' ? speaker.cell(id, index, 'change_pp', 'signed') : '–',
    ];
  });
  return {
    id: 'trend',
    title: sections.trend,
    own_page: false,
    blocks: [
      ...findingBlocks(speaker, trendFindings(input)),
      ...chart('collection-rate'),
      ...tableBlocks([words(columns.month, 2), numbers(columns.rate, 1), numbers(columns.change, 1)], rows),
    ],
  };
}

/** What they have in common: measure by measure against the other customers. */
export function profileSection({ input, speaker, chart }: Writing): Section {
  const { messages, figures } = speaker;
  const { columns, sections } = messages.words;
  const shown = (id: string) => (figures.has(id) ? speaker.figure(id) : '–');
  const rows = COMPARED.map((measure) => {
    const id = `profile.${measure}`;
    const reading = figures.text(`${id}.reading`);
    return [
      messages.terms.measures[measure],
      shown(`${id}.high_risk.median`),
      shown(`${id}.normal.median`),
      shown(`${id}.p_value`),
      reading === null ? messages.terms.not_computed : termFor(messages.terms.readings, reading),
    ];
  });
  const table = tableBlocks(
    [
      words(columns.measure, 2),
      numbers(columns.median_high, 2),
      numbers(columns.median_normal, 2),
      numbers(columns.p_value, 1),
      words(columns.difference, 2),
    ],
    rows,
  );
  return {
    id: 'profile',
    title: sections.profile,
    own_page: false,
    blocks: [...findingBlocks(speaker, profileFindings(input)), ...chart('risk-profile'), ...table],
  };
}
