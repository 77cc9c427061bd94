-- Every invoice as it stands at the period's end.
--
-- Grain: one row a scope and invoice dated up to the period's end.
--
-- Columns: see INVOICE_FACT in core/contracts/internal-tables.ts. gross_profit is total less cost, null where no cost is known;
-- settled_date is the day from which nothing was open, null where something is.
--
-- Parameters
--   1 run  varchar
--   2 run  varchar
--   3 run  varchar
WITH standing AS (
  SELECT
    scope,
    invoice_id,
    max(customer_id) AS customer_id,
    max(invoice_date) AS invoice_date,
    max(due_date) AS due_date,
    max(invoice_total) AS invoice_total,
    max(credited_after) AS credited,
    min(open_after) AS open_amount,
    min(settled_date) AS settled_date
  FROM invoice_step
  WHERE run = ?
  GROUP BY scope, invoice_id
),
scope AS (
  SELECT scope, converted
  FROM ledger_scope
  WHERE run = ?
)
SELECT
  s.scope,
  s.customer_id,
  s.invoice_id,
  s.invoice_date,
  s.invoice_total,
  CAST(
    s.invoice_total
    - CASE WHEN c.converted THEN CAST(round(i.cost_amount * i.rate, 2) AS decimal(24,6)) ELSE i.cost_amount END
    AS decimal(24,6)
  ) AS gross_profit,
  s.due_date,
  s.credited,
  CAST(s.invoice_total - s.credited - s.open_amount AS decimal(24,6)) AS applied,
  s.open_amount,
  s.settled_date,
  i.disputed,
  i.dispute_reason,
  i.currency
FROM standing s
JOIN scope c ON c.scope = s.scope
JOIN ledger_invoice i ON i.invoice_id = s.invoice_id
WHERE i.run = ?
