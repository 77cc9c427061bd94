-- How every customer with something open behaved as of each past month end, and what became of it: what the early warning is judged on.
--
-- Grain: one row a customer and month end with something open, by customer and month.
--
-- Columns
--   customer_id  varchar
--   facts        varchar; numbers separated by commas, nothing for a null, in the order of BEHAVIOUR_FACTS in
--                core/contracts/early-warning.ts. One text, because a large ledger has tens of millions of rows.
--   customer_name, account_manager  varchar, null but in the last month
--
-- Parameters
--   1 run    varchar
--   2 scope  varchar
--   3 run    varchar
--   4 scope  varchar
--   5 run    varchar
--   6 scope  varchar
WITH behaviour AS (
  SELECT *
  FROM behaviour_month
  WHERE run = ? AND scope = ?
),
outcome AS (
  SELECT customer_id, month_index, late_30, late_30_days, slower
  FROM behaviour_outcome
  WHERE run = ? AND scope = ?
),
-- A score that the customer file gives has no date: it may have been given after the month end, so only derived ones count.
standing AS (
  SELECT
    customer_id,
    month,
    customer_name,
    account_manager,
    payment_rate_pct,
    CASE WHEN credit_score_source = 'derived' THEN credit_score END AS credit_score,
    CASE WHEN stability_source = 'derived' THEN stability END AS stability
  FROM customer_month
  WHERE run = ? AND scope = ?
),
latest AS (
  SELECT max(month_index) AS last_index
  FROM behaviour
)
SELECT
  b.customer_id,
  CAST(b.month_index AS varchar)
    || ',' || CAST(CASE WHEN o.late_30 THEN 1 ELSE 0 END AS varchar)
    || ',' || coalesce(CAST(o.late_30_days AS varchar), '')
    || ',' || CAST(CASE WHEN o.slower THEN 1 ELSE 0 END AS varchar)
    || ',' || coalesce(CAST(CAST(s.payment_rate_pct AS decimal(9,6)) AS varchar), '')
    || ',' || coalesce(CAST(CAST(s.credit_score AS decimal(9,0)) AS varchar), '')
    || ',' || coalesce(CAST(CAST(s.stability AS decimal(9,1)) AS varchar), '')
    || ',' || CAST(CAST(b.open_amount AS decimal(24,3)) AS varchar)
    || ',' || CAST(CAST(b.overdue_amount AS decimal(24,3)) AS varchar)
    || ',' || coalesce(CAST(CAST(b.open_amount_3m AS decimal(24,3)) AS varchar), '')
    || ',' || CAST(CAST(b.open_amount_peak AS decimal(24,3)) AS varchar)
    || ',' || CAST(b.open_invoices AS varchar)
    || ',' || CAST(b.overdue_invoices AS varchar)
    || ',' || CAST(b.overdue_days AS varchar)
    || ',' || CAST(b.oldest_days AS varchar)
    || ',' || CAST(b.open_soon AS varchar)
    || ',' || CAST(b.open_0 AS varchar)
    || ',' || CAST(b.open_5 AS varchar)
    || ',' || CAST(b.open_10 AS varchar)
    || ',' || CAST(b.open_15 AS varchar)
    || ',' || CAST(b.open_20 AS varchar)
    || ',' || CAST(b.open_25 AS varchar)
    || ',' || CAST(b.open_30 AS varchar)
    || ',' || CAST(b.waiting_days AS varchar)
    || ',' || CAST(b.part_paid AS varchar)
    || ',' || CAST(b.open_due_6m AS varchar)
    || ',' || CAST(b.due_6m AS varchar)
    || ',' || CAST(b.settled AS varchar)
    || ',' || CAST(b.late_days AS varchar)
    || ',' || CAST(b.settled_3m AS varchar)
    || ',' || CAST(b.late_days_3m AS varchar)
    || ',' || CAST(b.settled_6m AS varchar)
    || ',' || CAST(b.late_days_6m AS varchar)
    || ',' || CAST(b.settled_12m AS varchar)
    || ',' || CAST(b.late_days_12m AS varchar)
    || ',' || CAST(b.late_square_12m AS varchar)
    || ',' || CAST(b.late_0 AS varchar)
    || ',' || CAST(b.late_5 AS varchar)
    || ',' || CAST(b.late_10 AS varchar)
    || ',' || CAST(b.late_15 AS varchar)
    || ',' || CAST(b.late_20 AS varchar)
    || ',' || CAST(b.late_25 AS varchar)
    || ',' || CAST(b.late_30 AS varchar)
    || ',' || CAST(b.disputed_12m AS varchar)
    || ',' || CAST(b.past_overdue_invoices AS varchar)
    || ',' || CAST(b.past_overdue_days AS varchar)
    || ',' || CAST(b.past_settled_3m AS varchar)
    || ',' || CAST(b.past_late_days_3m AS varchar)
    || ',' || CAST(b.year_settled_3m AS varchar)
    || ',' || CAST(b.year_late_days_3m AS varchar)
    || ',' || CAST(b.unpaid_months AS varchar)
    || ',' || CAST(b.invoice_silence AS varchar)
    || ',' || coalesce(CAST(b.payment_silence AS varchar), '')
    || ',' || CAST(b.known_days AS varchar)
    || ',' || CAST(b.written_3m AS varchar)
    || ',' || CAST(b.written_12m AS varchar)
    || ',' || CAST(b.terms_days_12m AS varchar) AS facts,
  CASE WHEN b.month_index = l.last_index THEN s.customer_name END AS customer_name,
  CASE WHEN b.month_index = l.last_index THEN s.account_manager END AS account_manager
FROM behaviour b
CROSS JOIN latest l
LEFT JOIN outcome o ON o.customer_id = b.customer_id AND o.month_index = b.month_index
LEFT JOIN standing s ON s.customer_id = b.customer_id AND s.month = b.month
ORDER BY b.customer_id, b.month_index
