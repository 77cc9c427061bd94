/** What the field's words mean, in few words. `loans`: only where the report is about loans; `ledger`: only where due dates are known. */
export const glossary = {
  receivable: {
    term: 'Receivable',
    meaning: 'Money a customer owes on an invoice that has been issued and not been settled.',
  },
  outstanding: { term: 'Outstanding balance', meaning: 'All open receivables of a customer, whether due or not.' },
  exposure: {
    term: 'Exposure',
    meaning: 'What would be lost if a customer paid nothing more: here the outstanding balance.',
  },
  overdue: { term: 'Overdue', meaning: 'Open after the day it should have been paid.' },
  ageing: {
    term: 'Ageing',
    meaning: 'Open amounts sorted by how long they have been overdue. The older, the less of it comes in.',
  },
  credit_note: { term: 'Credit note', meaning: 'A document that takes back part or all of an invoice.' },
  on_account: {
    term: 'Credit on account',
    meaning: 'Money or credits received that no invoice has been named for yet.',
  },
  collection_rate: {
    term: 'Collection rate',
    meaning: 'Of the money that was to come in during a month, the share that did.',
  },
  payment_rate: {
    term: 'Payment rate',
    meaning: 'Of all that was billed to one customer and due, the share that has been paid.',
  },
  dso: {
    term: 'DSO',
    meaning:
      'Days sales outstanding: for how many days of sales customers have not paid yet. Best possible DSO counts only what is not overdue; the difference is what lateness costs.',
  },
  cei: {
    term: 'CEI',
    meaning:
      'Collection effectiveness index: of what could have been collected in a month, the share that was. 100 % would be all of it.',
  },
  roll_rate: { term: 'Roll rate', meaning: 'The share of one age that is in the next older age a month later.' },
  expected_loss: {
    term: 'Expected loss',
    meaning:
      'Amount times the chance of not being paid times the part that is then lost. An average over many customers, not a forecast for one.',
  },
  provision: {
    term: 'Provision',
    meaning: 'What the accounts set aside for receivables that will probably not be paid.',
  },
  write_off: {
    term: 'Write-off',
    meaning:
      'Taking a receivable out of the books because it is not expected to be paid. The claim itself does not end with it.',
  },
  dunning: { term: 'Dunning', meaning: 'Reminding step by step, each firmer than the one before.' },
  promise: {
    term: 'Promise to pay',
    meaning: 'A day and an amount the customer has named. Kept or broken is judged by the books.',
  },
  dispute: {
    term: 'Dispute',
    meaning: 'The customer contests an invoice. It is settled first; chasing it meanwhile does harm.',
  },
  credit_limit: { term: 'Credit limit', meaning: 'The most that a customer may owe at one time.' },
  prepayment: {
    term: 'Prepayment, credit freeze',
    meaning: 'Goods leave only after part of the money has come in; nothing more is sold on credit.',
  },
  high_risk: {
    term: 'High-risk',
    meaning: 'Pays little of what is due and owes much: below one limit and above another, both set in the rules.',
  },
  tier: {
    term: 'Strategy',
    meaning:
      'What is done with a high-risk customer: keep a high-profit one by agreement, watch one of medium profit, collect from one of low profit. Profit is the tier in the books, or the third by margin.',
  },
  top_decile: {
    term: 'Largest tenth',
    meaning: 'The tenth of customers with the largest balances, rounded up to whole customers.',
  },
  back_test: {
    term: 'Back-test',
    meaning:
      'Asking what a warning would have said in past months, with only what was known then, and comparing with what happened.',
  },
  auc: {
    term: 'AUC',
    meaning:
      'How well a score sorts: the chance that it ranks one who got into trouble above one who did not. 0.5 is a coin, 1 is perfect.',
  },
  lift: {
    term: 'Lift',
    meaning:
      'How many times more trouble the group with the highest scores holds than a group of that size picked at random.',
  },
  interval: {
    term: '95 % interval',
    meaning:
      'The range in which the true value lies in 95 of 100 such measurements. A wide one says that few cases are behind the number.',
  },
  p_value: {
    term: 'p-value',
    meaning:
      'How often chance alone would show a difference this large. Below 0.05 it is taken to be more than chance.',
  },
  delta: {
    term: 'Cliff’s delta (δ)',
    meaning:
      'How far one group’s values lie above another’s, from −1 to 1; near 0 there is no difference worth the name.',
  },
  out_of_fold: {
    term: 'Out of fold',
    meaning: 'Scored by a card that was made without the loan in question, so that it cannot have learnt its outcome.',
    only: 'loans',
  },
  woe: {
    term: 'WOE, information value',
    meaning:
      'WOE: how much safer (above 0) or riskier a bin of a feature is than all loans. Information value: how much the whole feature tells.',
    only: 'loans',
  },
  ks: {
    term: 'KS, Gini',
    meaning:
      'Two more measures of how well a score sorts: the widest gap between good and overdue loans, and AUC stretched to run from 0 to 1.',
    only: 'loans',
  },
  psi: {
    term: 'PSI',
    meaning:
      'How far this month’s loans have shifted from those the card was made with. Above 0.25 the card should be looked at.',
    only: 'loans',
  },
  cutoff: { term: 'Cut-off', meaning: 'The score from which a loan is approved.', only: 'loans' },
} as const;
