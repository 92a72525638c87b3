using System.Text.Json.Serialization;

namespace Pricing.Api.Prices;

/// <summary>
/// A question for a price: the inputs of the formula, named as in the columns of the command price; or a share and a date, whose
/// inputs are found in the stored market data; or a grant with the date to value it on.
/// </summary>
internal sealed record PriceBody
{
    /// <summary>Share price, currency per share.</summary>
    [JsonPropertyName("S")]
    public decimal? SharePrice { get; init; }

    /// <summary>Exercise price, currency per share.</summary>
    [JsonPropertyName("X")]
    public decimal? ExercisePrice { get; init; }

    /// <summary>Expected remaining period, years.</summary>
    [JsonPropertyName("T")]
    public decimal? Years { get; init; }

    /// <summary>Volatility per year, a fraction.</summary>
    [JsonPropertyName("sigma")]
    public decimal? Volatility { get; init; }

    /// <summary>Dividend yield per year: a fraction, or the exact quotient of D and S as text, 18.75/3505.</summary>
    [JsonPropertyName("q")]
    public decimal? DividendYield { get; init; }

    /// <summary>Risk-free rate per year, a fraction.</summary>
    [JsonPropertyName("r")]
    public decimal? RiskFreeRate { get; init; }

    /// <summary>The name of a valuation policy.</summary>
    [JsonPropertyName("policy")]
    public string? Policy { get; init; }

    /// <summary>Shares per right.</summary>
    [JsonPropertyName("shares")]
    public decimal? Shares { get; init; }

    /// <summary>ISO 4217 code.</summary>
    [JsonPropertyName("currency")]
    public string? Currency { get; init; }

    /// <summary>Why an input beyond the plausible is meant; repeated in the answer.</summary>
    [JsonPropertyName("meant_reason")]
    public string? MeantReason { get; init; }

    /// <summary>The security code of a share whose S, sigma, r and q are found in the stored market data.</summary>
    [JsonPropertyName("code")]
    public string? Code { get; init; }

    /// <summary>The measurement date of the share or of the grant, yyyy-MM-dd; for a grant its grant date where it is left out.</summary>
    [JsonPropertyName("date")]
    public DateOnly? Date { get; init; }

    /// <summary>Beside a share, the first day of the volatility's window; T back, as far as there are closes, where it is left out.</summary>
    [JsonPropertyName("window_from")]
    public DateOnly? WindowFrom { get; init; }

    /// <summary>Beside a share, the last day of the volatility's window; the date where it is left out.</summary>
    [JsonPropertyName("window_to")]
    public DateOnly? WindowTo { get; init; }

    /// <summary>Beside a share, D in currency per share in the place of the dividend records.</summary>
    [JsonPropertyName("dividend_per_share")]
    public decimal? DividendPerShare { get; init; }

    /// <summary>Beside a share, r as a fraction per year in the place of the curve; needs rate_source.</summary>
    [JsonPropertyName("risk_free_rate")]
    public decimal? StatedRate { get; init; }

    /// <summary>Where a stated rate comes from.</summary>
    [JsonPropertyName("rate_source")]
    public string? RateSource { get; init; }

    /// <summary>A grant, in the fields of docs/batch-format.md; or a stored one by issuer and grant_id alone.</summary>
    [JsonPropertyName("grant")]
    public IReadOnlyDictionary<string, string>? Grant { get; init; }

    /// <summary>Whether every intermediate is listed: symbol, name, formula, value.</summary>
    [JsonPropertyName("explain")]
    public bool? Explain { get; init; }

    /// <summary>Whether delta, gamma, vega, theta, rho and dividend rho are listed, with their units.</summary>
    [JsonPropertyName("greeks")]
    public bool? Greeks { get; init; }

    /// <summary>true, or an object of lists of changes: sigma and T (a table), r, q and S (one at a time); a list that is left out is the usual one.</summary>
    [JsonPropertyName("sensitivity")]
    public bool? Sensitivity { get; init; }

    /// <summary>The amount whose volatility is asked for: an object with perShare or perRight.</summary>
    [JsonPropertyName("impliedVolatility")]
    public IReadOnlyDictionary<string, decimal>? ImpliedVolatility { get; init; }
}
