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
--   3 period_end      date; the period's last day
--   4 period_end      date
--   5 run             varchar
--   6 run             varchar
--   7 run             varchar
--   8 period_end      date
--   9 history_months  integer; month ends asked for
WITH change AS (
  SELECT
    scope,
    customer_id,
    month_index,
    open_amount,
    on_account,
    invoiced,
    due_net,
    due_applied,
    invoices,
    CASE WHEN invoices > 0 THEN 1 ELSE 0 END AS active_months,
    due_count,
    on_time,
    late_open,
    late_days
  FROM customer_change
  WHERE run = ?
  UNION ALL
  SELECT
    scope, customer_id, month_index + 12,
    0, 0, 0, 0, 0, 0, -1, 0, 0, 0, 0
  FROM customer_change
  WHERE run = ? AND invoices > 0 AND month_index + 12 <= year(CAST(? AS date)) * 12 + month(CAST(? AS date))
),
-- Of two rows of one month the first is followed by none in a later one, so it stands for no month end.
so_far AS (
  SELECT
    scope,
    customer_id,
    month_index,
    coalesce(lead(month_index) OVER by_month, 999999) AS next_index,
    sum(open_amount) OVER by_month AS open_amount,
    sum(on_account) OVER by_month AS on_account,
    sum(invoiced) OVER by_month AS invoiced,
    sum(due_net) OVER by_month AS due_net,
    sum(due_applied) OVER by_month AS due_applied,
    sum(invoices) OVER by_month AS invoices,
    sum(active_months) OVER by_month AS active_months,
    sum(due_count) OVER by_month AS due_count,
    sum(on_time) OVER by_month AS on_time,
    sum(late_open) OVER by_month AS late_open,
    sum(late_days) OVER by_month AS late_days
  FROM change
  WINDOW by_month AS (
    PARTITION BY scope, customer_id
    ORDER BY month_index
  )
),
named AS (
  SELECT
    s.*,
    f.first_date,
    year(f.first_date) * 12 + month(f.first_date) AS first_index,
    b.currency,
    c.customer_name,
    c.email,
    c.account_manager,
    c.credit_score AS given_score,
    c.stability AS given_stability
  FROM so_far s
  JOIN (SELECT scope, currency FROM ledger_scope WHERE run = ?) AS b ON b.scope = s.scope
  JOIN (
    SELECT scope, customer_id, min(invoice_date) AS first_date
    FROM invoice_fact
    WHERE run = ?
    GROUP BY scope, customer_id
  ) AS f ON f.scope = s.scope AND f.customer_id = s.customer_id
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
    date_diff('day', n.first_date, m.month_end) AS lifespan_days,
    least(12, m.month_index - n.first_index + 1) AS window_months,
    n.late_open * m.month_day + n.late_days AS all_days_late
  FROM named n
  -- A difference instead of two comparisons: engines then stream the few month ends past each row and sort nothing.
  CROSS JOIN month_end m
  WHERE m.month_index - n.month_index >= 0 AND n.next_index - m.month_index > 0
),
-- Quotients are rounded as whole numbers of their last digit: engines part on halves where a cast does it. Scores are taken to six more
-- digits first, so that a half which binary fractions miss by a hair is one, and is rounded away from zero.
scored AS (
  SELECT
    standing.*,
    CASE
      WHEN due_count >= 3
        THEN CAST(
          round(
            CAST(
              round(
                1e6 * (
                  300e0 + 550e0 * (
                    0.5e0 * (CAST(on_time AS double) / CAST(due_count AS double))
                    + 0.3e0 * greatest(0e0, 1e0 - CAST(all_days_late AS double) / CAST(due_count AS double) / 60e0)
                    + 0.2e0 * (1e0 - CAST(late_open AS double) / CAST(due_count AS double))
                  )
                )
              )
              AS decimal(18,0)
            ) * 0.000001,
            0
          )
          AS decimal(18,0)
        )
    END AS derived_score,
    CASE
      WHEN window_months >= 3 AND invoices >= 3
        THEN CAST(
          round(
            CAST(
              round(
                1e7 * (
                  100e0 * (
                    0.7e0 * (CAST(active_months AS double) / CAST(window_months AS double))
                    + 0.3e0 * least(1e0, CAST(lifespan_days AS double) / 1095e0)
                  )
                )
              )
              AS decimal(18,0)
            ) * 0.000001,
            0
          )
          AS decimal(17,0)
        ) * 0.1
    END AS derived_stability
  FROM standing
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
      THEN CAST(
        CAST(round(1e11 * CAST(due_applied AS double) / CAST(due_net AS double)) AS decimal(18,0)) * 0.000000001
        AS decimal(18,12)
      )
  END AS payment_rate_pct,
  CAST(open_amount AS decimal(24,6)) AS outstanding_balance,
  CAST(coalesce(given_score, derived_score) AS decimal(18,12)) AS credit_score,
  CASE WHEN given_score IS NOT NULL THEN 'given' WHEN derived_score IS NOT NULL THEN 'derived' END AS credit_score_source,
  CAST(coalesce(given_stability, derived_stability) AS decimal(18,12)) AS stability,
  CASE WHEN given_stability IS NOT NULL THEN 'given' WHEN derived_stability IS NOT NULL THEN 'derived' END AS stability_source,
  CAST(lifespan_days AS decimal(24,6)) AS lifespan_days,
  CAST(invoices AS decimal(24,6)) AS total_invoices,
  CAST(
    CAST(round(1e6 * CAST(invoiced AS double) / CAST(invoices AS double)) AS decimal(24,0)) * 0.000001
    AS decimal(24,6)
  ) AS avg_invoice_amount,
  CAST(NULL AS varchar) AS profitability_tier,
  CAST(on_account AS decimal(24,6)) AS credit_on_account
FROM scored
