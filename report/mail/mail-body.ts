import { lastDay } from '../../core/domain/month.ts';
import type { FileElsewhere } from '../../core/ports/renderer.ts';
import { STRATEGY } from '../charts/palette.ts';
import { ALARMING, alarmingCustomers } from '../findings/alarming.ts';
import { type Decision, type DecisionAct, decisions, headlineFinding, strategyDue } from '../findings/decision.ts';
import { type KeyFigure, keyFigures } from '../findings/key-figures.ts';
import { overdueBrief } from '../findings/overdue-report.ts';
import { standingFindings } from '../findings/standing.ts';
import { busyStrategies } from '../findings/tiers.ts';
import { cleanText, shorten } from '../format/clean-text.ts';
import type { NumberStyle } from '../format/formatter.ts';
import { figureLabel } from '../messages/figure-label.ts';
import { sayWith } from '../messages/phrase.ts';
import type { Speaker } from '../messages/speaker.ts';
import { type Html, html, trusted } from '../page/html.ts';
import type { MailContext } from './mail-context.ts';
import { MAIL, MAIL_STYLES, SANS, SERIF } from './mail-styles.ts';

/** Customers a mail lists; the workbook has them all. */
export const MAIL_CUSTOMERS = 10;

/** Customers on alert that a mail lists. */
export const MAIL_ALARMING = 5;

/** A picture inside the mail, by content id. */
export interface MailPicture {
  readonly cid: string;
  readonly alt: string;
}

/** Where the recipient's name goes: the body is made once a language, the greeting once a mail. Data can't hold it: they are escaped. */
export const GREETING_PLACE = '<!--greeting-->';

function section(content: Html, padding = '0 28px 22px'): Html {
  return html`<mj-section css-class="surface" background-color="${MAIL.surface}" padding="${padding}"><mj-column>${content}</mj-column></mj-section>`;
}

const MUTED = html` class="muted" style="color:${MAIL.muted}"`;

function keyFigure(context: MailContext, id: string, style?: NumberStyle): Html {
  const { speaker, input } = context;
  const earlier = input.previous?.figures[id];
  const before =
    input.previous && earlier && earlier.value !== null && typeof earlier.value !== 'object'
      ? html`<div${MUTED}>${speaker.format.month(input.previous.period)}: ${context.said({ text: speaker.format.value(earlier.value, earlier.unit, style) ?? '', value: earlier.value, previous: id })}</div>`
      : '';
  const figure = speaker.figure(id, style);
  const size = figure.value === null ? '13px' : '25px';
  return html`<mj-column><mj-text padding="0 0 14px 0" font-size="13px" line-height="18px"><div${MUTED}>${figureLabel(id, speaker.messages)}</div><div style="font-family:${SERIF};font-size:${size};line-height:34px;font-weight:bold">${context.said(figure)}</div>${before}</mj-text></mj-column>`;
}

function keyFigureGrid(context: MailContext): Html {
  const [first, second, third, fourth] = keyFigures(context.speaker.figures);
  const shown = ({ id, style }: KeyFigure) => keyFigure(context, id, style);
  const pair = (left: KeyFigure, right: KeyFigure) =>
    html`<mj-section css-class="surface" background-color="${MAIL.surface}" padding="0 28px"><mj-group>${shown(left)}${shown(right)}</mj-group></mj-section>`;
  return html`${pair(first, second)}${pair(third, fourth)}`;
}

function actHtml(context: MailContext, { what, owner, due }: DecisionAct): Html {
  const { messages, format } = context.speaker;
  const who = [owner ? messages.terms.roles[owner] : '', due ? messages.words.due_by({ day: format.day(due) }) : '']
    .filter((text) => text !== '')
    .join(messages.words.dot);
  return html`<div style="margin:0 0 8px">${context.finding(what)}${who ? html`<br><span${MUTED}>${who}</span>` : ''}</div>`;
}

