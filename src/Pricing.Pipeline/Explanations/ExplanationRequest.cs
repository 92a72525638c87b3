namespace Pricing.Pipeline.Explanations;

/// <summary>Which stored value is to be explained.</summary>
/// <param name="Issuer">The issuer.</param>
/// <param name="GrantId">The grant.</param>
public sealed record ExplanationRequest(string Issuer, string GrantId)
{
    /// <summary>Stands in an address for the grant date.</summary>
    public const string GrantDate = "grant-date";

    /// <summary>The measurement date; null for the grant date.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>The version of the value; null for the newest of the date.</summary>
    public int? Version { get; init; }

    /// <summary>Another policy than the value's, to see what its conventions make of the same inputs; null for the value's own.</summary>
    public string? Policy { get; init; }

    /// <summary>What is asked for beside the explanation.</summary>
    public AnalysisRequest Analysis { get; init; } = new();
}
