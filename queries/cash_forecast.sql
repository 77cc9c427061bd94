-- The cash-flow forecast of the six months after the period.
--
-- Grain: one row a forecast month, oldest first; a month the forecast lacks has no row.
--
-- Columns
--   month                  varchar; YYYY-MM
--   net_cash_flow          decimal(24,6); money
--   inflows                decimal(24,6), may be null; money
--   outflows               decimal(24,6), may be null; money
--   risk_adjusted_inflows  decimal(24,6), may be null; money
--
-- Parameters
--   1 run                  varchar
--   2 scope                varchar
--   3 first_month          varchar; YYYY-MM, the month after the period
--   4 last_month           varchar; YYYY-MM, six months after the period
SELECT month, net_cash_flow, inflows, outflows, risk_adjusted_inflows
FROM forecast_fact
WHERE run = ? AND scope = ? AND month BETWEEN ? AND ?
ORDER BY month
