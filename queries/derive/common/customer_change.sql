-- What changed for each customer in each month: the sums of which customer_month's rows are made. A month's value is the sum of all
-- changes up to it, so an invoice costs a few rows however many month ends are asked for.
--
-- Months before the first one asked for are added to it. Marks of payment behaviour enter when an invoice falls due and leave
-- twelve months after it is both due and settled; an invoice that stays open keeps its mark.
--
-- Grain: one row a scope, customer and month with a change.
--
-- Columns
--   scope                 varchar
--   customer_id           varchar
--   month_index           bigint; year × 12 + month
--   open_amount, on_account, invoiced                 decimal(24,6)
--   due_total, due_credited, due_applied              decimal(24,6); of invoices due up to the month's end
--   invoices              bigint
--   first_date            date; of an invoice dated in the month
--   last_index            bigint; month of the latest such invoice
--   active_months         bigint; months with an invoice, of the last twelve
--   active_sum            decimal(24,6), active_squares decimal(38,4); monthly invoiced amount of the last twelve, and its square
--   due_count, on_time, recent, recent_on_time        bigint; invoices with a mark, and those due in the last six months
--   late_days             bigint; days late of those settled
--   late_open, late_open_due  bigint; invoices open and overdue, and the sum of their due dates as days since 1970-01-01
--   over_30, over_60, over_90 bigint; invoices open and overdue for more days than that
--
-- Parameters
--   1 run             varchar
--   2 run             varchar
--   3 run             varchar
--   4 period_end      date; the period's last day
--   5 history_months  integer; month ends asked for
WITH step AS (
  SELECT
    scope,
    customer_id,
    month_index,
    year(due_date) * 12 + month(due_date) AS due_index,
    CASE WHEN opening THEN invoice_total ELSE CAST(0 AS decimal(24,6)) END AS total,
    credited_after - credited_before AS credited,
    applied_after - applied_before AS applied,
    open_after - open_before AS open_amount,
    surplus_after - surplus_before AS surplus
  FROM invoice_step
  WHERE run = ?
),
invoice AS (
  SELECT
    scope,
    customer_id,
    invoice_date,
    invoice_total,
    due_date,
    settled_date,
    coalesce(settled_date <= due_date, FALSE) AS on_time,
    CASE WHEN settled_date > due_date THEN date_diff('day', due_date, settled_date) ELSE 0 END AS late_days,
    date_diff('day', DATE '1970-01-01', due_date) AS due_day,
    year(invoice_date) * 12 + month(invoice_date) AS invoice_index,
    greatest(year(due_date) * 12 + month(due_date), year(invoice_date) * 12 + month(invoice_date)) AS due_index,
    coalesce(year(settled_date) * 12 + month(settled_date), 999999) AS settled_index,
    CAST(due_date + INTERVAL '1' DAY AS date) AS day_1,
    CAST(due_date + INTERVAL '31' DAY AS date) AS day_31,
    CAST(due_date + INTERVAL '61' DAY AS date) AS day_61,
    CAST(due_date + INTERVAL '91' DAY AS date) AS day_91
  FROM invoice_fact
  WHERE run = ?
),
aged AS (
  SELECT
    scope,
    customer_id,
    on_time,
    late_days,
    due_day,
    due_index,
    settled_index,
    greatest(year(day_1) * 12 + month(day_1), invoice_index) AS index_1,
    greatest(year(day_31) * 12 + month(day_31), invoice_index) AS index_31,
    greatest(year(day_61) * 12 + month(day_61), invoice_index) AS index_61,
    greatest(year(day_91) * 12 + month(day_91), invoice_index) AS index_91
  FROM invoice
  WHERE invoice_total > 0
),
-- The moments of an invoice's mark: 1 due, 2 no longer recent, 3 forgotten, 4 overdue at a month end, 5 settled late, 6 to 8 older.
moment AS (
  SELECT moment
  FROM (VALUES (1), (2), (3), (4), (5), (6), (7), (8)) AS moments (moment)
),
mark AS (
  SELECT
    a.scope,
    a.customer_id,
    CASE m.moment
      WHEN 1 THEN a.due_index
      WHEN 2 THEN a.due_index + 6
      WHEN 3 THEN greatest(a.due_index, a.settled_index) + 12
      WHEN 4 THEN a.index_1
      WHEN 5 THEN a.settled_index
      WHEN 6 THEN a.index_31
      WHEN 7 THEN a.index_61
      ELSE a.index_91
    END AS month_index,
    CASE m.moment WHEN 1 THEN 1 WHEN 3 THEN -1 ELSE 0 END AS due_count,
    CASE WHEN a.on_time THEN CASE m.moment WHEN 1 THEN 1 WHEN 3 THEN -1 ELSE 0 END ELSE 0 END AS on_time,
    CASE m.moment WHEN 1 THEN 1 WHEN 2 THEN -1 ELSE 0 END AS recent,
    CASE WHEN a.on_time THEN CASE m.moment WHEN 1 THEN 1 WHEN 2 THEN -1 ELSE 0 END ELSE 0 END AS recent_on_time,
    CASE m.moment WHEN 5 THEN a.late_days WHEN 3 THEN -a.late_days ELSE 0 END AS late_days,
    CASE WHEN a.settled_index > a.index_1 THEN CASE m.moment WHEN 4 THEN 1 WHEN 5 THEN -1 ELSE 0 END ELSE 0 END AS late_open,
    CASE
      WHEN a.settled_index > a.index_1 THEN CASE m.moment WHEN 4 THEN a.due_day WHEN 5 THEN -a.due_day ELSE 0 END
      ELSE 0
    END AS late_open_due,
    CASE WHEN a.settled_index > a.index_31 THEN CASE m.moment WHEN 6 THEN 1 WHEN 5 THEN -1 ELSE 0 END ELSE 0 END AS over_30,
    CASE WHEN a.settled_index > a.index_61 THEN CASE m.moment WHEN 7 THEN 1 WHEN 5 THEN -1 ELSE 0 END ELSE 0 END AS over_60,
    CASE WHEN a.settled_index > a.index_91 THEN CASE m.moment WHEN 8 THEN 1 WHEN 5 THEN -1 ELSE 0 END ELSE 0 END AS over_90
  FROM aged a
  CROSS JOIN moment m
  WHERE CASE m.moment
    WHEN 4 THEN a.settled_index > a.index_1
    WHEN 5 THEN a.late_days > 0
    WHEN 6 THEN a.settled_index > a.index_31
    WHEN 7 THEN a.settled_index > a.index_61
    WHEN 8 THEN a.settled_index > a.index_91
    ELSE TRUE
  END
),
invoiced AS (
  SELECT
    scope,
    customer_id,
    invoice_index,
    count(*) AS invoices,
    min(invoice_date) AS first_date,
    CAST(sum(invoice_total) AS decimal(24,6)) AS invoiced,
    CAST(sum(invoice_total) AS decimal(19,2)) AS amount
  FROM invoice
  GROUP BY scope, customer_id, invoice_index
),
change AS (
  SELECT
    scope,
    customer_id,
    month_index,
    CAST(open_amount AS decimal(24,6)) AS open_amount,
    CAST(surplus AS decimal(24,6)) AS on_account,
    CAST(NULL AS decimal(24,6)) AS invoiced,
    CAST(NULL AS decimal(24,6)) AS due_total,
    CAST(NULL AS decimal(24,6)) AS due_credited,
    CAST(NULL AS decimal(24,6)) AS due_applied,
    CAST(NULL AS bigint) AS invoices,
    CAST(NULL AS date) AS first_date,
    CAST(NULL AS bigint) AS last_index,
    CAST(NULL AS bigint) AS active_months,
    CAST(NULL AS decimal(24,6)) AS active_sum,
    CAST(NULL AS decimal(38,4)) AS active_squares,
    CAST(NULL AS bigint) AS due_count,
    CAST(NULL AS bigint) AS on_time,
    CAST(NULL AS bigint) AS recent,
    CAST(NULL AS bigint) AS recent_on_time,
    CAST(NULL AS bigint) AS late_days,
    CAST(NULL AS bigint) AS late_open,
    CAST(NULL AS bigint) AS late_open_due,
    CAST(NULL AS bigint) AS over_30,
    CAST(NULL AS bigint) AS over_60,
    CAST(NULL AS bigint) AS over_90
  FROM step
  UNION ALL
  SELECT
    scope, customer_id, greatest(month_index, due_index),
    NULL, NULL, NULL, total, credited, applied,
    NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
  FROM step
  UNION ALL
  SELECT
    scope, customer_id, year(change_date) * 12 + month(change_date),
    NULL, on_account, NULL, NULL, NULL, NULL,
    NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
  FROM account_change
  WHERE run = ?
  UNION ALL
  SELECT
    scope, customer_id, invoice_index,
    NULL, NULL, invoiced, NULL, NULL, NULL,
    invoices, first_date, invoice_index, 1, invoiced, amount * amount,
    NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
  FROM invoiced
  UNION ALL
  SELECT
    scope, customer_id, invoice_index + 12,
    NULL, NULL, NULL, NULL, NULL, NULL,
    NULL, NULL, NULL, -1, -invoiced, -(amount * amount),
    NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
  FROM invoiced
  UNION ALL
  SELECT
    scope, customer_id, month_index,
    NULL, NULL, NULL, NULL, NULL, NULL,
    NULL, NULL, NULL, NULL, NULL, NULL,
    due_count, on_time, recent, recent_on_time, late_days, late_open, late_open_due, over_30, over_60, over_90
  FROM mark
),
asked AS (
  SELECT last_index, last_index - months + 1 AS first_index
  FROM (
    SELECT year(period_end) * 12 + month(period_end) AS last_index, months
    FROM (SELECT CAST(? AS date) AS period_end, CAST(? AS bigint) AS months) AS parameters
  ) AS span
)
SELECT
  c.scope,
  c.customer_id,
  greatest(c.month_index, a.first_index) AS month_index,
  CAST(coalesce(sum(c.open_amount), 0) AS decimal(24,6)) AS open_amount,
  CAST(coalesce(sum(c.on_account), 0) AS decimal(24,6)) AS on_account,
  CAST(coalesce(sum(c.invoiced), 0) AS decimal(24,6)) AS invoiced,
  CAST(coalesce(sum(c.due_total), 0) AS decimal(24,6)) AS due_total,
  CAST(coalesce(sum(c.due_credited), 0) AS decimal(24,6)) AS due_credited,
  CAST(coalesce(sum(c.due_applied), 0) AS decimal(24,6)) AS due_applied,
  CAST(coalesce(sum(c.invoices), 0) AS bigint) AS invoices,
  min(c.first_date) AS first_date,
  max(c.last_index) AS last_index,
  CAST(coalesce(sum(c.active_months), 0) AS bigint) AS active_months,
  CAST(coalesce(sum(c.active_sum), 0) AS decimal(24,6)) AS active_sum,
  CAST(coalesce(sum(c.active_squares), 0) AS decimal(38,4)) AS active_squares,
  CAST(coalesce(sum(c.due_count), 0) AS bigint) AS due_count,
  CAST(coalesce(sum(c.on_time), 0) AS bigint) AS on_time,
  CAST(coalesce(sum(c.recent), 0) AS bigint) AS recent,
  CAST(coalesce(sum(c.recent_on_time), 0) AS bigint) AS recent_on_time,
  CAST(coalesce(sum(c.late_days), 0) AS bigint) AS late_days,
  CAST(coalesce(sum(c.late_open), 0) AS bigint) AS late_open,
  CAST(coalesce(sum(c.late_open_due), 0) AS bigint) AS late_open_due,
  CAST(coalesce(sum(c.over_30), 0) AS bigint) AS over_30,
  CAST(coalesce(sum(c.over_60), 0) AS bigint) AS over_60,
  CAST(coalesce(sum(c.over_90), 0) AS bigint) AS over_90
FROM change c
CROSS JOIN asked a
WHERE c.month_index <= a.last_index
GROUP BY c.scope, c.customer_id, greatest(c.month_index, a.first_index)
