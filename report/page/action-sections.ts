import { STRATEGY } from '../charts/palette.ts';
import { ALARMING, alarmingCustomers } from '../findings/alarming.ts';
import { strategyDue } from '../findings/decision.ts';
import { deskReviewFindings, deskReviewTables } from '../findings/desk-review.ts';
import { monitorFindings } from '../findings/monitor.ts';
import { policyFindings } from '../findings/policy.ts';
import { curedCells, reviewFindings } from '../findings/review.ts';
import { BANDS } from '../findings/score.ts';
import { cellPhrase } from '../findings/section-table.ts';
import { STRATEGIES, tierFindings } from '../findings/tiers.ts';
import { warningFindings } from '../findings/warnings.ts';
import { figureLabel } from '../messages/figure-label.ts';
import { termFor } from '../messages/messages-for.ts';
import type { Charts } from './analysis-sections.ts';
import { type Html, html } from './html.ts';
import type { PageContext } from './page-context.ts';
import { chartFigure, readings, type Section } from './section.ts';
import { sectionTable } from './section-table.ts';
import { foldedTable, table } from './table.ts';

const LEVEL_OF = { active_collection: 'low', strategic_retention: 'high', focused_monitoring: 'medium' } as const;

function strategyCards(context: PageContext): Html {
  const { words, speaker, input } = context;
  const { terms } = speaker.messages;
  const cards = STRATEGIES.map((strategy) => {
    const owner = terms.roles[input.rules.tiers.owners[strategy]];
    const due = words.due_by({ day: speaker.format.day(strategyDue(input, strategy)) });
    return html`<li class="card"><svg class="bar" viewBox="0 0 10 4" preserveAspectRatio="none" aria-hidden="true"><rect width="10" height="4" fill="${STRATEGY[strategy]}"/></svg><h3>${terms.strategies[strategy]}</h3><p class="big">${context.figure(`tiers.${strategy}.outstanding`, 'short')}</p><p class="people">${words.captions.customers_of} ${context.figure(`tiers.${strategy}.count`)}</p><p>${terms.strategy_actions[strategy]}</p><p class="who"><span class="owner">${owner}</span><span class="due">${due}</span></p></li>`;
  });
  return html`<ul class="cards">${cards}</ul>`;
}

function matrixTable(context: PageContext): Html | null {
  const { words, speaker } = context;
  const { terms } = speaker.messages;
  const cell = (band: string, level: string) => {
    const id = `tiers.cell.${band}.${level}`;
    return (speaker.figures.number(`${id}.count`) ?? 0) === 0
      ? '–'
      : html`${context.figure(`${id}.outstanding`)} <span class="of">(${context.figure(`${id}.count`)})</span>`;
  };
  return foldedTable(words.captions.matrix, {
    caption: words.captions.matrix,
    columns: [
      { label: words.columns.band },
      ...STRATEGIES.map((strategy) => ({ label: terms.strategies[strategy], numeric: true })),
    ],
    rows: BANDS.map((band) => [terms.bands[band], ...STRATEGIES.map((strategy) => cell(band, LEVEL_OF[strategy]))]),
  });
}

export function tierSection(context: PageContext, charts: Charts): Section {
  const { words, input } = context;
  const parts = html`${strategyCards(context)}${chartFigure(charts.get('tier-exposure'))}${matrixTable(context)}`;
  const body = html`${readings(context, tierFindings(input))}${input.customers.length === 0 ? html`<p class="lead good">${words.captions.nobody_to_place}</p>` : parts}`;
  return { id: 'tiers', title: words.sections.tiers, body };
}

function warningTables(context: PageContext): Html {
  const { words, speaker } = context;
  const { warning_reasons: reasons } = speaker.messages.terms;
  const met = Object.entries(reasons).filter(([reason]) => speaker.figures.has(`warning.by_reason.${reason}.count`));
  const rows = met.map(([reason, label]) => {
    const id = `warning.by_reason.${reason}.count`;
    return [label, context.figure(id), ...context.earlier(id)];
  });
  const columns = [
    { label: words.columns.reason },
    { label: words.columns.count, numeric: true },
    ...context.earlierColumn,
  ];
  const tests = speaker.figures
    .ids('warning.')
    .filter((id) => /^warning\.(backtest|baseline|model)\./.test(id) && speaker.figures.has(id))
    .filter((id) => !['list', 'text'].includes(speaker.figures.get(id)?.unit ?? ''));
  const test = foldedTable(words.captions.backtest, {
    caption: words.captions.backtest,
    columns: [{ label: words.columns.figure }, { label: words.columns.value, numeric: true }],
    rows: tests.map((id) => [figureLabel(id, speaker.messages), context.figure(id)]),
  });
  return html`${table({ caption: words.captions.alerts, columns, rows })}${alarmingTable(context)}${test}`;
}

