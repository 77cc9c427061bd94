-- How many customers the books have over all currencies, each counted in the first currency in which it is rated.
--
-- Over the rows both counts add up to the customers in any currency; a customer that has a payment rate in no currency is counted
-- in the first it has an invoice in.
--
-- Grain: one row a currency in which a customer is counted, by code; none where the books are in the home currency alone.
--
-- Columns
--   scope      varchar; ISO 4217 code
--   rated      bigint; customers with a payment rate in some currency
--   not_rated  bigint; customers with a payment rate in none
--
-- Parameters
--   1 run     varchar
--   2 period  varchar; YYYY-MM
WITH customer AS (
  SELECT
    customer_id,
    min(scope) AS first_scope,
    min(CASE WHEN payment_rate_pct IS NOT NULL AND outstanding_balance IS NOT NULL THEN scope END) AS rated_scope
  FROM customer_month
  WHERE run = ? AND month = ? AND scope <> '*'
  GROUP BY customer_id
)
SELECT
  coalesce(rated_scope, first_scope) AS scope,
  count(rated_scope) AS rated,
  count(*) - count(rated_scope) AS not_rated
FROM customer
GROUP BY coalesce(rated_scope, first_scope)
ORDER BY scope
