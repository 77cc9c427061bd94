-- The high-risk group one month end before the period's, as the books show it now: what a review of that month would have found.
--
-- Grain: one row a customer that was high-risk at that month end, as of then; largest balance first, then by id.
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
--   gross_profit           decimal(38,6), null where no invoice has one; money, over invoices dated up to that month end
--   invoice_total          decimal(38,6), null without such invoices; money, over the same invoices
--   since                  varchar; YYYY-MM, the month end from which the customer has been high-risk without a break
--   outstanding_now        decimal(24,6), null where no longer in the books; money, at the period's end
--
-- Parameters
--   1 payment_rate_below   decimal(18,12); percent
--   2 outstanding_above    decimal(24,6); money
--   3 run                  varchar
--   4 scope                varchar
--   5 month_before         varchar; YYYY-MM
--   6 run                  varchar
--   7 scope                varchar
--   8 month_before         varchar
--   9 run                  varchar
--  10 scope                varchar
--  11 month_before_end     date; its last day
--  12 run                  varchar
--  13 scope                varchar
--  14 period               varchar; YYYY-MM
WITH rule AS (
  SELECT CAST(? AS decimal(18,12)) AS payment_rate_below, CAST(? AS decimal(24,6)) AS outstanding_above
),
selected AS (
  SELECT c.*
  FROM customer_month c
  CROSS JOIN rule r
  WHERE c.run = ? AND c.scope = ? AND c.month = ?
    AND c.payment_rate_pct < r.payment_rate_below AND c.outstanding_balance > r.outstanding_above
),
-- Only the group's past is looked at: it is a small part of all customers.
customer AS (
  SELECT
    c.customer_id,
    c.month,
    coalesce(c.payment_rate_pct < r.payment_rate_below AND c.outstanding_balance > r.outstanding_above, FALSE) AS high_risk
  FROM customer_month c
  CROSS JOIN rule r
  WHERE c.run = ? AND c.scope = ? AND c.month <= ? AND c.customer_id IN (SELECT customer_id FROM selected)
),
outside AS (
  SELECT customer_id, max(month) AS month
  FROM customer
  WHERE NOT high_risk
  GROUP BY customer_id
),
stay AS (
  SELECT c.customer_id, min(c.month) AS since
  FROM customer c
  LEFT JOIN outside o ON o.customer_id = c.customer_id
  WHERE c.high_risk AND c.month > coalesce(o.month, '')
  GROUP BY c.customer_id
),
invoiced AS (
  SELECT customer_id, sum(gross_profit) AS gross_profit, sum(invoice_total) AS invoice_total
  FROM invoice_fact
  WHERE run = ? AND scope = ? AND invoice_date <= ? AND customer_id IN (SELECT customer_id FROM selected)
  GROUP BY customer_id
),
later AS (
  SELECT customer_id, outstanding_balance
  FROM customer_month
  WHERE run = ? AND scope = ? AND month = ? AND customer_id IN (SELECT customer_id FROM selected)
)
SELECT
  s.customer_id,
  s.customer_name,
  s.email,
  s.account_manager,
  s.currency,
  s.payment_rate_pct,
  s.outstanding_balance,
  s.credit_score,
  s.credit_score_source,
  s.stability,
  s.stability_source,
  s.lifespan_days,
  s.total_invoices,
  s.avg_invoice_amount,
  s.profitability_tier,
  CAST(i.gross_profit AS decimal(38,6)) AS gross_profit,
  CAST(i.invoice_total AS decimal(38,6)) AS invoice_total,
  t.since,
  l.outstanding_balance AS outstanding_now
FROM selected s
JOIN stay t ON t.customer_id = s.customer_id
LEFT JOIN invoiced i ON i.customer_id = s.customer_id
LEFT JOIN later l ON l.customer_id = s.customer_id
ORDER BY s.outstanding_balance DESC, s.customer_id
