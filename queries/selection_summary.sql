-- How many customers each group has, what they owe, and the sums behind the means of their payment rate and scores.
--
-- Grain: one row a group that has customers, by name. `not_rated` are customers without a payment rate; a rated customer
-- without a balance can't be judged by the rule and is in no group.
--
-- Columns
--   risk_group             varchar; high_risk, normal or not_rated
--   customers              bigint
--   outstanding_total      decimal(38,6); money
--   payment_rate_sum       decimal(38,12), null where payment_rate_count is 0; percent
--   payment_rate_count     bigint; customers with a payment rate
--   credit_score_sum       decimal(38,12), null where credit_score_count is 0; 0 to 850 each
--   credit_score_count     bigint; customers with a credit score
--   stability_sum          decimal(38,12), null where stability_count is 0; 0 to 100 each
--   stability_count        bigint; customers with a stability score
--
-- Parameters
--   1 run                  varchar
--   2 scope                varchar
--   3 period               varchar; YYYY-MM
--   4 payment_rate_below   decimal(18,12); percent
--   5 outstanding_above    decimal(24,6); money
WITH customer AS (
  SELECT payment_rate_pct, outstanding_balance, credit_score, stability
  FROM customer_month
  WHERE run = ? AND scope = ? AND month = ?
),
grouped AS (
  SELECT
    CASE
      WHEN payment_rate_pct IS NULL THEN 'not_rated'
      WHEN payment_rate_pct < CAST(? AS decimal(18,12)) AND outstanding_balance > CAST(? AS decimal(24,6)) THEN 'high_risk'
      ELSE 'normal'
    END AS risk_group,
    payment_rate_pct,
    outstanding_balance,
    credit_score,
    stability
  FROM customer
  WHERE payment_rate_pct IS NULL OR outstanding_balance IS NOT NULL
)
SELECT
  risk_group,
  count(*) AS customers,
  CAST(coalesce(sum(outstanding_balance), 0) AS decimal(38,6)) AS outstanding_total,
  CAST(sum(payment_rate_pct) AS decimal(38,12)) AS payment_rate_sum,
  count(payment_rate_pct) AS payment_rate_count,
  CAST(sum(credit_score) AS decimal(38,12)) AS credit_score_sum,
  count(credit_score) AS credit_score_count,
  CAST(sum(stability) AS decimal(38,12)) AS stability_sum,
  count(stability) AS stability_count
FROM grouped
GROUP BY risk_group
ORDER BY risk_group
