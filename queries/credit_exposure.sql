-- What is owed against the credit limit, of customers that have a limit or are in the high-risk group, and what a limit follows from.
--
-- Grain: one row such a customer of the run, scope and month; largest balance first, then by id.
--
-- Columns
--   customer_id          varchar
--   customer_name        varchar
--   account_manager      varchar, may be null
--   high_risk            boolean
--   payment_rate_pct     decimal(18,12), may be null; percent
--   credit_score         decimal(18,12), may be null; 0 to 850
--   stability            decimal(18,12), may be null; 0 to 100
--   outstanding_balance  decimal(24,6); money
--   credit_limit         decimal(24,6), may be null; money, home currency
--   overdue_amount       decimal(38,6); money
--   oldest_days          bigint; days overdue of the oldest, 0 where nothing is
--   purchases_12m        decimal(38,6); money invoiced in the twelve months up to the period's end
--   active_months        bigint; months since the first invoice, this one included, twelve at most
--
-- Parameters
--   1 run                  varchar
--   2 scope                varchar
--   3 period               varchar; YYYY-MM
--   4 run                  varchar
--   5 payment_rate_below   decimal(18,12); percent
--   6 outstanding_above    decimal(24,6); money
--   7 period_end           date; the period's last day
--   8 run                  varchar
--   9 scope                varchar
WITH customer AS (
  SELECT
    m.customer_id,
    m.customer_name,
    m.account_manager,
    m.payment_rate_pct,
    m.credit_score,
    m.stability,
    m.outstanding_balance,
    l.credit_limit
  FROM (
    SELECT customer_id, customer_name, account_manager, payment_rate_pct, credit_score, stability, outstanding_balance
    FROM customer_month
    WHERE run = ? AND scope = ? AND month = ?
  ) AS m
  LEFT JOIN (
    SELECT customer_id, credit_limit
    FROM ledger_customer
    WHERE run = ?
  ) AS l ON l.customer_id = m.customer_id
),
rated AS (
  SELECT
    c.*,
    c.payment_rate_pct IS NOT NULL
      AND c.payment_rate_pct < CAST(? AS decimal(18,12))
      AND c.outstanding_balance > CAST(? AS decimal(24,6)) AS high_risk
  FROM customer c
),
concerned AS (
  SELECT *
  FROM rated
  WHERE high_risk OR credit_limit IS NOT NULL
),
invoice AS (
  SELECT i.customer_id, i.invoice_date, i.due_date, i.invoice_total, i.open_amount, p.period_end
  FROM invoice_fact i
  CROSS JOIN (SELECT CAST(? AS date) AS period_end) AS p
  WHERE i.run = ? AND i.scope = ? AND i.invoice_date <= p.period_end
    AND i.customer_id IN (SELECT customer_id FROM concerned)
),
standing AS (
  SELECT
    customer_id,
    sum(CASE WHEN open_amount > 0 AND due_date < period_end THEN open_amount ELSE 0 END) AS overdue_amount,
    max(CASE WHEN open_amount > 0 AND due_date < period_end THEN date_diff('day', due_date, period_end) ELSE 0 END) AS oldest_days,
    sum(CASE WHEN invoice_date > CAST(period_end - INTERVAL '12' MONTH AS date) THEN invoice_total ELSE 0 END) AS purchases_12m,
    max((year(period_end) - year(invoice_date)) * 12 + month(period_end) - month(invoice_date) + 1) AS months
  FROM invoice
  GROUP BY customer_id
)
SELECT
  c.customer_id,
  c.customer_name,
  c.account_manager,
  c.high_risk,
  c.payment_rate_pct,
  c.credit_score,
  c.stability,
  c.outstanding_balance,
  c.credit_limit,
  CAST(coalesce(s.overdue_amount, 0) AS decimal(38,6)) AS overdue_amount,
  CAST(coalesce(s.oldest_days, 0) AS bigint) AS oldest_days,
  CAST(coalesce(s.purchases_12m, 0) AS decimal(38,6)) AS purchases_12m,
  CAST(CASE WHEN s.months IS NULL THEN 0 WHEN s.months > 12 THEN 12 ELSE s.months END AS bigint) AS active_months
FROM concerned c
LEFT JOIN standing s ON s.customer_id = c.customer_id
ORDER BY c.outstanding_balance DESC, c.customer_id
