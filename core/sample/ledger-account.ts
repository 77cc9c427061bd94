import { type DayNumber, firstDay, lastDay, monthOf, season } from './calendar.ts';
import { type Cents, toCents, within } from './cents.ts';
import { Dice } from './dice.ts';
import { drawCharacter, type LedgerCharacter, monthsWorsening } from './ledger-character.ts';
import type { LedgerWorld } from './ledger-world.ts';

/** An invoice, with what is known of it at the end of the world's last day. */
export interface LedgerInvoice {
  /** 1, 2, … within the customer. */
  readonly nth: number;
  readonly issued: DayNumber;
  readonly due: DayNumber;
  readonly total: Cents;
  readonly cost: Cents;
  readonly dispute: string | null;
  readonly voided: boolean;
}

/** Money received. What exceeds `applied` is credit on account, and so is all of it where no invoice is named. */
export interface LedgerPayment {
  readonly day: DayNumber;
  readonly amount: Cents;
  readonly applied: Cents;
  readonly invoice: LedgerInvoice | null;
  readonly method: string;
}

/** A credit note on an invoice, or what is left of it written off. */
export interface LedgerCredit {
  readonly day: DayNumber;
  readonly amount: Cents;
  readonly invoice: LedgerInvoice;
}

/** One customer's ledger up to the world's last day, oldest invoice first. */
export interface LedgerAccount {
  readonly index: number;
  readonly character: LedgerCharacter;
  readonly invoices: readonly LedgerInvoice[];
  readonly payments: readonly LedgerPayment[];
  readonly credits: readonly LedgerCredit[];
}

const DISPUTES = ['price', 'quantity', 'quality', 'late delivery', 'billed twice'] as const;
const METHODS = ['transfer', 'transfer', 'transfer', 'cheque', 'card'] as const;

function drawInvoice(dice: Dice, character: LedgerCharacter, month: number, nth: number): LedgerInvoice {
  const issued = dice.whole(firstDay(month), lastDay(month));
  // Who is running out of money buys ahead while somebody still delivers.
  const stockingUp = 1 + 0.06 * Math.min(6, monthsWorsening(character, month));
  const total = toCents(within(character.invoiceSize * stockingUp * Math.exp(0.4 * dice.bell()), 20, 900_000));
  const dispute = dice.chance(0.03) ? dice.pick(DISPUTES) : null;
  return {
    nth,
    issued,
    due: issued + character.termsDays,
    total,
    cost: Math.round(total * within(0.74 + 0.09 * dice.bell(), 0.4, 1.1)),
    dispute,
    voided: dice.chance(0.005),
  };
}

function drawInvoices(dice: Dice, world: LedgerWorld, character: LedgerCharacter): readonly LedgerInvoice[] {
  const invoices: LedgerInvoice[] = [];
  for (let month = character.joined; month <= world.lastMonth; month += 1) {
    const stopped = character.stopsPayingOn !== null && firstDay(month) > character.stopsPayingOn + 60;
    const expected = stopped ? 0 : character.invoicesPerMonth * season(month);
    const count = Math.floor(expected) + (dice.chance(expected % 1) ? 1 : 0);
    const drawn = Array.from({ length: count }, () => drawInvoice(dice, character, month, 0));
    for (const invoice of drawn.toSorted((a, b) => a.issued - b.issued))
      invoices.push({ ...invoice, nth: invoices.length + 1 });
  }
  return invoices;
}

function drawCredit(dice: Dice, invoice: LedgerInvoice, payDay: DayNumber): LedgerCredit | null {
  const day = invoice.issued + dice.whole(2, 12);
  const share = dice.between(0.05, 0.3);
  const credited = dice.chance(invoice.dispute === null ? 0.015 : 0.3);
  return credited && day < payDay ? { day, amount: Math.max(1, Math.round(invoice.total * share)), invoice } : null;
}

/** The day on which the customer means to pay the whole or the first part. */
function drawPayDay(dice: Dice, character: LedgerCharacter, invoice: LedgerInvoice): DayNumber {
  const worsening = monthsWorsening(character, monthOf(invoice.due));
  const late = character.habitDays + character.spreadDays * dice.bell() + worsening * dice.between(4, 9);
  const disputed = invoice.dispute === null ? 0 : dice.whole(5, 40);
  if (dice.chance(0.003)) return invoice.issued - dice.whole(1, 8);
  return Math.max(invoice.issued + 1, Math.round(invoice.due + late) + disputed);
}

