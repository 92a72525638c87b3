using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Intake.Waiting;

namespace PricingFunctions.Local.Taking;

/// <summary>What became, or would become, of a file.</summary>
/// <param name="File">What it is taken as.</param>
/// <param name="Report">The report.</param>
/// <param name="Rejects">The first failures.</param>
internal sealed record TakenFile(FileRecord File, FileReport Report, IReadOnlyList<Reject> Rejects)
{
    /// <summary>How many failures are read; a report has all of them.</summary>
    public const int MostRejects = 100;

    /// <summary>Whether the same file was taken in before, and nothing was done.</summary>
    public bool WasTakenBefore { get; init; }

    /// <summary>The first rows that wait.</summary>
    public IReadOnlyList<WaitingRow> Waiting { get; init; } = [];

    /// <summary>Where what was refused can be had whole, for people; null where nothing was refused or nothing is stored.</summary>
    public string? RejectsAt { get; init; }
}
