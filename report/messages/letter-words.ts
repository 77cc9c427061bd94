import type { LetterTemplate, PlanMeasure } from '../../core/contracts/plan-settings.ts';

/** What fills a letter's sentences; everything is text as it will be read. */
export interface LetterFilling {
  readonly company: string;
  readonly customer: string;
  /** The day by which payment is asked for, or up to which things fall due. */
  readonly day: string;
  /** What is overdue, one amount a currency. */
  readonly overdue: string;
  /** Days overdue of the oldest invoice. */
  readonly days: string;
}

/** The words of letters in one language. */
export interface LetterWords {
  readonly subject: Readonly<Record<LetterTemplate, (filling: LetterFilling) => string>>;
  readonly synthetic: string;
  readonly greeting: (filling: LetterFilling) => string;
  /** Paragraphs before the table. */
  readonly opening: Readonly<Record<LetterTemplate, (filling: LetterFilling) => readonly string[]>>;
  /** Paragraphs after the totals. */
  readonly closing: Readonly<Record<LetterTemplate, (filling: LetterFilling) => readonly string[]>>;
  readonly broken: (filling: { amount: string; day: string }) => string;
  /** What a measure of the plan means to the customer; null: it is not announced. */
  readonly measures: Readonly<Record<PlanMeasure, string | null>>;
  readonly asOf: (filling: { day: string }) => string;
  readonly columns: {
    readonly invoice: string;
    readonly date: string;
    readonly due: string;
    readonly days: string;
    readonly total: string;
    readonly open: string;
  };
  readonly notDue: string;
  readonly totalOverdue: string;
  readonly totalNotDue: string;
  readonly totalOpen: string;
  readonly moreInvoices: (filling: { count: string }) => string;
  readonly disputed: (filling: { count: string; one: boolean }) => string;
  readonly payTo: string;
  readonly reference: string;
  readonly regards: string;
  readonly colon: string;
  readonly listSeparator: string;
}
