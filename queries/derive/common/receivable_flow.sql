-- Where the receivables of a month end went within the next month, over the last thirteen month ends.
--
-- What was open grows no further once invoiced, so all that is open at a month end was open at the one before, unless it was invoiced
-- since ('new'). What was in a bucket is then in the same or an older one, collected, or credited. Over from_bucket the buckets add up to
-- the ageing of the month end. Credits take from what was open before cash does, and never more than is there.
-- Buckets: current (open, not overdue), 1_30, 31_60, 61_90, 91_120, over_120 days overdue.
--
-- Grain: one row a scope, month end, bucket at the month end before and place now.
--
-- Columns
--   scope        varchar
--   month        varchar; YYYY-MM
--   from_bucket  varchar; new or a bucket
--   to_bucket    varchar; a bucket, collected or credited
--   amount       decimal(24,6)
--   invoices     bigint; with something open in the bucket, or something collected or credited
--
-- Parameters
--   1 run         varchar
--   2 run         varchar
--   3 period_end  date; the period's last day
WITH step AS (
  SELECT
    scope,
    due_date,
    year(invoice_date) * 12 + month(invoice_date) AS invoice_index,
    month_index,
    coalesce(next_month_index, 999999) AS next_index,
    open_after AS amount,
    'open' AS place
  FROM invoice_step
  WHERE run = ? AND open_after > 0
  UNION ALL
  SELECT
    scope,
    due_date,
    invoice_index,
    month_index,
    month_index + 1 AS next_index,
    CASE p.place WHEN 'credited' THEN credited ELSE base - credited - open_after END AS amount,
    p.place
  FROM (
    SELECT
      scope,
      due_date,
      year(invoice_date) * 12 + month(invoice_date) AS invoice_index,
      month_index,
      open_after,
      CASE WHEN opening THEN invoice_total ELSE open_before END AS base,
      least(CASE WHEN opening THEN invoice_total ELSE open_before END, credited_after - credited_before) AS credited
    FROM invoice_step
    WHERE run = ?
  ) AS moved
  CROSS JOIN (VALUES ('collected'), ('credited')) AS p (place)
  WHERE CASE p.place WHEN 'credited' THEN credited ELSE base - credited - open_after END > 0
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
    s.amount,
    s.place,
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
    amount,
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
      WHEN place <> 'open' THEN place
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
  CAST(sum(amount) AS decimal(24,6)) AS amount,
  count(*) AS invoices
FROM bucketed
GROUP BY scope, month_end, from_bucket, to_bucket
