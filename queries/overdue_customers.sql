-- Every customer with something overdue at the period's end, and what the books know of why.
--
-- Grain: one row a customer; largest overdue amount first, then by id.
--
-- Columns
--   customer_id           varchar
--   customer_name         varchar
--   account_manager       varchar, may be null
--   first_here            boolean; nothing overdue in a currency of an earlier code (false in the home currency's scope)
--   overdue_amount        decimal(38,6); money
--   overdue_invoices      bigint
--   oldest_days           bigint; days overdue of the oldest
--   disputed_amount       decimal(38,6); overdue and marked as disputed, or with a recorded reason
--   recorded_reason       varchar, may be null; the reason recorded on the largest of those that have one
--   residual_invoices     bigint; overdue invoices of which at most the given share is left after a payment
--   credit_on_account     decimal(24,6); money
--   last_cash_date        date, may be null; of the latest payment, applied or not
--   settled_invoices      bigint; settled in the twelve months up to the period's end
--   settled_on_time       bigint; those of them settled by their due date
--   paid_past_oldest      bigint; invoices due after the oldest overdue one that are settled
--
-- Parameters
--   1 residual_share  decimal(10,6); of the invoice total, between 0 and 1
--   2 period_end      date; the period's last day
--   3 run             varchar
--   4 run             varchar
--   5 period_end      date
--   6 scope           varchar
--   7 run             varchar
--   8 scope           varchar
--   9 period          varchar; YYYY-MM
WITH invoice AS (
  SELECT
    i.scope,
    i.customer_id,
    i.invoice_id,
    i.due_date,
    i.settled_date,
    i.open_amount,
    i.open_amount > 0 AND i.due_date < p.period_end AS overdue,
    i.disputed OR i.dispute_reason IS NOT NULL AS recorded,
    i.dispute_reason,
    i.applied > 0 AND i.open_amount <= i.invoice_total * p.residual_share AS residual,
    p.period_end
  FROM invoice_fact i
  CROSS JOIN (SELECT CAST(? AS decimal(10,6)) AS residual_share, CAST(? AS date) AS period_end) AS p
  WHERE i.run = ?
),
debtor AS (
  SELECT
    scope,
    customer_id,
    sum(open_amount) AS overdue_amount,
    count(*) AS overdue_invoices,
    min(due_date) AS oldest_due,
    sum(CASE WHEN recorded THEN open_amount ELSE 0 END) AS disputed_amount,
    sum(CASE WHEN residual THEN 1 ELSE 0 END) AS residual_invoices
  FROM invoice
  WHERE overdue
  GROUP BY scope, customer_id
),
first_here AS (
  SELECT customer_id, min(scope) AS scope
  FROM debtor
  WHERE scope <> '*'
  GROUP BY customer_id
),
reason AS (
  SELECT scope, customer_id, dispute_reason
  FROM (
    SELECT
      scope,
      customer_id,
      dispute_reason,
      row_number() OVER (PARTITION BY scope, customer_id ORDER BY open_amount DESC, invoice_id) AS place
    FROM invoice
    WHERE overdue AND dispute_reason IS NOT NULL
  ) AS ranked
  WHERE place = 1
),
habit AS (
  SELECT
    i.scope,
    i.customer_id,
    sum(CASE WHEN i.settled_date > CAST(i.period_end - INTERVAL '12' MONTH AS date) THEN 1 ELSE 0 END) AS settled_invoices,
    sum(CASE WHEN i.settled_date > CAST(i.period_end - INTERVAL '12' MONTH AS date) AND i.settled_date <= i.due_date THEN 1 ELSE 0 END)
      AS settled_on_time,
    sum(CASE WHEN i.due_date > d.oldest_due THEN 1 ELSE 0 END) AS paid_past_oldest
  FROM invoice i
  JOIN debtor d ON d.scope = i.scope AND d.customer_id = i.customer_id
  WHERE i.settled_date IS NOT NULL
  GROUP BY i.scope, i.customer_id
),
cash AS (
  SELECT customer_id, max(posting_date) AS last_cash_date
  FROM ledger_posting
  WHERE run = ? AND kind = 'cash' AND amount > 0
  GROUP BY customer_id
)
SELECT
  d.customer_id,
  m.customer_name,
  m.account_manager,
  f.customer_id IS NOT NULL AS first_here,
  CAST(d.overdue_amount AS decimal(38,6)) AS overdue_amount,
  d.overdue_invoices,
  date_diff('day', d.oldest_due, CAST(? AS date)) AS oldest_days,
  CAST(d.disputed_amount AS decimal(38,6)) AS disputed_amount,
  r.dispute_reason AS recorded_reason,
  CAST(d.residual_invoices AS bigint) AS residual_invoices,
  m.credit_on_account,
  c.last_cash_date,
  CAST(coalesce(h.settled_invoices, 0) AS bigint) AS settled_invoices,
  CAST(coalesce(h.settled_on_time, 0) AS bigint) AS settled_on_time,
  CAST(coalesce(h.paid_past_oldest, 0) AS bigint) AS paid_past_oldest
FROM (SELECT * FROM debtor WHERE scope = ?) AS d
JOIN (
  SELECT customer_id, customer_name, account_manager, credit_on_account
  FROM customer_month
  WHERE run = ? AND scope = ? AND month = ?
) AS m ON m.customer_id = d.customer_id
LEFT JOIN first_here f ON f.customer_id = d.customer_id AND f.scope = d.scope
LEFT JOIN reason r ON r.scope = d.scope AND r.customer_id = d.customer_id
LEFT JOIN habit h ON h.scope = d.scope AND h.customer_id = d.customer_id
LEFT JOIN cash c ON c.customer_id = d.customer_id
ORDER BY d.overdue_amount DESC, d.customer_id
