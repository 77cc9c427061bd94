-- Every customer at every month end asked for, from the first invoice on.
--
-- payment_rate_pct is 100 × cash applied ÷ (invoiced − credited) over invoices due by the month end, null without such. Scores that the
-- books do not give are derived from payment behaviour and invoicing regularity; docs/ledger.md has the formulas.
--
-- Grain: one row a scope, month end and customer with an invoice by then.
--
-- Columns: see CUSTOMER_MONTH in core/contracts/internal-tables.ts. profitability_tier is null: ledgers have none.
--
-- Parameters
--   1 run             varchar
--   2 run             varchar
--   3 run             varchar
--   4 period_end      date; the period's last day
--   5 history_months  integer; month ends asked for
WITH so_far AS (
  SELECT
    scope,
    customer_id,
    month_index,
    coalesce(lead(month_index) OVER by_month, 999999) AS next_index,
    sum(open_amount) OVER by_month AS open_amount,
    sum(on_account) OVER by_month AS on_account,
    sum(invoiced) OVER by_month AS invoiced,
    sum(due_applied) OVER by_month AS due_applied,
    sum(due_total - due_credited) OVER by_month AS due_net,
    sum(invoices) OVER by_month AS invoices,
    min(first_date) OVER by_month AS first_date,
    max(last_index) OVER by_month AS last_index,
    sum(active_months) OVER by_month AS active_months,
    sum(active_sum) OVER by_month AS active_sum,
    sum(active_squares) OVER by_month AS active_squares,
    sum(due_count) OVER by_month AS due_count,
    sum(on_time) OVER by_month AS on_time,
    sum(recent) OVER by_month AS recent,
    sum(recent_on_time) OVER by_month AS recent_on_time,
    sum(late_days) OVER by_month AS late_days,
    sum(late_open) OVER by_month AS late_open,
    sum(late_open_due) OVER by_month AS late_open_due,
    sum(over_30) OVER by_month AS over_30,
    sum(over_60) OVER by_month AS over_60,
    sum(over_90) OVER by_month AS over_90
  FROM customer_change
  WHERE run = ?
  WINDOW by_month AS (
    PARTITION BY scope, customer_id
    ORDER BY month_index
    ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
  )
),
named AS (
  SELECT
    s.*,
    year(s.first_date) * 12 + month(s.first_date) AS first_index,
    b.currency,
    c.customer_name,
    c.email,
    c.account_manager,
    c.credit_score AS given_score,
    c.stability AS given_stability
  FROM so_far s
  JOIN (SELECT scope, currency FROM ledger_scope WHERE run = ?) AS b ON b.scope = s.scope
  LEFT JOIN (
    SELECT customer_id, customer_name, email, account_manager, credit_score, stability
    FROM ledger_customer
    WHERE run = ?
  ) AS c ON c.customer_id = s.customer_id
  WHERE s.invoices > 0
),
digit AS (
  SELECT digit
  FROM (VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) AS digits (digit)
),
month_end AS (
  SELECT
    month_end,
    substr(CAST(month_end AS varchar), 1, 7) AS month,
    year(month_end) * 12 + month(month_end) AS month_index,
    date_diff('day', DATE '1970-01-01', month_end) AS month_day
  FROM (
    SELECT
      CAST(date_trunc('month', period_end) - (n - 1) * INTERVAL '1' MONTH - INTERVAL '1' DAY AS date) AS month_end
    FROM (SELECT CAST(? AS date) AS period_end, CAST(? AS bigint) AS months) AS parameters
    CROSS JOIN (SELECT 100 * h.digit + 10 * t.digit + u.digit AS n FROM digit h CROSS JOIN digit t CROSS JOIN digit u) AS back
    WHERE n < months
  ) AS ends
),
standing AS (
  SELECT
    n.*,
    m.month,
    m.month_index AS index_now,
    date_diff('day', n.first_date, m.month_end) AS lifespan_days,
    least(12, m.month_index - n.first_index + 1) AS window_months,
    nullif(CAST(n.due_count AS double), 0e0) AS marks,
    CAST(n.due_count - n.recent AS double) AS older,
    CAST(n.late_days + n.late_open * m.month_day - n.late_open_due AS double) AS days_late
  FROM named n
  -- A difference instead of two comparisons: engines then stream the few month ends past each row and sort nothing.
  CROSS JOIN month_end m
  WHERE m.month_index - n.month_index >= 0 AND n.next_index - m.month_index > 0
),
part AS (
  SELECT
    standing.*,
    on_time / marks AS share_on_time,
    greatest(0e0, 1e0 - days_late / marks / 60e0) AS promptness,
    CASE WHEN over_90 > 0 THEN 0e0 WHEN over_60 > 0 THEN 0.25e0 WHEN over_30 > 0 THEN 0.5e0 WHEN late_open > 0 THEN 0.75e0 ELSE 1e0 END AS severity,
    CASE
      WHEN recent > 0 AND older > 0e0
        THEN 0.5e0 + (CAST(recent_on_time AS double) / CAST(recent AS double) - CAST(on_time - recent_on_time AS double) / older) / 2e0
      ELSE 0.5e0
    END AS trend,
    CAST(active_months AS double) / CAST(window_months AS double) AS regularity,
    CASE
      WHEN active_sum > 0
        THEN sqrt(greatest(0e0, CAST(active_squares AS double) * CAST(window_months AS double) / (CAST(active_sum AS double) * CAST(active_sum AS double)) - 1e0))
    END AS variation,
    greatest(0e0, 1e0 - CAST(index_now - last_index AS double) / 6e0) AS recency,
    least(1e0, CAST(lifespan_days AS double) / 1095e0) AS tenure
  FROM standing
),
scored AS (
  SELECT
    part.*,
    CASE
      WHEN due_count >= 3
        THEN CAST(300e0 + 550e0 * (0.4e0 * share_on_time + 0.3e0 * promptness + 0.2e0 * severity + 0.1e0 * trend) AS decimal(18,0))
    END AS derived_score,
    CASE
      WHEN window_months >= 3 AND invoices >= 3
        THEN CAST(
          100e0 * (0.35e0 * regularity + 0.25e0 * greatest(0e0, 1e0 - coalesce(variation, 2e0) / 2e0) + 0.2e0 * recency + 0.2e0 * tenure)
          AS decimal(18,1)
        )
    END AS derived_stability
  FROM part
)
SELECT
  scope,
  month,
  customer_id,
  coalesce(customer_name, customer_id) AS customer_name,
  email,
  account_manager,
  currency,
  CASE
    WHEN due_net > 0
      THEN CAST(CAST(100e0 * CAST(due_applied AS double) / CAST(due_net AS double) AS decimal(18,9)) AS decimal(18,12))
  END AS payment_rate_pct,
  CAST(open_amount AS decimal(24,6)) AS outstanding_balance,
  CAST(coalesce(given_score, derived_score) AS decimal(18,12)) AS credit_score,
  CASE WHEN given_score IS NOT NULL THEN 'given' WHEN derived_score IS NOT NULL THEN 'derived' END AS credit_score_source,
  CAST(coalesce(given_stability, derived_stability) AS decimal(18,12)) AS stability,
  CASE WHEN given_stability IS NOT NULL THEN 'given' WHEN derived_stability IS NOT NULL THEN 'derived' END AS stability_source,
  CAST(lifespan_days AS decimal(24,6)) AS lifespan_days,
  CAST(invoices AS decimal(24,6)) AS total_invoices,
  CAST(CAST(invoiced AS double) / CAST(invoices AS double) AS decimal(24,6)) AS avg_invoice_amount,
  CAST(NULL AS varchar) AS profitability_tier,
  CAST(on_account AS decimal(24,6)) AS credit_on_account
FROM scored
