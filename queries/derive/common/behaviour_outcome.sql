-- What became of the customers of each month end within the three months after it: the events that the early warning is judged by.
--
-- late_30: an invoice becomes 30 days overdue (its due date + 30 lies in those months and it is still open at the end of that day).
-- slower: the invoices that fell due in those months were paid on average 10 days or more later than those that fell due in the six
-- months before; of invoices settled by the end of those months, at least one on both sides. Invoices without an amount are left out.
--
-- Grain: one row a scope, customer and month end with either event, where the three months are over by the period's end.
--
-- Columns
--   scope, customer_id  varchar
--   month_index         bigint; of the month end before the event, year × 12 + month
--   late_30             boolean
--   late_30_days        bigint, null without; days from the month end to the first day on which an invoice was 30 days overdue
--   slower              boolean
--
-- Parameters
--   1 period_end      date; the period's last day
--   2 history_months  integer; month ends asked for
--   3 run             varchar
WITH asked AS (
  SELECT
    period_end,
    CAST(year(period_end) * 12 + month(period_end) AS integer) - 3 AS last_index,
    CAST(year(period_end) * 12 + month(period_end) AS integer) - history_months AS before_index
  FROM (SELECT CAST(? AS date) AS period_end, CAST(? AS integer) AS history_months) AS parameters
),
invoice AS (
  SELECT
    scope,
    customer_id,
    thirty_late,
    CAST(year(thirty_late) * 12 + month(thirty_late) AS integer) AS thirty_index,
    invoice_date <= thirty_late AND coalesce(settled_date > thirty_late, TRUE) AS open_at_thirty,
    CAST(year(due_date) * 12 + month(due_date) AS integer) AS due_index,
    CAST(year(settled_date) * 12 + month(settled_date) AS integer) AS settled_index,
    CAST(date_diff('day', due_date, settled_date) AS integer) AS late
  FROM (
    SELECT *, CAST(due_date + INTERVAL '30' DAY AS date) AS thirty_late
    FROM invoice_fact
    WHERE run = ? AND invoice_total > 0
  ) AS dated
),
-- An invoice counts on one side of the comparison for a run of month ends: it enters as the first begins and leaves after the last.
-- 1 and 2: those before it fell due, from three before it was due and settled; 3 and 4: those up to six after, once it was settled
-- within three.
moment AS (
  SELECT moment
  FROM (VALUES (1), (2), (3), (4)) AS moments (moment)
),
change AS (
  SELECT
    i.scope,
    i.customer_id,
    CASE m.moment
      WHEN 1 THEN greatest(i.due_index, i.settled_index) - 3
      WHEN 2 THEN i.due_index
      WHEN 3 THEN greatest(i.due_index, i.settled_index - 3)
      ELSE i.due_index + 6
    END AS month_index,
    CASE m.moment WHEN 1 THEN 1 WHEN 2 THEN -1 ELSE 0 END AS after_count,
    CASE m.moment WHEN 1 THEN i.late WHEN 2 THEN -i.late ELSE 0 END AS after_days,
    CASE m.moment WHEN 3 THEN 1 WHEN 4 THEN -1 ELSE 0 END AS before_count,
    CASE m.moment WHEN 3 THEN i.late WHEN 4 THEN -i.late ELSE 0 END AS before_days
  FROM invoice i
  CROSS JOIN moment m
  CROSS JOIN asked a
  WHERE i.settled_index IS NOT NULL AND i.due_index >= a.before_index - 5
    AND CASE WHEN m.moment <= 2 THEN i.settled_index < i.due_index + 3 ELSE i.settled_index < i.due_index + 9 END
),
changed AS (
  SELECT
    scope,
    customer_id,
    month_index,
    sum(after_count) AS after_count,
    sum(after_days) AS after_days,
    sum(before_count) AS before_count,
    sum(before_days) AS before_days
  FROM change
  GROUP BY scope, customer_id, month_index
),
compared AS (
  SELECT
    scope,
    customer_id,
    month_index,
    coalesce(lead(month_index) OVER by_month, 999999) AS next_index,
    sum(after_count) OVER by_month AS after_count,
    sum(after_days) OVER by_month AS after_days,
    sum(before_count) OVER by_month AS before_count,
    sum(before_days) OVER by_month AS before_days
  FROM changed
  -- No frame is named, because lead() must have none on Athena; up to the row itself is the default, a month being one row.
  WINDOW by_month AS (
    PARTITION BY scope, customer_id
    ORDER BY month_index
  )
),
back AS (
  SELECT months
  FROM (VALUES (0), (1), (2), (3), (4), (5)) AS steps (months)
),
-- A comparison stands until the customer's next change: never more than six months, for by then the last invoice has left.
slower AS (
  SELECT c.scope, c.customer_id, c.month_index + b.months AS month_index
  FROM compared c
  CROSS JOIN back b
  WHERE c.month_index + b.months < c.next_index AND c.after_count > 0 AND c.before_count > 0
    AND c.after_days * c.before_count - c.before_days * c.after_count >= 10 * c.after_count * c.before_count
),
late_30 AS (
  SELECT
    i.scope,
    i.customer_id,
    i.thirty_index - b.months AS month_index,
    min(
      date_diff(
        'day',
        CAST(date_trunc('month', i.thirty_late) - (b.months - 1) * INTERVAL '1' MONTH - INTERVAL '1' DAY AS date),
        i.thirty_late
      )
    ) AS days
  FROM invoice i
  CROSS JOIN back b
  CROSS JOIN asked a
  WHERE i.open_at_thirty AND i.thirty_late <= a.period_end AND b.months BETWEEN 1 AND 3
  GROUP BY i.scope, i.customer_id, i.thirty_index - b.months
),
happened AS (
  SELECT scope, customer_id, month_index, days, FALSE AS slower
  FROM late_30
  UNION ALL
  SELECT scope, customer_id, month_index, CAST(NULL AS bigint) AS days, TRUE AS slower
  FROM slower
)
SELECT
  h.scope,
  h.customer_id,
  CAST(h.month_index AS bigint) AS month_index,
  count(h.days) > 0 AS late_30,
  CAST(min(h.days) AS bigint) AS late_30_days,
  max(CASE WHEN h.slower THEN 1 ELSE 0 END) = 1 AS slower
FROM happened h
CROSS JOIN asked a
WHERE h.month_index <= a.last_index AND h.month_index > a.before_index
GROUP BY h.scope, h.customer_id, h.month_index
