#!/usr/bin/env python3
"""A second opinion on the figures of a quickbooks-marts export.

Written from the definitions of the figures alone, with exact fractions and nothing but the standard library, so that it shares neither
code nor arithmetic with the product. Usage: python3 marts.py EXPORT_DIR PERIOD > figures.json

Money is a decimal string; everything else a number, a text, a list or null, as in figures.json. Where a definition leaves a choice the
comment beside it says CHOICE.
"""

import csv
import json
import math
import sys
from fractions import Fraction
from pathlib import Path

RATE_BELOW, BALANCE_ABOVE = Fraction(75), Fraction(15000)
GRID_RATES, GRID_BALANCES = (65, 70, 75, 80, 85), (5000, 10000, 15000, 20000, 25000)
WEIGHTS = (Fraction(2, 5), Fraction(2, 5), Fraction(1, 5))
LEVELS = {
    "Highly Profitable": "high", "High": "high", "Profitable": "medium", "Medium": "medium",
    "Low": "low", "Break Even": "low", "Loss Making": "low",
}
STRATEGY = {"high": "strategic_retention", "medium": "focused_monitoring", "low": "active_collection"}
BANDS = {"ge70": (70, None), "60_70": (60, 70), "50_60": (50, 60), "lt50": (None, 50), "40_60": (40, 60), "lt40": (None, 40)}
POLICY_BANDS = ("ge70", "60_70", "50_60", "lt50")
BIN_EDGES = {
    "lifespan_days": (365, 730, 1095, 1460),
    "total_invoices": (10, 50, 100, 200),
    "avg_invoice_amount": (5000, 10000, 20000, 50000, 100000),
}
MEASURES = {
    "lifespan_days": "customer_lifespan_days", "total_invoices": "total_invoices", "avg_invoice_amount": "avg_invoice_amount",
    "outstanding_balance": "outstanding_balance", "payment_rate": "payment_rate_percentage", "credit_score": "credit_score",
    "stability": "business_stability_score",
}
MONEY_MEASURES = ("avg_invoice_amount", "outstanding_balance")


# --- numbers -------------------------------------------------------------------------------------------------------------------

def money(value):
    """Exact fraction -> decimal string in cents, half away from zero; None stays None."""
    if value is None:
        return None
    cents = (abs(value) * 100 * 2 + 1) // 2
    sign = "-" if value < 0 and cents else ""
    return f"{sign}{cents // 100}.{cents % 100:02d}"


def number(value):
    """Exact fraction -> nearest double; whole numbers and None as they are."""
    return float(value) if isinstance(value, Fraction) else value


def ratio(part, whole, times=1):
    return None if whole == 0 else Fraction(part) * times / Fraction(whole)


def mean(values):
    return None if not values else sum(values, Fraction(0)) / len(values)


def quantile(ordered, share):
    """Type 7: linear interpolation between order statistics."""
    if not ordered:
        return None
    place = (len(ordered) - 1) * share
    low = place.numerator // place.denominator
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (place - low) * (ordered[high] - ordered[low])


def mid_ranks(values):
    """Ranks from 1, ties share their average; doubled, so that they stay whole."""
    order = sorted(range(len(values)), key=lambda at: values[at])
    ranks, ties, start = [0] * len(values), [], 0
    while start < len(order):
        end = start
        while end + 1 < len(order) and values[order[end + 1]] == values[order[start]]:
            end += 1
        for at in range(start, end + 1):
            ranks[order[at]] = start + end + 2
        ties.append(end - start + 1)
        start = end + 1
    return ranks, ties


def spearman(left, right):
    if len(left) < 3:
        return None
    a, b = mid_ranks(left)[0], mid_ranks(right)[0]
    centre = len(a) + 1  # of doubled ranks
    across = sum((x - centre) * (y - centre) for x, y in zip(a, b))
    spread_a, spread_b = sum((x - centre) ** 2 for x in a), sum((y - centre) ** 2 for y in b)
    return None if spread_a == 0 or spread_b == 0 else across / math.sqrt(spread_a * spread_b)


