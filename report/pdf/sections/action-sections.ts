import { ALARMING, alarmingCustomers } from '../../findings/alarming.ts';
import { strategyDue } from '../../findings/decision.ts';
import { deskReviewFindings, deskReviewTables } from '../../findings/desk-review.ts';
import { lossFindings } from '../../findings/loss.ts';
import { monitorFindings } from '../../findings/monitor.ts';
import { policyFindings } from '../../findings/policy.ts';
import { curedCells, reviewFindings } from '../../findings/review.ts';
import { BANDS } from '../../findings/score.ts';
import { STRATEGIES, tierFindings } from '../../findings/tiers.ts';
import { warningFindings } from '../../findings/warnings.ts';
import { termFor } from '../../messages/messages-for.ts';
import { findingBlocks, numbers, tableBlocks, words } from '../blocks.ts';
import type { Section } from '../document-model.ts';
import type { Writing } from '../pdf-input.ts';
import { sectionTable } from '../section-table.ts';

/** Customers on alert that the document lists; the page and the workbook have more. */
const ALARMING_SHOWN = 10;

const SCENARIOS = ['baseline_6m', 'stress_6m', 'expected_6m', 'forecast_shortfall_6m', 'worst_case'] as const;

/** What it may cost in six months: scenario by scenario, all customers and the high-risk part. */
export function lossSection({ input, speaker, chart, earlier, earlierColumn }: Writing): Section {
  const { messages, figures } = speaker;
  const { columns, sections } = messages.words;
  const shown = (id: string) => (figures.has(id) ? speaker.figure(id) : '–');
  const rows = SCENARIOS.filter((name) => figures.has(`loss.${name}`)).map((name) => {
    const all = `loss.${name}`;
    // The worst case is a loss of high-risk balances alone.
    return name === 'worst_case'
      ? [messages.terms.losses[name], '–', ...earlier('').map(() => '–'), shown(all)]
      : [messages.terms.losses[name], shown(all), ...earlier(all), shown(`${all}.high_risk`)];
  });
  const cell = (index: number, field: string) => speaker.cell('loss.provision', index, field);
  const provision = figures
    .rows('loss.provision')
    .map((row, index) => [
      termFor(messages.terms.roll_places, String(row.age)),
      cell(index, 'amount'),
      cell(index, 'loss_rate_pct'),
      cell(index, 'provision'),
    ]);
  return {
    id: 'loss',
    title: sections.loss,
    own_page: false,
    blocks: [
      ...findingBlocks(speaker, lossFindings(input)),
      ...chart('loss-scenarios'),
      ...tableBlocks(
        [words(columns.scenario, 3), numbers(columns.all, 2), ...earlierColumn, numbers(columns.high_risk_part, 2)],
        rows,
      ),
      ...tableBlocks(
        [
          words(columns.age, 3),
          numbers(columns.amount, 2),
          numbers(columns.loss_rate, 2),
          numbers(columns.provision, 2),
        ],
        provision,
      ),
    ],
  };
}

/** What to do with each of them: the strategies, with owner and date. */
export function tiersSection({ input, speaker, chart }: Writing): Section {
  const { messages, format } = speaker;
  const { columns, sections } = messages.words;
  const rows = STRATEGIES.map((strategy) => [
    messages.terms.strategies[strategy],
    speaker.figure(`tiers.${strategy}.count`),
    speaker.figure(`tiers.${strategy}.outstanding`),
    messages.terms.roles[input.rules.tiers.owners[strategy]],
    format.day(strategyDue(input, strategy)),
    messages.terms.strategy_actions[strategy],
  ]);
  const table = tableBlocks(
    [
      words(columns.strategy, 3),
      numbers(columns.count),
      numbers(columns.outstanding),
      words(columns.owner, 3),
      words(columns.by),
      words(columns.action, 8),
    ],
    rows,
  );
  return {
    id: 'tiers',
    title: sections.tiers,
    own_page: false,
    blocks: [...findingBlocks(speaker, tierFindings(input)), ...chart('tier-exposure'), ...table],
  };
}

