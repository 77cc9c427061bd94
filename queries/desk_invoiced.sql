-- What was invoiced, month by month, to customers whose tasks are standing.
--
-- Grain: one row a customer and month with invoices; by both.
--
-- Columns
--   customer_id  varchar
--   month        varchar; YYYY-MM
--   invoiced     decimal(38,6); money
--
-- Parameters
--   1 run         varchar
--   2 scope       varchar
--   3 run         varchar
--   4 scope       varchar
--   5 since       date; invoices after this day
--   6 period_end  date; the period's last day
WITH standing AS (
  SELECT DISTINCT customer_id
  FROM desk_customer
  WHERE run = ? AND scope = ?
),
invoice AS (
  SELECT customer_id, substr(CAST(invoice_date AS varchar), 1, 7) AS month, invoice_total
  FROM invoice_fact
  WHERE run = ? AND scope = ? AND invoice_date > ? AND invoice_date <= ?
)
SELECT i.customer_id, i.month, CAST(sum(i.invoice_total) AS decimal(38,6)) AS invoiced
FROM invoice i
JOIN standing s ON s.customer_id = i.customer_id
GROUP BY i.customer_id, i.month
ORDER BY i.customer_id, i.month
