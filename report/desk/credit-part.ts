import { type CreditPart, creditPart } from '../../core/contracts/credit-policy.ts';
import type { CustomerSheet } from '../../core/contracts/customer-sheet.ts';
import { cleanText } from '../format/clean-text.ts';
import { type Html, html } from '../page/html.ts';
import type { DeskContext } from './desk-frame.ts';
import { part } from './task-record.ts';

/** What may be supplied on credit, and what the policy asks for; nothing where the part is not there. */
export function creditPartHtml(context: DeskContext, sheet: CustomerSheet): Html {
  const read = creditPart.safeParse(sheet.parts['credit']);
  if (!read.success) return html``;
  const { credit } = context.words;
  const rows = creditRows(context, read.data, sheet.currency).map(
    ([label, text]) => html`<dt>${label}</dt><dd>${text}</dd>`,
  );
  const conflict = read.data.freeze_against_retention ? html`<p>${credit.conflict}</p>` : '';
  return part('credit', credit.title, html`<dl class="rows">${rows}</dl>${conflict}`);
}

function creditRows(context: DeskContext, of: CreditPart, currency: string): (readonly [string, string])[] {
  const { words, messages, format } = context;
  const { credit } = words;
  const money = (amount: string | null) => (amount === null ? words.none : format.money(amount, 'full', currency));
  const { proposal, decided } = of;
  return [
    [credit.exposure, money(of.exposure)],
    [credit.limit, money(of.limit)],
    ...(of.headroom === null ? [] : [[credit.headroom, money(of.headroom)] as const]),
    ...(of.use_pct === null ? [] : [[credit.use, format.pct(of.use_pct)] as const]),
    [credit.hold, credit.holds[of.hold]],
    ...(of.prepayment_pct === null ? [] : [[credit.prepayment, format.pct(of.prepayment_pct)] as const]),
    ...(proposal === null ? [] : [[credit.proposal, proposalText(context, proposal, money)] as const]),
    ...(decided === null
      ? []
      : [
          [
            credit.proposal,
            credit.decided({
              decision: decided.approved ? credit.approved : credit.overridden,
              by: cleanText(decided.by),
              day: format.day(decided.at.slice(0, 10)),
            }) + (decided.note === null ? '' : messages.words.colon + cleanText(decided.note)),
          ] as const,
        ]),
    [credit.next_review, format.day(of.next_review)],
  ];
}

function proposalText(
  { words, messages, format }: DeskContext,
  proposal: NonNullable<CreditPart['proposal']>,
  money: (amount: string | null) => string,
): string {
  const { credit } = words;
  const text = credit.proposal_text({
    now: money(proposal.current),
    proposed: money(proposal.proposed),
    day: format.day(proposal.from),
  });
  const reasons = proposal.reasons.map((reason) => credit.reasons[reason]).join(messages.words.list_separator);
  const change = proposal.change_pct === null ? '' : `${format.pct(proposal.change_pct)} · `;
  return `${text} (${change}${reasons})`;
}
