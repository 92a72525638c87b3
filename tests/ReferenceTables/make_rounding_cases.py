#!/usr/bin/env python3
"""Writes rounding_cases.csv: amounts that a hair separates from a rounding boundary, or nothing at all.

Needs mpmath (Debian: python3-mpmath). Run it in this folder; the same seed gives the same file. Every value is
calculated with 250 digits; a value within 1e-78 of a boundary, relatively, counts as on it, and none lies between
1e-72 and 1e-78, where 256 bits may or may not tell. The kinds:
  hair      a unit chosen so that a boundary lies at a relative distance of 1e-12 to 1e-17, on either side
  one-yen   X = 1, q = r = 0, whole S: S - 1 and a little, rounded up
  split     the same as one-yen at volatilities that put the boundary at 1e-20 to 1e-72
  exact     T = 0, on the boundary or a last digit beside it
  rational  X = 0 or sigma = 0 with annual rates and whole years: on the boundary, though made of powers
"""

import csv
import random
from decimal import Decimal, getcontext
from fractions import Fraction

from mpmath import erfc, exp, floor, ceil, log, mp, mpf, sqrt

mp.dps = 250
getcontext().prec = 60
COUNTS = {"hair": 300, "split": 100, "one-yen": 60, "exact": 80, "rational": 30}
COLUMNS = ["kind", "s", "x", "t", "sigma", "r", "q", "shares", "rate", "yield", "per", "mode", "unit", "expected", "tie"]
RATES = ["Continuous", "Annual", "SemiAnnual"]
YIELDS = ["Continuous", "Annual", "AnnualDiscount"]


def number(text):
    upper, _, lower = text.partition("/")
    return mpf(upper) / mpf(lower or "1")


def normal(d):
    return erfc(-d / sqrt(mpf(2))) / 2


def value(case):
    s, x, t, r, q = (number(case[name]) for name in ("s", "x", "t", "r", "q"))
    sigma = mpf(float(case["sigma"]))
    r = {"Continuous": lambda: r, "Annual": lambda: log(1 + r), "SemiAnnual": lambda: 2 * log(1 + r / 2)}[case["rate"]]()
    q = {"Continuous": lambda: q, "Annual": lambda: log(1 + q), "AnnualDiscount": lambda: -log(1 - q)}[case["yield"]]()
    share, strike, deviation = s * exp(-q * t), x * exp(-r * t), sigma * sqrt(t)
    if deviation == 0 or x == 0:
        return max(share - strike, mpf(0))
    d = (log(s / x) + (r - q) * t) / deviation + deviation / 2
    return share * normal(d) - strike * normal(d - deviation)


def decimal_text(value, digits):
    """The first digits of a value above 0, cut off, as exact text."""
    power = digits - 1 - int(floor(log(value, 10)))
    whole = int(floor(value * mpf(10) ** power))
    if power <= 0:
        return str(whole * 10 ** -power)
    text = str(whole).rjust(power + 1, "0")
    return (text[:-power] + "." + text[-power:]).rstrip("0").rstrip(".")


def amount(case):
    factor = mpf(case["shares"]) if case["per"] == "right" else mpf(1)
    return value(case) * factor


def settle(case):
    """Rounds, or None where 256 bits might not tell."""
    units = amount(case) / mpf(case["unit"])
    position = units if case["mode"] == "Up" else units + mpf(1) / 2
    nearest = floor(position + mpf(1) / 2)
    distance = abs(position - nearest) / max(units, mpf(1))
    if mpf("1e-78") < distance < mpf("1e-72"):
        return None
    tie = distance <= mpf("1e-78")
    rounded = nearest if tie else ceil(position) if case["mode"] == "Up" else floor(position)
    case["expected"] = str(Decimal(int(rounded)) * Decimal(case["unit"]))
    case["tie"] = "yes" if tie else "no"
    return case


