using System.Text.Json.Serialization;
using Pricing.Pipeline.Valuations;

namespace Pricing.Pipeline.Nights.Columns;

/// <summary>Which rows of a run's table are shown, and in which order.</summary>
public sealed record ColumnQuery
{
    /// <summary>Only those of this issuer; null for all.</summary>
    public string? Issuer { get; init; }

    /// <summary>Only those of these issuers, whichever else is asked for; null for all.</summary>
    public IReadOnlyCollection<string>? Within { get; init; }

    /// <summary>Only those whose grant bears this in its name, in any case; null for all.</summary>
    public string? GrantId { get; init; }

    /// <summary>Only those of this status; null for all.</summary>
    public ValueStatus? Status { get; init; }

    /// <summary>Only those that failed of this, among others; null for all.</summary>
    public ReasonCode? Reason { get; init; }

    /// <summary>By what they are sorted; those that are equal in it stand as they were stored.</summary>
    public ColumnSort Sort { get; init; }

    /// <summary>Whether the last comes first.</summary>
    public bool Descending { get; init; }

    /// <summary>How many are passed over.</summary>
    public int Skip { get; init; }

    /// <summary>The most that are shown.</summary>
    public int Take { get; init; } = 100;
}

/// <summary>By what the rows of a table are sorted.</summary>
public enum ColumnSort
{
    /// <summary>As they were stored: by issuer and grant.</summary>
    Stored,

    /// <summary>The issuer's name, by its characters.</summary>
    Issuer,

    /// <summary>The grant's id, by its characters.</summary>
    GrantId,

    /// <summary>The status: final, provisional, failed.</summary>
    Status,

    /// <summary>The amount per right; what failed comes before 0.</summary>
    AmountPerRight,

    /// <summary>The amount times the rights outstanding; what failed comes before 0.</summary>
    Total,
}

/// <summary>Some rows of a table.</summary>
/// <param name="Matching">How many rows are asked for on all pages.</param>
/// <param name="Rows">Those of this page.</param>
public sealed record ColumnPage(int Matching, IReadOnlyList<ColumnRow> Rows);

/// <summary>How the values of a table stand.</summary>
/// <param name="Final">How many are final.</param>
/// <param name="Provisional">How many are provisional.</param>
/// <param name="Failed">How many failed.</param>
/// <param name="Reasons">Of what they failed, the most frequent reason first; a value may have failed of several.</param>
public sealed record ColumnSummary(int Final, int Provisional, int Failed, IReadOnlyList<ReasonCount> Reasons)
{
    /// <summary>How many there are.</summary>
    [JsonIgnore]
    public int Count => Final + Provisional + Failed;
}

/// <summary>How many values failed of a reason.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Count">How many.</param>
public sealed record ReasonCount(ReasonCode Reason, int Count);
