-- The receivables of every month the ledger covers up to the period (the last 600 at most): what was invoiced, what came in, what is left.
--
-- The base of a month's collection rate is what was open at its start and due by its end, plus the invoices dated in it and due by its
-- end. Credits take from the base before cash does, and never more than is there.
--
-- Grain: one row a scope and month, from the first invoice's month on (without any: from the first with something on account).
--
-- Columns
--   scope                   varchar
--   month                   varchar; YYYY-MM
--   invoiced                decimal(24,6); invoices dated in the month
--   invoices                bigint
--   credit_notes            decimal(24,6); credit notes dated in the month
--   cash_applied            decimal(24,6); change of what cash has settled
--   credit_applied          decimal(24,6); change of what credits have settled
--   receivables             decimal(24,6); open at the month's end
--   overdue                 decimal(24,6); open and due before the month's end
--   credit_on_account       decimal(24,6); at the month's end
--   base_amount             decimal(24,6)
--   base_credited           decimal(24,6)
--   base_collected          decimal(24,6)
--   invoiced_90d            decimal(24,6); in the 90 days that end with the month
--   credit_notes_90d        decimal(24,6); the same
--
-- Parameters
--   1 run         varchar
--   2 run         varchar
--   3 period_end  date; the period's last day
WITH step AS (
  SELECT
    scope,
    invoice_date,
    opening,
    invoice_total,
    month_index,
    year(due_date) * 12 + month(due_date) AS due_index,
    year(day_1) * 12 + month(day_1) AS overdue_index,
    open_before,
    open_after,
    credited_after - credited_before AS credited,
    applied_after - applied_before AS applied,
    surplus_after - surplus_before AS surplus,
    CASE WHEN opening THEN invoice_total ELSE open_before END AS base
  FROM (
    SELECT *, CAST(due_date + INTERVAL '1' DAY AS date) AS day_1
    FROM invoice_step
    WHERE run = ?
  ) AS dated
),
account AS (
  SELECT
    scope,
    change_date,
    sum(on_account) AS on_account,
    sum(credit_notes) AS credit_notes
  FROM account_change
  WHERE run = ?
  GROUP BY scope, change_date
),
-- Every change in the month where it first counts for the column it belongs to.
change AS (
  SELECT
    scope,
    month_index,
    sum(CASE WHEN opening THEN invoice_total ELSE 0 END) AS invoiced,
    sum(CASE WHEN opening THEN 1 ELSE 0 END) AS invoices,
    CAST(NULL AS decimal(38,6)) AS credit_notes,
    sum(applied) AS cash_applied,
    sum(credited) AS credit_applied,
    sum(open_after - open_before) AS receivables,
    CAST(NULL AS decimal(38,6)) AS overdue,
    sum(surplus) AS on_account,
    sum(CASE WHEN opening AND due_index <= month_index THEN invoice_total ELSE 0 END) AS base_new,
    CAST(NULL AS decimal(38,6)) AS base_open,
    sum(CASE WHEN due_index <= month_index THEN least(base, credited) ELSE 0 END) AS base_credited,
    sum(CASE WHEN due_index <= month_index THEN base - least(base, credited) - open_after ELSE 0 END) AS base_collected
  FROM step
  GROUP BY scope, month_index
  UNION ALL
  SELECT
    scope,
    greatest(month_index, overdue_index),
    NULL, NULL, NULL, NULL, NULL, NULL,
    sum(open_after - open_before),
    NULL, NULL, NULL, NULL, NULL
  FROM step
  GROUP BY scope, greatest(month_index, overdue_index)
  UNION ALL
  SELECT
    scope,
    greatest(month_index + 1, due_index),
    NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
    sum(open_after - open_before),
    NULL, NULL
  FROM step
  GROUP BY scope, greatest(month_index + 1, due_index)
  UNION ALL
  SELECT
    scope,
    year(change_date) * 12 + month(change_date),
    NULL, NULL,
    sum(credit_notes),
    NULL, NULL, NULL, NULL,
    sum(on_account),
    NULL, NULL, NULL, NULL
  FROM account
  GROUP BY scope, year(change_date) * 12 + month(change_date)
),
digit AS (
  SELECT digit
  FROM (VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) AS digits (digit)
),
month_end AS (
  SELECT month_end, year(month_end) * 12 + month(month_end) AS month_index
  FROM (
    SELECT
      CAST(date_trunc('month', period_end) - (n - 1) * INTERVAL '1' MONTH - INTERVAL '1' DAY AS date) AS month_end
    FROM (SELECT CAST(? AS date) AS period_end) AS parameters
    CROSS JOIN (SELECT 100 * h.digit + 10 * t.digit + u.digit AS n FROM digit h CROSS JOIN digit t CROSS JOIN digit u) AS back
    WHERE n < 600
  ) AS ends
),
covered AS (
  SELECT scope, coalesce(min(invoice_index), min(account_index)) AS first_index
  FROM (
    SELECT scope, month_index AS invoice_index, CAST(NULL AS bigint) AS account_index
    FROM step
    UNION ALL
    SELECT scope, CAST(NULL AS bigint) AS invoice_index, year(change_date) * 12 + month(change_date) AS account_index
    FROM account
  ) AS known
  GROUP BY scope
),
spine AS (
  SELECT c.scope, m.month_end, m.month_index
  FROM covered c
  CROSS JOIN month_end m
  WHERE m.month_index >= c.first_index
),
-- Money on account before the first invoice (and all before the 600 months) stands in the first month shown; what is of one month does not.
placed AS (
  SELECT c.*, greatest(c.month_index, f.first_shown) AS shown_index
  FROM change c
  JOIN (SELECT scope, min(month_index) AS first_shown FROM spine GROUP BY scope) AS f ON f.scope = c.scope
),
monthly AS (
  SELECT
    s.scope,
    s.month_end,
    s.month_index,
    sum(CASE WHEN p.month_index = s.month_index THEN p.invoiced END) AS invoiced,
    sum(CASE WHEN p.month_index = s.month_index THEN p.invoices END) AS invoices,
    sum(CASE WHEN p.month_index = s.month_index THEN p.credit_notes END) AS credit_notes,
    sum(CASE WHEN p.month_index = s.month_index THEN p.cash_applied END) AS cash_applied,
    sum(CASE WHEN p.month_index = s.month_index THEN p.credit_applied END) AS credit_applied,
    sum(p.receivables) AS receivables,
    sum(p.overdue) AS overdue,
    sum(p.on_account) AS on_account,
    sum(p.base_open) AS base_open,
    sum(CASE WHEN p.month_index = s.month_index THEN p.base_new END) AS base_new,
    sum(CASE WHEN p.month_index = s.month_index THEN p.base_credited END) AS base_credited,
    sum(CASE WHEN p.month_index = s.month_index THEN p.base_collected END) AS base_collected
  FROM spine s
  LEFT JOIN placed p ON p.scope = s.scope AND p.shown_index = s.month_index
  GROUP BY s.scope, s.month_end, s.month_index
),
day_total AS (
  SELECT scope, day, sum(invoiced) AS invoiced, sum(credit_notes) AS credit_notes
  FROM (
    SELECT scope, invoice_date AS day, invoice_total AS invoiced, CAST(0 AS decimal(24,6)) AS credit_notes
    FROM step
    WHERE opening
    UNION ALL
    SELECT scope, change_date AS day, CAST(0 AS decimal(24,6)) AS invoiced, CAST(credit_notes AS decimal(24,6)) AS credit_notes
    FROM account
  ) AS dated
  GROUP BY scope, day
),
quarter_to_date AS (
  SELECT s.scope, s.month_index, sum(d.invoiced) AS invoiced, sum(d.credit_notes) AS credit_notes
  FROM spine s
  JOIN day_total d ON d.scope = s.scope AND d.day <= s.month_end AND d.day > CAST(s.month_end - INTERVAL '90' DAY AS date)
  GROUP BY s.scope, s.month_index
)
SELECT
  m.scope,
  substr(CAST(m.month_end AS varchar), 1, 7) AS month,
  CAST(coalesce(m.invoiced, 0) AS decimal(24,6)) AS invoiced,
  CAST(coalesce(m.invoices, 0) AS bigint) AS invoices,
  CAST(coalesce(m.credit_notes, 0) AS decimal(24,6)) AS credit_notes,
  CAST(coalesce(m.cash_applied, 0) AS decimal(24,6)) AS cash_applied,
  CAST(coalesce(m.credit_applied, 0) AS decimal(24,6)) AS credit_applied,
  CAST(sum(coalesce(m.receivables, 0)) OVER by_month AS decimal(24,6)) AS receivables,
  CAST(sum(coalesce(m.overdue, 0)) OVER by_month AS decimal(24,6)) AS overdue,
  CAST(sum(coalesce(m.on_account, 0)) OVER by_month AS decimal(24,6)) AS credit_on_account,
  CAST(sum(coalesce(m.base_open, 0)) OVER by_month + coalesce(m.base_new, 0) AS decimal(24,6)) AS base_amount,
  CAST(coalesce(m.base_credited, 0) AS decimal(24,6)) AS base_credited,
  CAST(coalesce(m.base_collected, 0) AS decimal(24,6)) AS base_collected,
  CAST(coalesce(q.invoiced, 0) AS decimal(24,6)) AS invoiced_90d,
  CAST(coalesce(q.credit_notes, 0) AS decimal(24,6)) AS credit_notes_90d
FROM monthly m
LEFT JOIN quarter_to_date q ON q.scope = m.scope AND q.month_index = m.month_index
WINDOW by_month AS (PARTITION BY m.scope ORDER BY m.month_index ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
