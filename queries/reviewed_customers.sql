-- The high-risk customers of the previous published review, with what they owe now.
--
-- Grain: one row a customer of that review that is still in the books, by id.
--
-- Columns
--   customer_id            varchar
--   outstanding_balance    decimal(24,6); money
--
-- Parameters
--   1 run                  varchar
--   2 scope                varchar
--   3 period               varchar; YYYY-MM
--   4 previous_period      varchar; YYYY-MM, empty without an earlier review
--   5 previous_run         varchar, empty without an earlier review
--   6 scope                varchar
WITH customer AS (
  SELECT customer_id, outstanding_balance
  FROM customer_month
  WHERE run = ? AND scope = ? AND month = ?
),
reviewed AS (
  SELECT DISTINCT customer_id
  FROM score_history
  WHERE period = ? AND run = ? AND scope = ?
)
SELECT c.customer_id, c.outstanding_balance
FROM customer c
JOIN reviewed r ON r.customer_id = c.customer_id
ORDER BY c.customer_id
