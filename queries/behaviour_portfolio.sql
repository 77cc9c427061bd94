-- How all customers with something open stood together at each month end: what a customer's own short record is measured against.
--
-- Grain: one row a month end, oldest first.
--
-- Columns
--   month_index      bigint; year × 12 + month
--   customers        bigint
--   first_index      bigint; the month of the first invoice in the books
--   settled_12m, late_days_12m, late_square_12m  bigint; invoices settled in the last 12 months, their days late and the squares of them
--   late_0, late_5, late_10, late_15, late_20, late_25, late_30  bigint; those of them settled so many days late or more
--   open_30          bigint; open invoices that fell due 30 days ago or more
--
-- Parameters
--   1 run    varchar
--   2 scope  varchar
--   3 run    varchar
--   4 scope  varchar
WITH book AS (
  SELECT min(year(invoice_date) * 12 + month(invoice_date)) AS first_index
  FROM invoice_fact
  WHERE run = ? AND scope = ?
)
SELECT
  month_index,
  count(*) AS customers,
  CAST(max(first_index) AS bigint) AS first_index,
  CAST(sum(settled_12m) AS bigint) AS settled_12m,
  CAST(sum(late_days_12m) AS bigint) AS late_days_12m,
  CAST(sum(late_square_12m) AS bigint) AS late_square_12m,
  CAST(sum(late_0) AS bigint) AS late_0,
  CAST(sum(late_5) AS bigint) AS late_5,
  CAST(sum(late_10) AS bigint) AS late_10,
  CAST(sum(late_15) AS bigint) AS late_15,
  CAST(sum(late_20) AS bigint) AS late_20,
  CAST(sum(late_25) AS bigint) AS late_25,
  CAST(sum(late_30) AS bigint) AS late_30,
  CAST(sum(open_30) AS bigint) AS open_30
FROM behaviour_month
CROSS JOIN book
WHERE run = ? AND scope = ?
GROUP BY month_index
ORDER BY month_index
