-- Profile fivetran-quickbooks: money received and credit memos up to the period's end, each row on its invoice or on account.
--
-- A payment's lines on invoices are paid with its own cash and with the credit memos that other lines of it use; credit is laid on the
-- invoice lines first, in line order. A credit memo stands on account from its day and leaves it (a negative row) when a payment uses
-- it. Lines on journal entries and deposits settle no invoice. A payment's unapplied amount is on account, and so is a line that names
-- nothing or an invoice the books lack. Refund receipts give money back past the receivables and are not read.
--
-- Grain: one row a part of a payment or of a credit memo.
--
-- Columns
--   kind              varchar; cash or credit
--   posting_id        varchar
--   customer_id       varchar; who paid or was credited
--   invoice_id        varchar, null where on account
--   invoice_date      date, null where on account
--   invoice_currency  varchar, null where on account
--   posting_date      date; the payment's day, or the credit memo's
--   currency          varchar
--   rate              decimal(18,12), null where it is missing
--   amount            decimal(24,6)
--   note_amount       decimal(24,6); the total of a credit memo on its own row, 0 for anything else
--
-- Parameters
--   1 run            varchar
--   2 period         varchar; YYYY-MM
--   3 run            varchar
--   4 period_end     date; the period's last day
--   5 period         varchar
--   6 run            varchar
--   7 period         varchar
--   8 run            varchar
--   9 home_currency  varchar; ISO 4217
--  10 home_currency  varchar
--  11 period_end     date
WITH invoice AS (
  SELECT invoice_id, invoice_date, currency, rate
  FROM ledger_invoice
  WHERE run = ?
),
payment AS (
  SELECT
    id,
    customer_id,
    transaction_date,
    total_amount,
    unapplied_amount,
    nullif(upper(trim(BOTH ' ' FROM currency_id)), '') AS currency,
    CASE WHEN exchange_rate > 0 THEN exchange_rate END AS rate
  FROM landed_payment
  WHERE period = ? AND run = ? AND transaction_date <= CAST(? AS date)
),
memo AS (
  SELECT
    id,
    customer_id,
    transaction_date,
    total_amount,
    nullif(upper(trim(BOTH ' ' FROM currency_id)), '') AS currency,
    CASE WHEN exchange_rate > 0 THEN exchange_rate END AS rate
  FROM landed_credit_memo
  WHERE period = ? AND run = ?
),
line AS (
  SELECT
    l.payment_id,
    l."index" AS line_index,
    l.amount,
    l.invoice_id,
    l.credit_memo_id,
    CASE
      WHEN l.credit_memo_id IS NOT NULL THEN 'credit'
      WHEN l.invoice_id IS NOT NULL THEN 'invoice'
      WHEN l.journal_entry_id IS NOT NULL OR l.deposit_id IS NOT NULL THEN 'other'
      ELSE 'nothing'
    END AS target,
    m.transaction_date AS memo_date,
    m.currency AS memo_currency,
    m.rate AS memo_rate
  FROM landed_payment_line l
  JOIN payment p ON p.id = l.payment_id
  LEFT JOIN memo m ON m.id = l.credit_memo_id
  WHERE l.period = ? AND l.run = ? AND l.amount IS NOT NULL
),
split AS (
  SELECT
    p.id,
    coalesce(t.on_invoices, 0) AS on_invoices,
    coalesce(p.unapplied_amount, p.total_amount - coalesce(t.cash_lines, 0) + coalesce(t.credit, 0)) AS unapplied,
    greatest(
      0,
      least(
        coalesce(t.credit, 0),
        coalesce(t.cash_lines, 0) - p.total_amount
        + coalesce(p.unapplied_amount, p.total_amount - coalesce(t.cash_lines, 0) + coalesce(t.credit, 0))
      )
    ) AS credit_on_invoices
  FROM payment p
  LEFT JOIN (
    SELECT
      payment_id,
      sum(CASE WHEN target = 'invoice' THEN amount ELSE 0 END) AS on_invoices,
      sum(CASE WHEN target = 'credit' THEN 0 ELSE amount END) AS cash_lines,
      sum(CASE WHEN target = 'credit' AND invoice_id IS NULL THEN amount ELSE 0 END) AS credit
    FROM line
    GROUP BY payment_id
  ) AS t ON t.payment_id = p.id
),
-- Credit lines that name no invoice, each with the stretch of the payment's credit that it supplies.
supplied AS (
  SELECT
    l.payment_id,
    l.line_index,
    l.memo_date,
    l.memo_currency,
    l.memo_rate,
    least(s.credit_on_invoices, sum(l.amount) OVER in_order) AS to_amount,
    least(s.credit_on_invoices, sum(l.amount) OVER in_order - l.amount) AS from_amount
  FROM line l
  JOIN split s ON s.id = l.payment_id
  WHERE l.target = 'credit' AND l.invoice_id IS NULL
  WINDOW in_order AS (PARTITION BY l.payment_id ORDER BY l.line_index ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
),
-- Invoice lines, each with the stretch of that credit laid on it.
covered AS (
  SELECT
    l.payment_id,
    l.line_index,
    l.invoice_id,
    l.amount,
    least(s.credit_on_invoices, sum(l.amount) OVER in_order) AS to_amount,
    least(s.credit_on_invoices, sum(l.amount) OVER in_order - l.amount) AS from_amount
  FROM line l
  JOIN split s ON s.id = l.payment_id
  WHERE l.target = 'invoice'
  WINDOW in_order AS (PARTITION BY l.payment_id ORDER BY l.line_index ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
),
used AS (
  SELECT
    c.payment_id,
    c.invoice_id,
    'payment ' || c.payment_id || ' line ' || CAST(c.line_index AS varchar) || ' credit ' || CAST(s.line_index AS varchar) AS posting_id,
    s.memo_date,
    s.memo_currency,
    s.memo_rate,
    least(c.to_amount, s.to_amount) - greatest(c.from_amount, s.from_amount) AS amount
  FROM covered c
  JOIN supplied s ON s.payment_id = c.payment_id AND s.from_amount < c.to_amount AND s.to_amount > c.from_amount
  UNION ALL
  SELECT
    payment_id,
    invoice_id,
    'payment ' || payment_id || ' line ' || CAST(line_index AS varchar) AS posting_id,
    memo_date,
    memo_currency,
    memo_rate,
    amount
  FROM line
  WHERE target = 'credit' AND invoice_id IS NOT NULL
),
part AS (
  SELECT
    'cash' AS kind,
    'payment ' || c.payment_id || ' line ' || CAST(c.line_index AS varchar) AS posting_id,
    p.customer_id,
    c.invoice_id,
    p.transaction_date AS posting_date,
    p.currency,
    p.rate,
    c.amount - (c.to_amount - c.from_amount) AS amount,
    CAST(0 AS decimal(24,6)) AS note_amount
  FROM covered c
  JOIN payment p ON p.id = c.payment_id
  WHERE c.amount > c.to_amount - c.from_amount
  UNION ALL
  SELECT
    'cash', 'payment ' || l.payment_id || ' line ' || CAST(l.line_index AS varchar), p.customer_id, NULL,
    p.transaction_date, p.currency, p.rate, l.amount, 0
  FROM line l
  JOIN payment p ON p.id = l.payment_id
  WHERE l.target = 'nothing'
  UNION ALL
  SELECT
    'cash', 'payment ' || p.id || ' unapplied', p.customer_id, NULL,
    p.transaction_date, p.currency, p.rate, s.unapplied, 0
  FROM payment p
  JOIN split s ON s.id = p.id
  WHERE s.unapplied > 0
  UNION ALL
  SELECT
    'credit', u.posting_id, p.customer_id, u.invoice_id,
    CASE WHEN u.memo_date > p.transaction_date THEN u.memo_date ELSE p.transaction_date END,
    coalesce(p.currency, u.memo_currency), coalesce(p.rate, u.memo_rate), u.amount, 0
  FROM used u
  JOIN payment p ON p.id = u.payment_id
  UNION ALL
  SELECT
    'credit', u.posting_id || ' taken', p.customer_id, NULL,
    CASE WHEN u.memo_date > p.transaction_date THEN u.memo_date ELSE p.transaction_date END,
    coalesce(u.memo_currency, p.currency), coalesce(u.memo_rate, p.rate), -u.amount, 0
  FROM used u
  JOIN payment p ON p.id = u.payment_id
  WHERE u.memo_date IS NOT NULL
  UNION ALL
  SELECT
    'credit', 'memo ' || id, customer_id, NULL,
    transaction_date, currency, rate, total_amount, total_amount
  FROM memo
)
SELECT
  p.kind,
  p.posting_id,
  p.customer_id,
  i.invoice_id,
  i.invoice_date,
  i.currency AS invoice_currency,
  p.posting_date,
  coalesce(p.currency, i.currency, CAST(? AS varchar)) AS currency,
  CAST(
    coalesce(
      p.rate,
      CASE WHEN coalesce(p.currency, i.currency) = i.currency THEN i.rate END,
      CASE WHEN coalesce(p.currency, i.currency, book.home) = book.home THEN 1 END
    )
    AS decimal(18,12)
  ) AS rate,
  CAST(p.amount AS decimal(24,6)) AS amount,
  CAST(p.note_amount AS decimal(24,6)) AS note_amount
FROM part p
LEFT JOIN invoice i ON i.invoice_id = p.invoice_id
CROSS JOIN (SELECT CAST(? AS varchar) AS home) AS book
WHERE p.posting_date <= CAST(? AS date)
