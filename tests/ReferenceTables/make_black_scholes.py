#!/usr/bin/env python3
"""Writes black_scholes.csv: values and Greeks of European options to 50 digits (release, section 12).

Needs mpmath (Debian: python3-mpmath). Run it in this folder; the same seed gives the same file.

Every S, X, T, r and q is a whole number over a power of two that a decimal holds too, and sigma is a double, so that
a test reads the same numbers whether it calculates with doubles or with decimals. The regions:
  near  within 9 sigma sqrt(T) of the forward
  wide  S/X log-uniform in 1e-3..1e4
  tail  9 to 36.5 deviations out of the money, where C/S falls to 1e-290
T is log-uniform in 1 day..40 years, sigma in 1e-4..5; r and q are uniform in -5 %..25 %.
Each row is calculated with 120 and with 170 digits, and must agree to 50.
"""

import csv
import random

from mpmath import erfc, exp, log, mp, mpf, nstr, pi, sqrt

DIGITS = 50
COUNTS = {"near": 1300, "wide": 1100, "tail": 400}
COLUMNS = ["region", "s", "x", "t", "sigma", "r", "q",
           "call", "put", "delta", "gamma", "vega", "theta", "rho", "dividend_rho"]


def fraction(value, bits):
    """The nearest multiple of 2^-bits, as exact text."""
    whole = round(float(value) * 2 ** bits)
    digits = str(abs(whole) * 5 ** bits).rjust(bits + 1, "0")
    text = (digits[:-bits] + "." + digits[-bits:]).rstrip("0").rstrip(".")
    return ("-" if whole < 0 else "") + text


def log_uniform(rng, low, high):
    return float(exp(mpf(rng.uniform(float(log(low)), float(log(high))))))


def draw(rng, region):
    """The six inputs as exact text."""
    mp.dps = 30
    while True:
        x = fraction(log_uniform(rng, 1, 10000), 6)
        t = fraction(log_uniform(rng, 1 / 365.0, 40), 14)
        sigma = log_uniform(rng, 1e-4, 5)
        r = fraction(rng.uniform(-0.05, 0.25), 16)
        q = fraction(rng.uniform(-0.05, 0.25), 16)
        if region == "wide":
            ratio = log_uniform(rng, 1e-3, 1e4)
        else:
            z = rng.uniform(-9, 9) if region == "near" else rng.uniform(-36.5, -9)
            ratio = float(exp((mpf(q) - mpf(r)) * mpf(t) + z * sigma * sqrt(mpf(t))))
        if 1e-3 <= ratio <= 1e4 and float(t) > 0:
            price = ratio * float(x)
            s = fraction(price, 28 if price < 1 else 20 if price < 1e4 else 10)
            return s, x, t, repr(sigma), r, q


def normal(d):
    return erfc(-d / sqrt(mpf(2))) / 2


def evaluate(row):
    s, x, t, r, q = (mpf(row[i]) for i in (0, 1, 2, 4, 5))
    sigma = mpf(float(row[3]))
    deviation = sigma * sqrt(t)
    d1 = (log(s / x) + (r - q) * t) / deviation + deviation / 2
    d2 = d1 - deviation
    share, strike = s * exp(-q * t), x * exp(-r * t)
    density = exp(-d1 * d1 / 2) / sqrt(2 * pi)
    call = share * normal(d1) - strike * normal(d2)
    decay = -share * density * sigma / (2 * sqrt(t))
    return [
        call,
        strike * normal(-d2) - share * normal(-d1),
        exp(-q * t) * normal(d1),
        share * density / (s * s * deviation),
        share * density * sqrt(t),
        decay - r * strike * normal(d2) + q * share * normal(d1),
        strike * t * normal(d2),
        -share * t * normal(d1),
    ]


def with_precision(digits, row):
    mp.dps = digits
    return evaluate(row)


def texts(row):
    first, second = with_precision(120, row), with_precision(170, row)
    for a, b in zip(first, second):
        assert abs(a - b) <= abs(b) * mpf(10) ** (-DIGITS - 2), (row, a, b)
    return [nstr(value, DIGITS if i < 2 else 25, strip_zeros=True) for i, value in enumerate(second)]


def main():
    rng = random.Random(20130711)
    with open("black_scholes.csv", "w", newline="\n") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for region, count in COUNTS.items():
            for _ in range(count):
                row = draw(rng, region)
                while region == "tail" and with_precision(60, row)[0] < mpf(row[0]) * mpf("1e-290"):
                    row = draw(rng, region)
                writer.writerow([region, *row, *texts(row)])


if __name__ == "__main__":
    main()
