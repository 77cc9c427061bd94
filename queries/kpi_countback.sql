-- The latest months whose invoicing it takes to make up the receivables at the period's end.
--
-- Grain: one row a month, latest first, up to and including the month that makes them up; none where nothing is open.
--
-- Columns
--   month        varchar; YYYY-MM
--   invoiced     decimal(24,6); money, invoices dated in the month
--   receivables  decimal(24,6); money, open at the period's end
--
-- Parameters
--   1 run     varchar
--   2 scope   varchar
--   3 period  varchar; YYYY-MM
--   4 run     varchar
--   5 scope   varchar
--   6 period  varchar; YYYY-MM
WITH later AS (
  SELECT
    month,
    invoiced,
    sum(invoiced) OVER (ORDER BY month DESC ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) - invoiced AS invoiced_later
  FROM receivable_month
  WHERE run = ? AND scope = ? AND month <= ?
)
SELECT l.month, l.invoiced, n.receivables
FROM later l
CROSS JOIN (
  SELECT receivables
  FROM receivable_month
  WHERE run = ? AND scope = ? AND month = ?
) AS n
WHERE l.invoiced_later < n.receivables
ORDER BY l.month DESC
