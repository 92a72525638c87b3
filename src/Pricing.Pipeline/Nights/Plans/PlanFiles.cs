using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Pricing.Pipeline.Register.Grants;

namespace Pricing.Pipeline.Nights.Plans;

/// <summary>The files of a plan beside its chunks, as they follow from these.</summary>
/// <param name="Summary">The summary.</param>
/// <param name="Index">Where each chunk begins and how long it is.</param>
public sealed record PlanFiles(PlanSummary Summary, BinaryData Index)
{
    /// <summary>The name of the file of chunks, a packed line each.</summary>
    public const string ChunksName = "plan.ndjson.gz";

    /// <summary>The name of the index.</summary>
    public const string IndexName = "plan.index";

    /// <summary>The name of the summary.</summary>
    public const string SummaryName = "plan.json";

    /// <summary>The bytes of an entry of the index.</summary>
    internal const int IndexEntry = 32;

    /// <summary>The summary as its file holds it.</summary>
    public BinaryData SummaryText => BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(Summary, PlanText.Summary));

    /// <summary>Writes the chunks of a plan.</summary>
    /// <param name="target">Where they go.</param>
    /// <param name="chunks">The chunks, in the order of their index.</param>
    /// <param name="filesWaiting">How many files had come and are not in the plan.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>What stands beside them.</returns>
    public static async Task<PlanFiles> WriteAsync(
        Stream target, IAsyncEnumerable<PlannedChunk> chunks, int filesWaiting, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        var index = new StringBuilder();
        var partitions = new List<GrantPartition>();
        var counts = new List<PlannedCount>();
        var codes = new SortedSet<string>(StringComparer.Ordinal);
        var (count, offset) = (0, 0L);
        await foreach (var chunk in chunks.WithCancellation(cancellationToken))
        {
            var line = Pack(chunk);
            await target.WriteAsync(line, cancellationToken);
            index.Append(string.Create(CultureInfo.InvariantCulture, $"{offset} {line.Length}").PadRight(IndexEntry - 1))
                .Append('\n');
            offset += line.Length;
            count++;
            foreach (var part in chunk.Parts)
            {
                if (partitions is not [.., var last] || (last.Issuer, last.Bucket) != (part.Issuer, part.Bucket)) partitions.Add(new(part.Issuer, part.Bucket));
                counts.Add(new(chunk.Index, partitions.Count - 1, part.Values.Count));
                codes.UnionWith(part.Values.Select(value => value.Grant?.Terms.SecurityCode).OfType<string>());
            }
        }

        var summary = new PlanSummary(count, counts.Sum(part => part.Values), partitions, [.. codes]) { Counts = counts, FilesWaiting = filesWaiting };
        return new(summary, BinaryData.FromBytes(Encoding.ASCII.GetBytes(index.ToString())));
    }

    private static ReadOnlyMemory<byte> Pack(PlannedChunk chunk)
    {
        var packed = new MemoryStream();
        using (var line = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            JsonSerializer.Serialize(line, chunk, PlanText.Line);
            line.WriteByte((byte)'\n');
        }

        return packed.GetBuffer().AsMemory(0, (int)packed.Length);
    }
}
