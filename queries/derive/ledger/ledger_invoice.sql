-- Profile ledger: every invoice dated up to the period's end, in its own currency.
--
-- Grain: one row an invoice.
--
-- Columns
--   invoice_id      varchar
--   customer_id     varchar
--   invoice_date    date
--   due_date        date
--   currency        varchar; the home currency where the row names none
--   rate            decimal(18,12), null where it is missing; home currency for one unit
--   total_amount    decimal(24,6)
--   cost_amount     decimal(24,6), may be null; in the invoice's currency
--   disputed        boolean
--   dispute_reason  varchar, may be null
--   settled_date    date, may be null; the day the books say it was paid in full
--
-- Parameters
--   1 home_currency  varchar; ISO 4217
--   2 home_currency  varchar
--   3 period         varchar; YYYY-MM
--   4 run            varchar
--   5 period_end     date; the period's last day
WITH named AS (
  SELECT
    invoice_id,
    customer_id,
    invoice_date,
    due_date,
    coalesce(nullif(upper(trim(BOTH ' ' FROM currency)), ''), CAST(? AS varchar)) AS currency,
    CASE WHEN exchange_rate > 0 THEN exchange_rate END AS exchange_rate,
    CAST(? AS varchar) AS home_currency,
    total_amount,
    cost_amount,
    coalesce(disputed, FALSE) AS disputed,
    nullif(trim(BOTH ' ' FROM dispute_reason), '') AS dispute_reason,
    settled_date
  FROM landed_invoices
  WHERE period = ? AND run = ? AND invoice_date <= CAST(? AS date)
)
SELECT
  invoice_id,
  customer_id,
  invoice_date,
  due_date,
  currency,
  CAST(coalesce(exchange_rate, CASE WHEN currency = home_currency THEN 1 END) AS decimal(18,12)) AS rate,
  total_amount,
  cost_amount,
  disputed,
  dispute_reason,
  settled_date
FROM named