/** Who is next: alerts by reason, and how much the warning is worth. */
export function warningsSection({ input, speaker, chart }: Writing): Section {
  const { messages, figures } = speaker;
  const { columns, sections } = messages.words;
  const rows = Object.entries(messages.terms.warning_reasons)
    .filter(([reason]) => (figures.number(`warning.by_reason.${reason}.count`) ?? 0) > 0)
    .map(([reason, word]) => [word, speaker.figure(`warning.by_reason.${reason}.count`)]);
  const alarming = alarmingCustomers(speaker)
    .slice(0, ALARMING_SHOWN)
    .map(({ name, id, reasons, facts }, index) => [
      messages.words.counted({ what: name, count: id }),
      speaker.cell(ALARMING, index, 'score'),
      speaker.cell(ALARMING, index, 'open_amount'),
      reasons,
      facts,
    ]);
  return {
    id: 'warnings',
    title: sections.warnings,
    own_page: false,
    blocks: [
      ...findingBlocks(speaker, warningFindings(input)),
      ...tableBlocks([words(columns.reason, 4), numbers(columns.count, 1)], rows),
      ...chart('warning-history'),
      ...tableBlocks(
        [
          words(columns.customer, 3),
          numbers(columns.score),
          numbers(columns.outstanding),
          words(columns.reason, 3),
          words(columns.reasons, 6),
        ],
        alarming,
        true,
      ),
      ...chart('warning-lift'),
      ...chart('warning-calibration'),
    ],
  };
}

/** Credit terms from now on, by band. */
export function policySection({ input, speaker }: Writing): Section {
  const { messages } = speaker;
  const { columns, sections } = messages.words;
  const rows = BANDS.map((band) => {
    const policy = input.rules.policy[band];
    return [
      messages.terms.bands[band],
      speaker.figure(`policy.band.${band}.count`),
      messages.terms.policies[policy],
      messages.terms.policy_actions[policy],
    ];
  });
  return {
    id: 'policy',
    title: sections.policy,
    own_page: false,
    blocks: [
      ...findingBlocks(speaker, policyFindings(input)),
      ...tableBlocks(
        [words(columns.band, 2), numbers(columns.count), words(columns.policy, 3), words(columns.action, 6)],
        rows,
      ),
    ],
  };
}

/** How it will be known that the measures work: targets with owner and date. */
export function monitorSection({ input, speaker }: Writing): Section {
  const { messages, figures } = speaker;
  const { columns, sections } = messages.words;
  const id = 'monitor.targets';
  const rows = figures
    .rows(id)
    .map((row, index) => [
      termFor(messages.terms.indicators, String(row.indicator ?? '')),
      speaker.cell(id, index, 'now'),
      speaker.cell(id, index, 'target'),
      speaker.cell(id, index, 'by'),
      termFor(messages.terms.roles, String(row.owner ?? '')),
    ]);
  return {
    id: 'monitor',
    title: sections.monitor,
    own_page: false,
    blocks: [
      ...findingBlocks(speaker, monitorFindings(input)),
      ...tableBlocks(
        [
          words(columns.indicator, 4),
          numbers(columns.now, 2),
          numbers(columns.target, 2),
          words(columns.by),
          words(columns.owner),
        ],
        rows,
      ),
    ],
  };
}

/** Did last month's measures work. */
export function reviewSection({ input, speaker }: Writing): Section {
  const { messages, figures } = speaker;
  const { columns, sections } = messages.words;
  const rows = STRATEGIES.filter((strategy) => figures.has(`review.strategy.${strategy}.cured_pct`)).map((strategy) => {
    const said = (part: string) => speaker.figure(`review.strategy.${strategy}.${part}`);
    return [
      messages.terms.strategies[strategy],
      said('customers'),
      ...curedCells(speaker, strategy),
      said('recovered_amount'),
    ];
  });
  return {
    id: 'review',
    title: sections.review,
    own_page: false,
    blocks: [
      ...findingBlocks(speaker, [...reviewFindings(input), ...deskReviewFindings(input)]),
      ...tableBlocks(
        [
          words(columns.strategy, 3),
          numbers(columns.count, 1),
          numbers(columns.cured, 1),
          numbers(columns.interval, 2),
          numbers(columns.recovered, 2),
        ],
        rows,
      ),
      ...deskReviewTables(input, speaker).flatMap(sectionTable),
    ],
  };
}
