-- Profile fivetran-quickbooks: what the books know of a customer, and a bureau of its scores (QuickBooks has none).
--
-- Grain: one row a customer of the customer table or the bureau's file.
--
-- Columns
--   customer_id      varchar
--   customer_name    varchar, may be null
--   email            varchar, may be null
--   account_manager  varchar; null
--   credit_score     decimal(18,12), may be null; 0 to 850, as given
--   stability        decimal(18,12), may be null; 0 to 100, as given
--   credit_limit     decimal(24,6); null
--
-- Parameters
--   1 period  varchar; YYYY-MM
--   2 run     varchar
--   3 period  varchar
--   4 run     varchar
SELECT
  coalesce(c.id, b.customer_id) AS customer_id,
  coalesce(
    nullif(trim(BOTH ' ' FROM c.display_name), ''),
    nullif(trim(BOTH ' ' FROM c.fully_qualified_name), ''),
    nullif(trim(BOTH ' ' FROM c.company_name), '')
  ) AS customer_name,
  nullif(trim(BOTH ' ' FROM c.email), '') AS email,
  CAST(NULL AS varchar) AS account_manager,
  CAST(b.credit_score AS decimal(18,12)) AS credit_score,
  CAST(b.business_stability_score AS decimal(18,12)) AS stability,
  CAST(NULL AS decimal(24,6)) AS credit_limit
FROM (
  SELECT id, display_name, fully_qualified_name, company_name, email
  FROM landed_customer
  WHERE period = ? AND run = ?
) AS c
FULL JOIN (
  SELECT customer_id, credit_score, business_stability_score
  FROM landed_bureau_score
  WHERE period = ? AND run = ?
) AS b ON b.customer_id = c.id
