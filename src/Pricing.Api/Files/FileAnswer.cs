using Microsoft.AspNetCore.Http;
using Pricing.Api.Queries;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Intake.Waiting;

namespace Pricing.Api.Files;

/// <summary>All that is known of a file that came in.</summary>
/// <param name="Id">Its identity, and the number of the attempt from the second on.</param>
/// <param name="State">How far it is.</param>
/// <param name="File">What it is taken as, who sent it, when, and by which door.</param>
/// <param name="Report">What became of it; null where it is not taken in to its end.</param>
/// <param name="Rejects">Where what was refused is; null where nothing was.</param>
public sealed record FileAnswer(string Id, FileState State, FileRecord File, FileReport? Report, string? Rejects)
{
    /// <summary>What became of rows that waited, after the report; null in a list of files.</summary>
    public IReadOnlyList<WaitingFate>? Later { get; init; }

    /// <summary>The answer for an attempt.</summary>
    /// <param name="record">The attempt.</param>
    /// <param name="report">Its report; null for none yet.</param>
    /// <param name="request">Who asks for it, through which door.</param>
    internal static FileAnswer Of(FileRecord record, FileReport? report, HttpRequest request) => new(
        record.Key,
        record.State,
        record,
        report,
        report is { Rejected: > 0 } or { Defect: not null } ? Places.Of(request, $"/api/files/{record.Key}/rejects") : null);
}
