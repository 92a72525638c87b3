using System.Text.Json.Serialization;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Controls.Periods;

/// <summary>What the decision says that closes a period.</summary>
/// <param name="Issuer">The issuer.</param>
/// <param name="Through">The last day that is closed.</param>
/// <param name="Shares">What was known of the shares of the issuer's grants.</param>
/// <param name="Curves">From how many bodies the curves came that were known.</param>
/// <param name="Reason">What it is closed for.</param>
public sealed record ClosedContent(string Issuer, DateOnly Through, IReadOnlyList<ClosedShare> Shares, int Curves, string Reason)
{
    /// <summary>The values of the period that were not settled, the first ones; null where all were.</summary>
    public IReadOnlyList<string>? Unsettled { get; init; }

    /// <summary>Why it is closed all the same; null where all were settled.</summary>
    public string? UnsettledReason { get; init; }
}

/// <summary>What the decisions say that ask for a period to be opened again, and that open it.</summary>
/// <param name="Closing">The number of the closing.</param>
/// <param name="Reason">Why.</param>
public sealed record ReopeningContent(int Closing, string Reason);

/// <summary>The JSON of decisions about periods.</summary>
[JsonSerializable(typeof(ClosedContent))]
[JsonSerializable(typeof(ReopeningContent))]
public sealed partial class PeriodJson : JsonSerializerContext
{
    /// <summary>As <see cref="ReadableJson"/> writes it.</summary>
    public static PeriodJson Readable { get; } = new(ReadableJson.Options());
}
