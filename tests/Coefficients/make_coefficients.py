#!/usr/bin/env python3
"""Writes src/Pricing/BlackScholes/Lanes/Coefficients.cs: the polynomials of the batch kernel.

Needs mpmath (Debian: python3-mpmath). Run it anywhere; it gives the same file every time.

Each polynomial is the minimax one (Remez exchange, 50 digits) in the relative error of the function it serves, rounded
to doubles. The error in its comment is that of the rounded polynomial, sampled at 4,000 points with 50 digits.
"""

import pathlib

from mpmath import atanh, cos, erfc, exp, log, lu_solve, matrix, mp, mpf, nstr, pi, sqrt

mp.dps = 50

# ln(S/X): the ratio is brought to 2/3..3/2, so that z = (a - b)/(a + b) is at most 0.2.
LARGEST_Z = mpf(1) / 5
# The tail: t = (d - CENTER)/(d + CENTER), tail(d) = g(t)/(1 + SLOPE d), d in 0..LARGEST_D.
CENTER = mpf(6)
# The slope makes g level at d = 0, where both tails count most, so that an error of t does nothing there; and g(0) lies
# 2^-70 from a double: its rounding would be the greatest error of all.
SLOPE = mpf(51) / 64 + mpf(2078) / 2 ** 20
LARGEST_D = mpf(56)
FLOOR = mpf(10) ** -4

HEADER = """namespace Pricing.BlackScholes.Lanes;

/// <summary>
/// The polynomials of the kernel, lowest power first, with their worst relative errors; written by
/// <c>tests/Coefficients/make_coefficients.py</c>.
/// </summary>
internal static class Coefficients
{
"""


def points(low, high, count):
    return [(low + high) / 2 - (high - low) / 2 * cos(pi * i / (count - 1)) for i in range(count)]


def value(coefficients, x):
    total = mpf(0)
    for coefficient in reversed(coefficients):
        total = total * x + coefficient
    return total


def remez(function, weight, degree, low, high):
    """The polynomial with the least maximum of |weight (polynomial - function)|."""
    count = degree + 2
    nodes = points(low, high, count)
    grid = points(low, high, 40 * count)
    known = [(x, function(x), weight(x)) for x in grid]
    for _ in range(20):
        system, right = matrix(count, count), matrix(count, 1)
        for i, x in enumerate(nodes):
            for j in range(degree + 1):
                system[i, j] = x ** j
            system[i, degree + 1] = (-1) ** i / weight(x)
            right[i] = function(x)
        solution = lu_solve(system, right)
        coefficients = [solution[j] for j in range(degree + 1)]
        errors = [(value(coefficients, x) - f) * w for x, f, w in known]
        extrema = []
        for i, error in enumerate(errors):
            if not extrema or (error > 0) != (errors[extrema[-1]] > 0):
                extrema.append(i)
            elif abs(error) > abs(errors[extrema[-1]]):
                extrema[-1] = i
        while len(extrema) > count:
            extrema.pop(0 if abs(errors[extrema[0]]) < abs(errors[extrema[-1]]) else -1)
        nodes = [grid[i] for i in extrema]
        if max(map(abs, errors)) < abs(solution[degree + 1]) * mpf("1.001"):
            return coefficients
    raise ArithmeticError("the exchange does not settle")


def tail(d):
    """(1 - N(d)) e^(d^2/2)."""
    return exp(d * d / 2) * erfc(d / sqrt(mpf(2))) / 2


def exponential_rest(r):
    """(e^r - 1 - r) / r^2."""
    if abs(r) < mpf(10) ** -12:
        return mpf(1) / 2 + r / 6
    return (exp(r) - 1 - r) / (r * r)


def logarithm_rest(w):
    """(2 atanh(z) - 2 z) / z^3 at w = z^2."""
    z = sqrt(w)
    if w < mpf(10) ** -12:
        return mpf(2) / 3 + w * 2 / 5
    return (2 * atanh(z) / z - 2) / w


def tail_shape(t):
    d = CENTER * (1 + t) / (1 - t)
    return tail(d) * (1 + SLOPE * d)


def fit(name, function, weight, degree, low, high):
    # Where the weight vanishes the exchange has no node; the floor is felt nowhere else.
    exact = remez(function, lambda x: max(weight(x), FLOOR), degree, low, high)
    rounded = [float(c) for c in exact]
    worst = max(abs((value([mpf(c) for c in rounded], x) - function(x)) * weight(x)) for x in points(low, high, 4000))
    print(name, "2^" + nstr(log(worst, 2), 5))
    return rounded, "2^" + nstr(log(worst, 2), 4)


def table(summary, name, coefficients):
    lines = [f"    /// <summary>{summary}</summary>", f"    public static ReadOnlySpan<double> {name} =>", "    ["]
    return lines + [f"        {c!r}," for c in coefficients] + ["    ];"]


def constant(summary, name, number):
    return [f"    /// <summary>{summary}</summary>", f"    public const double {name} = {float(number)!r};"]


def main():
    half = log(mpf(2)) / 2
    # k ln 2 with |k| < 2^11 is exact in the high part.
    high = mpf(int(log(mpf(2)) * 2 ** 42)) / 2 ** 42
    largest_t = (LARGEST_D - CENTER) / (LARGEST_D + CENTER)
    exponential, first = fit("exponential", exponential_rest, lambda r: r * r / exp(r), 9, -half, half)
    logarithm, second = fit("logarithm", logarithm_rest, lambda w: w * sqrt(w) / (2 * atanh(sqrt(w))) if w else mpf(0),
                            6, mpf(0), LARGEST_Z ** 2)
    shape, third = fit("tail", tail_shape, lambda t: 1 / tail_shape(t), 22, mpf(-1), largest_t)
    parts = [
        constant("ln 2, cut so that its product with a whole number below 2^11 is exact.", "Ln2High", high),
        constant("ln 2 less <see cref=\"Ln2High\"/>.", "Ln2Low", log(mpf(2)) - high),
        constant("Where t of <see cref=\"Tail\"/> is 0.", "TailCenter", CENTER),
        constant("b of <see cref=\"Tail\"/>.", "TailSlope", SLOPE),
        table(f"(e^r - 1 - r)/r^2 for |r| up to ln 2 / 2, in powers of r; worst error of e^r {first}.",
              "Exponential", exponential),
        table(f"(2 atanh(z) - 2z)/z^3 for |z| up to 1/5, in powers of z^2; worst error of 2 atanh(z) {second}.",
              "Logarithm", logarithm),
        table(f"(1 + b d)(1 - N(d)) e^(d^2/2) for d in 0..56, in powers of t = (d - 6)/(d + 6); worst error {third}.",
              "Tail", shape),
    ]
    target = pathlib.Path(__file__).parents[2] / "src/Pricing/BlackScholes/Lanes/Coefficients.cs"
    body = "\n\n".join("\n".join(part) for part in parts)
    target.write_text(HEADER + body + "\n}\n")


if __name__ == "__main__":
    main()
