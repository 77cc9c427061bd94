-- The customers the collection desk is concerned with: the high-risk group, and those whose tasks are standing.
--
-- Grain: one row a customer of the run, scope and month; by id.
--
-- Columns
--   customer_id            varchar
--   customer_name          varchar
--   email                  varchar, may be null
--   account_manager        varchar, may be null
--   outstanding_balance    decimal(24,6); money
--   credit_on_account      decimal(24,6), may be null; money
--   payment_rate_pct       decimal(18,12), may be null; percent
--
-- Parameters
--   1 run                  varchar
--   2 scope                varchar
--   3 period               varchar; YYYY-MM
--   4 payment_rate_below   decimal(18,12); percent
--   5 outstanding_above    decimal(24,6); money
--   6 run                  varchar
--   7 scope                varchar
WITH customer AS (
  SELECT
    customer_id,
    customer_name,
    email,
    account_manager,
    outstanding_balance,
    credit_on_account,
    payment_rate_pct
  FROM customer_month
  WHERE run = ? AND scope = ? AND month = ?
),
high_risk AS (
  SELECT customer_id
  FROM customer
  WHERE payment_rate_pct < CAST(? AS decimal(18,12)) AND outstanding_balance > CAST(? AS decimal(24,6))
),
concerned AS (
  SELECT customer_id
  FROM high_risk
  UNION
  SELECT customer_id
  FROM desk_customer
  WHERE run = ? AND scope = ?
)
SELECT
  c.customer_id,
  c.customer_name,
  c.email,
  c.account_manager,
  c.outstanding_balance,
  c.credit_on_account,
  c.payment_rate_pct
FROM customer c
JOIN concerned d ON d.customer_id = c.customer_id
ORDER BY c.customer_id
