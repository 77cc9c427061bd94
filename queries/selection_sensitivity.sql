-- How much the size of the high-risk group depends on where its two thresholds are set.
--
-- Grain: one row a pair of thresholds, both ascending; a pair that selects nobody is there with zeros.
--
-- Columns
--   payment_rate_below     decimal(18,12); percent
--   outstanding_above      decimal(24,6); money
--   customers              bigint
--   outstanding_total      decimal(38,6); money
--
-- Parameters
--   1 run                  varchar
--   2 scope                varchar
--   3 period               varchar; YYYY-MM
--   4 payment_rates_below  varchar; percentages separated by commas
--   5 outstandings_above   varchar; amounts separated by commas
WITH customer AS (
  SELECT payment_rate_pct, outstanding_balance
  FROM customer_month
  WHERE run = ? AND scope = ? AND month = ?
),
pair AS (
  SELECT DISTINCT CAST(r.text AS decimal(18,12)) AS payment_rate_below, CAST(b.text AS decimal(24,6)) AS outstanding_above
  FROM UNNEST(split(?, ',')) AS r(text)
  CROSS JOIN UNNEST(split(?, ',')) AS b(text)
)
SELECT
  p.payment_rate_below,
  p.outstanding_above,
  count(c.outstanding_balance) AS customers,
  CAST(coalesce(sum(c.outstanding_balance), 0) AS decimal(38,6)) AS outstanding_total
FROM pair p
LEFT JOIN customer c ON c.payment_rate_pct < p.payment_rate_below AND c.outstanding_balance > p.outstanding_above
GROUP BY p.payment_rate_below, p.outstanding_above
ORDER BY p.payment_rate_below, p.outstanding_above
