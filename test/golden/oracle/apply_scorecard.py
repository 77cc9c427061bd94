#!/usr/bin/env python3
"""Scores raw loans by a scorecard.json: a second program that shares nothing with the product but the file's definition.

Usage: python3 apply_scorecard.py scorecard.json loans.csv > scores.csv

loans.csv has a column loan_id and a column a feature, named as in the card. A blank is missing. A number falls in the bin with
lower <= number < upper, a text in the bin that lists it, else in the one marked other. Every value must fall in exactly one bin; the
program stops at the first that does not. Prints loan_id, score (whole points) and exact (before rounding to points).
"""

import csv
import json
import math
import sys


def takes(bin_, text, number):
    """Whether a bin names this value itself; `other` is decided when no bin does."""
    if text == "":
        return bool(bin_.get("missing"))
    if bin_.get("missing"):
        return False
    if number is not None:
        return bin_.get("lower", -math.inf) <= number < bin_.get("upper", math.inf)
    return text in bin_.get("values", [])


def is_numeric(feature):
    """A feature with texts has values or other somewhere; one with numbers has neither."""
    return not any("values" in bin_ or bin_.get("other") for bin_ in feature["bins"])


def bin_of(feature, text):
    number = float(text) if text != "" and is_numeric(feature) else None
    found = [bin_ for bin_ in feature["bins"] if takes(bin_, text, number)]
    if not found and text != "":
        found = [bin_ for bin_ in feature["bins"] if bin_.get("other")]
    if len(found) != 1:
        raise SystemExit(f"{feature['name']}: {text!r} falls in {len(found)} bins")
    return found[0]


def main(card_path, loans_path):
    with open(card_path, encoding="utf-8") as file:
        card = json.load(file)
    factor = card["pdo"] / math.log(2)
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["loan_id", "score", "exact"])
    with open(loans_path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            bins = [(feature, bin_of(feature, row[feature["name"]])) for feature in card["features"]]
            points = card["base_points"] + sum(bin_["points"] for _, bin_ in bins)
            log_odds = card["intercept"] + sum(feature["coefficient"] * bin_["woe"] for feature, bin_ in bins)
            exact = card["base_score"] - factor * math.log(card["base_odds"]) - factor * log_odds
            if abs(points - exact) > 0.5 * (len(bins) + 1) + 1e-9:
                raise SystemExit(f"{row['loan_id']}: {points} points are too far from {exact}")
            out.writerow([row["loan_id"], points, repr(exact)])


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
