-- The collection rate and the receivables behind it, month by month, over the twelve months that end with the period.
--
-- Grain: one row a month the export has, oldest first; a month it lacks has no row.
--
-- Columns
--   month                    varchar; YYYY-MM
--   collection_rate_pct      decimal(18,12), may be null; percent
--   total_revenue            decimal(24,6), may be null; money
--   outstanding_receivables  decimal(24,6), may be null; money
--   overdue_amount           decimal(24,6), may be null; money
--
-- Parameters
--   1 run                  varchar
--   2 scope                varchar
--   3 first_month          varchar; YYYY-MM, eleven months before the period
--   4 period               varchar; YYYY-MM
SELECT month, collection_rate_pct, total_revenue, outstanding_receivables, overdue_amount
FROM month_fact
WHERE run = ? AND scope = ? AND month BETWEEN ? AND ?
ORDER BY month
