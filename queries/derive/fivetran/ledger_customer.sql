-- Profile fivetran-quickbooks: what the books know of a customer.
--
-- Grain: one row a customer.
--
-- Columns
--   customer_id      varchar
--   customer_name    varchar, may be null
--   email            varchar, may be null
--   account_manager  varchar; null
--   credit_score     decimal(18,12); null
--   stability        decimal(18,12); null
--   credit_limit     decimal(24,6); null
--
-- Parameters
--   1 period  varchar; YYYY-MM
--   2 run     varchar
SELECT
  id AS customer_id,
  coalesce(nullif(trim(BOTH ' ' FROM display_name), ''), nullif(trim(BOTH ' ' FROM fully_qualified_name), ''), nullif(trim(BOTH ' ' FROM company_name), '')) AS customer_name,
  nullif(trim(BOTH ' ' FROM email), '') AS email,
  CAST(NULL AS varchar) AS account_manager,
  CAST(NULL AS decimal(18,12)) AS credit_score,
  CAST(NULL AS decimal(18,12)) AS stability,
  CAST(NULL AS decimal(24,6)) AS credit_limit
FROM landed_customer
WHERE period = ? AND run = ?
