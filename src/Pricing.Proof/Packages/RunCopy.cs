using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Pricing.Pipeline.Nights.Chunks;
using Pricing.Pipeline.Nights.Plans;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Sealing;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Values;
using Pricing.Proof.Folders;
using Pricing.Proof.Runs;

namespace Pricing.Proof.Packages;

/// <summary>Copies the part of a run that is one issuer's; of the others it gives on counts and roots only.</summary>
/// <param name="source">The storage.</param>
/// <param name="runs">Its runs.</param>
/// <param name="plans">Its plans.</param>
/// <param name="exports">Its exports.</param>
/// <param name="values">Its heads.</param>
internal sealed class RunCopy(PipelineStorage source, RunStore runs, PlanStore plans, ExportStore exports, ValuationStore values)
{
    /// <summary>The completed runs.</summary>
    /// <param name="cancellationToken">Stops the calls.</param>
    public ValueTask<List<RunRecord>> CompletedAsync(CancellationToken cancellationToken) => runs.AllAsync(cancellationToken)
        .Where(run => run.Status == RunStatus.Completed)
        .ToListAsync(cancellationToken);

    /// <summary>Copies the chain of completed runs: each with its link, and nothing else of those in which the issuer has no value.</summary>
    /// <param name="completed">The completed runs.</param>
    /// <param name="own">Those in which the issuer has values.</param>
    /// <param name="target">The package.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task CopyChainAsync(
        IReadOnlyList<RunRecord> completed, HashSet<NightRun> own, FolderWriter target, CancellationToken cancellationToken)
    {
        RunLink[] links =
        [
            .. completed.Where(run => run.Root != Seals.Unsealed).Select(RunLink.Of),
        ];
        await target.WriteBlobAsync(
            source.RunFiles, PackagedLink.Name, PackagedLink.Content([.. links.Select(link => new PackagedLink(link, own.Contains(link.Run)))]), cancellationToken);

        // The end as it was with these runs: another one may complete meanwhile.
        if (ChainProof.EndsOf(links) is [var end] && links.First(link => link.Run.ToString() == end) is { } last)
            await target.WriteBlobAsync(source.RunFiles, RunChain.Last, RunChain.Content(last), cancellationToken);
        else
            await target.CopyBlobAsync(source.RunFiles, RunChain.Last, cancellationToken);
    }

    /// <summary>Copies a completed run. One whose plan or export is lost is copied without them, and the proof of the package says so.</summary>
    /// <param name="run">The run.</param>
    /// <param name="issuer">The issuer.</param>
    /// <param name="rows">The rows of runs in the package.</param>
    /// <param name="target">The package.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task CopyAsync(NightRun run, string issuer, RowFile rows, FolderWriter target, CancellationToken cancellationToken)
    {
        var record = await runs.GetAsync(run, cancellationToken);
        var row = await source.Runs.GetEntityAsync<TableEntity>(Keys.Date(run.Date), Keys.Inverted(run.Version), cancellationToken: cancellationToken);
        await rows.AddAsync(row.Value, cancellationToken);
        foreach (var name in new[] { "run.json", "seal.json" })
            await target.CopyBlobAsync(source.RunFiles, $"{run.Folder}/{name}", cancellationToken);

        var plan = $"{run.Folder}/{PlanFiles.ChunksName}";
        try
        {
            await CopyValuesAsync(record, issuer, plan, target, cancellationToken);
        }
        catch (Exception lost) when (lost is DamagedContentException or JsonException or InvalidDataException or RequestFailedException { Status: 404 })
        {
            // What is lost cannot be given on.
            target.Remove(source.RunFiles, plan);
        }
    }

    private async Task CopyValuesAsync(RunRecord record, string issuer, string plan, FolderWriter target, CancellationToken cancellationToken)
    {
        var run = record.ToRun();
        var (heads, own) = (new List<ChunkHead>(), new List<bool>());
        PlanFiles files;
        await using (var file = target.Create(source.RunFiles, plan))
            files = await PlanFiles.WriteAsync(file, ChunksAsync(record, issuer, heads, own, target, cancellationToken), filesWaiting: 0, cancellationToken);

        await target.WriteBlobAsync(source.RunFiles, $"{run.Folder}/{PlanFiles.IndexName}", files.Index, cancellationToken);
        await target.WriteBlobAsync(source.RunFiles, $"{run.Folder}/{PlanFiles.SummaryName}", files.SummaryText, cancellationToken);
        await target.WriteBlobAsync(source.RunFiles, PackagedHeads.NameOf(run), new PackagedHeads(heads, own).Content(), cancellationToken);
    }

    /// <summary>The chunks of a run with the issuer's parts alone; the exported values of each are written before it comes, its heads are noted.</summary>
    private async IAsyncEnumerable<PlannedChunk> ChunksAsync(
        RunRecord record,
        string issuer,
        List<ChunkHead> heads,
        List<bool> own,
        FolderWriter target,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var lines = await ExportLines.ReadAsync(exports, record, cancellationToken);
        for (var index = 0; index < record.Chunks; index++)
        {
            var reference = new ChunkReference(record.ToRun(), index);
            var chunk = await plans.ReadChunkAsync(reference, cancellationToken);
            var exported = new List<ValueRecord>();
            foreach (var part in chunk.Parts)
            {
                foreach (var head in await values.HeadsAsync(part.Partition(), reference, part.Values.Count, cancellationToken))
                {
                    heads.Add(head);
                    own.Add(part.Issuer == issuer);
                    var ofHead = await lines.TakeAsync(head.Rows, cancellationToken);
                    if (part.Issuer == issuer) exported.AddRange(ofHead);
                }
            }

            using var export = new PackedExport(parts: 1);
            export.Add(0, exported);
            await using (var file = target.Create(source.RunFiles, ExportStore.PackedNameOf(reference))) await export.End().CopyToAsync(file, cancellationToken);
            yield return chunk with { Parts = [.. chunk.Parts.Where(part => part.Issuer == issuer)] };
        }
    }
}
