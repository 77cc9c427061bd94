#!/usr/bin/env python3
"""A second opinion on what a ledger derives: customers, months, ageing and indicators as of any month end.

Written from the definitions alone, with decimals and nothing but the standard library, one invoice and one month end at a time, so that
it shares neither code nor method with the product. Usage: python3 ledger.py EXPORT_DIR PERIOD [HOME_CURRENCY] > ledger.json

EXPORT_DIR holds invoices.csv, and payments.csv, credits.csv and customers.csv where there are any: contract names, ISO dates, nothing
that the landing would refuse, hold back or leave out. Money is a decimal string; everything else a number, a text or null. Where a
definition leaves a choice the comment beside it says CHOICE.
"""

import csv
import datetime as dt
import json
import sys
from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal, getcontext
from pathlib import Path

getcontext().prec = 60
getcontext().rounding = ROUND_HALF_UP
CENT = Decimal("0.01")
DAY = dt.timedelta(days=1)
BUCKETS = ("current", "1_30", "31_60", "61_90", "91_120", "over_120")


# --- calendar ------------------------------------------------------------------------------------------------------------------

def month_end(month):
    year, number = int(month[:4]), int(month[5:])
    return (dt.date(year + number // 12, number % 12 + 1, 1)) - DAY


def month_start(month):
    return dt.date(int(month[:4]), int(month[5:]), 1)


def month_of(day):
    return f"{day.year:04d}-{day.month:02d}"


def previous(month):
    return month_of(month_start(month) - DAY)


def months_up_to(first, last):
    months = [last]
    while months[0] > first:
        months.insert(0, previous(months[0]))
    return months


# --- reading -------------------------------------------------------------------------------------------------------------------

def read(folder, table):
    path = Path(folder) / f"{table}.csv"
    if not path.exists():
        return []
    with path.open(newline="", encoding="utf-8-sig") as file:
        return [{name: (text or "").strip() or None for name, text in row.items()} for row in csv.DictReader(file)]


def day(text):
    return dt.date.fromisoformat(text) if text else None


def amount(text):
    return Decimal(text) if text is not None else None


class Invoice:
    def __init__(self, row, home):
        self.id, self.customer = row["invoice_id"], row["customer_id"]
        self.date, self.due = day(row["invoice_date"]), day(row["due_date"])
        self.currency = row.get("currency") or home
        rate = amount(row.get("exchange_rate"))
        self.rate = rate if rate is not None else (Decimal(1) if self.currency == home else None)
        self.total, self.cost = amount(row["total_amount"]), amount(row.get("cost_amount"))
        self.settled = day(row.get("settled_date"))


class Posting:
    """A payment (cash) or a credit note, as in the books."""

    def __init__(self, kind, customer, when, value, invoice, currency, rate):
        self.kind, self.customer, self.date, self.amount = kind, customer, when, value
        self.invoice, self.currency, self.rate = invoice, currency, rate


def load(folder, period, home):
    end = month_end(period)
    invoices = {row["invoice_id"]: Invoice(row, home) for row in read(folder, "invoices")}
    everything = dict(invoices)
    ahead = [invoice for invoice in invoices.values() if invoice.date > end and invoice.settled and invoice.settled <= end]
    invoices = {key: invoice for key, invoice in invoices.items() if invoice.date <= end}
    postings = []
    paid = defaultdict(list)
    for table, kind, date_column in (("payments", "cash", "payment_date"), ("credits", "credit", "credit_date")):
        for row in read(folder, table):
            when = day(row[date_column])
            if when > end:
                continue
            invoice = invoices.get(row.get("invoice_id"))
            paid[row.get("invoice_id")].append((when, amount(row["amount"])))
            # CHOICE: what a row does not say is its invoice's, also where that is dated after the period's end.
            named = everything.get(row.get("invoice_id"))
            postings.append(posting(kind, row, when, invoice, named, invoices.values(), home))
    for invoice in invoices.values():
        if invoice.settled and invoice.settled <= end:
            # CHOICE: a settled date pays what other rows have left open by then.
            before = sum((p.amount for p in postings if p.invoice is invoice and p.date <= invoice.settled and p.currency == invoice.currency), Decimal(0))
            if invoice.total > before:
                postings.append(Posting("cash", invoice.customer, invoice.settled, invoice.total - before, invoice, invoice.currency, invoice.rate))
    for invoice in ahead:
        # Settled before it was written: the money is on account until then.
        left = invoice.total - sum((value for when, value in paid[invoice.id] if when <= invoice.settled), Decimal(0))
        if left > 0:
            postings.append(Posting("cash", invoice.customer, invoice.settled, left, None, invoice.currency, invoice.rate))
    return invoices, postings


def posting(kind, row, when, invoice, named, invoices, home):
    currency, rate = row.get("currency"), amount(row.get("exchange_rate"))
    like = named
    if currency is None and like is None:
        # CHOICE: a row that names neither invoice nor currency is like the customer's nearest invoice, if any is in foreign money.
        own = [other for other in invoices if other.customer == row["customer_id"]]
        if any(other.currency != home for other in own):
            like = min(own, key=lambda other: (other.date > when, abs((other.date - when).days), other.id))
    if currency is None:
        currency = like.currency if like else home
    if rate is None and like is not None and like.currency == currency:
        rate = like.rate
    if rate is None and currency == home:
        rate = Decimal(1)
    return Posting(kind, row["customer_id"], when, amount(row["amount"]), invoice, currency, rate)


# --- scopes --------------------------------------------------------------------------------------------------------------------

def scopes(invoices, postings, home):
    """Scope -> (currency, how an amount of a row counts in it, or None where it does not)."""
    rows = list(invoices.values()) + postings
    currencies = sorted({row.currency for row in rows})
    rated = all(row.rate is not None for row in rows)
    own = {code: (code, lambda value, row, code=code: value if row.currency == code else None) for code in currencies}
    converted = (home, lambda value, row: (value * row.rate).quantize(CENT))
    if len(currencies) > 1 or (rated and currencies and currencies[0] != home):
        return {**({"*": converted} if rated else {}), **own}
    return {"*": (currencies[0] if currencies else home, lambda value, row: value)}


class Books:
    """The books in one scope."""

    def __init__(self, invoices, postings, counts):
        self.invoices = [i for i in invoices.values() if counts(i.total, i) is not None]
        self.total = {i.id: counts(i.total, i) for i in self.invoices}
        self.on = defaultdict(list)
        self.loose = []
        self.notes = []
        for p in postings:
            value = counts(p.amount, p)
            if value is None:
                continue
            if p.kind == "credit":
                self.notes.append((p.date, value))
            if p.invoice is not None and p.invoice.id in self.total:
                self.on[p.invoice.id].append((p.kind, p.date, value, p.customer))
            else:
                self.loose.append((p.customer, p.date, value))

    def state(self, invoice, at):
        """(credited, applied, open, surplus) of an invoice on a day; None before it exists."""
        if invoice.date > at:
            return None
        total = self.total[invoice.id]
        rows = [(kind, value) for kind, when, value, _ in self.on[invoice.id] if when <= at]
        credit = sum((value for kind, value in rows if kind == "credit"), Decimal(0))
        cash = sum((value for kind, value in rows if kind == "cash"), Decimal(0))
        credited = min(total, credit)
        applied = min(total - credited, cash)
        return credited, applied, total - credited - applied, credit + cash - credited - applied

    def settled_on(self, invoice, at):
        """The first day from which nothing is open, if that is by then."""
        days = sorted({invoice.date} | {max(when, invoice.date) for _, when, _, _ in self.on[invoice.id]})
        return next((when for when in days if when <= at and self.state(invoice, when)[2] == 0), None)

    def on_account(self, at):
        """Credit on account by customer."""
        money_of = defaultdict(Decimal)
        for customer, when, value in self.loose:
            if when <= at:
                money_of[customer] += value
        for invoice in self.invoices:
            state = self.state(invoice, at)
            if state is None:
                for _, when, value, customer in self.on[invoice.id]:
                    if when <= at:
                        money_of[customer] += value
            else:
                money_of[invoice.customer] += state[3]
        return money_of


# --- customers -----------------------------------------------------------------------------------------------------------------

def months_between(earlier, later):
    return (later.year - earlier.year) * 12 + later.month - earlier.month


def derived_score(books, invoices, at):
    marks = []
    for invoice in invoices:
        if books.total[invoice.id] == 0 or max(invoice.due, invoice.date) > at:
            continue
        settled = books.settled_on(invoice, at)
        if settled is not None and months_between(max(invoice.due, invoice.date, settled), at) >= 12:
            continue
        marks.append((settled is not None and settled <= invoice.due, settled is None and invoice.due < at, max(0, ((settled or at) - invoice.due).days)))
    if len(marks) < 3:
        return None
    n = Decimal(len(marks))
    on_time = sum(1 for ok, _, _ in marks if ok) / n
    late = sum(1 for _, open_late, _ in marks if open_late) / n
    prompt = max(Decimal(0), 1 - sum(days for _, _, days in marks) / n / 60)
    score = 300 + 550 * (Decimal("0.5") * on_time + Decimal("0.3") * prompt + Decimal("0.2") * (1 - late))
    return float(score.quantize(Decimal(1)))


def derived_stability(invoices, first, at):
    window = min(12, months_between(first, at) + 1)
    if window < 3 or len(invoices) < 3:
        return None
    active = len({month_of(i.date) for i in invoices if months_between(i.date, at) < 12})
    share = Decimal(active) / window
    tenure = min(Decimal(1), Decimal((at - first).days) / 1095)
    return float((100 * (Decimal("0.7") * share + Decimal("0.3") * tenure)).quantize(Decimal("0.1")))


def customers(books, given, at):
    by_customer = defaultdict(list)
    for invoice in books.invoices:
        if invoice.date <= at:
            by_customer[invoice.customer].append(invoice)
    on_account = books.on_account(at)
    return {key: customer(books, key, rows, given.get(key, {}), on_account[key], at) for key, rows in sorted(by_customer.items())}


def customer(books, key, invoices, given, on_account, at):
    states = {i.id: books.state(i, at) for i in invoices}
    due = [i for i in invoices if i.due <= at]
    invoiced = sum((books.total[i.id] for i in due), Decimal(0))
    credited = sum((states[i.id][0] for i in due), Decimal(0))
    applied = sum((states[i.id][1] for i in due), Decimal(0))
    first = min(i.date for i in invoices)
    score, stability = amount(given.get("credit_score")), amount(given.get("business_stability_score"))
    return {
        "name": given.get("name") or key,
        "payment_rate_pct": float(100 * applied / (invoiced - credited)) if invoiced > credited else None,
        "outstanding_balance": str(sum((s[2] for s in states.values()), Decimal(0))),
        "credit_on_account": str(on_account),
        "lifespan_days": (at - first).days,
        "total_invoices": len(invoices),
        "avg_invoice_amount": float(sum((books.total[i.id] for i in invoices), Decimal(0)) / len(invoices)),
        "credit_score": float(score) if score is not None else derived_score(books, invoices, at),
        "stability": float(stability) if stability is not None else derived_stability(invoices, first, at),
    }


# --- months --------------------------------------------------------------------------------------------------------------------

def collection(books, month):
    """(base, credited, collected) of the month's collection rate."""
    start, end = month_start(month) - DAY, month_end(month)
    base = credited = left = Decimal(0)
    for invoice in books.invoices:
        if invoice.due > end or invoice.date > end:
            continue
        before, after = books.state(invoice, start), books.state(invoice, end)
        part = books.total[invoice.id] if before is None else before[2]
        # CHOICE: credits take from the base before cash does, and never more than is there.
        taken = min(part, after[0] - (before[0] if before else 0))
        base, credited, left = base + part, credited + taken, left + after[2]
    return base, credited, base - credited - left


def month_row(books, month):
    end = month_end(month)
    base, credited, collected = collection(books, month)
    states = [(i, books.state(i, end)) for i in books.invoices if i.date <= end]
    return {
        "collection_rate_pct": float(100 * collected / (base - credited)) if base > credited else None,
        "invoiced": str(sum((books.total[i.id] for i in books.invoices if month_of(i.date) == month), Decimal(0))),
        "credit_notes": str(sum((value for when, value in books.notes if month_of(when) == month), Decimal(0))),
        "receivables": str(sum((s[2] for _, s in states), Decimal(0))),
        "overdue": str(sum((s[2] for i, s in states if i.due < end), Decimal(0))),
        "credit_on_account": str(sum(books.on_account(end).values(), Decimal(0))),
        "ageing": ageing(states, end),
    }


def bucket(invoice, at):
    days = (at - invoice.due).days
    edges = ((0, "current"), (30, "1_30"), (60, "31_60"), (90, "61_90"), (120, "91_120"))
    return next((name for edge, name in edges if days <= edge), "over_120")


def ageing(states, at):
    found = {name: [Decimal(0), 0] for name in BUCKETS}
    for invoice, state in states:
        if state[2] > 0:
            found[bucket(invoice, at)][0] += state[2]
            found[bucket(invoice, at)][1] += 1
    return {name: {"amount": str(value), "count": count} for name, (value, count) in found.items()}


# --- indicators ----------------------------------------------------------------------------------------------------------------

def overdue(books, at):
    rows = [(i, books.state(i, at)[2]) for i in books.invoices if i.date <= at and i.due < at]
    rows = [(i, left) for i, left in rows if left > 0]
    total = sum((left for _, left in rows), Decimal(0))
    days = [(at - i.due).days for i, _ in rows]
    return {
        "customers": len({i.customer for i, _ in rows}),
        "invoices": len(rows),
        "amount": str(total),
        "mean_days": sum(days) / len(days) if days else None,
        "weighted_days": float(sum((left * (at - i.due).days for i, left in rows), Decimal(0)) / total) if total else None,
    }


def ratio(part, whole):
    return float(part / whole) if whole != 0 else None


def indicators(books, month):
    end, start = month_end(month), month_start(month) - DAY
    def receivable(at, not_overdue=False):
        return sum((books.state(i, at)[2] for i in books.invoices if i.date <= at and not (not_overdue and i.due < at)), Decimal(0))
    def invoiced(first, last):
        return sum((books.total[i.id] for i in books.invoices if first <= i.date <= last), Decimal(0))
    now, current, before = receivable(end), receivable(end, True), receivable(start)
    window = end - 89 * DAY
    net = invoiced(window, end) - sum((value for when, value in books.notes if window <= when <= end), Decimal(0))
    month_invoiced = invoiced(month_start(month), end)
    dso = now * 90 / net if net > 0 else None
    best = current * 90 / net if net > 0 else None
    return {
        "dso_days": None if dso is None else float(dso),
        "best_possible_dso_days": None if best is None else float(best),
        "average_days_delinquent": None if dso is None else float(dso - best),
        "collection_effectiveness_pct": ratio(100 * (before + month_invoiced - now), before + month_invoiced - current),
        "percent_current": ratio(100 * current, now),
        "countback_dso_days": countback(books, month, now),
        "credit_on_account": str(sum(books.on_account(end).values(), Decimal(0))),
    }


def countback(books, month, left):
    days = Decimal(0)
    first = min(i.date for i in books.invoices)
    while left > 0 and month_end(month) >= first:
        length = month_end(month).day
        sold = sum((books.total[i.id] for i in books.invoices if month_of(i.date) == month), Decimal(0))
        if sold >= left:
            return float(days + length * left / sold)
        left, days, month = left - sold, days + length, previous(month)
    return float(days) if left == 0 else None


# --- the whole -----------------------------------------------------------------------------------------------------------------

def main(folder, period, home="USD"):
    invoices, postings = load(folder, period, home)
    given = {row["customer_id"]: row for row in read(folder, "customers")}
    result = {}
    for scope, (currency, counts) in scopes(invoices, postings, home).items():
        books = Books(invoices, postings, counts)
        if not books.invoices:
            # Nothing was invoiced: only what is on account is known.
            result[scope] = {"currency": currency, "credit_on_account": str(sum(books.on_account(month_end(period)).values(), Decimal(0)))}
            continue
        months = months_up_to(month_of(min(i.date for i in books.invoices)), period)
        shown = [m for m in (months[-1], months[-3] if len(months) > 2 else None, months[len(months) // 2]) if m]
        result[scope] = {
            "currency": currency,
            "customers": {month: customers(books, given, month_end(month)) for month in sorted(set(shown))},
            "months": {month: month_row(books, month) for month in months},
            "gross_profit": {
                i.id: str(counts(i.total, i) - counts(i.cost, i)) if i.cost is not None else None for i in books.invoices
            },
            "overdue": overdue(books, month_end(period)),
            "kpi": indicators(books, period),
        }
    return result


if __name__ == "__main__":
    json.dump(main(*sys.argv[1:4]), sys.stdout, indent=1)
    print()
