-- Profile ledger: what the books know of a customer. Scores of a bureau's file come before those of the customer file.
--
-- Grain: one row a customer of the customer file or the bureau's.
--
-- Columns
--   customer_id      varchar
--   customer_name    varchar, may be null
--   email            varchar, may be null
--   account_manager  varchar, may be null
--   credit_score     decimal(18,12), may be null; 0 to 850, as given
--   stability        decimal(18,12), may be null; 0 to 100, as given
--   credit_limit     decimal(24,6), may be null; home currency
--
-- Parameters
--   1 period  varchar; YYYY-MM
--   2 run     varchar
--   3 period  varchar
--   4 run     varchar
SELECT
  coalesce(c.customer_id, b.customer_id) AS customer_id,
  nullif(trim(BOTH ' ' FROM c.name), '') AS customer_name,
  nullif(trim(BOTH ' ' FROM c.email), '') AS email,
  nullif(trim(BOTH ' ' FROM c.account_manager), '') AS account_manager,
  CAST(coalesce(b.credit_score, c.credit_score) AS decimal(18,12)) AS credit_score,
  CAST(coalesce(b.business_stability_score, c.business_stability_score) AS decimal(18,12)) AS stability,
  CAST(c.credit_limit AS decimal(24,6)) AS credit_limit
FROM (
  SELECT customer_id, name, email, account_manager, credit_score, business_stability_score, credit_limit
  FROM landed_customers
  WHERE period = ? AND run = ?
) AS c
FULL JOIN (
  SELECT customer_id, credit_score, business_stability_score
  FROM landed_bureau_scores
  WHERE period = ? AND run = ?
) AS b ON b.customer_id = c.customer_id