function decisionHtml(context: MailContext, item: Decision, index: number): Html {
  const because = item.because.map(
    (finding) => html`<div class="muted" style="margin:6px 0 0;color:${MAIL.muted}">${context.finding(finding)}</div>`,
  );
  const acts =
    item.acts.length > 0 &&
    html`<div class="act" style="border-left:3px solid ${MAIL.accent};padding:2px 0 0 14px;margin:12px 0 0">${item.acts.map((act) => actHtml(context, act))}</div>`;
  const heading = html`<div style="font-family:${SERIF};font-size:19px;line-height:27px;font-weight:bold">${index + 1}. ${context.finding(item.know)}</div>`;
  return section(
    html`<mj-divider border-color="${MAIL.line}" border-width="1px" padding="0 0 18px"></mj-divider><mj-text padding="0">${heading}${because}${acts}</mj-text>`,
  );
}

function picture({ cid, alt }: MailPicture): Html {
  return section(
    html`<mj-image src="cid:${cid}" alt="${alt}" title="" padding="0" width="564px" border-radius="6px"></mj-image>`,
    '0 18px 22px',
  );
}

const TH = `overflow-wrap:normal;word-break:keep-all;text-align:left;font-weight:normal;font-size:12px;color:${MAIL.muted};padding:0 8px 6px 0;border-bottom:1px solid #9aa3ad`;
const TD = `padding:8px 8px 8px 0;border-bottom:1px solid ${MAIL.line};vertical-align:top`;

function headRow(labels: readonly string[], numeric: ReadonlySet<number>): Html {
  return html`<thead><tr>${labels.map((label, index) => html`<th scope="col" class="muted" style="${TH}${numeric.has(index) ? ';text-align:right' : ''}">${label}</th>`)}</tr></thead>`;
}

function cell(content: Html | string, label: string, numeric = false): Html {
  const head = label === '' ? '' : html`<span class="lbl muted" style="color:${MAIL.muted}">${label}</span>`;
  return html`<td style="${TD}${numeric ? ';text-align:right;white-space:nowrap' : ''}">${head}${content}</td>`;
}

function dot(color: string): Html {
  return html`<span style="color:${color}!important">&#9679;</span> `;
}

function strategyTable(context: MailContext): Html {
  const { speaker, input } = context;
  const { terms, words } = speaker.messages;
  const { columns } = words;
  const label = (name: keyof typeof columns) => `${columns[name]}${words.colon}`;
  const rows = busyStrategies(speaker.figures).map((strategy) => {
    const due = words.due_by({ day: speaker.format.day(strategyDue(input, strategy)) });
    const name = html`${dot(STRATEGY[strategy])}<strong>${terms.strategies[strategy]}</strong>`;
    const figure = (field: string, style?: NumberStyle) =>
      context.said(speaker.figure(`tiers.${strategy}.${field}`, style));
    const owner = html`${terms.roles[input.rules.tiers.owners[strategy]]}<br><span${MUTED}>${due}</span>`;
    return html`<tr>${cell(name, '')}${cell(figure('count'), label('count'), true)}${cell(figure('outstanding', 'short'), label('outstanding'), true)}${cell(owner, label('owner'))}</tr>`;
  });
  if (rows.length === 0) return html``;
  const head = headRow([columns.strategy, columns.count, columns.outstanding, columns.owner], new Set([1, 2]));
  return section(
    html`<mj-table css-class="lin" padding="0" font-size="14px" line-height="20px"><caption style="text-align:left;font-family:${SERIF};font-size:18px;font-weight:bold;padding:0 0 10px">${words.sections.tiers}</caption>${head}<tbody>${rows}</tbody></mj-table>`,
  );
}

