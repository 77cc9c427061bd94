-- What is overdue at the period's end: open, and due before it.
--
-- Grain: one row; zeros where nothing is overdue.
--
-- Columns
--   customers             bigint; with something overdue
--   customers_first_here  bigint; those with nothing overdue in a currency of an earlier code: over all currencies they add up to
--                         the customers in any currency (0 in the home currency's scope)
--   invoices              bigint
--   amount                decimal(38,6); money
--   days                  bigint; days overdue, summed over the invoices
--   amount_days           decimal(38,6); open amount × days overdue, summed
--
-- Parameters
--   1 period_end  date; the period's last day
--   2 run         varchar
--   3 scope       varchar
WITH overdue AS (
  SELECT i.scope, i.customer_id, i.open_amount, date_diff('day', i.due_date, p.period_end) AS days
  FROM invoice_fact i
  CROSS JOIN (SELECT CAST(? AS date) AS period_end) AS p
  WHERE i.run = ? AND i.open_amount > 0 AND i.due_date < p.period_end
),
first_here AS (
  SELECT customer_id, min(scope) AS scope
  FROM overdue
  WHERE scope <> '*'
  GROUP BY customer_id
),
customer AS (
  SELECT
    o.scope,
    o.customer_id,
    count(*) AS invoices,
    sum(o.open_amount) AS amount,
    sum(o.days) AS days,
    sum(o.open_amount * CAST(o.days AS decimal(10,0))) AS amount_days
  FROM overdue o
  WHERE o.scope = ?
  GROUP BY o.scope, o.customer_id
)
SELECT
  count(*) AS customers,
  count(f.customer_id) AS customers_first_here,
  CAST(coalesce(sum(c.invoices), 0) AS bigint) AS invoices,
  CAST(coalesce(sum(c.amount), 0) AS decimal(38,6)) AS amount,
  CAST(coalesce(sum(c.days), 0) AS bigint) AS days,
  CAST(coalesce(sum(c.amount_days), 0) AS decimal(38,6)) AS amount_days
FROM customer c
LEFT JOIN first_here f ON f.customer_id = c.customer_id AND f.scope = c.scope
