namespace Pricing.Pipeline.Nights.Columns;

/// <summary>How the last values of a business date stand, by the tables of the runs that stored them.</summary>
public sealed record DateCount
{
    /// <summary>The business date.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>The hash of the <see cref="TableRuns.Name"/> of the runs whose tables were read; empty where none was.</summary>
    public required string Runs { get; init; }

    /// <summary>How many values there are.</summary>
    public required int Values { get; init; }

    /// <summary>How many of them are provisional.</summary>
    public required int Provisional { get; init; }

    /// <summary>How many of them failed.</summary>
    public required int Failed { get; init; }
}
