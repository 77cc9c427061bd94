-- Profile ledger: money received and credit notes up to the period's end, each row on its invoice or on account.
--
-- A payment or credit that names an invoice the books lack (or that is dated after the period's end) is on account. A settled
-- date stands for one payment of what is still open on that day. A row that names no currency takes its invoice's, also where that
-- is dated after the period's end; without an invoice, that of the customer's invoice nearest in time (latest dated up to that day,
-- else the earliest) where the customer is invoiced in other than the home currency, and else the home currency. A missing rate is
-- taken from the same place.
--
-- Grain: one row a payment, credit note or settlement.
--
-- Columns
--   kind              varchar; cash or credit
--   posting_id        varchar
--   customer_id       varchar; who paid or was credited
--   invoice_id        varchar, null where on account
--   invoice_date      date, null where on account
--   invoice_currency  varchar, null where on account
--   posting_date      date; the day of the payment or credit note
--   currency          varchar
--   rate              decimal(18,12), null where it is missing
--   amount            decimal(24,6)
--   note_amount       decimal(24,6); the amount of a credit note, 0 for anything else
--
-- Parameters
--   1 run            varchar
--   2 period         varchar; YYYY-MM
--   3 run            varchar
--   4 period_end     date; the period's last day
--   5 period         varchar
--   6 run            varchar
--   7 period_end     date
--   8 home_currency  varchar; ISO 4217
--   9 period         varchar
--  10 run            varchar
--  11 period_end     date
--  12 home_currency  varchar
--  13 period_end     date
--  14 period_end     date
--  15 home_currency  varchar
--  16 home_currency  varchar
WITH invoice AS (
  SELECT invoice_id, customer_id, invoice_date, currency, rate, total_amount, settled_date
  FROM ledger_invoice
  WHERE run = ?
),
receipt AS (
  SELECT
    'cash' AS kind,
    payment_id AS posting_id,
    customer_id,
    invoice_id,
    payment_date AS posting_date,
    amount,
    nullif(upper(trim(BOTH ' ' FROM currency)), '') AS currency,
    CASE WHEN exchange_rate > 0 THEN exchange_rate END AS exchange_rate
  FROM landed_payments
  WHERE period = ? AND run = ? AND payment_date <= CAST(? AS date)
  UNION ALL
  SELECT
    'credit' AS kind,
    credit_id AS posting_id,
    customer_id,
    invoice_id,
    credit_date AS posting_date,
    amount,
    nullif(upper(trim(BOTH ' ' FROM currency)), '') AS currency,
    CASE WHEN exchange_rate > 0 THEN exchange_rate END AS exchange_rate
  FROM landed_credits
  WHERE period = ? AND run = ? AND credit_date <= CAST(? AS date)
),
-- Invoices dated after the period's end: their money may be there, they are not.
ahead AS (
  SELECT
    invoice_id,
    customer_id,
    total_amount,
    settled_date,
    coalesce(nullif(upper(trim(BOTH ' ' FROM currency)), ''), CAST(? AS varchar)) AS currency,
    CASE WHEN exchange_rate > 0 THEN exchange_rate END AS exchange_rate
  FROM landed_invoices
  WHERE period = ? AND run = ? AND invoice_date > CAST(? AS date)
),
matched AS (
  SELECT
    r.kind,
    r.posting_id,
    r.customer_id,
    i.invoice_id,
    i.invoice_date,
    i.currency AS invoice_currency,
    coalesce(i.currency, a.currency) AS like_currency,
    coalesce(i.rate, a.exchange_rate) AS like_rate,
    r.posting_date,
    r.amount,
    r.currency,
    r.exchange_rate
  FROM receipt r
  LEFT JOIN invoice i ON i.invoice_id = r.invoice_id
  LEFT JOIN ahead a ON a.invoice_id = r.invoice_id
),
paid_before AS (
  SELECT m.invoice_id, sum(m.amount) AS amount
  FROM matched m
  JOIN invoice i ON i.invoice_id = m.invoice_id AND m.posting_date <= i.settled_date
  WHERE m.currency IS NULL OR m.currency = i.currency
  GROUP BY m.invoice_id
),
nearest AS (
  SELECT kind, posting_id, currency, rate
  FROM (
    SELECT
      m.kind,
      m.posting_id,
      i.currency,
      i.rate,
      row_number() OVER (
        PARTITION BY m.kind, m.posting_id
        ORDER BY
          CASE WHEN i.invoice_date <= m.posting_date THEN 0 ELSE 1 END,
          abs(date_diff('day', i.invoice_date, m.posting_date)),
          i.invoice_id
      ) AS place
    FROM matched m
    JOIN invoice i ON i.customer_id = m.customer_id
    WHERE m.like_currency IS NULL AND m.currency IS NULL
      AND m.customer_id IN (SELECT customer_id FROM invoice WHERE currency <> CAST(? AS varchar))
  ) AS candidate
  WHERE place = 1
),
posting AS (
  SELECT
    m.kind,
    m.posting_id,
    m.customer_id,
    m.invoice_id,
    m.invoice_date,
    m.invoice_currency,
    m.posting_date,
    m.amount,
    coalesce(m.currency, m.like_currency, n.currency) AS currency,
    coalesce(
      m.exchange_rate,
      CASE WHEN coalesce(m.currency, m.like_currency) = m.like_currency THEN m.like_rate END,
      n.rate
    ) AS rate
  FROM matched m
  LEFT JOIN nearest n ON n.kind = m.kind AND n.posting_id = m.posting_id
  UNION ALL
  SELECT
    'cash' AS kind,
    'settled ' || i.invoice_id AS posting_id,
    i.customer_id,
    i.invoice_id,
    i.invoice_date,
    i.currency AS invoice_currency,
    i.settled_date AS posting_date,
    CAST(i.total_amount - coalesce(b.amount, 0) AS decimal(24,6)) AS amount,
    i.currency,
    i.rate
  FROM invoice i
  LEFT JOIN paid_before b ON b.invoice_id = i.invoice_id
  WHERE i.settled_date <= CAST(? AS date) AND i.total_amount > coalesce(b.amount, 0)
  UNION ALL
  SELECT
    'cash' AS kind,
    'settled ' || a.invoice_id AS posting_id,
    a.customer_id,
    CAST(NULL AS varchar) AS invoice_id,
    CAST(NULL AS date) AS invoice_date,
    CAST(NULL AS varchar) AS invoice_currency,
    a.settled_date AS posting_date,
    CAST(a.total_amount - coalesce(b.amount, 0) AS decimal(24,6)) AS amount,
    a.currency,
    a.exchange_rate AS rate
  FROM ahead a
  LEFT JOIN (
    SELECT r.invoice_id, sum(r.amount) AS amount
    FROM receipt r
    JOIN ahead a ON a.invoice_id = r.invoice_id AND r.posting_date <= a.settled_date
    WHERE r.currency IS NULL OR r.currency = a.currency
    GROUP BY r.invoice_id
  ) AS b ON b.invoice_id = a.invoice_id
  WHERE a.settled_date <= CAST(? AS date) AND a.total_amount > coalesce(b.amount, 0)
)
SELECT
  kind,
  posting_id,
  customer_id,
  invoice_id,
  invoice_date,
  invoice_currency,
  posting_date,
  coalesce(currency, CAST(? AS varchar)) AS currency,
  CAST(coalesce(rate, CASE WHEN coalesce(currency, home) = home THEN 1 END) AS decimal(18,12)) AS rate,
  amount,
  CASE WHEN kind = 'credit' THEN amount ELSE CAST(0 AS decimal(24,6)) END AS note_amount
FROM posting
CROSS JOIN (SELECT CAST(? AS varchar) AS home) AS book
