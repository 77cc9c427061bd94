import type { LetterWords } from '../letter-words.ts';

/** Letters in English, from kind to firm. */
export const letters: LetterWords = {
  subject: {
    notice: ({ company, day }) => `Invoices from ${company} that fall due by ${day}`,
    friendly: ({ company }) => `A reminder of open invoices from ${company}`,
    reminder: ({ company, overdue }) => `Overdue invoices from ${company}: ${overdue}`,
    demand: ({ company, overdue }) => `Demand for payment of ${overdue} to ${company}`,
    final: ({ company, overdue }) => `Last demand before further steps: ${overdue} to ${company}`,
  },
  synthetic: '[Made-up data] ',
  greeting: ({ customer }) => `To the accounts department of ${customer}:`,
  opening: {
    notice: ({ day }) => [
      `This is a note ahead of time: the invoices below fall due by ${day}.`,
      'If payment is already arranged, there is nothing to do. If an invoice has not reached you or something in it is not right, please tell us now, so that it can be put right before the due date.',
    ],
    friendly: ({ overdue }) => [
      `The invoices below have passed their due date and payment has not reached us yet: ${overdue} is overdue. It may simply have slipped through.`,
    ],
    reminder: ({ overdue, days }) => [
      `${overdue} is overdue, the oldest invoice by ${days} days. We ask you to settle it.`,
    ],
    demand: ({ overdue, days }) => [
      `${overdue} has not been paid, and the oldest invoice has been due for ${days} days. We have no date from you on which it will be paid.`,
    ],
    final: ({ overdue, days }) => [
      `${overdue} is still unpaid, the oldest invoice ${days} days after its due date. This is our last letter before the claim leaves our own accounts department.`,
    ],
  },
  closing: {
    notice: () => ['Thank you for paying on time.'],
    friendly: ({ day }) => [
      `Please pay by ${day}, or tell us when we may expect payment. If it is already on its way, thank you: please disregard this message.`,
    ],
    reminder: ({ day }) => [
      `Please pay by ${day}. If you cannot pay all of it by then, please let us know today what you can pay and when.`,
    ],
    demand: ({ day }) => [
      `We ask you to pay the overdue amount in full by ${day}, or to agree dates of payment with us in writing before then.`,
    ],
    final: ({ day }) => [
      `If neither the full overdue amount nor a written agreement is with us by ${day}, we will consider passing the claim to a collection agency or to court without a further letter. What your contract says of interest and costs for late payment is reserved.`,
    ],
  },
  broken: ({ amount, day }) => `You had told us that ${amount} would be paid by ${day}; it has not arrived in full.`,
  measures: {
    payment_plan: 'If paying at once is not possible, we are ready to talk about instalments.',
    temporary_extension: 'If you need more time, please call us: we can agree new dates for a part of the amount.',
    prepayment: 'Until the account is settled we may ask for payment in advance for new orders.',
    service_limits: 'Until the account is settled we may limit deliveries and services.',
    credit_freeze: 'Until the account is settled we may stop supplying on open account.',
    insurance_notice: null,
  },
  asOf: ({ day }) => `Open invoices as of ${day}`,
  columns: { invoice: 'Invoice', date: 'Dated', due: 'Due', days: 'Days overdue', total: 'Amount', open: 'Open' },
  notDue: 'not yet due',
  totalOverdue: 'Overdue',
  totalNotDue: 'Not yet due',
  totalOpen: 'Open in all',
  moreInvoices: ({ count }) => `and ${count} more, included in the totals`,
  disputed: ({ count, one }) =>
    one ? 'One invoice that you contest is not included.' : `${count} invoices that you contest are not included.`,
  payTo: 'Pay to',
  reference: 'Your reference',
  regards: 'With kind regards',
  colon: ': ',
  listSeparator: ', ',
};