/** The most alarming customers: standing, reasons, and what raises the score, in words. */
function alarmingTable(context: PageContext): Html | null {
  const { words, speaker } = context;
  return foldedTable(words.captions.most_alarming, {
    caption: words.captions.most_alarming,
    className: 'plain stack',
    columns: [
      { label: words.columns.customer },
      { label: words.columns.score, numeric: true },
      { label: words.columns.outstanding, numeric: true },
      { label: words.columns.reason },
      { label: words.columns.reasons },
    ],
    rows: alarmingCustomers(speaker).map(({ name, id, reasons, facts }, index) => [
      html`${name} <span class="of">${id}</span>`,
      context.cell(ALARMING, index, 'score'),
      context.cell(ALARMING, index, 'open_amount'),
      reasons,
      context.phrase(facts),
    ]),
  });
}

export function warningSection(context: PageContext, charts: Charts): Section {
  const { words, input } = context;
  const drawn = (['warning-history', 'warning-lift', 'warning-calibration'] as const).map((name) =>
    chartFigure(charts.get(name)),
  );
  return {
    id: 'warnings',
    title: words.sections.warnings,
    body: html`${readings(context, warningFindings(input))}${drawn}${warningTables(context)}`,
  };
}

export function policySection(context: PageContext): Section {
  const { words, speaker, input } = context;
  const { terms } = speaker.messages;
  const numbers = table({
    caption: words.sections.policy,
    quiet: true,
    columns: [
      { label: words.columns.band },
      { label: words.columns.count, numeric: true },
      { label: words.columns.outstanding, numeric: true },
      { label: words.columns.policy },
      { label: words.columns.action },
    ],
    rows: BANDS.map((band) => {
      const policy = input.rules.policy[band];
      const figures = [context.figure(`policy.band.${band}.count`), context.figure(`score.band.${band}.outstanding`)];
      return [terms.bands[band], ...figures, terms.policies[policy], terms.policy_actions[policy]];
    }),
    className: 'plain stack',
  });
  return {
    id: 'policy',
    title: words.sections.policy,
    body: html`${readings(context, policyFindings(input).slice(0, 2))}${numbers}`,
  };
}

export function monitorSection(context: PageContext): Section {
  const { words, speaker, input } = context;
  const { terms } = speaker.messages;
  const id = 'monitor.targets';
  const numbers = table({
    caption: words.sections.monitor,
    quiet: true,
    className: 'plain stack',
    columns: [
      { label: words.columns.indicator },
      { label: words.columns.now, numeric: true },
      { label: words.columns.target, numeric: true },
      { label: words.columns.by },
      { label: words.columns.owner },
    ],
    rows: speaker.figures
      .rows(id)
      .map((row, index) => [
        termFor(terms.indicators, String(row.indicator)),
        context.cell(id, index, 'now'),
        context.cell(id, index, 'target'),
        context.cell(id, index, 'by'),
        termFor(terms.roles, String(row.owner)),
      ]),
  });
  return {
    id: 'monitor',
    title: words.sections.monitor,
    body: html`${readings(context, monitorFindings(input))}${numbers}`,
  };
}

export function reviewSection(context: PageContext): Section {
  const { words, speaker, input } = context;
  const { terms } = speaker.messages;
  const judged = STRATEGIES.filter(
    (strategy) => (speaker.figures.number(`review.strategy.${strategy}.customers`) ?? 0) > 0,
  );
  const numbers = table({
    caption: words.sections.review,
    quiet: true,
    className: 'plain stack',
    columns: [
      { label: words.columns.strategy },
      { label: words.columns.count, numeric: true },
      { label: words.columns.cured, numeric: true },
      { label: words.columns.interval, numeric: true },
      { label: words.columns.recovered, numeric: true },
    ],
    rows: judged.map((strategy) => {
      const figure = (name: string) => context.figure(`review.strategy.${strategy}.${name}`);
      return [
        terms.strategies[strategy],
        figure('customers'),
        ...curedCells(speaker, strategy).map((cell) => context.phrase(cellPhrase(cell))),
        figure('recovered_amount'),
      ];
    }),
  });
  return {
    id: 'review',
    title: words.sections.review,
    body: html`${readings(context, [...reviewFindings(input), ...deskReviewFindings(input)])}${numbers}${deskReviewTables(input, speaker).map((made) => sectionTable(context, made))}`,
  };
}
