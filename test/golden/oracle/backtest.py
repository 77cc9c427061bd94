#!/usr/bin/env python3
"""A second opinion on the early warning's back-test: who was in it, what became of them, and what the scores were worth.

Written from the definitions alone, with nothing but the standard library, one customer and one month end at a time, so that it shares
neither code nor method with the product. Usage: python3 backtest.py EXPORT_DIR PERIOD BACKTEST_CSV > backtest.json

EXPORT_DIR holds invoices.csv, and payments.csv and credits.csv where there are any: contract names, ISO dates, one currency, nothing
that the landing would refuse, hold back or leave out. BACKTEST_CSV is the product's; its scores are taken as they are, everything else is
computed from the books. Where a definition leaves a choice the comment beside it says CHOICE.
"""

import bisect
import csv
import datetime as dt
import json
import sys
from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

DAY = dt.timedelta(days=1)


def read(folder, table):
    path = Path(folder) / f"{table}.csv"
    if not path.exists():
        return []
    with path.open(newline="", encoding="utf-8-sig") as file:
        return [{name: (text or "").strip() or None for name, text in row.items()} for row in csv.DictReader(file)]


def end_of(year, month):
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return dt.date(year + month // 12, month % 12 + 1, 1) - DAY


def shifted(end, months):
    return end_of(end.year, end.month + months)


class Invoice:
    def __init__(self, row):
        self.date, self.due = dt.date.fromisoformat(row["invoice_date"]), dt.date.fromisoformat(row["due_date"])
        self.total = Decimal(row["total_amount"])
        self.settles = dt.date.fromisoformat(row["settled_date"]) if row.get("settled_date") else None
        self.rows = []

    def close(self, last):
        """Open amounts from each day on which they change, known at the last day."""
        rows = sorted((max(day, self.date), amount) for day, amount in self.rows if day <= last)
        if self.settles is not None and self.settles <= last:
            before = sum((amount for day, amount in rows if day <= self.settles), Decimal(0))
            rows.append((max(self.settles, self.date), max(Decimal(0), self.total - before)))
        self.days, self.left = [self.date], [self.total]
        for day, amount in sorted(rows):
            left = max(Decimal(0), self.total - (self.total - self.left[-1]) - amount)
            if day == self.days[-1]:
                self.left[-1] = left
            else:
                self.days.append(day)
                self.left.append(left)
        paid = [day for day, left in zip(self.days, self.left) if left == 0]
        self.paid = paid[0] if paid else None

    def open_at(self, day):
        place = bisect.bisect_right(self.days, day)
        return self.left[place - 1] if place else Decimal(0)


def load(folder, last):
    invoices, owner = {}, {}
    for row in read(folder, "invoices"):
        invoice = Invoice(row)
        if invoice.date <= last:
            invoices[row["invoice_id"]], owner[row["invoice_id"]] = invoice, row["customer_id"]
    for table, day in (("payments", "payment_date"), ("credits", "credit_date")):
        for row in read(folder, table):
            invoice = invoices.get(row.get("invoice_id"))
            if invoice is not None:
                invoice.rows.append((dt.date.fromisoformat(row[day]), Decimal(row["amount"])))
    books = defaultdict(list)
    for key, invoice in invoices.items():
        invoice.close(last)
        books[owner[key]].append(invoice)
    return books


def judged_months(books, last):
    first = min(invoice.date for invoices in books.values() for invoice in invoices)
    # CHOICE: six months of history are six calendar months, that of the first invoice included.
    end, months = shifted(end_of(first.year, first.month), 5), []
    while shifted(end, 3) <= last:
        months.append(end)
        end = shifted(end, 1)
    return months


def becomes_late(invoices, end, until):
    """First day after `end`, up to `until`, on which an invoice is 30 days overdue and still open when the day ends."""
    days = []
    for invoice in invoices:
        day = invoice.due + 30 * DAY
        # CHOICE: an invoice without an amount has nothing to be paid.
        if end < day <= until and invoice.date <= day and invoice.open_at(day) > 0:
            days.append(day)
    return min(days) if days else None


def slows_down(invoices, end, until):
    def late(after, up_to):
        return [(i.paid - i.due).days for i in invoices if i.total > 0 and after < i.due <= up_to and i.paid and i.paid <= until]
    now, before = late(end, until), late(shifted(end, -6), end)
    return bool(now and before) and Fraction(sum(now), len(now)) - Fraction(sum(before), len(before)) >= 10


def naive(invoices, end):
    open_amount = sum(i.open_at(end) for i in invoices)
    overdue = sum(i.open_at(end) for i in invoices if i.due < end)
    late = [(i.paid - i.due).days for i in invoices if i.total > 0 and i.paid and i.paid <= end]
    # CHOICE: who never paid anything has no lateness: 0.
    return Fraction(overdue) / Fraction(open_amount), Fraction(sum(late), len(late)) if late else Fraction(0)


def outcomes(books, last):
    rows = {}
    for customer, invoices in books.items():
        for end in judged_months(books, last):
            if sum(i.open_at(end) for i in invoices) <= 0:
                continue
            until = shifted(end, 3)
            late = becomes_late(invoices, end, until)
            slow = slows_down(invoices, end, until)
            share, days = naive(invoices, end)
            lead = ((late or until) - end).days if late or slow else None
            rows[customer, end.isoformat()] = (late is not None, slow, share, days, lead)
    return rows


def auc(values, events):
    """Chance that an event's value is above another's, ties half; by ranks."""
    order = sorted(values)
    ranks = {}
    for value in set(order):
        low, high = bisect.bisect_left(order, value), bisect.bisect_right(order, value)
        ranks[value] = Fraction(low + 1 + high, 2)
    n = sum(events)
    if n == 0 or n == len(events):
        return None
    total = sum(ranks[value] for value, event in zip(values, events) if event)
    return float((total - Fraction(n * (n + 1), 2)) / (n * (len(events) - n)))


def measure(rows, value_of):
    """The figures of one ranking; rows are (as_of, event, lead, key)."""
    by_month = defaultdict(list)
    for as_of, event, lead, key in rows:
        by_month[as_of].append((value_of[key], event, lead))
    hits, slots, leads = Fraction(0), 0, []
    for month in by_month.values():
        size = -(-len(month) // 10)
        edge = sorted((value for value, _, _ in month), reverse=True)[size - 1]
        above = [event for value, event, _ in month if value > edge]
        tied = [event for value, event, _ in month if value == edge]
        hits += sum(above) + Fraction((size - len(above)) * sum(tied), len(tied))
        slots += size
        leads += [lead for value, event, lead in month if event and value >= edge]
    events = [event for _, event, _, _ in rows]
    base = Fraction(sum(events), len(events))
    middle = sorted(leads)
    half = len(middle) // 2
    median = None if not middle else middle[half] if len(middle) % 2 else (middle[half - 1] + middle[half]) / 2
    return {
        "auc": auc([value_of[key] for _, _, _, key in rows], events),
        "base_rate_pct": float(100 * base),
        "precision_at_decile_pct": float(100 * hits / slots),
        "lift_at_decile": float(hits / slots / base) if base else None,
        "months": len(by_month),
        "events": sum(events),
        "lead_days_median": median,
    }


def main(folder, period, backtest):
    last = end_of(int(period[:4]), int(period[5:]))
    found = outcomes(load(folder, last), last)
    scores, told = {}, {}
    with open(backtest, newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            key = row["customer_id"], row["as_of"]
            scores[key] = Decimal(row["score"])
            told[key] = row["event"] == "1", row["e1"] == "1", row["e2"] == "1"
    computed = {key: (late or slow, late, slow) for key, (late, slow, _, _, _) in found.items()}
    different = sorted(key for key in set(told) | set(computed) if told.get(key) != computed.get(key))
    rows = [(key[1], late or slow, lead, key) for key, (late, slow, _, _, lead) in found.items() if key in scores]
    return {
        "customer_months": len(found),
        "different": [list(key) for key in different],
        "backtest": measure(rows, scores),
        "overdue_share": measure(rows, {key: value[2] for key, value in found.items()}),
        "mean_days_late": measure(rows, {key: value[3] for key, value in found.items()}),
    }


if __name__ == "__main__":
    json.dump(main(*sys.argv[1:4]), sys.stdout, indent=1)
    print()
