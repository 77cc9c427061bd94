-- The high-risk group at each month end, by the rules of today and the books as they show that month end now.
--
-- Grain: one row a month end at which somebody has an invoice, oldest first.
--
-- Columns
--   month                  varchar; YYYY-MM
--   customers              bigint; rated, with a balance
--   outstanding_total      decimal(38,6); money, of those
--   high_risk              bigint; high-risk customers
--   high_risk_outstanding  decimal(38,6); money, of those
--   scored                 bigint; high-risk customers with all three inputs of the score
--   payment_rate_sum       decimal(38,12); over the scored ones, percent
--   credit_score_sum       decimal(38,12); the same, 0 to 850 each
--   stability_sum          decimal(38,12); the same, 0 to 100 each
--
-- Parameters
--   1 payment_rate_below   decimal(18,12); percent
--   2 outstanding_above    decimal(24,6); money
--   3 run                  varchar
--   4 scope                varchar
--   5 first_month          varchar; YYYY-MM, eleven months before the period
--   6 period               varchar; YYYY-MM
WITH customer AS (
  SELECT
    c.month,
    c.payment_rate_pct,
    c.outstanding_balance,
    c.credit_score,
    c.stability,
    c.payment_rate_pct IS NOT NULL AND c.outstanding_balance IS NOT NULL AS rated,
    coalesce(c.payment_rate_pct < r.payment_rate_below AND c.outstanding_balance > r.outstanding_above, FALSE) AS high_risk
  FROM customer_month c
  CROSS JOIN (
    SELECT CAST(? AS decimal(18,12)) AS payment_rate_below, CAST(? AS decimal(24,6)) AS outstanding_above
  ) AS r
  WHERE c.run = ? AND c.scope = ? AND c.month BETWEEN ? AND ?
),
scored AS (
  SELECT customer.*, high_risk AND credit_score IS NOT NULL AND stability IS NOT NULL AS scored
  FROM customer
)
SELECT
  month,
  count(CASE WHEN rated THEN 1 END) AS customers,
  CAST(coalesce(sum(CASE WHEN rated THEN outstanding_balance END), 0) AS decimal(38,6)) AS outstanding_total,
  count(CASE WHEN high_risk THEN 1 END) AS high_risk,
  CAST(coalesce(sum(CASE WHEN high_risk THEN outstanding_balance END), 0) AS decimal(38,6)) AS high_risk_outstanding,
  count(CASE WHEN scored THEN 1 END) AS scored,
  CAST(coalesce(sum(CASE WHEN scored THEN payment_rate_pct END), 0) AS decimal(38,12)) AS payment_rate_sum,
  CAST(coalesce(sum(CASE WHEN scored THEN credit_score END), 0) AS decimal(38,12)) AS credit_score_sum,
  CAST(coalesce(sum(CASE WHEN scored THEN stability END), 0) AS decimal(38,12)) AS stability_sum
FROM scored
GROUP BY month
ORDER BY month
