-- Gross profit and revenue of each group of customers, from the invoices dated up to the period's end.
--
-- Grain: one row a group that has invoices, by name. `not_rated` are customers the rule can't judge, `unmatched` are
-- invoices of customers the customer table lacks.
--
-- Columns
--   risk_group             varchar; high_risk, normal, not_rated or unmatched
--   invoices               bigint
--   with_gross_profit      bigint; invoices whose gross profit is known
--   gross_profit           decimal(38,6), null where no invoice has one; money
--   invoice_total          decimal(38,6); money
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
  SELECT customer_id, payment_rate_pct, outstanding_balance
  FROM customer_month
  WHERE run = ? AND scope = ? AND month = ?
),
invoice AS (
  SELECT customer_id, gross_profit, invoice_total
  FROM invoice_fact
  WHERE run = ? AND scope = ? AND invoice_date <= ?
),
grouped AS (
  SELECT
    CASE
      WHEN c.customer_id IS NULL THEN 'unmatched'
      WHEN c.payment_rate_pct IS NULL OR c.outstanding_balance IS NULL THEN 'not_rated'
      WHEN c.payment_rate_pct < CAST(? AS decimal(18,12)) AND c.outstanding_balance > CAST(? AS decimal(24,6)) THEN 'high_risk'
      ELSE 'normal'
    END AS risk_group,
    i.gross_profit,
    i.invoice_total
  FROM invoice i
  LEFT JOIN customer c ON c.customer_id = i.customer_id
)
SELECT
  risk_group,
  count(*) AS invoices,
  count(gross_profit) AS with_gross_profit,
  CAST(sum(gross_profit) AS decimal(38,6)) AS gross_profit,
  CAST(sum(invoice_total) AS decimal(38,6)) AS invoice_total
FROM grouped
GROUP BY risk_group
ORDER BY risk_group
