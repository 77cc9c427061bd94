-- Money received, day by day, from customers whose tasks are standing: what promises are held against.
--
-- Grain: one row a customer and day with a payment; by both.
--
-- Columns
--   customer_id   varchar
--   receipt_date  date
--   amount        decimal(38,6); money
--
-- Parameters
--   1 run         varchar
--   2 scope       varchar
--   3 run         varchar
--   4 scope       varchar
--   5 run         varchar
--   6 since       date; payments after this day
--   7 period_end  date; the period's last day
WITH standing AS (
  SELECT DISTINCT customer_id
  FROM desk_customer
  WHERE run = ? AND scope = ?
),
scope AS (
  SELECT scope, converted
  FROM ledger_scope
  WHERE run = ? AND scope = ?
),
receipt AS (
  SELECT
    p.customer_id,
    p.posting_date AS receipt_date,
    CASE WHEN s.converted THEN CAST(round(p.amount * p.rate, 2) AS decimal(24,6)) ELSE p.amount END AS amount
  FROM ledger_posting p
  CROSS JOIN scope s
  WHERE p.run = ? AND p.kind = 'cash' AND p.posting_date > ? AND p.posting_date <= ? AND (s.scope = '*' OR s.scope = p.currency)
)
SELECT r.customer_id, r.receipt_date, CAST(sum(r.amount) AS decimal(38,6)) AS amount
FROM receipt r
JOIN standing s ON s.customer_id = r.customer_id
GROUP BY r.customer_id, r.receipt_date
ORDER BY r.customer_id, r.receipt_date
