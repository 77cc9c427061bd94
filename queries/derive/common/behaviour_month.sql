-- How each customer behaved, as of each month end at which it had something open: what the early warning is made of. Nothing dated
-- after the month end is looked at, so that a month says today what it would have said then.
--
-- Payments count from their own day, whatever they pay. Days late of an invoice are its settlement less its due date, negative where
-- it was settled early. Invoices without an amount are left out. Windows are of calendar months: the last 3 are the month and the two
-- before it.
--
-- Grain: one row a scope, customer and month end with something open, over the last history_months month ends.
--
-- Columns
--   scope, customer_id       varchar
--   month                    varchar; YYYY-MM
--   month_index              bigint; year × 12 + month
--   open_amount              decimal(24,6)
--   overdue_amount           decimal(24,6); open and due before the month end
--   open_amount_3m           decimal(24,6); open three months before, null where nothing was
--   open_amount_peak         decimal(24,6); the most that was open at one of the last 12 month ends, this one included
--   open_invoices            bigint
--   overdue_invoices         bigint
--   overdue_days             bigint; of all overdue invoices together
--   oldest_days              bigint; days overdue of the oldest, 0 where none is overdue
--   open_soon                bigint; open and due in 1 to 60 days
--   open_0, open_5, … open_25  bigint; open and due 0–4, 5–9, … 25–29 days ago
--   open_30                  bigint; open and due 30 days ago or more
--   waiting_days             bigint; days overdue of the oldest open invoice that is not 30 days overdue yet, 0 without
--   part_paid                bigint; open with a part of the cash received
--   open_due_6m              bigint; open and due in the last 6 months
--   due_6m                   bigint; fell due in the last 6 months
--   settled, late_days       bigint; invoices ever settled, and their days late
--   settled_3m, late_days_3m bigint; those settled in the last 3 months
--   settled_6m, late_days_6m bigint; in the last 6 months
--   settled_12m, late_days_12m, late_square_12m  bigint; in the last 12 months; the squares of their days late added up
--   late_0, late_5, … late_30  bigint; of those settled in the last 12 months, settled so many days late or more
--   disputed_12m             bigint; those of them that had been disputed
--   past_overdue_invoices, past_overdue_days  bigint; overdue_invoices and overdue_days three months before, 0 where nothing was open
--   past_settled_3m, past_late_days_3m        bigint; settled_3m and late_days_3m three months before
--   year_settled_3m, year_late_days_3m        bigint; the same a year before
--   unpaid_months            bigint; months in a row, up to this one, that end with something overdue and saw no payment
--   invoice_silence          bigint; days since the last invoice
--   payment_silence          bigint, null where nothing was ever paid; days since the last payment
--   known_days               bigint; days since the first invoice
--   written_3m, written_12m  bigint; invoices written in the last 3, in the last 12 months
--   terms_days_12m           bigint; days from invoice to due date of those written in the last 12 months
--
-- Parameters
--   1 run             varchar
--   2 period_end      date; the period's last day
--   3 history_months  integer; month ends asked for
--   4 run             varchar
--   5 run             varchar
--   6 run             varchar
WITH digit AS (
  SELECT digit
  FROM (VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) AS digits (digit)
),
scope AS (
  SELECT scope
  FROM ledger_scope
  WHERE run = ?
),
asked AS (
  SELECT period_end, CAST(history_months AS bigint) AS history_months, year(period_end) * 12 + month(period_end) AS last_index
  FROM (SELECT CAST(? AS date) AS period_end, CAST(? AS bigint) AS history_months) AS parameters
),
-- A year more than asked for: the first month asked for looks back as far as the last.
month_end AS (
  SELECT
    month_end,
    year(month_end) * 12 + month(month_end) AS month_index
  FROM (
    SELECT CAST(date_trunc('month', a.period_end) - (b.n - 1) * INTERVAL '1' MONTH - INTERVAL '1' DAY AS date) AS month_end
    FROM asked a
    CROSS JOIN (SELECT 100 * h.digit + 10 * t.digit + u.digit AS n FROM digit h CROSS JOIN digit t CROSS JOIN digit u) AS b
    WHERE b.n < a.history_months + 12
  ) AS ends
),
standing AS (
  SELECT
    s.scope,
    s.customer_id,
    m.month_index,
    s.open_after,
    s.applied_after,
    m.month_index - (year(s.due_date) * 12 + month(s.due_date)) AS due_months,
    year(s.day_after) * 12 + month(s.day_after) AS late_index,
    date_diff('day', s.due_date, m.month_end) AS days
  FROM (
    SELECT *, CAST(due_date + INTERVAL '1' DAY AS date) AS day_after
    FROM invoice_step
    WHERE run = ? AND open_after > 0
  ) AS s
  -- A difference instead of two comparisons: engines then stream the few month ends past each row and sort nothing.
  CROSS JOIN month_end m
  WHERE m.month_index - s.month_index >= 0 AND coalesce(s.next_month_index, 999999) - m.month_index > 0
),
snapshot AS (
  SELECT
    scope,
    customer_id,
    month_index,
    sum(open_after) AS open_amount,
    sum(CASE WHEN days > 0 THEN open_after ELSE CAST(0 AS decimal(24,6)) END) AS overdue_amount,
    count(*) AS open_invoices,
    count(CASE WHEN days > 0 THEN 1 END) AS overdue_invoices,
    sum(CASE WHEN days > 0 THEN days ELSE 0 END) AS overdue_days,
    max(CASE WHEN days > 0 THEN days ELSE 0 END) AS oldest_days,
    min(CASE WHEN days > 0 THEN late_index END) AS oldest_index,
    count(CASE WHEN days < 0 AND days >= -60 THEN 1 END) AS open_soon,
    count(CASE WHEN days >= 0 AND days < 5 THEN 1 END) AS open_0,
    count(CASE WHEN days >= 5 AND days < 10 THEN 1 END) AS open_5,
    count(CASE WHEN days >= 10 AND days < 15 THEN 1 END) AS open_10,
    count(CASE WHEN days >= 15 AND days < 20 THEN 1 END) AS open_15,
    count(CASE WHEN days >= 20 AND days < 25 THEN 1 END) AS open_20,
    count(CASE WHEN days >= 25 AND days < 30 THEN 1 END) AS open_25,
    count(CASE WHEN days >= 30 THEN 1 END) AS open_30,
    max(CASE WHEN days > 0 AND days < 30 THEN days ELSE 0 END) AS waiting_days,
    count(CASE WHEN applied_after > 0 THEN 1 END) AS part_paid,
    count(CASE WHEN due_months >= 0 AND due_months < 6 THEN 1 END) AS open_due_6m
  FROM standing
  GROUP BY scope, customer_id, month_index
),
invoice AS (
  SELECT
    scope,
    customer_id,
    invoice_date,
    due_date,
    settled_date,
    date_diff('day', invoice_date, due_date) AS terms_days,
    date_diff('day', due_date, settled_date) AS late,
    CASE WHEN disputed THEN 1 ELSE 0 END AS disputed
  FROM invoice_fact
  WHERE run = ? AND invoice_total > 0
),
-- 1 invoiced, 2 due, 3 settled.
moment AS (
  SELECT moment
  FROM (VALUES (1), (2), (3)) AS moments (moment)
),
happened AS (
  SELECT
    i.scope,
    i.customer_id,
    CASE m.moment
      WHEN 1 THEN year(i.invoice_date) * 12 + month(i.invoice_date)
      WHEN 2 THEN greatest(year(i.due_date) * 12 + month(i.due_date), year(i.invoice_date) * 12 + month(i.invoice_date))
      ELSE year(i.settled_date) * 12 + month(i.settled_date)
    END AS month_index,
    CASE WHEN m.moment = 1 THEN i.invoice_date END AS invoice_date,
    CASE WHEN m.moment = 1 THEN i.terms_days END AS terms_days,
    CASE WHEN m.moment = 2 THEN 1 END AS due,
    CASE WHEN m.moment = 3 THEN i.late END AS late,
    CASE WHEN m.moment = 3 THEN i.disputed END AS disputed,
    CAST(NULL AS date) AS payment_date
  FROM invoice i
  CROSS JOIN moment m
  WHERE m.moment < 3 OR i.settled_date IS NOT NULL
  UNION ALL
  SELECT
    s.scope,
    p.customer_id,
    year(p.posting_date) * 12 + month(p.posting_date) AS month_index,
    CAST(NULL AS date) AS invoice_date,
    CAST(NULL AS bigint) AS terms_days,
    CAST(NULL AS integer) AS due,
    CAST(NULL AS bigint) AS late,
    CAST(NULL AS integer) AS disputed,
    p.posting_date AS payment_date
  FROM ledger_posting p
  CROSS JOIN scope s
  WHERE p.run = ? AND p.kind = 'cash' AND p.amount > 0 AND (s.scope = '*' OR s.scope = p.currency)
),
monthly AS (
  SELECT
    scope,
    customer_id,
    month_index,
    min(invoice_date) AS first_invoice_date,
    max(invoice_date) AS last_invoice_date,
    max(payment_date) AS last_payment_date,
    count(terms_days) AS written,
    sum(terms_days) AS terms_days,
    count(due) AS due,
    count(late) AS settled,
    sum(late) AS late_days,
    sum(late * late) AS late_square,
    count(CASE WHEN late >= 0 THEN 1 END) AS late_0,
    count(CASE WHEN late >= 5 THEN 1 END) AS late_5,
    count(CASE WHEN late >= 10 THEN 1 END) AS late_10,
    count(CASE WHEN late >= 15 THEN 1 END) AS late_15,
    count(CASE WHEN late >= 20 THEN 1 END) AS late_20,
    count(CASE WHEN late >= 25 THEN 1 END) AS late_25,
    count(CASE WHEN late >= 30 THEN 1 END) AS late_30,
    sum(disputed) AS disputed
  FROM happened
  GROUP BY scope, customer_id, month_index
),
timeline AS (
  SELECT
    coalesce(n.scope, h.scope) AS scope,
    coalesce(n.customer_id, h.customer_id) AS customer_id,
    coalesce(n.month_index, h.month_index) AS month_index,
    n.open_amount,
    n.overdue_amount,
    n.open_invoices,
    n.overdue_invoices,
    n.overdue_days,
    n.oldest_days,
    n.oldest_index,
    n.open_soon,
    n.open_0,
    n.open_5,
    n.open_10,
    n.open_15,
    n.open_20,
    n.open_25,
    n.open_30,
    n.waiting_days,
    n.part_paid,
    n.open_due_6m,
    h.first_invoice_date,
    h.last_invoice_date,
    h.last_payment_date,
    h.written,
    h.terms_days,
    h.due,
    h.settled,
    h.late_days,
    h.late_square,
    h.late_0,
    h.late_5,
    h.late_10,
    h.late_15,
    h.late_20,
    h.late_25,
    h.late_30,
    h.disputed
  FROM snapshot n
  FULL JOIN monthly h ON h.scope = n.scope AND h.customer_id = n.customer_id AND h.month_index = n.month_index
),
seen AS (
  SELECT
    scope,
    customer_id,
    month_index,
    open_amount,
    overdue_amount,
    open_invoices,
    overdue_invoices,
    overdue_days,
    oldest_days,
    oldest_index,
    open_soon,
    open_0,
    open_5,
    open_10,
    open_15,
    open_20,
    open_25,
    open_30,
    waiting_days,
    part_paid,
    open_due_6m,
    sum(open_amount) OVER three_before AS open_amount_3m,
    max(open_amount) OVER last_12 AS open_amount_peak,
    sum(overdue_invoices) OVER three_before AS past_overdue_invoices,
    sum(overdue_days) OVER three_before AS past_overdue_days,
    sum(settled) OVER so_far AS settled,
    sum(late_days) OVER so_far AS late_days,
    min(first_invoice_date) OVER so_far AS first_invoice_date,
    max(last_invoice_date) OVER so_far AS last_invoice_date,
    max(last_payment_date) OVER so_far AS last_payment_date,
    sum(settled) OVER last_3 AS settled_3m,
    sum(late_days) OVER last_3 AS late_days_3m,
    sum(settled) OVER past_3 AS past_settled_3m,
    sum(late_days) OVER past_3 AS past_late_days_3m,
    sum(settled) OVER year_3 AS year_settled_3m,
    sum(late_days) OVER year_3 AS year_late_days_3m,
    sum(due) OVER last_6 AS due_6m,
    sum(settled) OVER last_6 AS settled_6m,
    sum(late_days) OVER last_6 AS late_days_6m,
    sum(settled) OVER last_12 AS settled_12m,
    sum(late_days) OVER last_12 AS late_days_12m,
    sum(late_square) OVER last_12 AS late_square_12m,
    sum(late_0) OVER last_12 AS late_0,
    sum(late_5) OVER last_12 AS late_5,
    sum(late_10) OVER last_12 AS late_10,
    sum(late_15) OVER last_12 AS late_15,
    sum(late_20) OVER last_12 AS late_20,
    sum(late_25) OVER last_12 AS late_25,
    sum(late_30) OVER last_12 AS late_30,
    sum(disputed) OVER last_12 AS disputed_12m,
    sum(written) OVER last_3 AS written_3m,
    sum(written) OVER last_12 AS written_12m,
    sum(terms_days) OVER last_12 AS terms_days_12m
  FROM timeline
  WINDOW
    so_far AS (PARTITION BY scope, customer_id ORDER BY month_index RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW),
    last_3 AS (PARTITION BY scope, customer_id ORDER BY month_index RANGE BETWEEN 2 PRECEDING AND CURRENT ROW),
    last_6 AS (PARTITION BY scope, customer_id ORDER BY month_index RANGE BETWEEN 5 PRECEDING AND CURRENT ROW),
    last_12 AS (PARTITION BY scope, customer_id ORDER BY month_index RANGE BETWEEN 11 PRECEDING AND CURRENT ROW),
    past_3 AS (PARTITION BY scope, customer_id ORDER BY month_index RANGE BETWEEN 5 PRECEDING AND 3 PRECEDING),
    year_3 AS (PARTITION BY scope, customer_id ORDER BY month_index RANGE BETWEEN 14 PRECEDING AND 12 PRECEDING),
    three_before AS (PARTITION BY scope, customer_id ORDER BY month_index RANGE BETWEEN 3 PRECEDING AND 3 PRECEDING)
)
SELECT
  s.scope,
  s.customer_id,
  substr(CAST(m.month_end AS varchar), 1, 7) AS month,
  CAST(s.month_index AS bigint) AS month_index,
  CAST(s.open_amount AS decimal(24,6)) AS open_amount,
  CAST(s.overdue_amount AS decimal(24,6)) AS overdue_amount,
  CAST(s.open_amount_3m AS decimal(24,6)) AS open_amount_3m,
  CAST(s.open_amount_peak AS decimal(24,6)) AS open_amount_peak,
  CAST(coalesce(s.open_invoices, 0) AS bigint) AS open_invoices,
  CAST(coalesce(s.overdue_invoices, 0) AS bigint) AS overdue_invoices,
  CAST(coalesce(s.overdue_days, 0) AS bigint) AS overdue_days,
  CAST(coalesce(s.oldest_days, 0) AS bigint) AS oldest_days,
  CAST(coalesce(s.open_soon, 0) AS bigint) AS open_soon,
  CAST(coalesce(s.open_0, 0) AS bigint) AS open_0,
  CAST(coalesce(s.open_5, 0) AS bigint) AS open_5,
  CAST(coalesce(s.open_10, 0) AS bigint) AS open_10,
  CAST(coalesce(s.open_15, 0) AS bigint) AS open_15,
  CAST(coalesce(s.open_20, 0) AS bigint) AS open_20,
  CAST(coalesce(s.open_25, 0) AS bigint) AS open_25,
  CAST(coalesce(s.open_30, 0) AS bigint) AS open_30,
  CAST(coalesce(s.waiting_days, 0) AS bigint) AS waiting_days,
  CAST(coalesce(s.part_paid, 0) AS bigint) AS part_paid,
  CAST(coalesce(s.open_due_6m, 0) AS bigint) AS open_due_6m,
  CAST(coalesce(s.due_6m, 0) AS bigint) AS due_6m,
  CAST(coalesce(s.settled, 0) AS bigint) AS settled,
  CAST(coalesce(s.late_days, 0) AS bigint) AS late_days,
  CAST(coalesce(s.settled_3m, 0) AS bigint) AS settled_3m,
  CAST(coalesce(s.late_days_3m, 0) AS bigint) AS late_days_3m,
  CAST(coalesce(s.settled_6m, 0) AS bigint) AS settled_6m,
  CAST(coalesce(s.late_days_6m, 0) AS bigint) AS late_days_6m,
  CAST(coalesce(s.settled_12m, 0) AS bigint) AS settled_12m,
  CAST(coalesce(s.late_days_12m, 0) AS bigint) AS late_days_12m,
  CAST(coalesce(s.late_square_12m, 0) AS bigint) AS late_square_12m,
  CAST(coalesce(s.late_0, 0) AS bigint) AS late_0,
  CAST(coalesce(s.late_5, 0) AS bigint) AS late_5,
  CAST(coalesce(s.late_10, 0) AS bigint) AS late_10,
  CAST(coalesce(s.late_15, 0) AS bigint) AS late_15,
  CAST(coalesce(s.late_20, 0) AS bigint) AS late_20,
  CAST(coalesce(s.late_25, 0) AS bigint) AS late_25,
  CAST(coalesce(s.late_30, 0) AS bigint) AS late_30,
  CAST(coalesce(s.disputed_12m, 0) AS bigint) AS disputed_12m,
  CAST(coalesce(s.past_overdue_invoices, 0) AS bigint) AS past_overdue_invoices,
  CAST(coalesce(s.past_overdue_days, 0) AS bigint) AS past_overdue_days,
  CAST(coalesce(s.past_settled_3m, 0) AS bigint) AS past_settled_3m,
  CAST(coalesce(s.past_late_days_3m, 0) AS bigint) AS past_late_days_3m,
  CAST(coalesce(s.year_settled_3m, 0) AS bigint) AS year_settled_3m,
  CAST(coalesce(s.year_late_days_3m, 0) AS bigint) AS year_late_days_3m,
  CAST(
    CASE
      WHEN s.overdue_invoices = 0 THEN 0
      ELSE least(
        s.month_index - s.oldest_index + 1,
        coalesce(s.month_index - (year(s.last_payment_date) * 12 + month(s.last_payment_date)), 999999)
      )
    END
    AS bigint
  ) AS unpaid_months,
  CAST(date_diff('day', s.last_invoice_date, m.month_end) AS bigint) AS invoice_silence,
  CAST(date_diff('day', s.last_payment_date, m.month_end) AS bigint) AS payment_silence,
  CAST(date_diff('day', s.first_invoice_date, m.month_end) AS bigint) AS known_days,
  CAST(coalesce(s.written_3m, 0) AS bigint) AS written_3m,
  CAST(coalesce(s.written_12m, 0) AS bigint) AS written_12m,
  CAST(coalesce(s.terms_days_12m, 0) AS bigint) AS terms_days_12m
FROM seen s
JOIN month_end m ON m.month_index = s.month_index
CROSS JOIN asked a
WHERE s.open_amount IS NOT NULL AND a.last_index - s.month_index < a.history_months
