using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace Pricing.Pipeline.Intake.Records;

/// <summary>
/// Streams the rejects of a batch into its blob, one JSON object a line. Opening it puts an empty blob there; the
/// rejects appear in it whole, on <see cref="CommitAsync"/>, or not at all. A small file can be wrong in very many ways, so of each row
/// and of each file only so much is written, and each text only so far.
/// </summary>
/// <param name="open">Opens what they are written to, with the first of them.</param>
internal sealed class RejectWriter(Func<CancellationToken, Task<Stream>> open)
{
    private const int FailuresOfRow = 20;
    private const int FailuresOfFile = 100_000;
    private const int LongestValue = 300;
    private const int LongestReason = 500;

    private Stream? stream;
    private int written;

    /// <summary>Rejects that become a blob of a container of reports.</summary>
    /// <param name="container">The container.</param>
    /// <param name="key">The key of the attempt.</param>
    public RejectWriter(BlobContainerClient container, string key)
        : this(cancellationToken => container.GetBlockBlobClient(FileRejects.NameOf(key)).OpenWriteAsync(
            overwrite: true,
            new BlockBlobOpenWriteOptions { HttpHeaders = new() { ContentType = "application/x-ndjson" } },
            cancellationToken))
    {
    }

    /// <summary>Rows refused so far.</summary>
    public int Rows { get; private set; }

    public Task WriteAsync(int line, IReadOnlyList<Failure> failures, CancellationToken cancellationToken) =>
        WriteAsync(line, failures, field => null, cancellationToken);

    /// <summary>Writes the failures of one row.</summary>
    /// <param name="line">The row.</param>
    /// <param name="failures">What is wrong with it.</param>
    /// <param name="cell">The cell of a field, in a workbook.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task WriteAsync(
        int line, IReadOnlyList<Failure> failures, Func<string, string?> cell, CancellationToken cancellationToken)
    {
        stream ??= await open(cancellationToken);
        Rows++;
        if (written >= FailuresOfFile) return;

        foreach (var failure in failures.Take(FailuresOfRow)) await WriteAsync(stream, line, failure, cell(failure.Field), cancellationToken);
        if (failures.Count > FailuresOfRow)
            await WriteAsync(stream, line, Cut("row", $"has {failures.Count - FailuresOfRow} more failures"), null, cancellationToken);
        if (written >= FailuresOfFile)
            await WriteAsync(stream, line, Cut("file", "the rows refused after this one are counted, not shown"), null, cancellationToken);
    }

    private static Failure Cut(string field, string reason) => new(ReasonCode.InvalidField, field, "", reason);

    private async Task WriteAsync(Stream text, int line, Failure failure, string? cell, CancellationToken cancellationToken)
    {
        var shown = failure.Shortened(LongestValue, LongestReason);
        var reject = new Reject(line, shown.Field, shown.Value, shown.Code.ToString(), shown.Reason, cell);
        await text.WriteAsync(FileRejects.LineOf(reject), cancellationToken);
        written++;
    }

    public async Task CommitAsync()
    {
        if (stream is not null) await stream.DisposeAsync();
    }
}

/// <summary>One failure of one row, a line of <c>rejects.ndjson</c>.</summary>
/// <param name="Line">The row's place in the file.</param>
/// <param name="Field">The field.</param>
/// <param name="Value">Its value.</param>
/// <param name="Code">The reason's code.</param>
/// <param name="Reason">What is wrong.</param>
/// <param name="Cell">The cell of a workbook; null elsewhere.</param>
public sealed record Reject(int Line, string Field, string Value, string Code, string Reason, string? Cell = null);
