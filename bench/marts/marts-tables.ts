import { join } from 'node:path';

function source(dir: string, table: string): string {
  return `read_csv('${join(dir, `${table}.csv`).replaceAll("'", "''")}', all_varchar = true, header = true)`;
}

/** Reading a text as DECIMAL(24,6) takes a hundred times as long as reading one that fits 64 bits, which nearly every amount does. */
function money(column: string): string {
  return `coalesce(CAST(TRY_CAST(${column} AS DECIMAL(18,6)) AS DECIMAL(24,6)), TRY_CAST(${column} AS DECIMAL(24,6)))`;
}

/**
 * Statements that read a synthetic marts export straight into the internal tables, as run `run`: copies dropped, rows that cannot be read left out.
 */
export function martsTables(dir: string, run: string, period: string): readonly string[] {
  return [
    `CREATE TABLE customer_month AS SELECT DISTINCT '${run}' AS run, '*' AS scope, '${period}' AS month, customer_id, display_name AS customer_name,
      email, account_manager, currency, TRY_CAST(payment_rate_percentage AS DECIMAL(18,12)) AS payment_rate_pct,
      ${money('outstanding_balance')} AS outstanding_balance, TRY_CAST(credit_score AS DECIMAL(18,12)) AS credit_score,
      'given' AS credit_score_source, TRY_CAST(business_stability_score AS DECIMAL(18,12)) AS stability, 'given' AS stability_source,
      ${money('customer_lifespan_days')} AS lifespan_days, ${money('total_invoices')} AS total_invoices,
      ${money('avg_invoice_amount')} AS avg_invoice_amount, profitability_tier, CAST(0 AS DECIMAL(24,6)) AS credit_on_account
     FROM ${source(dir, 'quickbooks__customer_analytics')}
     WHERE TRY_CAST(payment_rate_percentage AS DECIMAL(18,12)) IS NOT NULL AND TRY_CAST(credit_score AS DECIMAL(18,12)) IS NOT NULL`,
    `CREATE TABLE invoice_fact AS SELECT DISTINCT '${run}' AS run, '*' AS scope, customer_id, invoice_id,
      TRY_CAST(transaction_date AS DATE) AS invoice_date, ${money('invoice_total')} AS invoice_total,
      ${money('gross_profit')} AS gross_profit
     FROM ${source(dir, 'quickbooks__profitability_analysis')} WHERE TRY_CAST(transaction_date AS DATE) IS NOT NULL`,
    `CREATE TABLE month_fact AS SELECT '${run}' AS run, '*' AS scope, substr(dashboard_month, 1, 7) AS month,
      CAST(collection_rate_percentage AS DECIMAL(18,12)) AS collection_rate_pct, ${money('total_revenue')} AS total_revenue,
      ${money('collected_revenue')} AS collected_revenue,
      ${money('outstanding_receivables')} AS outstanding_receivables, ${money('overdue_amount')} AS overdue_amount
     FROM ${source(dir, 'quickbooks__financial_dashboard')}`,
    `CREATE TABLE forecast_fact AS SELECT '${run}' AS run, '*' AS scope, substr(forecast_month, 1, 7) AS month,
      ${money('forecasted_net_cash_flow')} AS net_cash_flow, ${money('forecasted_inflows')} AS inflows,
      ${money('forecasted_outflows')} AS outflows, ${money('risk_adjusted_inflows')} AS risk_adjusted_inflows
     FROM ${source(dir, 'quickbooks__cashflow_forecast')}`,
  ];
}
