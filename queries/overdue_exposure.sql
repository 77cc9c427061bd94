-- What each group of customers has open at the period's end, by age.
--
-- Grain: one row a group and bucket with something open.
--
-- Columns
--   risk_group  varchar; high_risk, normal or not_rated
--   bucket      varchar; current, 1_30, 31_60, 61_90, 91_120 or over_120
--   invoices    bigint
--   amount      decimal(38,6); money
--
-- Parameters
--   1 period_end           date; the period's last day
--   2 run                  varchar
--   3 scope                varchar
--   4 payment_rate_below   decimal(18,12); percent
--   5 outstanding_above    decimal(24,6); money
--   6 run                  varchar
--   7 scope                varchar
--   8 period               varchar; YYYY-MM
WITH standing AS (
  SELECT i.customer_id, i.open_amount, date_diff('day', i.due_date, p.period_end) AS days
  FROM invoice_fact i
  CROSS JOIN (SELECT CAST(? AS date) AS period_end) AS p
  WHERE i.run = ? AND i.scope = ? AND i.open_amount > 0
),
customer AS (
  SELECT
    customer_id,
    CASE
      WHEN payment_rate_pct IS NULL THEN 'not_rated'
      WHEN payment_rate_pct < CAST(? AS decimal(18,12)) AND outstanding_balance > CAST(? AS decimal(24,6)) THEN 'high_risk'
      ELSE 'normal'
    END AS risk_group
  FROM customer_month
  WHERE run = ? AND scope = ? AND month = ?
),
aged AS (
  SELECT
    c.risk_group,
    CASE
      WHEN s.days <= 0 THEN 'current'
      WHEN s.days <= 30 THEN '1_30'
      WHEN s.days <= 60 THEN '31_60'
      WHEN s.days <= 90 THEN '61_90'
      WHEN s.days <= 120 THEN '91_120'
      ELSE 'over_120'
    END AS bucket,
    s.open_amount
  FROM standing s
  JOIN customer c ON c.customer_id = s.customer_id
)
SELECT risk_group, bucket, count(*) AS invoices, CAST(sum(open_amount) AS decimal(38,6)) AS amount
FROM aged
GROUP BY risk_group, bucket
ORDER BY risk_group, bucket
