import { createHash } from 'node:crypto';
import type { Locale } from '../../core/contracts/config.ts';
import type { ReportInput } from '../../core/contracts/report-input.ts';
import { lastDay } from '../../core/domain/month.ts';
import type { ChartFont } from '../charts/chart-font.ts';
import { pageCharts } from '../charts/page-charts.ts';
import { hasCredit } from '../findings/credit.ts';
import { hasEscalation } from '../findings/escalation.ts';
import { hasReceivables } from '../findings/key-figures.ts';
import { hasLoans } from '../findings/loan.ts';
import { hasOverdue } from '../findings/overdue-report.ts';
import { hasPlan } from '../findings/plan.ts';
import { cleanText } from '../format/clean-text.ts';
import { figureLabel } from '../messages/figure-label.ts';
import { formulaText } from '../messages/formula-text.ts';
import { createSpeaker } from '../messages/speaker.ts';
import { monitorSection, policySection, reviewSection, tierSection, warningSection } from './action-sections.ts';
import {
  type Charts,
  lossSection,
  profileSection,
  profitSection,
  selectionSection,
  trendSection,
} from './analysis-sections.ts';
import { creditSection, escalationSection } from './credit-sections.ts';
import { customersSection } from './customers-section.ts';
import { decisionHtml, standingHtml } from './decision-section.ts';
import { type Html, html, jsonScript, trusted } from './html.ts';
import { loanSection } from './loan-section.ts';
import { currencySection, methodSection } from './method-section.ts';
import { overdueSection } from './overdue-section.ts';
import { type PageContext, pageContext } from './page-context.ts';
import { planSection } from './plan-section.ts';
import { PAGE_SCRIPT } from './script.ts';
import { type Section, sectionHtml } from './section.ts';
import { pageStyles } from './styles.ts';

/** The questions about customers, in the order in which they are asked; those without figures are left out. */
function customerSections(context: PageContext, charts: Charts): readonly Section[] {
  const { has } = context.speaker.figures;
  const currencies = currencySection(context);
  return [
    selectionSection(context, charts),
    ...(currencies ? [currencies] : []),
    profitSection(context),
    trendSection(context, charts),
    profileSection(context, charts),
    lossSection(context, charts),
    tierSection(context, charts),
    ...(has('warning.count') ? [warningSection(context, charts)] : []),
    policySection(context),
    ...(hasPlan(context.speaker.figures) ? [planSection(context)] : []),
    ...(hasCredit(context.speaker.figures) ? [creditSection(context)] : []),
    ...(hasEscalation(context.speaker.figures) ? [escalationSection(context)] : []),
    monitorSection(context),
    ...(has('review.high_risk.entered') ? [reviewSection(context)] : []),
    ...(hasOverdue(context.speaker.figures) ? [overdueSection(context, charts)] : []),
  ];
}

function sections(context: PageContext, charts: Charts): readonly Section[] {
  const { figures } = context.speaker;
  const customers = hasReceivables(figures);
  return [
    ...(customers ? customerSections(context, charts) : []),
    ...(hasLoans(figures) ? [loanSection(context, charts)] : []),
    ...(customers ? [customersSection(context)] : []),
    methodSection(context),
  ];
}

/** Definition and evidence of every figure the page shows: label, formula, query, rows, note. */
function evidenceOf(context: PageContext, charts: Charts): Record<string, readonly string[]> {
  const { figures, messages, why, locale } = context.speaker;
  const entry = (id: string) => {
    const figure = figures.get(id);
    const { formula = '', query = '', rows = '' } = figure?.evidence ?? {};
    const note = figure === undefined || figure.value === null || figure.note !== undefined ? why(id) : '';
    return [figureLabel(id, messages), formulaText(formula, locale), query, rows, note] as const;
  };
  const drawn = [...charts.values()]
    .filter(({ empty }) => !empty)
    .flatMap((chart) => chart.figures.map(({ id }) => id));
  return Object.fromEntries([...new Set([...context.shown.keys(), ...drawn])].sort().map((id) => [id, entry(id)]));
}

function aboutBox({ page, columns }: PageContext['words']): Html {
  return html`<div id="about" popover role="dialog" aria-labelledby="about-h" data-exact="${page.exact}" data-note="${columns.reason}" data-formula="${columns.formula}" data-query="${page.query}" data-rows="${page.rows}" data-id="${page.figure_id}" data-setting="${page.setting}" data-setting-note="${page.setting_note}"><button type="button" class="close" aria-label="${page.close}">×</button><h2 id="about-h"></h2><dl></dl></div>`;
}

function contents(context: PageContext, list: readonly Section[]): Html {
  const items = list.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`);
  return html`<nav class="contents" aria-label="${context.words.page.contents}"><details open><summary>${context.words.page.contents}</summary><ol>${items}</ol></details></nav>`;
}

function masthead(context: PageContext): Html {
  const { input, words, speaker } = context;
  const { format, messages } = speaker;
  const revision = input.run.revision > 1 ? ` · ${messages.terms.revision} ${input.run.revision}` : '';
  const day = words.as_of({ day: format.day(lastDay(input.run.period)) });
  return html`<header class="top"><p class="eyebrow"><b>${words.eyebrow}</b> · ${format.month(input.run.period)} · ${day}${revision}</p><h1>${cleanText(input.run.company)}</h1><p class="hint">${words.page.hint}</p>${standingHtml(context)}</header>`;
}

const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16' rx='3' fill='%239b2c3b'/%3E%3Cpath d='M3 5l4 3 2-2 4 5' fill='none' stroke='%23fff' stroke-width='1.6'/%3E%3C/svg%3E";

function head(context: PageContext, styles: string): Html {
  const { input, words, speaker } = context;
  const policy = `default-src 'none'; style-src ${hash(styles)}; script-src ${hash(PAGE_SCRIPT)}; img-src data:; base-uri 'none'; form-action 'none'`;
  const title = words.title({ company: cleanText(input.run.company), month: speaker.format.month(input.run.period) });
  return html`<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer"><meta name="robots" content="noindex"><meta name="color-scheme" content="light dark"><title>${title}</title><link rel="icon" href="${ICON}"><style>${trusted(styles)}</style></head>`;
}

/**
 * The report as one HTML page that needs nothing else: the decision first, then the questions in the order in which they are asked,
 * every customer, method and data. Every figure carries its id and opens its definition. Same input, same bytes.
 */
export function renderPage(input: ReportInput, locale: Locale, font: ChartFont): string {
  const context = pageContext(input, createSpeaker(input, locale));
  const top = masthead(context);
  const decision = decisionHtml(context);
  // The last section defines every figure shown before it.
  const charts = pageCharts(input, locale, font);
  const list = sections(context, charts);
  const styles = pageStyles();
  const body = html`<body><a class="skip" href="#decision">${context.words.page.skip}</a><div class="shell">${top}${contents(context, list)}<main>${decision}${list.map(sectionHtml)}</main><footer><p>${context.words.title({ company: cleanText(input.run.company), month: context.speaker.format.month(input.run.period) })}</p></footer></div>${aboutBox(context.words)}${jsonScript('figures', evidenceOf(context, charts))}<script>${trusted(PAGE_SCRIPT)}</script></body>`;
  return `<!doctype html>\n${html`<html lang="${locale}">${head(context, styles)}${body}</html>`.text}\n`;
}