/** What the customer holds back for good: most nothing, short payers a part, the worsening more every month. */
function withheldShare(dice: Dice, character: LedgerCharacter, invoice: LedgerInvoice): number {
  const worsening = monthsWorsening(character, monthOf(invoice.due));
  const drawn = dice.between(0, 1);
  if (character.fate === 'short_paying') return drawn < 0.7 ? 0.1 + 0.6 * drawn : 0;
  return worsening > 1 && drawn < 0.5 ? within(0.08 * worsening, 0, 0.6) : 0;
}

function drawPayments(
  dice: Dice,
  character: LedgerCharacter,
  invoice: LedgerInvoice,
  owed: Cents,
  payDay: DayNumber,
): readonly LedgerPayment[] {
  const method = dice.pick(METHODS);
  const settled = owed - Math.round(owed * withheldShare(dice, character, invoice));
  const shape = dice.between(0, 1);
  const share = dice.between(0.3, 0.7);
  const later = payDay + dice.whole(8, 40);
  if (settled <= 0) return [];
  const paid = (day: DayNumber, amount: Cents): LedgerPayment => ({ day, amount, applied: amount, invoice, method });
  if (shape < 0.1 && settled > 1) {
    const first = Math.max(1, Math.round(settled * share));
    return first < settled ? [paid(payDay, first), paid(later, settled - first)] : [paid(payDay, settled)];
  }
  if (shape < 0.115 && settled === owed)
    return [{ ...paid(payDay, owed + Math.max(1, Math.round(owed * 0.04))), applied: owed }];
  if (shape < 0.125) return [{ ...paid(payDay, settled), applied: 0, invoice: null }];
  return [paid(payDay, settled)];
}

/** Mostly the books give up what is still open 120 to 240 days after it fell due. */
function drawWriteOff(
  dice: Dice,
  invoice: LedgerInvoice,
  credit: LedgerCredit | null,
  received: readonly LedgerPayment[],
): LedgerCredit | null {
  const givenUp = dice.chance(0.85);
  const day = invoice.due + dice.whole(120, 240);
  const settled = received.reduce((sum, payment) => sum + payment.applied, credit?.amount ?? 0);
  const afterwards = received.some((payment) => payment.day >= day || payment.invoice === null);
  return givenUp && !afterwards && settled < invoice.total ? { day, amount: invoice.total - settled, invoice } : null;
}

/** Plays one customer's ledger from the first month to the last. The same world and index give the same account. */
export function drawLedgerAccount(world: LedgerWorld, index: number): LedgerAccount {
  const dice = new Dice(world.seed, 'ledger', index);
  const character = drawCharacter(dice, world);
  const invoices = drawInvoices(dice, world, character);
  const lastPayDay = Math.min(world.today, character.stopsPayingOn ?? world.today);
  const credits: LedgerCredit[] = [];
  const payments: LedgerPayment[] = [];
  for (const invoice of invoices) {
    const payDay = drawPayDay(dice, character, invoice);
    const credit = drawCredit(dice, invoice, payDay);
    const drawn = drawPayments(dice, character, invoice, invoice.total - (credit?.amount ?? 0), payDay);
    const received = drawn.filter((payment) => payment.day <= lastPayDay);
    const writeOff = drawWriteOff(dice, invoice, credit, received);
    if (invoice.voided) continue;
    credits.push(...[credit, writeOff].filter((each) => each !== null).filter((each) => each.day <= world.today));
    payments.push(...received);
  }
  return { index, character, invoices, payments, credits };
}

/** What is left of each invoice at the end of the world's last day, by its number. */
export function openAmounts(account: LedgerAccount): ReadonlyMap<number, Cents> {
  const open = new Map(account.invoices.map((invoice) => [invoice.nth, invoice.voided ? 0 : invoice.total]));
  for (const { invoice, amount } of account.credits) open.set(invoice.nth, (open.get(invoice.nth) ?? 0) - amount);
  for (const { invoice, applied } of account.payments)
    if (invoice !== null) open.set(invoice.nth, (open.get(invoice.nth) ?? 0) - applied);
  return open;
}
