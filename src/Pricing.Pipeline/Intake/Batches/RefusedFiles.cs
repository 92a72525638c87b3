using Pricing.Files;
using Pricing.Files.Tables;
using Pricing.Pipeline.Intake.Kinds;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Sources;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Intake.Batches;

/// <summary>Answers files of which nothing is taken, by their header, their size, or what is known of their sender.</summary>
/// <param name="storage">Where rejects go.</param>
/// <param name="files">The kept bytes.</param>
/// <param name="clock">The time of the report.</param>
public sealed class RefusedFiles(PipelineStorage storage, KeptFiles files, TimeProvider clock)
{
    /// <summary>Says what is wrong with a kept file of which nobody says what it holds.</summary>
    /// <param name="record">The attempt.</param>
    /// <param name="cancellationToken">Stops the work; doing it again later finishes it.</param>
    public async Task<FileReport> TakeAsync(FileRecord record, CancellationToken cancellationToken)
    {
        await using var stream = await files.OpenAsync(record.Sha256, cancellationToken);
        if (await ContentHash.OfAsync(stream, cancellationToken) != record.Sha256) throw KeptFiles.Damaged(record.Sha256);

        var rejects = new RejectWriter(storage.GrantBatchReports, record.Key);
        var report = await ReportAsync(stream, record, rejects, clock.GetUtcNow(), cancellationToken);
        await rejects.CommitAsync();
        return report;
    }

    /// <summary>Why a file is refused whole, before it is looked into; empty where nothing speaks against it.</summary>
    /// <param name="record">The attempt.</param>
    internal static IReadOnlyList<Failure> Against(FileRecord record)
    {
        if (record.Misstated is not null) return record.MisstatedFailures;
        if (record.IsKindUnknown || record.Kind.IsOfRows()) return [];
        if (record.Issuers.Length > 0) return [SenderLimit.OfMarketData(record)];
        return MarketFiles.TooLarge(record) is { } tooLarge ? [tooLarge] : [];
    }

    /// <summary>Refuses a kept file whole.</summary>
    /// <param name="record">The attempt.</param>
    /// <param name="failures">Why.</param>
    /// <param name="cancellationToken">Stops the work; doing it again later finishes it.</param>
    public async Task<FileReport> RefuseAsync(FileRecord record, IReadOnlyList<Failure> failures, CancellationToken cancellationToken)
    {
        var rejects = new RejectWriter(storage.GrantBatchReports, record.Key);
        var report = await RefuseAsync(record, failures, rejects, clock.GetUtcNow(), cancellationToken);
        await rejects.CommitAsync();
        return report;
    }

    /// <summary>Says why a file is refused whole.</summary>
    /// <param name="record">The attempt to take it in.</param>
    /// <param name="failures">Why.</param>
    /// <param name="rejects">Where to note it.</param>
    /// <param name="now">The time of the report.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    internal static Task<FileReport> RefuseAsync(
        FileRecord record, IReadOnlyList<Failure> failures, RejectWriter rejects, DateTimeOffset now, CancellationToken cancellationToken) =>
        ReportAsync(record, [.. failures.Select(failure => new FileDefect(0, null, failure))], rejects, now, cancellationToken);

    /// <summary>Says what is wrong with a file.</summary>
    /// <param name="content">The file.</param>
    /// <param name="record">The attempt to take it in.</param>
    /// <param name="rejects">Where to note it.</param>
    /// <param name="now">The time of the report.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    internal static async Task<FileReport> ReportAsync(
        Stream content, FileRecord record, RejectWriter rejects, DateTimeOffset now, CancellationToken cancellationToken)
    {
        using var table = await TableReader.OpenAsync(content, FileRequests.Of(record), cancellationToken);
        IReadOnlyList<FileDefect> defects = table.Kind is { } kind
            ? [new(0, null, new(ReasonCode.FeedMalformed, "file", kind.ToString(), "files of this kind are not taken in"))]
            : table.Defects;
        return await ReportAsync(record, defects, rejects, now, cancellationToken);
    }

    private static async Task<FileReport> ReportAsync(
        FileRecord record, IReadOnlyList<FileDefect> defects, RejectWriter rejects, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var defect in defects) await rejects.WriteAsync(defect.Line, [defect.Failure], cancellationToken);
        return new()
        {
            Batch = record.Key,
            Sha256 = record.Sha256,
            Name = record.Name,
            Kind = record.Kind.Word(),
            FinishedAt = now,
            Defect = DefectText.Of(defects, defects.Count),
        };
    }
}
