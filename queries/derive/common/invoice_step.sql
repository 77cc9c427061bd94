-- How each invoice stood before and after every month in which something happened to it, up to the period's end.
--
-- Of the total, credit notes are applied first and cash second; what exceeds it is surplus, credit on account. Both count from
-- their own day, or from the invoice's where they are older. A month end T is described by the row whose month is the latest up to T.
-- Within an invoice the order of what came in on one day changes nothing, so none is made.
--
-- Grain: one row a scope, invoice and month with an event.
--
-- Columns
--   scope            varchar
--   customer_id      varchar
--   invoice_id       varchar
--   invoice_date     date
--   due_date         date
--   invoice_total    decimal(24,6)
--   month_index      bigint; year × 12 + month
--   next_month_index bigint, null on the invoice's last row
--   opening          boolean; the invoice's first row, its "before" is nothing
--   credited_before, credited_after  decimal(24,6)
--   applied_before, applied_after    decimal(24,6)
--   open_before, open_after          decimal(24,6)
--   surplus_before, surplus_after    decimal(24,6)
--   settled_date     date, may be null; the day in this month from which nothing is open
--
-- Parameters
--   1 run  varchar
--   2 run  varchar
--   3 run  varchar
WITH scope AS (
  SELECT scope, converted
  FROM ledger_scope
  WHERE run = ?
),
event AS (
  SELECT
    s.scope,
    i.invoice_id,
    i.invoice_date AS event_date,
    0 AS rank_in_day,
    i.customer_id,
    i.invoice_date,
    i.due_date,
    CASE WHEN s.converted THEN CAST(round(i.total_amount * i.rate, 2) AS decimal(24,6)) ELSE i.total_amount END AS total,
    CAST(0 AS decimal(24,6)) AS credit,
    CAST(0 AS decimal(24,6)) AS cash
  FROM ledger_invoice i
  CROSS JOIN scope s
  WHERE i.run = ? AND (s.scope = '*' OR s.scope = i.currency)
  UNION ALL
  SELECT
    scope,
    invoice_id,
    event_date,
    1 AS rank_in_day,
    CAST(NULL AS varchar) AS customer_id,
    CAST(NULL AS date) AS invoice_date,
    CAST(NULL AS date) AS due_date,
    CAST(0 AS decimal(24,6)) AS total,
    CASE WHEN kind = 'credit' THEN amount ELSE CAST(0 AS decimal(24,6)) END AS credit,
    CASE WHEN kind = 'cash' THEN amount ELSE CAST(0 AS decimal(24,6)) END AS cash
  FROM (
    SELECT
      s.scope,
      p.invoice_id,
      CASE WHEN p.posting_date < p.invoice_date THEN p.invoice_date ELSE p.posting_date END AS event_date,
      p.kind,
      CASE WHEN s.converted THEN CAST(round(p.amount * p.rate, 2) AS decimal(24,6)) ELSE p.amount END AS amount
    FROM ledger_posting p
    CROSS JOIN scope s
    WHERE p.run = ? AND p.invoice_id IS NOT NULL
      AND (s.scope = '*' OR (s.scope = p.currency AND s.scope = p.invoice_currency))
  ) AS posting
),
running AS (
  SELECT
    scope,
    invoice_id,
    event_date,
    year(event_date) * 12 + month(event_date) AS month_index,
    lead(year(event_date) * 12 + month(event_date)) OVER so_far AS next_index,
    rank_in_day,
    max(customer_id) OVER so_far AS customer_id,
    max(invoice_date) OVER so_far AS invoice_date,
    max(due_date) OVER so_far AS due_date,
    sum(total) OVER so_far AS total,
    credit,
    cash,
    sum(credit) OVER so_far AS credit_so_far,
    sum(cash) OVER so_far AS cash_so_far
  FROM event
  WINDOW so_far AS (
    PARTITION BY scope, invoice_id
    ORDER BY event_date, rank_in_day
  )
),
monthly AS (
  SELECT
    scope,
    invoice_id,
    month_index,
    nullif(max(next_index), month_index) AS next_month_index,
    min(rank_in_day) = 0 AS opening,
    max(customer_id) AS customer_id,
    max(invoice_date) AS invoice_date,
    max(due_date) AS due_date,
    CAST(max(total) AS decimal(24,6)) AS total,
    CAST(max(credit_so_far) - sum(credit) AS decimal(24,6)) AS credit_before,
    CAST(max(credit_so_far) AS decimal(24,6)) AS credit_after,
    CAST(max(cash_so_far) - sum(cash) AS decimal(24,6)) AS cash_before,
    CAST(max(cash_so_far) AS decimal(24,6)) AS cash_after,
    min(CASE WHEN total <= credit_so_far + cash_so_far THEN event_date END) AS settled_date
  FROM running
  GROUP BY scope, invoice_id, month_index
),
applied AS (
  SELECT
    monthly.*,
    least(total, credit_before) AS credited_before,
    least(total, credit_after) AS credited_after,
    least(total - least(total, credit_before), cash_before) AS applied_before,
    least(total - least(total, credit_after), cash_after) AS applied_after
  FROM monthly
)
SELECT
  scope,
  customer_id,
  invoice_id,
  invoice_date,
  due_date,
  total AS invoice_total,
  month_index,
  next_month_index,
  opening,
  CAST(credited_before AS decimal(24,6)) AS credited_before,
  CAST(credited_after AS decimal(24,6)) AS credited_after,
  CAST(applied_before AS decimal(24,6)) AS applied_before,
  CAST(applied_after AS decimal(24,6)) AS applied_after,
  CAST(CASE WHEN opening THEN 0 ELSE total - credited_before - applied_before END AS decimal(24,6)) AS open_before,
  CAST(total - credited_after - applied_after AS decimal(24,6)) AS open_after,
  CAST(credit_before + cash_before - credited_before - applied_before AS decimal(24,6)) AS surplus_before,
  CAST(credit_after + cash_after - credited_after - applied_after AS decimal(24,6)) AS surplus_after,
  CASE WHEN opening OR total > credited_before + applied_before THEN settled_date END AS settled_date
FROM applied
