-- Profile ledger: what the books know of a customer.
--
-- Grain: one row a customer of the customer file.
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
SELECT
  customer_id,
  nullif(trim(BOTH ' ' FROM name), '') AS customer_name,
  nullif(trim(BOTH ' ' FROM email), '') AS email,
  nullif(trim(BOTH ' ' FROM account_manager), '') AS account_manager,
  CAST(credit_score AS decimal(18,12)) AS credit_score,
  CAST(business_stability_score AS decimal(18,12)) AS stability,
  CAST(credit_limit AS decimal(24,6)) AS credit_limit
FROM landed_customers
WHERE period = ? AND run = ?
