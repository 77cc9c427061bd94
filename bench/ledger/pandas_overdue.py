"""What an analyst would write: what is overdue in a ledger export with pandas, in binary floating point and without a report.

Usage: python pandas_overdue.py EXPORT_DIR PERIOD. Prints how many invoices are overdue and what is open of them, and leaves the peak resident
memory (kilobytes) in the file named by BENCH_PEAK_FILE.
"""

import json
import os
import resource
import sys
from pathlib import Path

import pandas as pd

GONE = ["void", "voided", "deleted"]


def read(folder, table, numbers, dates):
    frame = pd.read_csv(Path(folder) / f"{table}.csv", dtype=str).drop_duplicates()
    for column in numbers:
        frame[column] = pd.to_numeric(frame[column], errors="coerce")
    for column in dates:
        frame[column] = pd.to_datetime(frame[column], errors="coerce")
    return frame


def overdue(folder, period):
    end = pd.Period(period).end_time.normalize()
    customers = read(folder, "customers", ["credit_limit"], [])
    invoices = read(folder, "invoices", ["total_amount", "cost_amount"], ["invoice_date", "due_date"])
    invoices = invoices[~invoices["status"].str.lower().isin(GONE) & (invoices["invoice_date"] <= end)]
    invoices = invoices.dropna(subset=["customer_id", "due_date", "total_amount"]).drop_duplicates("invoice_id")
    payments = read(folder, "payments", ["amount"], ["payment_date"])
    credits = read(folder, "credits", ["amount"], ["credit_date"])
    settled = pd.concat([
        payments.loc[payments["payment_date"] <= end, ["invoice_id", "amount"]],
        credits.loc[credits["credit_date"] <= end, ["invoice_id", "amount"]],
    ]).groupby("invoice_id")["amount"].sum()

    invoices["open"] = (invoices["total_amount"] - invoices["invoice_id"].map(settled).fillna(0)).round(2)
    late = invoices[(invoices["open"] > 0) & (invoices["due_date"] < end)].copy()
    late["days"] = (end - late["due_date"]).dt.days
    by_age = late.groupby(((late["days"] - 1) // 30).clip(upper=4))["open"].agg(["count", "sum"])
    by_customer = late.groupby("customer_id").agg(invoices=("open", "size"), amount=("open", "sum"), days=("days", "max"))
    by_customer = customers.merge(by_customer, on="customer_id")
    return {"count": len(late), "outstanding": f"{late['open'].sum():.2f}"}, (by_age, by_customer)


if __name__ == "__main__":
    answer, _ = overdue(sys.argv[1], sys.argv[2])
    print(json.dumps(answer))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    if "BENCH_PEAK_FILE" in os.environ:
        Path(os.environ["BENCH_PEAK_FILE"]).write_text(str(peak // 1024 if sys.platform == "darwin" else peak))
