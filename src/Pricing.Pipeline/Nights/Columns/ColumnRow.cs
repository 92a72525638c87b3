using Pricing.Grants.Measurements;
using Pricing.Pipeline.Valuations;

namespace Pricing.Pipeline.Nights.Columns;

/// <summary>What a table shows of a value: its ids, its amounts, its status and why there is none. The names are those of the value.</summary>
public sealed record ColumnRow
{
    /// <summary>The issuer.</summary>
    public required string Issuer { get; init; }

    /// <summary>The grant.</summary>
    public required string GrantId { get; init; }

    /// <summary>The date that S and r are of.</summary>
    public required DateOnly MeasurementDate { get; init; }

    /// <summary>The version of the value for its grant and measurement date, from 1.</summary>
    public required int Version { get; init; }

    /// <summary>Which measurement it is.</summary>
    public required MeasurementKind Kind { get; init; }

    /// <summary>Where the value stands.</summary>
    public required ValueStatus Status { get; init; }

    /// <summary>The currency of every amount; empty where the grant cannot be read.</summary>
    public required string Currency { get; init; }

    /// <summary>The policy's name.</summary>
    public required string Policy { get; init; }

    /// <summary>Rights outstanding on the measurement date.</summary>
    public required int RightsOutstanding { get; init; }

    /// <summary>The value per share, as it is stored; empty where there is none.</summary>
    public string ValuePerShare { get; init; } = "";

    /// <summary>The amount per right, as it is stored; empty where there is none.</summary>
    public string AmountPerRight { get; init; } = "";

    /// <summary>The amount per right times the rights outstanding, as it is stored; empty where there is none.</summary>
    public string Total { get; init; } = "";

    /// <summary>Why there is no value, each as <c>Code field=value: reason</c>; empty where there is one.</summary>
    public string Failures { get; init; } = "";

    /// <summary>Whether figures that it stands on are made up.</summary>
    public bool IsSynthetic { get; init; }
}
