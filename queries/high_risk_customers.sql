-- The customers of the high-risk group: they pay less than one threshold and owe more than the other, both strictly.
--
-- Grain: one row a high-risk customer of the run, scope and month; largest balance first, then by id.
--
-- Columns
--   customer_id            varchar
--   customer_name          varchar
--   email                  varchar, may be null
--   account_manager        varchar, may be null
--   currency               varchar, may be null; ISO 4217
--   payment_rate_pct       decimal(18,12); percent
--   outstanding_balance    decimal(24,6); money
--   credit_score           decimal(18,12), may be null; 0 to 850
--   credit_score_source    varchar, may be null; given or derived
--   stability              decimal(18,12), may be null; 0 to 100
--   stability_source       varchar, may be null; given or derived
--   lifespan_days          decimal(24,6), may be null; days
--   total_invoices         decimal(24,6), may be null; count
--   avg_invoice_amount     decimal(24,6), may be null; money
--   profitability_tier     varchar, may be null; as in the data
--   gross_profit           decimal(38,6), null where no invoice has one; money, over invoices dated up to the period's end
--   invoice_total          decimal(38,6), null without such invoices; money, over the same invoices
--
-- Parameters
--   1 run                  varchar
--   2 scope                varchar
--   3 period               varchar; YYYY-MM
--   4 run                  varchar
--   5 scope                varchar
--   6 period_end           date; the period's last day
--   7 payment_rate_below   decimal(18,12); percent
--   8 outstanding_above    decimal(24,6); money
WITH customer AS (
  SELECT
    customer_id,
    customer_name,
    email,
    account_manager,
    currency,
    payment_rate_pct,
    outstanding_balance,
    credit_score,
    credit_score_source,
    stability,
    stability_source,
    lifespan_days,
    total_invoices,
    avg_invoice_amount,
    profitability_tier
  FROM customer_month
  WHERE run = ? AND scope = ? AND month = ?
),
invoice AS (
  SELECT customer_id, gross_profit, invoice_total
  FROM invoice_fact
  WHERE run = ? AND scope = ? AND invoice_date <= ?
),
selected AS (
  SELECT *
  FROM customer
  WHERE payment_rate_pct < CAST(? AS decimal(18,12)) AND outstanding_balance > CAST(? AS decimal(24,6))
),
-- Only the group's invoices are added up: it is a small part of all customers.
invoiced AS (
  SELECT customer_id, sum(gross_profit) AS gross_profit, sum(invoice_total) AS invoice_total
  FROM invoice
  WHERE customer_id IN (SELECT customer_id FROM selected)
  GROUP BY customer_id
)
SELECT
  c.customer_id,
  c.customer_name,
  c.email,
  c.account_manager,
  c.currency,
  c.payment_rate_pct,
  c.outstanding_balance,
  c.credit_score,
  c.credit_score_source,
  c.stability,
  c.stability_source,
  c.lifespan_days,
  c.total_invoices,
  c.avg_invoice_amount,
  c.profitability_tier,
  CAST(i.gross_profit AS decimal(38,6)) AS gross_profit,
  CAST(i.invoice_total AS decimal(38,6)) AS invoice_total
FROM selected c
LEFT JOIN invoiced i ON i.customer_id = c.customer_id
ORDER BY c.outstanding_balance DESC, c.customer_id
