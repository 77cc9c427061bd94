-- How many customers of each group the books put in each profitability tier.
--
-- Grain: one row a tier, text as in the data, and group that has customers; customers without a tier come last.
--
-- Columns
--   profitability_tier     varchar, null for customers without one
--   risk_group             varchar; high_risk or normal
--   customers              bigint
--
-- Parameters
--   1 run                  varchar
--   2 scope                varchar
--   3 period               varchar; YYYY-MM
--   4 payment_rate_below   decimal(18,12); percent
--   5 outstanding_above    decimal(24,6); money
WITH customer AS (
  SELECT payment_rate_pct, outstanding_balance, profitability_tier
  FROM customer_month
  WHERE run = ? AND scope = ? AND month = ?
    AND payment_rate_pct IS NOT NULL AND outstanding_balance IS NOT NULL
),
grouped AS (
  SELECT
    profitability_tier,
    CASE
      WHEN payment_rate_pct < CAST(? AS decimal(18,12)) AND outstanding_balance > CAST(? AS decimal(24,6)) THEN 'high_risk'
      ELSE 'normal'
    END AS risk_group
  FROM customer
)
SELECT profitability_tier, risk_group, count(*) AS customers
FROM grouped
GROUP BY profitability_tier, risk_group
ORDER BY profitability_tier NULLS LAST, risk_group
