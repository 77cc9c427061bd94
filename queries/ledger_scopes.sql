-- In which currencies the books can be added up.
--
-- Grain: one row a scope, the home currency (*) first, then by code.
--
-- Columns
--   scope      varchar; * is the home currency, anything else an ISO 4217 code
--   currency   varchar; ISO 4217 code of the amounts
--
-- Parameters
--   1 run      varchar
SELECT scope, currency
FROM ledger_scope
WHERE run = ?
ORDER BY scope
