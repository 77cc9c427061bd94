-- In which currencies the books can be added up. '*' is the home currency, an ISO code that currency by itself.
--
-- One currency: '*' alone, amounts as they stand (turned into the home currency where it is another one and every row has a
-- rate). Several, and a rate on every row: '*' and each code. Several, and a rate missing anywhere: each code alone.
--
-- Grain: one row a scope.
--
-- Columns
--   scope      varchar
--   currency   varchar; of the scope's amounts
--   converted  boolean; amounts are the row's amount times its rate, rounded to cents row by row
--
-- Parameters
--   1 run            varchar
--   2 run            varchar
--   3 home_currency  varchar; ISO 4217
WITH counted AS (
  SELECT currency, count(*) AS all_rows, count(rate) AS rated_rows
  FROM ledger_invoice
  WHERE run = ?
  GROUP BY currency
  UNION ALL
  SELECT currency, count(*) AS all_rows, count(rate) AS rated_rows
  FROM ledger_posting
  WHERE run = ?
  GROUP BY currency
),
currency AS (
  SELECT currency, sum(all_rows) AS all_rows, sum(rated_rows) AS rated_rows
  FROM counted
  GROUP BY currency
),
book AS (
  SELECT
    CAST(? AS varchar) AS home_currency,
    count(*) AS currencies,
    max(currency) AS currency,
    coalesce(sum(all_rows) = sum(rated_rows), TRUE) AS complete
  FROM currency
),
verdict AS (
  SELECT
    home_currency,
    currency,
    currencies,
    complete,
    complete AND (currencies > 1 OR coalesce(currency <> home_currency, FALSE)) AS converted
  FROM book
)
SELECT
  '*' AS scope,
  CASE WHEN converted THEN home_currency ELSE coalesce(currency, home_currency) END AS currency,
  converted
FROM verdict
WHERE currencies <= 1 OR complete
UNION ALL
SELECT c.currency AS scope, c.currency, FALSE AS converted
FROM currency c
CROSS JOIN verdict v
WHERE v.currencies > 1 OR v.converted
