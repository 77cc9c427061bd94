-- What changed for each customer in each month: the sums of which customer_month's rows are made. A month's value is the sum of all
-- changes up to it, so an invoice costs a few rows however many month ends are asked for.
--
-- Marks of payment behaviour enter when an invoice falls due and leave twelve months after it is both due and settled; an invoice that
-- stays open keeps its mark.
--
-- Grain: one row a scope, customer and month with a change.
--
-- Columns
--   scope                 varchar
--   customer_id           varchar
--   month_index           bigint; year × 12 + month
--   open_amount           decimal(24,6)
--   on_account            decimal(24,6); credit on account
--   invoiced              decimal(24,6)
--   due_net               decimal(24,6); invoiced less credited, of invoices due up to the month's end
--   due_applied           decimal(24,6); cash applied to them
--   invoices              bigint
--   due_count, on_time    bigint; invoices with a mark, and those of them settled by their due date
--   late_open             bigint; those open and overdue
--   late_days             bigint; days late of those settled late, less the due dates (days since 1970-01-01) of those open and overdue:
--                         a month end's day times late_open, and this, is how many days late all of them are by then
--
-- Parameters
--   1 run             varchar
--   2 run             varchar
--   3 run             varchar
--   4 run             varchar
--   5 period_end      date; the period's last day
WITH mark AS (
  SELECT
    scope,
    customer_id,
    CAST(greatest(year(due_date) * 12 + month(due_date), year(invoice_date) * 12 + month(invoice_date)) AS integer) AS due_index,
    CAST(greatest(year(day_after) * 12 + month(day_after), year(invoice_date) * 12 + month(invoice_date)) AS integer) AS late_index,
    CAST(coalesce(year(settled_date) * 12 + month(settled_date), 999999) AS integer) AS settled_index,
    CASE WHEN settled_date <= due_date THEN 1 ELSE 0 END AS on_time,
    CAST(CASE WHEN settled_date > due_date THEN date_diff('day', due_date, settled_date) ELSE 0 END AS integer) AS late_days,
    CAST(date_diff('day', DATE '1970-01-01', due_date) AS integer) AS due_day
  FROM (
    SELECT *, CAST(due_date + INTERVAL '1' DAY AS date) AS day_after
    FROM invoice_fact
    WHERE run = ? AND invoice_total > 0
  ) AS dated
),
-- 1 due, 2 forgotten, 3 open and overdue at a month's end for the first time, 4 settled late.
moment AS (
  SELECT moment
  FROM (VALUES (1), (2), (3), (4)) AS moments (moment)
),
behaviour AS (
  SELECT
    k.scope,
    k.customer_id,
    CASE m.moment
      WHEN 1 THEN k.due_index
      WHEN 2 THEN greatest(k.due_index, k.settled_index) + 12
      WHEN 3 THEN k.late_index
      ELSE k.settled_index
    END AS month_index,
    CASE m.moment WHEN 1 THEN 1 WHEN 2 THEN -1 ELSE 0 END AS due_count,
    CASE m.moment WHEN 1 THEN k.on_time WHEN 2 THEN -k.on_time ELSE 0 END AS on_time,
    CASE WHEN k.settled_index > k.late_index THEN CASE m.moment WHEN 3 THEN 1 WHEN 4 THEN -1 ELSE 0 END ELSE 0 END AS late_open,
    CASE m.moment
      WHEN 1 THEN 0
      WHEN 2 THEN -k.late_days
      WHEN 3 THEN -k.due_day
      ELSE k.late_days + CASE WHEN k.settled_index > k.late_index THEN k.due_day ELSE 0 END
    END AS late_days
  FROM mark k
  CROSS JOIN moment m
  WHERE CASE m.moment WHEN 3 THEN k.settled_index > k.late_index WHEN 4 THEN k.late_days > 0 ELSE TRUE END
),
change AS (
  SELECT
    scope,
    customer_id,
    CAST(month_index AS integer) AS month_index,
    open_after - open_before AS open_amount,
    surplus_after - surplus_before AS on_account,
    CASE WHEN opening THEN invoice_total END AS invoiced,
    CAST(NULL AS decimal(24,6)) AS due_net,
    CAST(NULL AS decimal(24,6)) AS due_applied,
    CASE WHEN opening THEN 1 END AS invoices,
    CAST(NULL AS integer) AS due_count,
    CAST(NULL AS integer) AS on_time,
    CAST(NULL AS integer) AS late_open,
    CAST(NULL AS integer) AS late_days
  FROM invoice_step
  WHERE run = ?
  UNION ALL
  SELECT
    scope,
    customer_id,
    CAST(greatest(month_index, year(due_date) * 12 + month(due_date)) AS integer),
    NULL, NULL, NULL,
    CASE WHEN opening THEN invoice_total ELSE 0 END - credited_after + credited_before,
    applied_after - applied_before,
    NULL, NULL, NULL, NULL, NULL
  FROM invoice_step
  WHERE run = ?
  UNION ALL
  SELECT
    scope,
    customer_id,
    CAST(year(change_date) * 12 + month(change_date) AS integer),
    NULL, on_account, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
  FROM account_change
  WHERE run = ?
  UNION ALL
  SELECT
    scope,
    customer_id,
    month_index,
    NULL, NULL, NULL, NULL, NULL, NULL, due_count, on_time, late_open, late_days
  FROM behaviour
)
SELECT
  scope,
  customer_id,
  CAST(month_index AS bigint) AS month_index,
  CAST(coalesce(sum(open_amount), 0) AS decimal(24,6)) AS open_amount,
  CAST(coalesce(sum(on_account), 0) AS decimal(24,6)) AS on_account,
  CAST(coalesce(sum(invoiced), 0) AS decimal(24,6)) AS invoiced,
  CAST(coalesce(sum(due_net), 0) AS decimal(24,6)) AS due_net,
  CAST(coalesce(sum(due_applied), 0) AS decimal(24,6)) AS due_applied,
  CAST(coalesce(sum(invoices), 0) AS bigint) AS invoices,
  CAST(coalesce(sum(due_count), 0) AS bigint) AS due_count,
  CAST(coalesce(sum(on_time), 0) AS bigint) AS on_time,
  CAST(coalesce(sum(late_open), 0) AS bigint) AS late_open,
  CAST(coalesce(sum(late_days), 0) AS bigint) AS late_days
FROM change
CROSS JOIN (
  SELECT year(period_end) * 12 + month(period_end) AS last_index
  FROM (SELECT CAST(? AS date) AS period_end) AS parameters
) AS asked
WHERE month_index <= last_index
GROUP BY scope, customer_id, month_index