def chi_square_tail(statistic, freedom):
    """P(X >= statistic), by the closed forms for even and odd degrees of freedom."""
    half = statistic / 2
    if freedom % 2 == 0:
        term, total = 1.0, 1.0
        for step in range(1, freedom // 2):
            term *= half / step
            total += term
        return math.exp(-half) * total
    total = math.erfc(math.sqrt(half))
    term = math.exp(-half) * math.sqrt(half) / math.gamma(1.5)
    for step in range(1, (freedom - 1) // 2 + 1):
        total += term
        term *= half / (step + 0.5)
    return total


def fisher_exact(columns):
    """Freeman-Halton: the tables with these margins that are no likelier than the one met. `columns` are (high risk, normal) pairs."""
    sizes = [high + normal for high, normal in columns]
    drawn, everybody = sum(high for high, _ in columns), sum(sizes)
    logs = [[math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1) for k in range(n + 1)] for n in sizes]
    base = math.lgamma(everybody + 1) - math.lgamma(drawn + 1) - math.lgamma(everybody - drawn + 1)
    met = sum(logs[at][high] for at, (high, _) in enumerate(columns))
    limit = met + 1e-7  # tables as likely as the one met count, whatever the last digit says
    order = sorted(range(len(sizes)), key=lambda at: sizes[at])
    room = [sum(sizes[at] for at in order[step:]) for step in range(len(order) + 1)]
    shares = []

    def walk(step, left, logged):
        here = logs[order[step]]
        if step == len(order) - 1:
            logged += here[left]
            if logged <= limit:
                shares.append(math.exp(logged - base))
            return
        for k in range(max(0, left - room[step + 1]), min(left, len(here) - 1) + 1):
            walk(step + 1, left - k, logged + here[k])

    walk(0, drawn, 0.0)
    return min(1.0, math.fsum(shares))


# --- reading -------------------------------------------------------------------------------------------------------------------

class Unfit(Exception):
    """The row is one that landing puts in quarantine."""


def amount(text, low=None, high=None):
    try:
        value = Fraction(text.strip())
    except (ValueError, ZeroDivisionError) as error:
        raise Unfit(text) from error
    if "/" in text or (low is not None and value < low) or (high is not None and value > high):
        raise Unfit(text)
    return value


def day(text):
    try:
        year, month, date = (int(part) for part in text.split("-"))
        if not (1 <= month <= 12 and 1 <= date <= 31):
            raise ValueError(text)
        return f"{year:04d}-{month:02d}-{date:02d}"
    except ValueError as error:
        raise Unfit(text) from error


def rows(folder, table, read):
    """Rows of a table, exact copies dropped, unfit rows left out."""
    seen, fit = set(), []
    with open(Path(folder) / f"{table}.csv", encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            key = tuple(row.values())
            if key in seen:
                continue
            seen.add(key)
            try:
                fit.append(read(row))
            except Unfit:
                continue
    return fit


def read_customer(row):
    if not row["customer_id"] or not row["profitability_tier"]:
        raise Unfit("blank")
    ranges = {"payment_rate_percentage": (0, 100), "credit_score": (0, 850), "business_stability_score": (0, 100)}
    fields = {column: amount(row[column], *ranges.get(column, (0, None))) for column in MEASURES.values()}
    return {"id": row["customer_id"], "tier": row["profitability_tier"], **fields}


def read_invoice(row):
    if not row["customer_id"]:
        raise Unfit("blank")
    return {"customer": row["customer_id"], "day": day(row["transaction_date"]), "total": amount(row["invoice_total"], 0), "profit": amount(row["gross_profit"])}


def read_month(row):
    return {"month": day(row["dashboard_month"])[:7], "rate": amount(row["collection_rate_percentage"], 0, 100), "revenue": amount(row["total_revenue"])}


def read_forecast(row):
    optional = {name: amount(row[name]) if row.get(name) else None for name in ("forecasted_inflows", "risk_adjusted_inflows")}
    return {"month": day(row["forecast_month"])[:7], "net": amount(row["forecasted_net_cash_flow"]), **optional}


def month_after(month, steps):
    at = int(month[:4]) * 12 + int(month[5:]) - 1 + steps
    return f"{at // 12:04d}-{at % 12 + 1:02d}"


# --- figures -------------------------------------------------------------------------------------------------------------------

def balance(customer):
    return customer["outstanding_balance"]


def owed(customers):
    return sum((balance(customer) for customer in customers), Fraction(0))


def is_high_risk(customer, rate=RATE_BELOW, above=BALANCE_ABOVE):
    return customer["payment_rate_percentage"] < rate and balance(customer) > above


def selection(figures, customers, high, normal):
    figures["selection.customers.count"] = len(customers)
    figures["selection.high_risk.count"] = len(high)
    figures["selection.not_rated.count"] = 0
    figures["selection.not_rated.outstanding_total"] = money(Fraction(0))
    figures["selection.high_risk.share_of_customers_pct"] = number(ratio(len(high), len(customers), 100))
    for name, group in (("high_risk", high), ("all", customers), ("normal", normal)):
        figures[f"selection.{name}.outstanding_total"] = money(owed(group))
    figures["selection.high_risk.share_of_outstanding_pct"] = number(ratio(owed(high), owed(customers), 100))
    for name, group in (("high_risk", high), ("normal", normal)):
        figures[f"selection.{name}.payment_rate_mean_pct"] = number(mean([c["payment_rate_percentage"] for c in group]))
        figures[f"selection.{name}.credit_score_mean"] = number(mean([c["credit_score"] for c in group]))
        figures[f"selection.{name}.stability_mean"] = number(mean([c["business_stability_score"] for c in group]))
    top = sorted((balance(c) for c in high), reverse=True)[: -(-len(high) // 10)]
    figures["selection.high_risk.top_decile_outstanding"] = money(sum(top, Fraction(0))) if high else None
    # CHOICE: a share of the group's own balances.
    figures["selection.high_risk.top_decile_share_pct"] = number(ratio(sum(top, Fraction(0)), owed(high), 100)) if high else None
    figures["selection.sensitivity"] = [
        {"payment_rate_below": rate, "outstanding_above": money(Fraction(above)), "count": len(group), "outstanding_total": money(owed(group))}
        for rate in GRID_RATES
        for above in GRID_BALANCES
        for group in [[c for c in customers if is_high_risk(c, Fraction(rate), Fraction(above))]]
    ]


def risks(customer):
    return (100 - customer["payment_rate_percentage"], (850 - customer["credit_score"]) * 100 / 850, 100 - customer["business_stability_score"])


def score_of(customer):
    return sum(weight * risk for weight, risk in zip(WEIGHTS, risks(customer)))


def in_band(score, band):
    low, high = BANDS[band]
    return (low is None or score >= low) and (high is None or score < high)


def top_decile(high, values):
    """The ⌈n/10⌉ customers with the largest values; ties at the edge by customer id."""
    order = sorted(range(len(high)), key=lambda at: (-values[at], high[at]["id"]))
    return set(order[: -(-len(high) // 10)])


def standardised(high):
    columns = []
    for column in zip(*(risks(c) for c in high)):
        centre = mean(list(column))
        spread = math.sqrt(float(sum((value - centre) ** 2 for value in column) / len(column)))
        columns.append([0.0 if spread == 0 else float(value - centre) / spread for value in column])
    return [sum(float(weight) * column[at] for weight, column in zip(WEIGHTS, columns)) for at in range(len(high))]


def percentile_ranked(high):
    """Any straight line through mid-ranks orders customers alike, so that the ranks themselves will do; exact."""
    columns = [mid_ranks(list(column))[0] for column in zip(*(risks(c) for c in high))]
    return [sum(weight * column[at] for weight, column in zip(WEIGHTS, columns)) for at in range(len(high))]


def score(figures, alternatives, high):
    # CHOICE: over the high-risk group, whose members are the ones scored, tiered and listed.
    scores = [score_of(c) for c in high]
    figures["score.mean"] = number(mean(scores))
    figures["score.median"] = number(quantile(sorted(scores), Fraction(1, 2)))
    figures["score.min"] = number(min(scores, default=None))
    figures["score.max"] = number(max(scores, default=None))
    for band in BANDS:
        members = [c for c, value in zip(high, scores) if in_band(value, band)]
        figures[f"score.band.{band}.count"] = len(members)
        figures[f"score.band.{band}.outstanding"] = money(owed(members))
    # CHOICE: inputs are counted, not customers. None can be outside its range here: landing has put such rows aside.
    figures["score.clamped.count"] = 0
    figures["score.unscored.count"] = 0
    if not high:
        return
    by_z, by_rank = standardised(high), percentile_ranked(high)
    figures["score.robustness.spearman_zscore"] = spearman(scores, by_z)
    figures["score.robustness.spearman_percentile"] = spearman(scores, by_rank)
    ours, z_top, rank_top = top_decile(high, scores), top_decile(high, by_z), top_decile(high, by_rank)
    # CHOICE: the top ⌈n/10⌉ by score that are also in the top ⌈n/10⌉ of the standardised score.
    figures["score.robustness.top_decile_overlap_pct"] = 100 * len(ours & z_top) / len(ours)
    alternatives["score.robustness.top_decile_overlap_pct"] = {
        "with_percentile": 100 * len(ours & rank_top) / len(ours),
        "with_both": 100 * len(ours & z_top & rank_top) / len(ours),
    }


def profit(figures, alternatives, invoices, high, customers):
    ids, known = {c["id"] for c in high}, {c["id"] for c in customers}
    theirs = [i for i in invoices if i["customer"] in ids]
    # CHOICE: "all" is every invoice of the books dated up to the period's end, its customer's row landed or not.
    figures.update(profit_figures(invoices, theirs))
    alternatives["customers_of_the_table_only"] = profit_figures([i for i in invoices if i["customer"] in known], theirs)


def profit_figures(everything, theirs):
    total, part = (sum((i["profit"] for i in group), Fraction(0)) for group in (everything, theirs))
    share = ratio(part, total, 100)
    reading = "mixed_sign" if part * total < 0 else "share_of_loss" if total < 0 else "share_of_profit"
    return {
        "profit.all.gross_profit": money(total) if everything else None,
        "profit.high_risk.gross_profit": money(part) if everything else None,
        "profit.high_risk.share_pct": number(share),
        "profit.reading": reading if everything else "not_available",
        "profit.high_risk.revenue_share_pct": number(ratio(sum(i["total"] for i in theirs), sum(i["total"] for i in everything), 100)),
    }


def falls(months):
    """Every run of falls, oldest first."""
    runs = []
    for before, month in zip(months, months[1:]):
        if month["rate"] >= before["rate"]:
            continue
        if runs and runs[-1]["end_month"] == before["month"]:
            runs[-1].update(end_month=month["month"], months=runs[-1]["months"] + 1, decline_pp=runs[-1]["decline_pp"] + before["rate"] - month["rate"])
        else:
            runs.append({"months": 1, "start_month": month["month"], "end_month": month["month"], "decline_pp": before["rate"] - month["rate"]})
    return runs


def trend(figures, months):
    """Returns what the loss scenarios need: mean and latest rate, current streak's decline, sum of declines, the worst month's fall."""
    changes = [month["rate"] - before["rate"] for before, month in zip(months, months[1:])]
    latest, average = months[-1]["rate"], mean([m["rate"] for m in months])
    declines = [-change for change in changes if change < 0]
    runs = falls(months)
    nothing = {"months": 0, "start_month": None, "end_month": None, "decline_pp": Fraction(0)}
    current = runs[-1] if runs and runs[-1]["end_month"] == months[-1]["month"] else nothing
    longest = max(reversed(runs), key=lambda run: run["months"], default=nothing)
    figures["trend.latest_month"] = months[-1]["month"]
    figures["trend.latest_rate_pct"] = number(latest)
    figures["trend.mean_pct"] = number(average)
    figures["trend.change_over_window_pp"] = number(latest - months[0]["rate"])
    figures["trend.declining_months"] = len(declines)
    figures["trend.sum_of_declines_pp"] = number(sum(declines, Fraction(0)))
    for name, run in (("current_streak", current), ("longest_streak", longest)):
        for key, value in run.items():
            figures[f"trend.{name}.{key}"] = number(value)
    figures["trend.streaks"] = [{key: number(value) for key, value in run.items()} for run in runs if run["months"] >= 2]
    # CHOICE: of two months that fell alike, the later; CHOICE: without a fall there is no worst month.
    worst = max(range(len(changes)), key=lambda at: (-changes[at], at)) if declines else None
    figures["trend.worst_month.month"] = None if worst is None else months[worst + 1]["month"]
    figures["trend.worst_month.change_pp"] = None if worst is None else number(changes[worst])
    # CHOICE: the window's first month has no change: the month before it lies outside. The wording of `flag` is open and left out.
    figures["trend.months"] = [
        {"month": m["month"], "rate_pct": number(m["rate"]), "change_pp": None if at == 0 else number(changes[at - 1])} for at, m in enumerate(months)
    ]
    return average, latest, current["decline_pp"], sum(declines, Fraction(0)), max(declines, default=None)


def compared(figures, name, ours, theirs, bins):
    """Cliff's delta and Mann-Whitney's U over both groups, and the bins."""
    n, m = len(ours), len(theirs)
    ranks, ties = mid_ranks(ours + theirs)
    wins = Fraction(sum(ranks[:n]), 2) - Fraction(n * (n + 1), 2)
    delta = 2 * wins / (n * m) - 1
    variance = Fraction(n * m, 12) * (n + m + 1 - Fraction(sum(t**3 - t for t in ties), (n + m) * (n + m - 1)))
    p_value = math.erfc(abs(float(wins - Fraction(n * m, 2))) / math.sqrt(float(variance)) / math.sqrt(2)) if variance else None
    size = abs(delta)
    reading = "small" if size < Fraction(33, 100) else "medium" if size < Fraction(474, 1000) else "large"
    figures[f"profile.{name}.cliffs_delta"] = number(delta)
    figures[f"profile.{name}.p_value"] = p_value
    figures[f"profile.{name}.reading"] = "no_difference" if p_value is None or p_value >= 0.05 or size < Fraction(147, 1000) else reading
    # CHOICE: the outer bins are open; `label`, and how an open end is written, are left out.
    figures[f"profile.{name}.bins"] = [
        {
            **({} if low is None else {"from": low}),
            **({} if high is None else {"to": high}),
            **{key: sum((low is None or v >= low) and (high is None or v < high) for v in group) for key, group in (("high_risk", ours), ("normal", theirs))},
        }
        for low, high in zip((None, *bins), (*bins, None))
    ]


def profile(figures, high, normal):
    for name, column in MEASURES.items():
        form = money if name in MONEY_MEASURES else number
        groups = {key: sorted(c[column] for c in group) for key, group in (("high_risk", high), ("normal", normal))}
        means = {key: mean(values) for key, values in groups.items()}
        for key, values in groups.items():
            figures[f"profile.{name}.{key}.mean"] = form(means[key])
            for statistic, share in (("q1", Fraction(1, 4)), ("median", Fraction(1, 2)), ("q3", Fraction(3, 4))):
                figures[f"profile.{name}.{key}.{statistic}"] = form(quantile(values, share))
        if high and normal:
            # CHOICE: the difference of the unrounded means is rounded, not the difference of rounded ones.
            figures[f"profile.{name}.difference_of_means"] = form(means["high_risk"] - means["normal"])
            figures[f"profile.{name}.ratio_of_means"] = number(ratio(means["high_risk"], means["normal"]))
            if name in BIN_EDGES:
                compared(figures, name, groups["high_risk"], groups["normal"], BIN_EDGES[name])
    tier_table(figures, high, normal)


def tier_table(figures, high, normal):
    tiers = sorted({c["tier"] for c in high + normal})
    columns = []
    for tier in tiers:
        pair = tuple(sum(c["tier"] == tier for c in group) for group in (high, normal))
        columns.append(pair)
        for key, count in zip(("high_risk", "normal"), pair):
            # CHOICE: a tier met in one group only is counted as 0 in the other.
            figures[f"profile.profitability_tier.{key}.{tier}.count"] = count
    everybody, sides = len(high) + len(normal), (len(high), len(normal))
    if len(tiers) < 2 or 0 in sides:
        figures["profile.profitability_tier.cramers_v"] = figures["profile.profitability_tier.p_value"] = None
        return
    expected = [[Fraction(sum(pair) * side, everybody) for side in sides] for pair in columns]
    statistic = sum((seen - e) ** 2 / e for pair, row in zip(columns, expected) for seen, e in zip(pair, row))
    figures["profile.profitability_tier.cramers_v"] = math.sqrt(float(statistic / everybody))
    # CHOICE: Fisher's test of a table with more than two tiers is Freeman and Halton's.
    rare = min(min(row) for row in expected) < 5
    figures["profile.profitability_tier.p_value"] = fisher_exact(columns) if rare else chi_square_tail(float(statistic), len(tiers) - 1)


def loss(figures, months, forecast, high, customers, facts):
    average, latest, streak, declines, worst = facts
    share = ratio(owed(high), owed(customers)) or Fraction(0)
    revenue = mean([m["revenue"] for m in months])
    figures["loss.worst_case"] = money(owed(high))
    figures["loss.monthly_revenue_mean"] = money(revenue)
    for name, rate in (("baseline_6m", latest), ("stress_6m", latest - streak)):
        value = max(Fraction(0), 6 * revenue * (average - rate) / 100)
        figures[f"loss.{name}"] = money(value)
        figures[f"loss.{name}.high_risk"] = money(value * share)
    figures["loss.balance_at_current_streak"] = money(owed(high) * streak / 100)
    figures["loss.balance_at_worst_month"] = None if worst is None else money(owed(high) * worst / 100)
    net = sum((f["net"] for f in forecast), Fraction(0)) if forecast else None
    figures["loss.forecast_net_cash_6m"] = money(net)
    if forecast:
        # CHOICE: the inflows count as empty where any of the six months lacks one of the two.
        known = all(f["forecasted_inflows"] is not None and f["risk_adjusted_inflows"] is not None for f in forecast)
        gaps = (max(Fraction(0), f["forecasted_inflows"] - f["risk_adjusted_inflows"]) for f in forecast) if known else ()
        shortfall = sum(gaps, Fraction(0)) if known else net * declines / 100
        figures["loss.forecast_shortfall_6m"] = money(shortfall)
        figures["loss.forecast_shortfall_6m.high_risk"] = money(shortfall * share)
    figures["loss.expected_6m"] = None


def level_by_tier(customer):
    return LEVELS.get(customer["tier"], "low")


def levels_by_margin(high, invoices):
    """Terciles of Σ gross profit ÷ Σ invoice total, the earlier thirds being the larger where the group does not divide by three."""
    sums = {c["id"]: [Fraction(0), Fraction(0)] for c in high}
    for invoice in invoices:
        if invoice["customer"] in sums:
            sums[invoice["customer"]][0] += invoice["profit"]
            sums[invoice["customer"]][1] += invoice["total"]
    # CHOICE: a customer without an invoiced amount has no margin and comes last.
    margins = {who: ratio(*both) for who, both in sums.items()}
    order = sorted(margins, key=lambda who: (margins[who] is None, -(margins[who] or 0), who))
    return {who: ("high", "medium", "low")[3 * place // len(order)] for place, who in enumerate(order)}


def tiers(figures, high, invoices):
    counted = [level_by_tier(c) for c in high]
    single = bool(high) and max(counted.count(level) for level in STRATEGY) * 100 > 90 * len(high)
    margin_levels = levels_by_margin(high, invoices) if single else {}
    level = {c["id"]: margin_levels[c["id"]] if single else level_by_tier(c) for c in high}
    figures["tiers.axis"] = "relative_margin" if single else "profitability_tier"
    for name, strategy in STRATEGY.items():
        members = [c for c in high if level[c["id"]] == name]
        figures[f"tiers.{strategy}.count"] = len(members)
        figures[f"tiers.{strategy}.outstanding"] = money(owed(members))
    for band in POLICY_BANDS:
        inside = [c for c in high if in_band(score_of(c), band)]
        figures[f"policy.band.{band}.count"] = len(inside)
        for name in STRATEGY:
            members = [c for c in inside if level[c["id"]] == name]
            figures[f"tiers.cell.{band}.{name}.count"] = len(members)
            figures[f"tiers.cell.{band}.{name}.outstanding"] = money(owed(members))


def monitor(figures, period, high, customers, facts):
    """The default targets: 5 pp lower, 3 pp higher, 20 % lower, none; by the month that many months on (CHOICE: written YYYY-MM)."""
    share = ratio(owed(high), owed(customers), 100)
    top = sum(sorted((balance(c) for c in high), reverse=True)[: -(-len(high) // 10)], Fraction(0))
    figures["monitor.targets"] = [
        {"indicator": "high_risk_share_of_outstanding_pct", "now": number(share), "target": number(share - 5), "by": month_after(period, 3), "owner": "finance_director"},
        {"indicator": "collection_rate_pct", "now": number(facts[1]), "target": number(facts[1] + 3), "by": month_after(period, 3), "owner": "credit_controller"},
        {"indicator": "top_decile_outstanding", "now": money(top), "target": money(top * 4 / 5), "by": month_after(period, 3), "owner": "account_manager"},
        {"indicator": "consecutive_falls", "now": figures["trend.current_streak.months"], "target": 0, "by": month_after(period, 2), "owner": "collection_specialist"},
    ]


def main(folder, period):
    customers = rows(folder, "quickbooks__customer_analytics", read_customer)
    invoices = [i for i in rows(folder, "quickbooks__profitability_analysis", read_invoice) if i["day"][:7] <= period]
    window = (month_after(period, -11), period)
    dashboard = sorted(rows(folder, "quickbooks__financial_dashboard", read_month), key=lambda m: m["month"])
    months = [m for m in dashboard if window[0] <= m["month"] <= window[1]]
    ahead = (month_after(period, 1), month_after(period, 6))
    forecast = [f for f in rows(folder, "quickbooks__cashflow_forecast", read_forecast) if ahead[0] <= f["month"] <= ahead[1]]
    high = [c for c in customers if is_high_risk(c)]
    normal = [c for c in customers if not is_high_risk(c)]
    figures, alternatives = {}, {}
    selection(figures, customers, high, normal)
    score(figures, alternatives, high)
    profit(figures, alternatives, invoices, high, customers)
    facts = trend(figures, months)
    profile(figures, high, normal)
    loss(figures, months, forecast, high, customers, facts)
    tiers(figures, high, invoices)
    monitor(figures, period, high, customers, facts)
    return {"period": period, "figures": figures, "alternatives": alternatives}


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: marts.py EXPORT_DIR PERIOD")
    json.dump(main(sys.argv[1], sys.argv[2]), sys.stdout, indent=1, ensure_ascii=False)
    sys.stdout.write("\n")
