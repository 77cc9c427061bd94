-- Credit notes, and changes of the credit on account that have no invoice to stand on, day by day.
--
-- On account stand payments and credits without an invoice (or with one in another currency), and those older than their invoice,
-- until the invoice's day. What exceeds an invoice is not here: invoice_step has it as surplus.
--
-- Grain: one row a scope, customer and day with a change.
--
-- Columns
--   scope         varchar
--   customer_id   varchar
--   change_date   date
--   on_account    decimal(24,6); added to credit on account that day, negative where it is used
--   credit_notes  decimal(24,6); credit notes dated that day
--
-- Parameters
--   1 run  varchar
--   2 run  varchar
WITH scope AS (
  SELECT scope, converted
  FROM ledger_scope
  WHERE run = ?
),
posting AS (
  SELECT
    s.scope,
    p.customer_id,
    p.posting_date,
    CASE
      WHEN p.invoice_id IS NOT NULL AND (s.scope = '*' OR s.scope = p.invoice_currency) THEN p.invoice_date
    END AS invoice_date,
    CASE WHEN s.converted THEN CAST(round(p.amount * p.rate, 2) AS decimal(24,6)) ELSE p.amount END AS amount,
    CASE WHEN s.converted THEN CAST(round(p.note_amount * p.rate, 2) AS decimal(24,6)) ELSE p.note_amount END AS note_amount
  FROM ledger_posting p
  CROSS JOIN scope s
  WHERE p.run = ? AND (s.scope = '*' OR s.scope = p.currency)
),
change AS (
  SELECT
    scope,
    customer_id,
    posting_date AS change_date,
    CASE
      WHEN invoice_date IS NULL OR posting_date < invoice_date THEN amount
      ELSE CAST(0 AS decimal(24,6))
    END AS on_account,
    note_amount
  FROM posting
  WHERE invoice_date IS NULL OR posting_date < invoice_date OR note_amount <> 0
  UNION ALL
  SELECT
    scope,
    customer_id,
    invoice_date AS change_date,
    -amount AS on_account,
    CAST(0 AS decimal(24,6)) AS note_amount
  FROM posting
  WHERE posting_date < invoice_date
)
SELECT
  scope,
  customer_id,
  change_date,
  CAST(sum(on_account) AS decimal(24,6)) AS on_account,
  CAST(sum(note_amount) AS decimal(24,6)) AS credit_notes
FROM change
GROUP BY scope, customer_id, change_date
