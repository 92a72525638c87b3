using System.Collections.Concurrent;
using Pricing.BlackScholes.Certified;
using Pricing.Policies;
using Pricing.Tests.BlackScholes.Formula;

namespace Pricing.Tests.BlackScholes.Certified;

/// <summary>The rows of the reference table that a run draws, and their values in each arithmetic, calculated once a run.</summary>
public sealed class Enclosures
{
    private readonly ConcurrentDictionary<(ReferenceRow Row, ArithmeticPath Path), Enclosure> values = new();

    internal static IReadOnlyList<ReferenceRow> Rows { get; } = Draws.Of(ReferenceTable.Rows);

    internal Enclosure Of(ReferenceRow row, ArithmeticPath path) => values.GetOrAdd(
        (row, path), key => RightPricer.Evaluate(key.Row.Inputs, ShippedPolicies.Continuous, key.Path).Value);
}