def draw_inputs(rng):
    price = "%.2f" % (rng.randint(100, 1_000_000) / 100)
    return {
        "s": price,
        "x": rng.choice(["1", price, "%.2f" % (float(price) * rng.uniform(0.6, 1.7))]),
        "t": rng.choice([str(rng.randint(1, 30)), "%d/365" % rng.randint(1, 14600)]),
        "sigma": repr(float(exp(mpf(rng.uniform(-3, 0.5))))),
        "r": "%.5f" % rng.uniform(-0.005, 0.1),
        "q": rng.choice(["%.5f" % rng.uniform(-0.001, 0.1), "%.2f/%s" % (rng.uniform(0, 0.1) * float(price), price)]),
        "shares": str(rng.randint(1, 1000)),
        "rate": rng.choice(RATES),
        "yield": rng.choice(YIELDS),
        "per": rng.choice(["share", "right"]),
        "mode": rng.choice(["Up", "Nearest"]),
    }


def with_boundary_near(rng, distance):
    case = draw_inputs(rng)
    target = amount(case) * (1 + rng.choice([-1, 1]) * distance)
    half = 0 if case["mode"] == "Up" else mpf(1) / 2
    case["unit"] = decimal_text(target / (rng.randint(1, 10000) + half), 22)
    return case


def hair(rng):
    return with_boundary_near(rng, mpf(10) ** -rng.uniform(12, 17))


def split(rng):
    return {**one_yen(rng), "sigma": repr(rng.uniform(0.21, 0.42))}


def one_yen(rng):
    return {
        "s": str(rng.randint(500, 9000)), "x": "1", "t": str(rng.randint(4, 6)), "sigma": repr(rng.uniform(0.15, 0.9)),
        "r": "0", "q": "0", "shares": str(rng.choice([1, 100, 200])), "rate": "Continuous", "yield": "Continuous",
        "per": "right", "mode": "Up", "unit": "1",
    }


def exact(rng):
    cents = rng.randint(1, 100_000)
    price = rng.randint(1, 1000)
    mode = rng.choice(["Up", "Nearest"])
    whole = Fraction(cents, 100) if mode == "Up" else Fraction(2 * cents + 1, 200)
    beside = rng.choice([Fraction(0), Fraction(0), Fraction(1, 10 ** 12), Fraction(-1, 10 ** 12)])
    total = price + whole + beside
    text = str(total.numerator * 10 ** 15 // total.denominator).rjust(16, "0")
    return {
        "s": text[:-15] + "." + text[-15:], "x": str(price), "t": "0", "sigma": "0.3", "r": "0.01", "q": "0.02",
        "shares": "1", "rate": "Annual", "yield": "Annual", "per": rng.choice(["share", "right"]), "mode": mode,
        "unit": "0.01",
    }


def rational(rng):
    q = rng.choice(["0.25", "0.6", "-0.2", "-0.5", "3", "0"])
    still = rng.random() < 0.5
    years = rng.randint(1, 4)
    return {
        "s": str(rng.randint(1, 500) * 4 ** 4), "x": str(rng.randint(1, 40) * 5 ** 4) if still else "0", "t": str(years),
        "sigma": "0" if still else "0.4", "r": rng.choice(["0.25", "-0.2", "-0.5", "1"]), "q": q, "shares": "1",
        "rate": "Annual", "yield": "Annual", "per": "share", "mode": rng.choice(["Up", "Nearest"]),
        "unit": rng.choice(["0.001", "0.0001", "0.00001"]),
    }


def main():
    rng = random.Random(19730501)
    makers = {"hair": hair, "split": split, "one-yen": one_yen, "exact": exact, "rational": rational}
    with open("rounding_cases.csv", "w", newline="\n") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        for kind, count in COUNTS.items():
            for _ in range(count):
                case = None
                while case is None:
                    case = makers[kind](rng)
                    case = settle(case) if amount(case) > mpf("1e-3") else None
                writer.writerow({"kind": kind, **case})


if __name__ == "__main__":
    main()
