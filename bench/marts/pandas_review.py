"""What an analyst would write: the review of a quickbooks-marts export with pandas, in binary floating point and without a report.

Usage: python pandas_review.py EXPORT_DIR PERIOD. Prints the size of the high-risk group and what it owes, and leaves the peak resident
memory (kilobytes) in the file named by BENCH_PEAK_FILE.
"""

import json
import os
import resource
import sys
from math import erfc, sqrt
from pathlib import Path

import pandas as pd

NUMBERS = {
    "payment_rate_percentage": "payment_rate", "outstanding_balance": "outstanding_balance", "credit_score": "credit_score",
    "business_stability_score": "stability", "customer_lifespan_days": "lifespan_days", "total_invoices": "total_invoices",
    "avg_invoice_amount": "avg_invoice_amount",
}
BINS = {
    "lifespan_days": [365, 730, 1095, 1460],
    "total_invoices": [10, 50, 100, 200],
    "avg_invoice_amount": [5000, 10000, 20000, 50000, 100000],
}
LEVELS = {"Highly Profitable": "high", "High": "high", "Profitable": "medium", "Medium": "medium"}


def read(folder, table, numbers, dates=()):
    frame = pd.read_csv(Path(folder) / f"{table}.csv", dtype=str).drop_duplicates()
    for column in numbers:
        frame[column] = pd.to_numeric(frame[column], errors="coerce")
    for column in dates:
        frame[column] = pd.to_datetime(frame[column], errors="coerce")
    return frame


def mann_whitney(values, chosen):
    ranks = values.rank()
    n, m = int(chosen.sum()), int((~chosen).sum())
    wins = ranks[chosen].sum() - n * (n + 1) / 2
    ties = values.value_counts()
    variance = n * m / 12 * (n + m + 1 - (ties**3 - ties).sum() / ((n + m) * (n + m - 1)))
    return 2 * wins / (n * m) - 1, erfc(abs(wins - n * m / 2) / sqrt(variance) / sqrt(2))


def profile(customers, high):
    group = high.map({True: "high_risk", False: "normal"})
    found = {"summary": customers.groupby(group)[list(NUMBERS.values())].describe(percentiles=[0.25, 0.5, 0.75])}
    for measure, edges in BINS.items():
        cut = pd.cut(customers[measure], [float("-inf"), *edges, float("inf")], right=False)
        found[measure] = (mann_whitney(customers[measure], high), pd.crosstab(cut, group))
    found["tiers"] = pd.crosstab(customers["profitability_tier"], group)
    return found


def review(folder, period):
    customers = read(folder, "quickbooks__customer_analytics", NUMBERS).rename(columns=NUMBERS).dropna(subset=list(NUMBERS.values()))
    invoices = read(folder, "quickbooks__profitability_analysis", ["invoice_total", "gross_profit"], ["transaction_date"]).dropna(subset=["transaction_date"])
    months = read(folder, "quickbooks__financial_dashboard", ["collection_rate_percentage", "total_revenue"])
    forecast = read(folder, "quickbooks__cashflow_forecast", ["forecasted_net_cash_flow"])

    high = (customers["payment_rate"] < 75) & (customers["outstanding_balance"] > 15000)
    sensitivity = [
        customers.loc[(customers["payment_rate"] < rate) & (customers["outstanding_balance"] > above), "outstanding_balance"].agg(["count", "sum"])
        for rate in (65, 70, 75, 80, 85)
        for above in (5000, 10000, 15000, 20000, 25000)
    ]
    risky = customers[high].copy()
    risky["score"] = (
        (100 - risky["payment_rate"]) * 0.4 + (850 - risky["credit_score"]) / 850 * 100 * 0.4 + (100 - risky["stability"]) * 0.2
    )
    risky["band"] = pd.cut(risky["score"], [float("-inf"), 50, 60, 70, float("inf")], right=False)
    risky["level"] = risky["profitability_tier"].map(LEVELS).fillna("low")
    cells = risky.groupby(["band", "level"], observed=False)["outstanding_balance"].agg(["count", "sum"])

    booked = invoices[invoices["transaction_date"] <= pd.Period(period).end_time]
    theirs = booked["customer_id"].isin(risky["customer_id"])
    share = 100 * booked.loc[theirs, "gross_profit"].sum() / booked["gross_profit"].sum()
    margins = booked[theirs].groupby("customer_id")[["gross_profit", "invoice_total"]].sum()

    window = months[months["dashboard_month"].str[:7] <= period].sort_values("dashboard_month").tail(12)
    changes = window["collection_rate_percentage"].diff()
    loss = 6 * window["total_revenue"].mean() * (window["collection_rate_percentage"].mean() - window["collection_rate_percentage"].iloc[-1]) / 100
    cash = forecast["forecasted_net_cash_flow"].head(6).sum()
    kept = (sensitivity, cells, share, margins, changes, loss, cash, profile(customers, high))
    return {"count": len(risky), "outstanding": f"{risky['outstanding_balance'].sum():.2f}"}, kept


if __name__ == "__main__":
    answer, _ = review(sys.argv[1], sys.argv[2])
    print(json.dumps(answer))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    if "BENCH_PEAK_FILE" in os.environ:
        Path(os.environ["BENCH_PEAK_FILE"]).write_text(str(peak // 1024 if sys.platform == "darwin" else peak))
