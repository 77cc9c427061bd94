-- The receivables of the thirteen months that end with the period: what the indicators are made of.
--
-- Grain: one row a month the ledger covers, oldest first.
--
-- Columns
--   month              varchar; YYYY-MM
--   invoiced           decimal(24,6); money, invoices dated in the month
--   credit_notes       decimal(24,6); money, credit notes dated in the month
--   cash_applied       decimal(24,6); money, by which cash settles more than a month before
--   credit_applied     decimal(24,6); money, the same of credits
--   receivables        decimal(24,6); money, open at the month's end
--   overdue            decimal(24,6); money, of it due before the month's end
--   credit_on_account  decimal(24,6); money, at the month's end
--   invoiced_90d       decimal(24,6); money, invoices of the 90 days that end with the month
--   credit_notes_90d   decimal(24,6); money, credit notes of the same days
--
-- Parameters
--   1 run          varchar
--   2 scope        varchar
--   3 first_month  varchar; YYYY-MM, twelve months before the period
--   4 period       varchar; YYYY-MM
SELECT
  month,
  invoiced,
  credit_notes,
  cash_applied,
  credit_applied,
  receivables,
  overdue,
  credit_on_account,
  invoiced_90d,
  credit_notes_90d
FROM receivable_month
WHERE run = ? AND scope = ? AND month BETWEEN ? AND ?
ORDER BY month
