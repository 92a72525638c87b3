using System.Globalization;
using Pricing.Pipeline.Nights.Columns;
using Pricing.Pipeline.Nights.Plans;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Sealing;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Values;
using Pricing.Proof.Findings;

namespace Pricing.Proof.Runs;

/// <summary>Compares a completed run: its manifest, its plan, its export, each of its values, and the roots over them.</summary>
/// <param name="storage">The storage, or the package of an issuer in one.</param>
/// <param name="chain">The links of completed runs.</param>
/// <param name="manifests">The manifests beside the exports.</param>
/// <param name="plan">Compares plans.</param>
/// <param name="exports">The exports.</param>
/// <param name="columns">The tables that follow from them.</param>
/// <param name="values">The heads of transactions.</param>
/// <param name="proof">Compares values.</param>
/// <param name="log">Where the findings go.</param>
internal sealed class RunProof(
    PipelineStorage storage,
    RunChain chain,
    RunManifests manifests,
    PlanProof plan,
    ExportStore exports,
    ColumnStore columns,
    ValuationStore values,
    ValueProof proof,
    ProofLog log)
{
    /// <summary>Compares a run.</summary>
    /// <param name="run">The run as the table holds it, completed.</param>
    /// <param name="isPackage">Whether the storage holds the package of an issuer.</param>
    /// <param name="grants">Where the grants of its plan are noted; null where nobody asks.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task CheckAsync(
        RunRecord run, bool isPackage, ISet<(GrantPartition Partition, string GrantId)>? grants, CancellationToken cancellationToken)
    {
        log.Count(ProofSubject.Manifests);
        await CompareManifestAsync(run, cancellationToken);
        var packaged = await PackagedAsync(run, isPackage, cancellationToken);

        // A package of one issuer holds no table, since that is of all.
        if (!isPackage) await log.LookAsync($"runs/{run.ToRun().Folder}/values.parquet", () => columns.CheckAsync(run, cancellationToken));
        var exported = packaged is null ? run : run with { Rows = packaged.OwnRows };
        await using var lines = await ExportAsync(exported, cancellationToken);
        List<ChunkHead> heads = [];
        var chunks = 0;
        await foreach (var chunk in plan.ReadAsync(run, cancellationToken))
        {
            chunks++;
            foreach (var part in chunk.Parts)
            {
                heads.AddRange(await CheckAsync(run, chunk.Index, part, lines, cancellationToken));
                grants?.UnionWith(part.Values.Select(value => (new GrantPartition(part.Issuer, part.Bucket), value.Task.GrantId)));
            }
        }

        packaged?.Compare(run.ToRun(), heads, log);
        if (chunks > 0 || run.Planned == 0) CompareTotals(run, chunks, packaged?.With(heads) ?? heads);
    }

    /// <summary>Compares some values of a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="partition">Their partition.</param>
    /// <param name="some">The values as they are read.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task CheckValuesAsync(RunRecord run, GrantPartition partition, IReadOnlyList<ValueRecord> some, CancellationToken cancellationToken)
    {
        var planned = await plan.FindAsync(run, partition, some[0].GrantId, cancellationToken);
        foreach (var value in some)
        {
            if (planned.FirstOrDefault(asked => asked.Task.MeasurementDate == value.MeasurementDate) is { } asked)
                await proof.CheckAsync(run, partition, asked, exported: null, value.Version, cancellationToken);
            else
                log.Differs(ValueProof.PlaceOf(value), "", "", "", $"the plan of the run {run.ToRun()} does not ask for it");
        }
    }

    /// <summary>Where a run is stored, for people.</summary>
    /// <param name="run">The run.</param>
    public static string PlaceOf(RunRecord run) => PlaceOf(run.ToRun());

    /// <summary>Where a run is stored, for people.</summary>
    /// <param name="run">Its date and version.</param>
    public static string PlaceOf(NightRun run) => $"runs {run}";

    private async Task CompareManifestAsync(RunRecord run, CancellationToken cancellationToken)
    {
        var place = $"runs/{run.ToRun().Folder}/run.json";
        await log.LookAsync(place, async () =>
        {
            var kept = await manifests.ReadAsync(run.ToRun(), cancellationToken);
            foreach (var (field, stored, found) in RecordDifference.Between(kept, run, RunJson.Readable.RunRecord))
                log.Differs(place, field, stored, found, "the table of runs holds something else");
        });
        if (run.Root == Seals.Unsealed)
        {
            log.NotChecked(PlaceOf(run), "unsealed: a part of it was stored before values were sealed");
            return;
        }

        var link = $"runs/{run.ToRun().Folder}/seal.json";
        await log.LookAsync(link, async () =>
        {
            var kept = await chain.FindAsync(run.ToRun(), cancellationToken);
            const string reason = "the table of runs holds something else";
            log.Compare(link, "root", kept?.Root, run.Root, reason);
            log.Compare(link, "previous", kept?.Previous, run.Previous, reason);
            log.Compare(link, "previousRoot", kept?.PreviousRoot, run.PreviousRoot, reason);
        });
    }

    private async Task<PackagedHeads?> PackagedAsync(RunRecord run, bool isPackage, CancellationToken cancellationToken)
    {
        PackagedHeads? found = null;
        var place = PackagedHeads.PlaceOf(run.ToRun());
        await log.LookAsync(place, async () => found = await PackagedHeads.FindAsync(storage, run.ToRun(), cancellationToken));
        if (isPackage == found is not null) return found;

        log.Differs(place, "", "", "", isPackage ? "is not there" : "stands in a storage, and belongs into a package only");
        return null;
    }

    private async Task<ExportLines?> ExportAsync(RunRecord run, CancellationToken cancellationToken)
    {
        ExportLines? lines = null;
        log.Count(ProofSubject.Exports);
        await log.LookAsync($"runs/{run.ToRun().Folder}/values", async () => lines = await ExportLines.ReadAsync(exports, run, cancellationToken));
        return lines;
    }

    private async Task<IReadOnlyList<ChunkHead>> CheckAsync(
        RunRecord run, int chunk, PlannedPart part, ExportLines? lines, CancellationToken cancellationToken)
    {
        var partition = new GrantPartition(part.Issuer, part.Bucket);
        IReadOnlyList<ChunkHead> heads = [];
        var place = string.Create(CultureInfo.InvariantCulture, $"{PlaceOf(run)}, heads of chunk {chunk} of {partition.Key}");
        await log.LookAsync(place, async () =>
        {
            heads = await values.HeadsAsync(partition.Key, new ChunkReference(run.ToRun(), chunk), part.Values.Count, cancellationToken);

            // The values of a head that is gone would be looked at by nobody.
            log.Compare(place, "values", $"{heads.Sum(head => head.Rows + head.Unchanged)}", $"{part.Values.Count}", "the plan asks for another number");
        });
        var planned = part.Values.ToLookup(value => (value.Task.GrantId, value.Task.MeasurementDate));
        if (lines is null)
        {
            // What the run left unchanged has no row of it, and what it revised has another version than was planned.
            foreach (var value in part.Values)
            {
                var own = await values.HistoryAsync(partition.Key, value.Task.GrantId, value.Task.MeasurementDate, cancellationToken)
                    .FirstOrDefaultAsync(stored => (stored.RunDate, stored.RunVersion) == (run.Date, run.Version), cancellationToken);
                if (own is not null) await proof.CheckAsync(run, partition, value, exported: null, own.Version, cancellationToken);
            }

            return heads;
        }

        foreach (var head in heads)
        {
            var exported = await lines.TakeAsync(head.Rows, cancellationToken);
            CompareHead(run, partition, head, exported);
            foreach (var value in exported)
            {
                if (planned[(value.GrantId, value.MeasurementDate)].FirstOrDefault() is { } asked)
                    await proof.CheckAsync(run, partition, asked, value, value.Version, cancellationToken);
                else
                    log.Differs($"runs/{run.ToRun().Folder}/values", "grantId", value.GrantId, "", "the plan does not ask for this value");
            }
        }

        return heads;
    }

    private void CompareHead(RunRecord run, GrantPartition partition, ChunkHead head, List<ValueRecord> exported)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"{PlaceOf(run)}, head {head.Chunk}/{head.Part} of {partition.Key}");
        log.Compare(place, "rows", $"{head.Rows}", $"{exported.Count}", "the export holds another number");
        if (head.Root == Seals.Unsealed) log.NotChecked(place, "unsealed: it was stored before values were");
        else log.Compare(place, "root", head.Root, ValueSeal.Of(head, exported).Root, "the root does not follow from its values and counts");
    }

    private void CompareTotals(RunRecord run, int chunks, IReadOnlyList<ChunkHead> heads)
    {
        var place = PlaceOf(run);
        const string reason = "plan and heads come to something else";
        log.Compare(place, "planned", $"{run.Planned}", $"{heads.Sum(head => head.Rows + head.Unchanged)}", reason);
        log.Compare(place, "chunks", $"{run.Chunks}", $"{chunks}", reason);
        log.Compare(place, "rows", $"{run.Rows}", $"{heads.Sum(head => head.Rows)}", reason);
        log.Compare(place, "failed", $"{run.Failed}", $"{heads.Sum(head => head.Failed)}", reason);
        log.Compare(place, "provisional", $"{run.Provisional}", $"{heads.Sum(head => head.Provisional)}", reason);
        log.Compare(place, "unchanged", $"{run.Unchanged}", $"{heads.Sum(head => head.Unchanged)}", reason);
        if (run.Root != Seals.Unsealed)
            log.Compare(place, "root", run.Root, ValueSeal.RootOf(run, heads), "the root does not follow from the manifest and the roots of its heads");
    }
}