function customerTable(context: MailContext): Html {
  const { speaker, input } = context;
  const { terms, words } = speaker.messages;
  const { columns } = words;
  const label = (name: keyof typeof columns) => `${columns[name]}${words.colon}`;
  const shown = input.customers.slice(0, MAIL_CUSTOMERS);
  if (shown.length === 0) return html``;
  const rows = shown.map((line) => {
    const name = html`<bdi style="font-weight:bold">${shorten(line.name, 60)}</bdi><br><span${MUTED}>${shorten(line.customer_id, 30)}</span>`;
    const at = `customers.csv#${line.customer_id}`;
    const score = line.score === null ? terms.not_computed : context.said(speaker.line(at, line.score, 'score'));
    const amount = context.said(speaker.line(at, line.outstanding_balance, 'money', 'full', line.currency));
    const rate = context.said(speaker.line(at, line.payment_rate_pct, 'pct'));
    return html`<tr>${cell(name, '')}${cell(amount, label('outstanding'), true)}${cell(rate, label('payment_rate'), true)}${cell(score, label('score'), true)}${cell(html`${dot(STRATEGY[line.strategy])}${terms.strategies[line.strategy]}`, label('strategy'))}</tr>`;
  });
  const head = headRow(
    [columns.customer, columns.outstanding, columns.payment_rate, columns.score, columns.strategy],
    new Set([1, 2, 3]),
  );
  const more =
    input.customers.length > shown.length
      ? context.phrase(
          sayWith((place) => {
            const held = (count: number) => place(speaker.line('customers.csv', count, 'count'));
            return words.mail.largest_of({ shown: held(shown.length), count: held(input.customers.length) });
          }),
        )
      : null;
  return section(
    html`<mj-table css-class="lin" padding="0" font-size="13px" line-height="19px"><caption style="text-align:left;font-family:${SERIF};font-size:18px;font-weight:bold;padding:0 0 10px">${words.mail.largest}</caption>${head}<tbody>${rows}</tbody></mj-table>${more ? html`<mj-text css-class="muted" color="${MAIL.muted}" font-size="13px" padding="10px 0 0">${more}</mj-text>` : ''}`,
  );
}

function banners(context: MailContext): Html {
  const found = standingFindings(context.input);
  if (found.length === 0) return html``;
  const lines = found.map(
    ({ tone }, index) =>
      html`<div style="color:${tone === 'bad' ? MAIL.bad : '#6b4a05'};font-weight:bold">${found[index] ? context.finding(found[index]) : ''}</div>`,
  );
  return html`<mj-section css-class="banner" background-color="#fbf1dc" padding="12px 28px"><mj-column><mj-text padding="0" font-size="14px">${lines}</mj-text></mj-column></mj-section>`;
}

/** What is overdue, in as few words as a mail has room for; nothing where the export has no due dates. */
function overdueSummary(context: MailContext): Html {
  const lines = overdueBrief(context.input).map((item) => html`<div>${context.finding(item)}</div>`);
  if (lines.length === 0) return html``;
  const heading = html`<div style="font-family:${SERIF};font-size:18px;font-weight:bold;padding:0 0 8px">${context.speaker.messages.words.sections.overdue}</div>`;
  return section(html`<mj-text padding="0">${heading}${lines}</mj-text>`);
}

/** Who is on alert and what raises their score; nothing where nobody is. */
function alarmingList(context: MailContext): Html {
  const { speaker } = context;
  const { words } = speaker.messages;
  const shown = alarmingCustomers(speaker).slice(0, MAIL_ALARMING);
  if (shown.length === 0) return html``;
  const lines = shown.map(({ name, id, facts }, index) => {
    const score = context.said(speaker.cell(ALARMING, index, 'score'));
    const amount = context.said(speaker.cell(ALARMING, index, 'open_amount'));
    return html`<div style="margin:0 0 10px"><bdi style="font-weight:bold">${shorten(name, 60)}</bdi> <span${MUTED}>${shorten(id, 30)}</span>${words.dot}${score}${words.dot}${amount}<div${MUTED}>${context.phrase(facts)}</div></div>`;
  });
  const heading = html`<div style="font-family:${SERIF};font-size:18px;font-weight:bold;padding:0 0 8px">${speaker.messages.words.captions.most_alarming}</div>`;
  return section(html`<mj-text padding="0" font-size="14px" line-height="20px">${heading}${lines}</mj-text>`);
}

