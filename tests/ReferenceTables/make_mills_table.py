#!/usr/bin/env python3
"""Prints the rows of src/Pricing/BlackScholes/Precision/MillsTable.cs.

Needs mpmath (Debian: python3-mpmath). Each row is the Mills ratio R(k/4) = (1 - N(x)) / N'(x) as the sum of two
doubles, k = 0..64.
"""

from mpmath import erfc, exp, mp, mpf, pi, sqrt

mp.dps = 60
for k in range(65):
    x = mpf(k) / 4
    ratio = sqrt(pi / 2) * exp(x * x / 2) * erfc(x / sqrt(mpf(2)))
    high = float(ratio)
    low = float(ratio - mpf(high))
    print(f"        ({high!r}, {low!r}),")
