using Pricing.Grants.Measurements;
using Pricing.Pipeline.Values;

namespace Pricing.Pipeline.Publications.Records;

/// <summary>The figures of a publication.</summary>
/// <param name="AmountPerRight">The amount per right, decimal text in the currency; of a change of terms the increment.</param>
/// <param name="Rights">The number of rights.</param>
/// <param name="Total">The amount per right times the number.</param>
public sealed record PublishedFigures(string AmountPerRight, int Rights, string Total)
{
    /// <summary>The figures of a value as they are published.</summary>
    /// <param name="value">The value; one that failed has empty amounts.</param>
    public static PublishedFigures Of(ValueRecord value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Kind == MeasurementKind.Modified
            ? new(value.Increment, value.RightsOutstanding, DecimalText.Times(value.Increment, value.RightsOutstanding))
            : new(value.AmountPerRight, value.RightsOutstanding, value.Total);
    }

    /// <summary>What they are more than others, decimal text; null where either is no exact number.</summary>
    /// <param name="figure">A figure.</param>
    /// <param name="other">The other one.</param>
    public static string? Difference(string figure, string other) =>
        DecimalText.Parse(figure) is { } one && DecimalText.Parse(other) is { } two ? DecimalText.Of(one - two) : null;
}