/** Names of the files a mail carries, and those that are too large for one. */
export interface MailFiles {
  readonly carried: readonly string[];
  readonly elsewhere: readonly FileElsewhere[];
}

/** What is attached, and what is too large and where it lies, line by line. */
export function fileLines({ carried, elsewhere }: MailFiles, { words }: Speaker['messages']): readonly string[] {
  const { mail, colon, list_separator } = words;
  const too = elsewhere.map(({ filename, path }) =>
    mail.too_large({ file: cleanText(filename), path: cleanText(path) }),
  );
  return [...(carried.length === 0 ? [] : [`${mail.attached}${colon}${carried.join(list_separator)}`]), ...too];
}

function attached(context: MailContext, files: MailFiles): Html {
  const lines = fileLines(files, context.speaker.messages);
  if (lines.length === 0) return html``;
  return section(
    html`<mj-text padding="0" font-size="13px">${lines.map((line) => html`<div>${line}</div>`)}</mj-text>`,
  );
}

/** The mail's body as MJML. */
export function mailMarkup(context: MailContext, pictures: ReadonlyMap<string, MailPicture>, files: MailFiles): string {
  const { input, speaker } = context;
  const { words } = speaker.messages;
  const month = speaker.format.month(input.run.period);
  const company = cleanText(input.run.company);
  const shown = (name: string) => {
    const found = pictures.get(name);
    return found ? picture(found) : '';
  };
  const top = html`<mj-text padding="0 0 4px" font-size="13px" css-class="muted" color="${MAIL.muted}"><strong>${words.eyebrow}</strong>${words.dot}${month}${words.dot}${words.as_of({ day: speaker.format.day(lastDay(input.run.period)) })}</mj-text><mj-text padding="0 0 14px" font-family="${SERIF}" font-size="27px" line-height="34px" font-weight="bold"><h1 style="margin:0;font-size:27px;line-height:34px">${company}</h1></mj-text><mj-text padding="0">${trusted(GREETING_PLACE)}<br />${words.mail.intro({ month })}</mj-text>`;
  const items = decisions(input).map((item, index) => decisionHtml(context, item, index));
  const run = html`${words.page.run} ${input.run.id}${words.dot}${words.mail.footer({ company })}`;
  return html`<mjml lang="${speaker.locale}" dir="ltr"><mj-head><mj-title>${words.title({ company, month })}</mj-title><mj-preview>${context.finding(headlineFinding(input))}</mj-preview><mj-attributes><mj-all font-family="${SANS}"></mj-all><mj-text font-size="15px" line-height="23px" color="${MAIL.ink}"></mj-text><mj-table color="${MAIL.ink}"></mj-table></mj-attributes><mj-style>${trusted(MAIL_STYLES)}</mj-style><mj-raw><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"></mj-raw></mj-head><mj-body css-class="paper" background-color="${MAIL.paper}" width="620px"><mj-section padding="10px 0 0"><mj-column><mj-spacer height="1px"></mj-spacer></mj-column></mj-section>${banners(context)}${section(top, '26px 28px 20px')}${keyFigureGrid(context)}${items}${shown('collection-rate')}${shown('loss-scenarios')}${strategyTable(context)}${shown('tier-exposure')}${overdueSummary(context)}${alarmingList(context)}${customerTable(context)}${attached(context, files)}<mj-section css-class="foot" padding="16px 28px 30px"><mj-column><mj-text padding="0" font-size="12px" line-height="18px" css-class="muted" color="${MAIL.muted}">${run}</mj-text></mj-column></mj-section></mj-body></mjml>`
    .text;
}
