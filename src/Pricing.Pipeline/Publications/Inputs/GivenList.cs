using Pricing.Pipeline.Sealing;
using Pricing.Pipeline.Values;

namespace Pricing.Pipeline.Publications.Inputs;

/// <summary>What is shown to whoever approves a value: the inputs that persons gave and that no approver of the grant saw before.</summary>
public static class GivenList
{
    private static readonly CanonicalForm<Sealed> Form = new("given inputs 1", InputJson.Readable.SealedList, _ => true);

    /// <summary>The inputs that were not approved with an earlier publication of the grant. What waits is shown as long as it waits.</summary>
    /// <param name="all">All inputs of the value.</param>
    /// <param name="approved">Those that were approved with the grant's publications.</param>
    public static IReadOnlyList<GivenInput> Since(IEnumerable<GivenInput> all, IEnumerable<GivenInput> approved)
    {
        var seen = approved.Select(input => input.Key()).ToHashSet(StringComparer.Ordinal);
        return [.. all.Where(input => input.Kind == GivenKind.WaitingRow || !seen.Contains(input.Key()))];
    }

    /// <summary>The hash of a list: who approves by it has seen exactly this list for exactly this value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="inputs">The list.</param>
    public static string HashOf(ValueRecord value, IEnumerable<GivenInput> inputs) => Form.HashOf(
        new(value.Issuer, value.GrantId, value.MeasurementDate, value.Version, value.Hash),
        ("inputs", inputs.Select(input => input.Hash())));

    /// <summary>What the hash is of, beside the inputs.</summary>
    /// <param name="Issuer">The issuer.</param>
    /// <param name="GrantId">The grant.</param>
    /// <param name="MeasurementDate">The measurement date.</param>
    /// <param name="Version">The version of the value.</param>
    /// <param name="Value">The hash of the value.</param>
    public sealed record Sealed(string Issuer, string GrantId, DateOnly MeasurementDate, int Version, string Value);
}
