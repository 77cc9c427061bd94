-- How many customers of each group have at least a given lifespan, number of invoices or average invoice: what the bins of
-- the two groups' comparison are made of.
--
-- Grain: one row a measure, edge and group, all ascending; a group with nobody at or above the edge is there with 0.
--
-- Columns
--   measure                varchar; lifespan_days, total_invoices or avg_invoice_amount
--   edge                   decimal(24,6); days, count or money, as the measure
--   risk_group             varchar; high_risk or normal
--   at_or_above            bigint; customers
--
-- Parameters
--   1 run                  varchar
--   2 scope                varchar
--   3 period               varchar; YYYY-MM
--   4 payment_rate_below   decimal(18,12); percent
--   5 outstanding_above    decimal(24,6); money
--   6 lifespan_days        varchar; edges separated by commas
--   7 total_invoices       varchar; edges separated by commas
--   8 avg_invoice_amount   varchar; edges separated by commas
WITH customer AS (
  SELECT payment_rate_pct, outstanding_balance, lifespan_days, total_invoices, avg_invoice_amount
  FROM customer_month
  WHERE run = ? AND scope = ? AND month = ?
    AND payment_rate_pct IS NOT NULL AND outstanding_balance IS NOT NULL
),
grouped AS (
  SELECT
    CASE
      WHEN payment_rate_pct < CAST(? AS decimal(18,12)) AND outstanding_balance > CAST(? AS decimal(24,6)) THEN 'high_risk'
      ELSE 'normal'
    END AS risk_group,
    lifespan_days,
    total_invoices,
    avg_invoice_amount
  FROM customer
),
edge AS (
  SELECT DISTINCT m.measure, CAST(nullif(e.text, '') AS decimal(24,6)) AS edge
  FROM (
    VALUES ('lifespan_days', ?), ('total_invoices', ?), ('avg_invoice_amount', ?)
  ) AS m(measure, edges)
  CROSS JOIN UNNEST(split(m.edges, ',')) AS e(text)
),
measured AS (
  SELECT
    e.measure,
    e.edge,
    count(*) FILTER (WHERE g.risk_group = 'high_risk') AS high_risk,
    count(*) FILTER (WHERE g.risk_group = 'normal') AS normal
  FROM edge e
  LEFT JOIN grouped g ON
    CASE e.measure
      WHEN 'lifespan_days' THEN g.lifespan_days
      WHEN 'total_invoices' THEN g.total_invoices
      ELSE g.avg_invoice_amount
    END >= e.edge
  WHERE e.edge IS NOT NULL
  GROUP BY e.measure, e.edge
)
SELECT
  m.measure,
  m.edge,
  r.risk_group,
  CASE r.risk_group WHEN 'high_risk' THEN m.high_risk ELSE m.normal END AS at_or_above
FROM measured m
CROSS JOIN (VALUES ('high_risk'), ('normal')) AS r(risk_group)
ORDER BY m.measure, m.edge, r.risk_group
