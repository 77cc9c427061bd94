-- Where the receivables of the last thirteen month ends went within the next month: their ageing, and how they roll.
--
-- Grain: one row a month end, bucket a month before and place now; oldest first.
--
-- Columns
--   month        varchar; YYYY-MM
--   from_bucket  varchar; new, current, 1_30, 31_60, 61_90, 91_120 or over_120: where it was at the month end before
--   to_bucket    varchar; a bucket but new, collected or credited
--   amount       decimal(24,6); money
--   invoices     bigint
--
-- Parameters
--   1 run    varchar
--   2 scope  varchar
SELECT month, from_bucket, to_bucket, amount, invoices
FROM receivable_flow
WHERE run = ? AND scope = ?
ORDER BY month, from_bucket, to_bucket
