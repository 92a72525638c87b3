using System.Text.Json.Serialization;
using Pricing.Pipeline.Nights.Runs;

namespace Pricing.Pipeline.Nights.Columns;

/// <summary>How many values of a business date the table of a run holds, and how these stand.</summary>
public sealed record HeldDate
{
    /// <summary>The business date that the values belong to.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>The business date of the run.</summary>
    public required DateOnly RunDate { get; init; }

    /// <summary>The version of the run.</summary>
    public required int RunVersion { get; init; }

    /// <summary>How many there are.</summary>
    public required int Values { get; init; }

    /// <summary>How many of them are provisional.</summary>
    public required int Provisional { get; init; }

    /// <summary>How many of them failed.</summary>
    public required int Failed { get; init; }

    /// <summary>The run.</summary>
    [JsonIgnore]
    public NightRun Run => new(RunDate, RunVersion);
}
