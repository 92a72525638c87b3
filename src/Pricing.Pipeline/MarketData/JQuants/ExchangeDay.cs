using System.Text.Json;

namespace Pricing.Pipeline.MarketData.JQuants;

/// <summary>A row of <c>/v2/markets/calendar</c>.</summary>
/// <param name="Date">The date.</param>
/// <param name="IsSession">
/// Whether shares are traded: HolDiv 1 (open) or 2 (half day), not 0 (closed) or 3 (closed for shares).
/// </param>
public readonly record struct ExchangeDay(DateOnly Date, bool IsSession)
{
    /// <summary>Reads a row.</summary>
    /// <param name="element">The row.</param>
    /// <returns>The day, or <see cref="ReasonCode.FeedMalformed"/>.</returns>
    public static Outcome<ExchangeDay> Read(JsonElement element)
    {
        var row = new JsonRow(element);
        var day = new ExchangeDay(
            row.Date("Date"),
            row.Choice("HolDiv", text => text switch { "0" or "3" => false, "1" or "2" => true, _ => (bool?)null }));
        return row.Failure is { } failure ? failure : day;
    }
}
