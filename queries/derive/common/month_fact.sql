-- The collection rate of every month the ledger covers, with the amounts behind it.
--
-- Rate = 100 × cash applied to the base ÷ (base − credits applied to it); null where nothing is left of the base. Revenue is what was
-- invoiced in the month less the credit notes dated in it; collected revenue the cash applied to the base.
--
-- Grain: one row a scope and month.
--
-- Columns: see MONTH_FACT in core/contracts/internal-tables.ts
--
-- Parameters
--   1 run  varchar
SELECT
  scope,
  month,
  CASE
    WHEN base_amount > base_credited
      THEN CAST(
        CAST(round(1e11 * CAST(base_collected AS double) / CAST(base_amount - base_credited AS double)) AS decimal(18,0)) * 0.000000001
        AS decimal(18,12)
      )
  END AS collection_rate_pct,
  CAST(invoiced - credit_notes AS decimal(24,6)) AS total_revenue,
  base_collected AS collected_revenue,
  receivables AS outstanding_receivables,
  overdue AS overdue_amount
FROM receivable_month
WHERE run = ?
