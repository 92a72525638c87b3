using System.Text.Json.Serialization;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Controls.Periods;

/// <summary>What the decision says that closes a period.</summary>
/// <param name="Issuer">The issuer.</param>
/// <param name="Through">The last day that is closed.</param>
/// <param name="Codes">The shares of the issuer's grants.</param>
/// <param name="Reason">What it is closed for.</param>
public sealed record ClosedContent(string Issuer, DateOnly Through, IReadOnlyList<string> Codes, string Reason);

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
