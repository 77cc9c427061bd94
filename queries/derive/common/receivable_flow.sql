-- How old the receivables were at each of the last thirteen month ends, and how old they had been a month before.
--
-- What was open grows no further once invoiced, so all that is open at a month end was open at the one before, unless it was invoiced
-- since ('new'). Summed over from_bucket this is the ageing of the month end; against the ageing of the one before, the roll rates.
-- Buckets: current (open, not overdue), 1_30, 31_60, 61_90, 91_120, over_120 days overdue.
--
-- Grain: one row a scope, month end, bucket a month before and bucket now.
--
-- Columns
--   scope        varchar
--   month        varchar; YYYY-MM
--   from_bucket  varchar; new or a bucket
--   to_bucket    varchar; a bucket
--   amount       decimal(24,6); open at the month end
--   invoices     bigint
--
-- Parameters
--   1 run         varchar
--   2 period_end  date; the period's last day
WITH step AS (
  SELECT
    scope,
    due_date,
    year(invoice_date) * 12 + month(invoice_date) AS invoice_index,
    month_index,
    coalesce(next_month_index, 999999) AS next_index,
    open_after
  FROM invoice_step
  WHERE run = ? AND open_after > 0
),
month_end AS (
  SELECT
    month_end,
    CAST(date_trunc('month', month_end) - INTERVAL '1' DAY AS date) AS month_before,
    year(month_end) * 12 + month(month_end) AS month_index
  FROM (
    SELECT
      CAST(date_trunc('month', period_end) - (n - 1) * INTERVAL '1' MONTH - INTERVAL '1' DAY AS date) AS month_end
    FROM (SELECT CAST(? AS date) AS period_end) AS parameters
    CROSS JOIN (VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9), (10), (11), (12)) AS back (n)
  ) AS ends
),
standing AS (
  SELECT
    s.scope,
    m.month_end,
    s.open_after,
    CASE WHEN s.invoice_index < m.month_index THEN date_diff('day', s.due_date, m.month_before) END AS days_before,
    date_diff('day', s.due_date, m.month_end) AS days_now
  FROM step s
  -- A difference instead of two comparisons: engines then stream the few month ends past each row and sort nothing.
  CROSS JOIN month_end m
  WHERE m.month_index - s.month_index >= 0 AND s.next_index - m.month_index > 0
),
bucketed AS (
  SELECT
    scope,
    month_end,
    open_after,
    CASE
      WHEN days_before IS NULL THEN 'new'
      WHEN days_before <= 0 THEN 'current'
      WHEN days_before <= 30 THEN '1_30'
      WHEN days_before <= 60 THEN '31_60'
      WHEN days_before <= 90 THEN '61_90'
      WHEN days_before <= 120 THEN '91_120'
      ELSE 'over_120'
    END AS from_bucket,
    CASE
      WHEN days_now <= 0 THEN 'current'
      WHEN days_now <= 30 THEN '1_30'
      WHEN days_now <= 60 THEN '31_60'
      WHEN days_now <= 90 THEN '61_90'
      WHEN days_now <= 120 THEN '91_120'
      ELSE 'over_120'
    END AS to_bucket
  FROM standing
)
SELECT
  scope,
  substr(CAST(month_end AS varchar), 1, 7) AS month,
  from_bucket,
  to_bucket,
  CAST(sum(open_after) AS decimal(24,6)) AS amount,
  count(*) AS invoices
FROM bucketed
GROUP BY scope, month_end, from_bucket, to_bucket
