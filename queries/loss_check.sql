-- What was open at an earlier month end, by age, and how much of it was over 90 days overdue at a later month end up to the period's: what
-- a forecast made then is held against.
--
-- Of an invoice that was over 90 days overdue already, all counts; of another, what was open at the first month end at which it was.
--
-- Grain: one row a bucket with something open then.
--
-- Columns
--   bucket    varchar; current, 1_30, 31_60, 61_90, 91_120 or over_120: the age then
--   invoices  bigint
--   amount    decimal(38,6); money open then
--   reached   decimal(38,6); money of it that came to be over 90 days overdue
--
-- Parameters
--   1 before_end  date; the earlier month end
--   2 period_end  date; the period's last day
--   3 run         varchar
--   4 scope       varchar
--   5 run         varchar
--   6 scope       varchar
WITH asked AS (
  SELECT
    before_end,
    year(before_end) * 12 + month(before_end) AS before_index,
    year(period_end) * 12 + month(period_end) AS last_index
  FROM (SELECT CAST(? AS date) AS before_end, CAST(? AS date) AS period_end) AS parameters
),
standing AS (
  SELECT
    s.invoice_id,
    s.open_after,
    date_diff('day', s.due_date, a.before_end) AS days,
    a.last_index,
    greatest(year(s.late_date) * 12 + month(s.late_date), a.before_index) AS look_index
  FROM (
    SELECT *, CAST(due_date + INTERVAL '91' DAY AS date) AS late_date
    FROM invoice_step
    WHERE run = ? AND scope = ? AND open_after > 0
  ) AS s
  CROSS JOIN asked a
  WHERE s.month_index <= a.before_index AND coalesce(s.next_month_index, 999999) > a.before_index
),
later AS (
  SELECT invoice_id, month_index, coalesce(next_month_index, 999999) AS next_index, open_after
  FROM invoice_step
  WHERE run = ? AND scope = ?
),
aged AS (
  SELECT
    CASE
      WHEN s.days <= 0 THEN 'current'
      WHEN s.days <= 30 THEN '1_30'
      WHEN s.days <= 60 THEN '31_60'
      WHEN s.days <= 90 THEN '61_90'
      WHEN s.days <= 120 THEN '91_120'
      ELSE 'over_120'
    END AS bucket,
    s.open_after,
    CASE WHEN s.look_index <= s.last_index THEN l.open_after ELSE CAST(0 AS decimal(24,6)) END AS reached
  FROM standing s
  JOIN later l ON l.invoice_id = s.invoice_id AND l.month_index <= s.look_index AND l.next_index > s.look_index
)
SELECT
  bucket,
  count(*) AS invoices,
  CAST(sum(open_after) AS decimal(38,6)) AS amount,
  CAST(sum(reached) AS decimal(38,6)) AS reached
FROM aged
GROUP BY bucket
ORDER BY bucket
