-- Profile fivetran-quickbooks: every invoice dated up to the period's end, in its own currency.
--
-- An invoice without a due date is due by its terms, else by its customer's, else on its own day. Its cost is the quantity of each line
-- times the item's purchase cost (home currency); it is unknown where no line names an item, or any such line lacks a quantity or a cost.
--
-- Grain: one row an invoice.
--
-- Columns
--   invoice_id      varchar
--   customer_id     varchar
--   invoice_date    date
--   due_date        date
--   currency        varchar; the customer's where the invoice names none, else the home currency
--   rate            decimal(18,12), null where it is missing; home currency for one unit
--   total_amount    decimal(24,6)
--   cost_amount     decimal(24,6), may be null; in the invoice's currency
--   disputed        boolean; QuickBooks has no such mark: false
--   dispute_reason  varchar; null
--   settled_date    date; null
--
-- Parameters
--   1 home_currency  varchar; ISO 4217
--   2 home_currency  varchar
--   3 period         varchar; YYYY-MM
--   4 run            varchar
--   5 period         varchar
--   6 run            varchar
--   7 period         varchar
--   8 run            varchar
--   9 period         varchar
--  10 run            varchar
--  11 period         varchar
--  12 run            varchar
--  13 period         varchar
--  14 run            varchar
--  15 period_end     date; the period's last day
WITH named AS (
  SELECT
    i.id,
    i.customer_id,
    i.transaction_date,
    i.due_date,
    coalesce(own.due_days, usual.due_days, 0) AS terms_days,
    coalesce(nullif(upper(trim(BOTH ' ' FROM i.currency_id)), ''), nullif(upper(trim(BOTH ' ' FROM c.currency_id)), ''), CAST(? AS varchar)) AS currency,
    CASE WHEN i.exchange_rate > 0 THEN i.exchange_rate END AS exchange_rate,
    CAST(? AS varchar) AS home_currency,
    i.total_amount,
    l.cost
  FROM landed_invoice i
  LEFT JOIN (
    SELECT id, currency_id, sales_term_id
    FROM landed_customer
    WHERE period = ? AND run = ?
  ) AS c ON c.id = i.customer_id
  LEFT JOIN (
    SELECT id, CAST(due_days AS bigint) AS due_days
    FROM landed_term
    WHERE period = ? AND run = ?
  ) AS own ON own.id = i.sales_term_id
  LEFT JOIN (
    SELECT id, CAST(due_days AS bigint) AS due_days
    FROM landed_term
    WHERE period = ? AND run = ?
  ) AS usual ON usual.id = c.sales_term_id
  LEFT JOIN (
    SELECT
      invoice_id,
      CASE
        WHEN count(*) = count(CASE WHEN quantity IS NOT NULL AND purchase_cost IS NOT NULL THEN 1 END)
          THEN CAST(sum(round(CAST(quantity AS decimal(18,6)) * CAST(purchase_cost AS decimal(20,6)), 2)) AS decimal(24,6))
      END AS cost
    FROM (
      SELECT
        line.invoice_id,
        coalesce(line.sales_item_item_id, line.item_id) AS item_id,
        coalesce(line.sales_item_quantity, line.quantity) AS quantity,
        item.purchase_cost
      FROM landed_invoice_line line
      LEFT JOIN (
        SELECT id, purchase_cost
        FROM landed_item
        WHERE period = ? AND run = ?
      ) AS item ON item.id = coalesce(line.sales_item_item_id, line.item_id)
      WHERE line.period = ? AND line.run = ?
    ) AS sold
    WHERE item_id IS NOT NULL
    GROUP BY invoice_id
  ) AS l ON l.invoice_id = i.id
  WHERE i.period = ? AND i.run = ? AND i.transaction_date <= CAST(? AS date)
),
rated AS (
  SELECT
    named.*,
    CAST(coalesce(exchange_rate, CASE WHEN currency = home_currency THEN 1 END) AS decimal(18,12)) AS rate
  FROM named
)
SELECT
  id AS invoice_id,
  customer_id,
  transaction_date AS invoice_date,
  coalesce(due_date, CAST(transaction_date + terms_days * INTERVAL '1' DAY AS date)) AS due_date,
  currency,
  rate,
  total_amount,
  CASE
    WHEN currency = home_currency THEN cost
    ELSE CAST(round(CAST(round(1e6 * CAST(cost AS double) / CAST(rate AS double)) AS decimal(24,0)) * 0.000001, 2) AS decimal(24,6))
  END AS cost_amount,
  FALSE AS disputed,
  CAST(NULL AS varchar) AS dispute_reason,
  CAST(NULL AS date) AS settled_date
FROM rated
