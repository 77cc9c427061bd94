-- How each group is spread over seven measures of a customer, and where it ranks among both groups.
--
-- Grain: one row a measure and group that has customers with the measure, by measure and group name. `q1_low` and `q1_high` are the
-- order statistics on either side of the type-7 position of the quartile, 1 + (n - 1) / 4, and equal where it falls on one;
-- q2 and q3 likewise.
--
-- Columns
--   measure                varchar; lifespan_days, total_invoices, avg_invoice_amount, outstanding_balance, payment_rate,
--                          credit_score or stability
--   risk_group             varchar; high_risk or normal
--   n                      bigint; customers
--   total                  decimal(38,12); days, count, money, percent or score, as the measure
--   minimum                decimal(30,12); as the measure
--   maximum                decimal(30,12); as the measure
--   q1_low                 decimal(30,12); as the measure
--   q1_high                decimal(30,12); as the measure
--   q2_low                 decimal(30,12); as the measure
--   q2_high                decimal(30,12); as the measure
--   q3_low                 decimal(30,12); as the measure
--   q3_high                decimal(30,12); as the measure
--   rank_sum               decimal(38,1); sum of the group's mid-ranks among both groups
--   tie_term               decimal(38,0); sum of t^3 - t over the ties of both groups, the same for both
--
-- Parameters
--   1 run                  varchar
--   2 scope                varchar
--   3 period               varchar; YYYY-MM
--   4 payment_rate_below   decimal(18,12); percent
--   5 outstanding_above    decimal(24,6); money
WITH customer AS (
  SELECT payment_rate_pct, outstanding_balance, credit_score, stability, lifespan_days, total_invoices, avg_invoice_amount
  FROM customer_month
  WHERE run = ? AND scope = ? AND month = ?
    AND payment_rate_pct IS NOT NULL AND outstanding_balance IS NOT NULL
),
-- Numbers for the measure and the group until the last step: they sort several times faster than their names.
measured AS (
  SELECT
    m.number AS measure,
    CASE
      WHEN payment_rate_pct < CAST(? AS decimal(18,12)) AND outstanding_balance > CAST(? AS decimal(24,6)) THEN 1
      ELSE 2
    END AS risk_group,
    CASE m.number
      WHEN 1 THEN CAST(lifespan_days AS decimal(30,12))
      WHEN 2 THEN CAST(total_invoices AS decimal(30,12))
      WHEN 3 THEN CAST(avg_invoice_amount AS decimal(30,12))
      WHEN 4 THEN CAST(outstanding_balance AS decimal(30,12))
      WHEN 5 THEN CAST(payment_rate_pct AS decimal(30,12))
      WHEN 6 THEN CAST(credit_score AS decimal(30,12))
      ELSE CAST(stability AS decimal(30,12))
    END AS value
  FROM customer
  CROSS JOIN (VALUES (1), (2), (3), (4), (5), (6), (7)) AS m(number)
),
ranked AS (
  SELECT
    measure,
    risk_group,
    value,
    rank() OVER (PARTITION BY measure ORDER BY value) AS first_rank,
    count(*) OVER (PARTITION BY measure ORDER BY value) AS last_rank,
    row_number() OVER (PARTITION BY measure, risk_group ORDER BY value) AS position,
    count(*) OVER (PARTITION BY measure, risk_group) AS n
  FROM measured
  WHERE value IS NOT NULL
),
-- Positions are counted from 1. The k-th value is at or before the quartile q where 4 (k - 1) <= q (n - 1), at or after it
-- where 4 (k - 1) >= q (n - 1); the mid-rank of a tie is the mean of its first and last rank.
summarised AS (
  SELECT
    measure,
    risk_group,
    count(*) AS n,
    sum(value) AS total,
    min(value) AS minimum,
    max(value) AS maximum,
    max(value) FILTER (WHERE 4 * (position - 1) <= n - 1) AS q1_low,
    min(value) FILTER (WHERE 4 * (position - 1) >= n - 1) AS q1_high,
    max(value) FILTER (WHERE 2 * (position - 1) <= n - 1) AS q2_low,
    min(value) FILTER (WHERE 2 * (position - 1) >= n - 1) AS q2_high,
    max(value) FILTER (WHERE 4 * (position - 1) <= 3 * (n - 1)) AS q3_low,
    min(value) FILTER (WHERE 4 * (position - 1) >= 3 * (n - 1)) AS q3_high,
    sum(first_rank + last_rank) AS rank_sum_twice,
    -- t^3 - t is t times (t - 1)(t + 1), and each of the t tied customers adds one of the t. A decimal, because the sum
    -- outgrows a bigint.
    sum(CAST((last_rank - first_rank) * (last_rank - first_rank + 2) AS decimal(18,0))) AS tie_part
  FROM ranked
  GROUP BY measure, risk_group
),
named AS (
  SELECT
    CASE s.measure
      WHEN 1 THEN 'lifespan_days'
      WHEN 2 THEN 'total_invoices'
      WHEN 3 THEN 'avg_invoice_amount'
      WHEN 4 THEN 'outstanding_balance'
      WHEN 5 THEN 'payment_rate'
      WHEN 6 THEN 'credit_score'
      ELSE 'stability'
    END AS measure_name,
    CASE s.risk_group WHEN 1 THEN 'high_risk' ELSE 'normal' END AS group_name,
    s.*,
    sum(tie_part) OVER (PARTITION BY s.measure) AS tie_term
  FROM summarised s
)
SELECT
  measure_name AS measure,
  group_name AS risk_group,
  n,
  CAST(total AS decimal(38,12)) AS total,
  minimum,
  maximum,
  q1_low,
  q1_high,
  q2_low,
  q2_high,
  q3_low,
  q3_high,
  CAST(CAST(rank_sum_twice AS decimal(37,0)) * 0.5 AS decimal(38,1)) AS rank_sum,
  CAST(tie_term AS decimal(38,0)) AS tie_term
FROM named
ORDER BY measure_name, group_name
