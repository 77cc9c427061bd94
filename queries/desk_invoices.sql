-- Every open invoice of the customers that the collection plan writes to: those with the largest overdue amounts, and those on the desk.
--
-- Grain: one row an invoice of such a customer with something open; customers with the largest overdue amount first, then by id; each
-- customer's invoices by due date, then by id. Contested invoices count neither as overdue nor as due soon.
--
-- Columns
--   place               bigint; of the customer, 1 is the largest
--   customers           bigint; customers with something overdue, contested and overdue, or due soon, whether or not they are in the rows
--   customer_id         varchar
--   customer_name       varchar
--   email               varchar, may be null
--   account_manager     varchar, may be null
--   overdue_amount      decimal(38,6); money of the customer, not contested
--   disputed_amount     decimal(38,6); money of the customer, overdue and contested
--   due_soon_amount     decimal(38,6); money of the customer, not contested, due within the notice
--   oldest_days         bigint, may be null; days overdue of the customer's oldest that is not contested
--   credit_on_account   decimal(24,6), may be null; money
--   paid                decimal(38,6); money received from the customer in the months looked back
--   invoice_id          varchar
--   invoice_date        date
--   due_date            date
--   days_overdue        bigint; not above 0 where it is not overdue
--   disputed            boolean
--   open_amount         decimal(24,6); money
--   invoice_currency    varchar
--   own_total           decimal(24,6); of the invoice in its own currency
--   own_open            decimal(24,6); what is open of it, in its own currency
--
-- Parameters
--   1 period_end     date; the period's last day
--   2 notice_end     date; what is due up to this day is due soon
--   3 run            varchar
--   4 scope          varchar
--   5 run            varchar
--   6 scope          varchar
--   7 run            varchar
--   8 scope          varchar
--   9 run            varchar
--  10 since          date; payments after this day
--  11 period_end     date
--  12 run            varchar
--  13 scope          varchar
--  14 period         varchar; YYYY-MM
--  15 run            varchar
--  16 letters_up_to  bigint
WITH invoice AS (
  SELECT
    i.customer_id,
    i.invoice_id,
    i.invoice_date,
    i.due_date,
    i.invoice_total,
    i.open_amount,
    i.currency,
    coalesce(i.disputed, FALSE) OR i.dispute_reason IS NOT NULL AS disputed,
    i.due_date < p.period_end AS overdue,
    i.due_date >= p.period_end AND i.due_date <= p.notice_end AS due_soon,
    date_diff('day', i.due_date, p.period_end) AS days_overdue
  FROM invoice_fact i
  CROSS JOIN (SELECT CAST(? AS date) AS period_end, CAST(? AS date) AS notice_end) AS p
  WHERE i.run = ? AND i.scope = ? AND i.open_amount > 0
),
debtor AS (
  SELECT
    customer_id,
    CAST(sum(CASE WHEN overdue AND NOT disputed THEN open_amount ELSE 0 END) AS decimal(38,6)) AS overdue_amount,
    CAST(sum(CASE WHEN overdue AND disputed THEN open_amount ELSE 0 END) AS decimal(38,6)) AS disputed_amount,
    CAST(sum(CASE WHEN due_soon AND NOT disputed THEN open_amount ELSE 0 END) AS decimal(38,6)) AS due_soon_amount,
    max(CASE WHEN overdue AND NOT disputed THEN days_overdue END) AS oldest_days
  FROM invoice
  GROUP BY customer_id
),
concerned AS (
  SELECT DISTINCT customer_id
  FROM desk_customer
  WHERE run = ? AND scope = ?
),
ranked AS (
  SELECT
    customer_id,
    overdue_amount,
    disputed_amount,
    due_soon_amount,
    oldest_days,
    row_number() OVER (ORDER BY overdue_amount DESC, disputed_amount DESC, due_soon_amount DESC, customer_id) AS place,
    count(*) OVER () AS customers
  FROM debtor
  WHERE overdue_amount > 0 OR disputed_amount > 0 OR due_soon_amount > 0
),
scope AS (
  SELECT scope, converted
  FROM ledger_scope
  WHERE run = ? AND scope = ?
),
cash AS (
  SELECT
    p.customer_id,
    sum(CASE WHEN s.converted THEN CAST(round(p.amount * p.rate, 2) AS decimal(24,6)) ELSE p.amount END) AS paid
  FROM ledger_posting p
  CROSS JOIN scope s
  WHERE p.run = ? AND p.kind = 'cash' AND p.posting_date > ? AND p.posting_date <= ? AND (s.scope = '*' OR s.scope = p.currency)
  GROUP BY p.customer_id
),
customer AS (
  SELECT customer_id, customer_name, email, account_manager, credit_on_account
  FROM customer_month
  WHERE run = ? AND scope = ? AND month = ?
),
own AS (
  SELECT scope, invoice_id, invoice_total, open_amount
  FROM invoice_fact
  WHERE run = ? AND scope <> '*'
)
SELECT
  r.place,
  r.customers,
  r.customer_id,
  m.customer_name,
  m.email,
  m.account_manager,
  r.overdue_amount,
  r.disputed_amount,
  r.due_soon_amount,
  r.oldest_days,
  m.credit_on_account,
  CAST(coalesce(c.paid, 0) AS decimal(38,6)) AS paid,
  i.invoice_id,
  i.invoice_date,
  i.due_date,
  i.days_overdue,
  i.disputed,
  i.open_amount,
  i.currency AS invoice_currency,
  coalesce(o.invoice_total, i.invoice_total) AS own_total,
  coalesce(o.open_amount, i.open_amount) AS own_open
FROM ranked r
JOIN customer m ON m.customer_id = r.customer_id
JOIN invoice i ON i.customer_id = r.customer_id
LEFT JOIN cash c ON c.customer_id = r.customer_id
LEFT JOIN concerned d ON d.customer_id = r.customer_id
LEFT JOIN own o ON o.invoice_id = i.invoice_id AND o.scope = i.currency
WHERE r.place <= CAST(? AS bigint) OR d.customer_id IS NOT NULL
ORDER BY r.place, i.due_date, i.invoice_id
