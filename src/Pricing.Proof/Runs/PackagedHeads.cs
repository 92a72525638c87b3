using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Values;
using Pricing.Proof.Findings;

namespace Pricing.Proof.Runs;

/// <summary>
/// The heads of a run in the package of one issuer, <c>{date}/v{n}/heads.json</c>: those of other issuers are there with their
/// counts and roots only, so that the root of the run follows and nobody is named.
/// </summary>
/// <param name="Heads">All heads of the run, in the order in which its root was made.</param>
/// <param name="Own">For each whether it is of the issuer.</param>
internal sealed record PackagedHeads(IReadOnlyList<ChunkHead> Heads, IReadOnlyList<bool> Own)
{
    /// <summary>How many values of the run are the issuer's.</summary>
    [JsonIgnore]
    public int OwnRows => Heads.Zip(Own).Where(head => head.Second).Sum(head => head.First.Rows);

    /// <summary>Where the list of a run is, for people.</summary>
    /// <param name="run">The run.</param>
    public static string PlaceOf(NightRun run) => $"runs/{NameOf(run)}";

    /// <summary>The list of a run; null in a storage that is no package.</summary>
    public static Task<PackagedHeads?> FindAsync(PipelineStorage storage, NightRun run, CancellationToken cancellationToken) =>
        PackagedBlob.FindAsync(storage, NameOf(run), PackagedJson.Readable.PackagedHeads, cancellationToken);

    /// <summary>The list as its blob holds it.</summary>
    public BinaryData Content() => BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(this, PackagedJson.Readable.PackagedHeads));

    /// <summary>Compares the heads of the issuer with those in the table of values: neither side has one that the other has not.</summary>
    /// <param name="run">The run.</param>
    /// <param name="stored">Those in the table.</param>
    /// <param name="log">Where the findings go.</param>
    public void Compare(NightRun run, IReadOnlyList<ChunkHead> stored, ProofLog log)
    {
        List<ChunkHead> own = [.. Heads.Zip(Own).Where(head => head.Second).Select(head => head.First)];
        var place = PlaceOf(run);
        log.Compare(place, "own", $"{own.Count} of {Own.Count}", $"{stored.Count} of {Heads.Count}", "the table of values holds other heads of the issuer");
        foreach (var (kept, there) in own.Zip(stored))
        {
            if (kept == there) continue;
            log.Differs(place, string.Create(CultureInfo.InvariantCulture, $"head {kept.Chunk}/{kept.Part}"), $"{kept}", $"{there}", "the table of values holds another head");
        }
    }

    /// <summary>The list with the heads of the issuer as they are stored.</summary>
    /// <param name="stored">Those heads, in their order.</param>
    public IReadOnlyList<ChunkHead> With(IReadOnlyList<ChunkHead> stored)
    {
        var own = new Queue<ChunkHead>(stored);
        return [.. Heads.Zip(Own, (head, isOwn) => isOwn && own.TryDequeue(out var there) ? there : head)];
    }

    /// <summary>The name of its blob.</summary>
    /// <param name="run">The run.</param>
    public static string NameOf(NightRun run) => $"{run.Folder}/heads.json";
}

/// <summary>The JSON of packaged heads and links.</summary>
[JsonSerializable(typeof(PackagedHeads))]
[JsonSerializable(typeof(PackagedLink[]))]
internal sealed partial class PackagedJson : JsonSerializerContext
{
    public static PackagedJson Readable { get; } = new(ReadableJson.Options());
}
