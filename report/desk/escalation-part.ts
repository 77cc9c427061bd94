import type { CustomerSheet } from '../../core/contracts/customer-sheet.ts';
import { type EscalationPart, escalationPart, type GateCheck } from '../../core/contracts/escalation.ts';
import { cleanText } from '../format/clean-text.ts';
import { type Html, html } from '../page/html.ts';
import { type DeskContext, name } from './desk-frame.ts';
import { part } from './task-record.ts';

/** Whether an agency or the court is to be called in, with the arithmetic of each; nothing where the part is not there. */
export function escalationPartHtml(context: DeskContext, sheet: CustomerSheet): Html {
  const read = escalationPart.safeParse(sheet.parts['escalation']);
  if (!read.success) return html``;
  const of = read.data;
  const { escalation: said } = context.words;
  const money = (amount: string) => context.format.money(amount, 'full', sheet.currency);
  const agency = of.agency_name === null ? '' : ` (${cleanText(of.agency_name)})`;
  const rows: (readonly [string, string])[] = [
    [said.recommendation, `${said.recommendations[of.recommendation]}${agency}: ${said.reasons[of.reason]}`],
    ...(of.expected === null ? [] : [[said.expected, money(of.expected)] as const]),
    [said.claim, `${money(of.claim)} (${said.claims[of.claim_is]})`],
    [said.write_off, money(of.write_off)],
  ];
  const top = html`<dl class="rows">${rows.map(([label, text]) => html`<dt>${label}</dt><dd>${text}</dd>`)}</dl>`;
  return part('escalation', said.title, html`${top}${agencyHtml(context, of, money)}${legalHtml(context, of, money)}`);
}

type Money = (amount: string) => string;

function gate({ words }: DeskContext, title: string, open: boolean): Html {
  const { escalation: said } = words;
  return html`<h3>${title} <span class="tag ${open ? 'quick_win' : ''}">${open ? said.gate_open : said.gate_closed}</span></h3>`;
}

function checksHtml(context: DeskContext, checks: readonly GateCheck[], money: Money): Html {
  const { words } = context;
  const { escalation: said } = words;
  const value = (of: GateCheck['value'], unit: GateCheck['unit']): string => {
    if (of === null) return words.unknown;
    if (typeof of === 'boolean') return of ? said.yes : said.no;
    if (unit === 'money') return money(String(of));
    return unit === 'days' || unit === 'months'
      ? said.units[unit]({ n: context.format.count(Number(of)) })
      : String(of);
  };
  const rows = checks.map(
    ({ check, met, value: found, needed, unit }) =>
      html`<tr><th scope="row">${said.checks[check]}</th><td data-label="${said.needed}">${value(needed, unit)}</td><td data-label="${said.found}">${value(found, unit)}</td><td data-label="${said.met}">${met === null ? words.unknown : met ? said.yes : said.no}</td></tr>`,
  );
  return html`<table class="stack"><thead><tr><th scope="col">${said.check}</th><th scope="col">${said.needed}</th><th scope="col">${said.found}</th><th scope="col">${said.met}</th></tr></thead><tbody>${rows}</tbody></table>`;
}

function agencyHtml(context: DeskContext, { agency }: EscalationPart, money: Money): Html {
  const { escalation: said } = context.words;
  const { pct } = context.format;
  const offers = agency.offers.map(
    (offer) =>
      html`<tr><th scope="row">${name(offer.name)}</th><td class="num" data-label="${said.success}">${pct(offer.success_rate_pct)}</td><td class="num" data-label="${said.gross}">${money(offer.gross)}</td><td class="num" data-label="${said.fee}">${pct(offer.fee_pct)} = ${money(offer.fee)}</td><td class="num" data-label="${said.net}">${money(offer.net)}</td><td class="num" data-label="${said.tax_saved}">${offer.tax_saved === null ? context.words.unknown : money(offer.tax_saved)}</td><td class="num" data-label="${said.worth}">${offer.worth === null ? context.words.unknown : money(offer.worth)}</td><td class="num" data-label="${said.reputation}">${offer.reputation}</td><td class="num" data-label="${said.ranked}">${money(offer.ranked_by)}</td></tr>`,
  );
  const columns = [
    said.agency,
    said.success,
    said.gross,
    said.fee,
    said.net,
    said.tax_saved,
    said.worth,
    said.reputation,
    said.ranked,
  ];
  const head = columns.map((column, at) => html`<th scope="col" class="${at === 0 ? '' : 'num'}">${column}</th>`);
  const table =
    offers.length === 0
      ? ''
      : html`<div class="scroll"><table class="stack"><caption>${said.agency_sum}</caption><thead><tr>${head}</tr></thead><tbody>${offers}</tbody></table></div>`;
  return html`${gate(context, said.agency, agency.open)}${checksHtml(context, agency.checks, money)}${table}`;
}

/** What the rest still saves, and what the suit is worth with it; nothing where it is not weighed. */
function rest({ words }: DeskContext, { tax_saved, worth }: EscalationPart['legal']['case'], money: Money): string {
  if (tax_saved === null || worth === null) return '';
  return `; + ${words.escalation.tax_saved} ${money(tax_saved)} = ${words.escalation.worth} ${money(worth)}`;
}

function legalHtml(context: DeskContext, { legal }: EscalationPart, money: Money): Html {
  const { escalation: said } = context.words;
  const { pct, day } = context.format;
  const { case: of } = legal;
  const saved = rest(context, of, money);
  const sum =
    of.expected === null
      ? said.reasons.time_barred
      : said.legal_sum({
          claim: money(of.claim),
          odds: pct(of.odds_pct),
          part: pct(of.recoverable_pct),
          recovered: money(of.recovered),
          court: money(of.court),
          lawyer: money(of.lawyer),
          fixed: money(of.fixed),
          expected: money(of.expected),
        });
  const limitation =
    of.limitation_date === null || of.limitation_days_left === null
      ? said.limitations[of.limitation]
      : said.limitation_text({
          reading: said.limitations[of.limitation],
          day: day(of.limitation_date),
          days: context.format.count(of.limitation_days_left),
        });
  return html`${gate(context, said.legal, legal.open)}${checksHtml(context, legal.checks, money)}<p>${sum}${saved}</p><p>${said.limitation}: ${limitation}. <small>${said.for_counsel}</small></p>`;
}
