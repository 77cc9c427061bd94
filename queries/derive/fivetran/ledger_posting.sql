-- Profile fivetran-quickbooks: money received and credit memos up to the period's end, each row on its invoice or on account.
--
-- A payment's lines on invoices are paid with its own cash and with the credit memos that other lines of it use; credit is laid on the
-- invoice lines first, in line order. A credit memo stands on account from its day and leaves it (a negative row) when a payment uses
-- it. Lines on journal entries and deposits settle no invoice. A payment's unapplied amount is on account, and so is a line that names
-- nothing or an invoice the books lack. Refund receipts give money back past the receivables and are not read. A row that names no
-- currency takes that of the invoice its line names (also where that is dated after the period's end), else of the first invoice its
-- payment names, else its customer's, else the home currency; a payment's missing rate is taken from the same invoices.
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
--   4 home_currency  varchar; ISO 4217
--   5 home_currency  varchar
--   6 period         varchar
--   7 run            varchar
--   8 period         varchar
--   9 run            varchar
--  10 period_end     date; the period's last day
--  11 period         varchar
--  12 run            varchar
--  13 period         varchar
--  14 run            varchar
--  15 home_currency  varchar
--  16 home_currency  varchar
--  17 period_end     date
WITH invoice AS (
  SELECT invoice_id, invoice_date, currency, rate
  FROM ledger_invoice
  WHERE run = ?
),
customer AS (
  SELECT id, nullif(upper(trim(BOTH ' ' FROM currency_id)), '') AS currency
  FROM landed_customer
  WHERE period = ? AND run = ?
),
-- Every invoice of the export, whatever its day: of what a payment names only currency and rate are taken from here.
named_invoice AS (
  SELECT id, currency, coalesce(exchange_rate, CASE WHEN currency = home_currency THEN 1 END) AS rate
  FROM (
    SELECT
      i.id,
      coalesce(nullif(upper(trim(BOTH ' ' FROM i.currency_id)), ''), c.currency, CAST(? AS varchar)) AS currency,
      CASE WHEN i.exchange_rate > 0 THEN i.exchange_rate END AS exchange_rate,
      CAST(? AS varchar) AS home_currency
    FROM landed_invoice i
    LEFT JOIN customer c ON c.id = i.customer_id
    WHERE i.period = ? AND i.run = ?
  ) AS known
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
-- What a payment that names no currency, or no rate, is like: the first of the invoices its lines name.
payment_like AS (
  SELECT payment_id, currency, rate
  FROM (
    SELECT
      l.payment_id,
      n.currency,
      n.rate,
      row_number() OVER (PARTITION BY l.payment_id ORDER BY l.line_index, l.invoice_id) AS place
    FROM line l
    JOIN named_invoice n ON n.id = l.invoice_id
  ) AS candidate
  WHERE place = 1
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
    c.payment_id,
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
    'cash', 'payment ' || l.payment_id || ' line ' || CAST(l.line_index AS varchar), p.id, p.customer_id, NULL,
    p.transaction_date, p.currency, p.rate, l.amount, 0
  FROM line l
  JOIN payment p ON p.id = l.payment_id
  WHERE l.target = 'nothing'
  UNION ALL
  SELECT
    'cash', 'payment ' || p.id || ' unapplied', p.id, p.customer_id, NULL,
    p.transaction_date, p.currency, p.rate, s.unapplied, 0
  FROM payment p
  JOIN split s ON s.id = p.id
  WHERE s.unapplied > 0
  UNION ALL
  SELECT
    'credit', u.posting_id, p.id, p.customer_id, u.invoice_id,
    CASE WHEN u.memo_date > p.transaction_date THEN u.memo_date ELSE p.transaction_date END,
    coalesce(p.currency, u.memo_currency), coalesce(p.rate, u.memo_rate), u.amount, 0
  FROM used u
  JOIN payment p ON p.id = u.payment_id
  UNION ALL
  SELECT
    'credit', u.posting_id || ' taken', p.id, p.customer_id, NULL,
    CASE WHEN u.memo_date > p.transaction_date THEN u.memo_date ELSE p.transaction_date END,
    coalesce(u.memo_currency, p.currency), coalesce(u.memo_rate, p.rate), -u.amount, 0
  FROM used u
  JOIN payment p ON p.id = u.payment_id
  WHERE u.memo_date IS NOT NULL
  UNION ALL
  SELECT
    'credit', 'memo ' || id, NULL, customer_id, NULL,
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
  p.currency,
  CAST(
    coalesce(
      p.rate,
      CASE WHEN p.currency = p.line_currency THEN p.line_rate END,
      CASE WHEN p.currency = p.like_currency THEN p.like_rate END,
      CASE WHEN p.currency = book.home THEN 1 END
    )
    AS decimal(18,12)
  ) AS rate,
  CAST(p.amount AS decimal(24,6)) AS amount,
  CAST(p.note_amount AS decimal(24,6)) AS note_amount
FROM (
  SELECT
    part.kind,
    part.posting_id,
    part.customer_id,
    part.invoice_id,
    part.posting_date,
    coalesce(part.currency, n.currency, l.currency, c.currency, CAST(? AS varchar)) AS currency,
    part.rate,
    n.currency AS line_currency,
    n.rate AS line_rate,
    l.currency AS like_currency,
    l.rate AS like_rate,
    part.amount,
    part.note_amount
  FROM part
  LEFT JOIN named_invoice n ON n.id = part.invoice_id
  LEFT JOIN payment_like l ON l.payment_id = part.payment_id
  LEFT JOIN customer c ON c.id = part.customer_id
) AS p
LEFT JOIN invoice i ON i.invoice_id = p.invoice_id
CROSS JOIN (SELECT CAST(? AS varchar) AS home) AS book
WHERE p.posting_date <= CAST(? AS date)
