using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pricing.Api.Prices;

/// <summary>
/// A question for a price: either the inputs of the formula, named as in the columns of the <c>price</c> command,
/// or a grant in the fields of a batch with the date to value it on.
/// </summary>
internal sealed record PriceBody
{
    [JsonPropertyName("S")]
    [Description("Share price, currency per share.")]
    public JsonElement? SharePrice { get; init; }

    [JsonPropertyName("X")]
    [Description("Exercise price, currency per share.")]
    public JsonElement? ExercisePrice { get; init; }

    [JsonPropertyName("T")]
    [Description("Expected remaining period, years.")]
    public JsonElement? Years { get; init; }

    [JsonPropertyName("sigma")]
    [Description("Volatility per year, a fraction.")]
    public JsonElement? Volatility { get; init; }

    [JsonPropertyName("q")]
    [Description("Dividend yield per year, a fraction.")]
    public JsonElement? DividendYield { get; init; }

    [JsonPropertyName("r")]
    [Description("Risk-free rate per year, a fraction.")]
    public JsonElement? RiskFreeRate { get; init; }

    [JsonPropertyName("policy")]
    [Description("The name of a valuation policy.")]
    public string? Policy { get; init; }

    [JsonPropertyName("shares")]
    [Description("Shares per right.")]
    public JsonElement? Shares { get; init; }

    [JsonPropertyName("currency")]
    [Description("ISO 4217 code.")]
    public string? Currency { get; init; }

    [JsonPropertyName("meant_reason")]
    [Description("Why an input beyond the plausible is meant; repeated in the answer.")]
    public string? MeantReason { get; init; }

    [JsonPropertyName("explain")]
    [Description("Whether every intermediate is listed: symbol, name, formula, value.")]
    public bool? Explain { get; init; }

    [JsonPropertyName("greeks")]
    [Description("Whether delta, gamma, vega, theta, rho and dividend rho are listed, with their units.")]
    public bool? Greeks { get; init; }

    [JsonPropertyName("sensitivity")]
    [Description("true, or an object of lists of changes: sigma and T (a table), r, q and S (one at a time); a list that is not given is the usual one.")]
    public JsonElement? Sensitivity { get; init; }

    [JsonPropertyName("impliedVolatility")]
    [Description("The amount whose volatility is asked for: an object with perShare or perRight.")]
    public Dictionary<string, JsonElement>? ImpliedVolatility { get; init; }

    [JsonPropertyName("grant")]
    [Description("A grant, in the fields of docs/batch-format.md.")]
    public Dictionary<string, JsonElement>? Grant { get; init; }

    [JsonPropertyName("date")]
    [Description("The measurement date of the grant, yyyy-MM-dd; its grant date where it is not given.")]
    public string? Date { get; init; }
}
