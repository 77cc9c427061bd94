import type { Locale } from './config.ts';
import type { LetterTemplate, PlanMeasure } from './plan-settings.ts';

/** An open invoice in a letter; amounts are decimal text in its own currency. */
export interface LetterInvoice {
  readonly invoiceId: string;
  readonly invoiceDate: string;
  readonly dueDate: string;
  /** Not above 0 where it is not overdue. */
  readonly daysOverdue: number;
  readonly total: string;
  readonly open: string;
  readonly currency: string;
}

/** What is owed in one currency. */
export interface LetterTotal {
  readonly currency: string;
  readonly overdue: string;
  /** Not yet due. */
  readonly notDue: string;
}

/** All that a letter says: every open invoice of a customer in one message. */
export interface LetterFacts {
  readonly company: string;
  /** The data is made up, and the letter says so. */
  readonly synthetic: boolean;
  readonly template: LetterTemplate;
  readonly customerId: string;
  readonly customerName: string;
  /** The day the amounts stand as of. */
  readonly asOf: string;
  /** Last day of what falls due soon, for a notice; else the day by which payment is asked for. */
  readonly payBy: string;
  /** Oldest due date first; contested ones are not among them. */
  readonly invoices: readonly LetterInvoice[];
  readonly totals: readonly LetterTotal[];
  readonly disputedInvoices: number;
  readonly measures: readonly PlanMeasure[];
  /** A promise that was not kept. */
  readonly broken: { readonly amount: string; readonly currency: string; readonly dueDate: string } | null;
  readonly payTo: string;
  readonly signedBy: string;
}

/** A letter in one language. */
export interface Letter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Who a letter goes to as a mail, and what identifies it. */
export interface LetterEnvelope {
  readonly from: { readonly name: string; readonly email: string };
  /** Where answers go. */
  readonly replyTo: { readonly name: string; readonly email: string } | null;
  /** None: a draft that somebody addresses. */
  readonly to: { readonly name: string; readonly email: string } | null;
  readonly locale: Locale;
  readonly messageId: string;
  /** ISO time for the Date header. */
  readonly date: string;
  /** A mail program opens it for editing. */
  readonly draft: boolean;
}
