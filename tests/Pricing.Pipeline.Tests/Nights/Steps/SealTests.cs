using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Core;
using Azure.Data.Tables;
using Pricing.Pipeline.Controls.Changes;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Nights.Steps;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Tests.Intake.Batches;
using Pricing.Pipeline.Valuations;
using Pricing.Pipeline.Values;
using Testing;

namespace Pricing.Pipeline.Tests.Nights.Steps;

/// <summary>What a night seals, redone here from the words of docs/storage.md, and what is said of what does not match.</summary>
public sealed class SealTests(AzuriteFixture azurite) : NightTests(azurite)
{
    private static readonly string[] RunProperties =
    [
        "date", "version", "scope", "reason", "askedBy", "issuers", "planned", "chunks", "rows", "failed", "provisional",
        "unchanged", "previous", "previousRoot", "settings",
    ];

    [Fact]
    public async Task Night_Completed_IsSealedFromTheValuesUpAndNamesTheRunBefore()
    {
        await using var host = await StartAsync(YearsLater, chunkSize: 150);
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grants(200, Window)), Cancellation);
        await host.RunNightsAsync(Cancellation);
        await AskAsync(host);
        await host.RunNightsAsync(Cancellation);

        var first = await host.RunAsync(Allotment, 1, Cancellation);
        var second = await host.RunAsync(Allotment, 2, Cancellation);

        var lines = Lines(await ExportAsync(host, first));
        Assert.Equal(200, lines.Count);
        Assert.All(lines, line => Assert.Equal(Hash(line, "value 1", name => name != "hash"), (string?)line["hash"]));
        var heads = await host.Get<ValuationStore>().HeadsAsync(Partition, Allotment, 1, Cancellation);
        var hashes = lines.Select(line => (string)line["hash"]!).ToList();
        Assert.Equal([(0, 0, 99), (0, 1, 51), (1, 0, 50)], heads.Select(head => (head.Chunk, head.Part, head.Rows)));
        Assert.Equal(
            [Root(heads[0], hashes[..99]), Root(heads[1], hashes[99..150]), Root(heads[2], hashes[150..])], heads.Select(head => head.Root));
        Assert.Equal(Root(first, heads), first.Root);
        Assert.Contains(first.Settings, (await host.Get<SettingsLog>().ListAsync(Cancellation)).Select(change => change.Settings));
        Assert.NotEqual(first.Root, ValueSeal.RootOf(first with { Settings = "" }, heads));
        Assert.Equal(("", ""), (first.Previous, first.PreviousRoot));

        Assert.Equal(("2013-07-11 v1", first.Root), (second.Previous, second.PreviousRoot));
        Assert.Equal(
            Root(second, await host.Get<ValuationStore>().HeadsAsync(Partition, Allotment, 2, Cancellation)), second.Root);
        var row = await host.Storage.Valuations.GetEntityAsync<TableEntity>(
            Partition, Keys.Value(Batch.Id(0), Allotment, 1), cancellationToken: Cancellation);
        Assert.Contains(row.Value.GetString("hash"), hashes);
    }

    /// <summary>
    /// Its row could not be saved as completed, and it was closed as failed, though somebody asked to stop it: what its seal names is not
    /// valued anew.
    /// </summary>
    [Fact]
    public async Task Start_OfARunThatIsSealed_CompletesItUnderItsRootWithWhatItWasSealedWith()
    {
        await using var host = await StartAsync(YearsLater);
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grants(3, Window)), Cancellation);
        await host.RunNightsAsync(Cancellation);
        var done = await host.RunAsync(Allotment, 1, Cancellation);
        await host.Get<RunStore>().SaveAsync(done with { Status = RunStatus.Running, Columns = "", Root = "" }, Cancellation);
        await host.Get<RunCancellation>().RequestAsync(done.ToRun(), new("wrong", "operator", host.Clock.GetUtcNow()), Cancellation);
        await using var later = host.Another(settings: new Dictionary<string, string?> { ["Waiting:Days"] = "31" });

        var failed = await later.Get<FailRun>().RunAsync(new(done.ToRun(), "no storage"), Cancellation);
        var started = await later.Get<StartRun>().RunAsync(done.ToRun(), Cancellation);

        var again = await host.RunAsync(Allotment, 1, Cancellation);
        Assert.Equal((RunStatus.Failed, RunStatus.Completed), (failed.Status, started.Status));
        Assert.Equal((RunStatus.Completed, null, null, 3), (again.Status, again.FailureReason, again.CancelledBy, again.Rows));
        Assert.Equal((done.Root, done.Settings, done.Columns), (again.Root, again.Settings, again.Columns));
        Assert.Equal(done.Root, ValueSeal.RootOf(again, await host.Get<ValuationStore>().HeadsAsync(Partition, Allotment, 1, Cancellation)));
    }

    /// <summary>It is not cancelled, since the next run names it; nor is it tried on and on.</summary>
    /// <param name="damaged">What of the run cannot be read.</param>
    [Theory]
    [InlineData("plan.json")]
    [InlineData("seal.json")]
    public async Task Nights_SealedRunThatCannotBeCompletedAndIsToStop_FailsAndWaitsForTheMorning(string damaged)
    {
        await using var host = await StartAsync(YearsLater);
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant(Window)), Cancellation);
        await host.RunNightsAsync(Cancellation);
        var done = await host.RunAsync(Allotment, 1, Cancellation);
        await host.Get<RunStore>().SaveAsync(done with { Status = RunStatus.Running, Columns = "", Root = "" }, Cancellation);
        await host.Storage.RunFiles.GetBlobClient($"{done.ToRun().Folder}/{damaged}").UploadAsync(BinaryData.FromString("{"), overwrite: true, Cancellation);
        await host.Get<RunCancellation>().RequestAsync(done.ToRun(), new("wrong", "operator", host.Clock.GetUtcNow()), Cancellation);
        host.Clock.Advance(TimeSpan.FromMinutes(1));

        await host.RunNightsAsync(Cancellation);

        var failed = await host.RunAsync(Allotment, 1, Cancellation);
        Assert.Equal((RunStatus.Failed, null, done.Settings), (failed.Status, failed.CancelledBy, failed.Settings));
        Assert.Contains(damaged, failed.FailureReason, StringComparison.Ordinal);
    }

    /// <summary>What chunks noted of their heads spares a read each; the rows are what counts.</summary>
    [Fact]
    public async Task Night_NotesOfHeadsThatAreGoneOrUnreadable_IsCountedAndSealedFromTheRows()
    {
        var hook = new StorageHook();
        await using var host = await StartAsync(YearsLater, chunkSize: 150, hook: hook);
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grants(200, Window)), Cancellation);
        var notes = new NightRun(Allotment, 1).Folder + "/heads/";
        hook.Once(IsWritten($"{notes}000000.json"), () => host.Storage.RunFiles.DeleteBlobAsync($"{notes}000000.json", cancellationToken: Cancellation));
        hook.Once(
            IsWritten($"{notes}000001.json"),
            () => host.Storage.RunFiles.GetBlobClient($"{notes}000001.json").UploadAsync(BinaryData.FromString("["), overwrite: true, Cancellation));

        await host.RunNightsAsync(Cancellation);

        var run = await host.RunAsync(Allotment, 1, Cancellation);
        Assert.Equal((RunStatus.Completed, 200), (run.Status, run.Rows));
        Assert.Equal(Root(run, await host.Get<ValuationStore>().HeadsAsync(Partition, Allotment, 1, Cancellation)), run.Root);
    }

    private static Func<Request, bool> IsWritten(string blob) =>
        request => request.Method == RequestMethod.Put && request.Uri.Path.EndsWith(blob, StringComparison.Ordinal);

    [Fact]
    public async Task Seal_SameValueInAnotherRunOrVersion_DiffersAndTimesDoNotCount()
    {
        await using var host = await StartAsync(YearsLater);
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant(Window)), Cancellation);
        await host.RunNightsAsync(Cancellation);
        var value = await ValueAsync(host, "3rd-series");

        Assert.Equal(value.Hash, ValueSeal.HashOf(value));
        Assert.NotEqual(value.Hash, ValueSeal.HashOf(value with { AmountPerRight = "647001" }));
        Assert.NotEqual(value.Hash, ValueSeal.HashOf(value with { RunVersion = 2 }));
        Assert.NotEqual(value.Hash, ValueSeal.HashOf(value with { Evidence = new string('0', 64) }));
    }

    [Theory]
    [InlineData("amountPerRight", "647001")]
    [InlineData("sharePrice", "3506")]
    [InlineData("evidence", "0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("hash", "0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task ValueRow_Changed_IsShownAsDamagedAndValuedAnewByTheNextRun(string column, string other)
    {
        await using var host = await StartAsync(YearsLater);
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grants(2, Window)), Cancellation);
        await host.RunNightsAsync(Cancellation);
        await ChangeAsync(host, Batch.Id(0), column, other);

        var damaged = await ValueAsync(host, Batch.Id(0));
        await AskAsync(host);
        await host.RunNightsAsync(Cancellation);

        Assert.Equal((ValueStatus.Failed, "", ""), (damaged.Status, damaged.AmountPerRight, damaged.SharePrice));
        Assert.Equal(
            $"DamagedData table valuations=IIJ {Batch.Id(0)} 2013-07-11 v1: the stored value does not match its hash", damaged.Failures);
        Assert.Equal(["v2 Final", "v1 Failed"], (await HistoryAsync(host, Batch.Id(0))).Select(value => $"v{value.Version} {value.Status}"));
        Assert.Equal(["v1 Final"], (await HistoryAsync(host, Batch.Id(1))).Select(value => $"v{value.Version} {value.Status}"));
    }

    [Fact]
    public async Task ValueRow_FromBeforeValuesWereSealed_IsUnsealedAndReadAsItIs()
    {
        await using var host = await StartAsync(YearsLater);
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant(Window)), Cancellation);
        await host.RunNightsAsync(Cancellation);
        var key = Keys.Value("3rd-series", Allotment, 1);
        var row = (await host.Storage.Valuations.GetEntityAsync<TableEntity>(Partition, key, cancellationToken: Cancellation)).Value;
        row.Remove("hash");
        row.Remove("policyHash");
        await host.Storage.Valuations.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, Cancellation);

        var value = await ValueAsync(host, "3rd-series");
        await AskAsync(host);
        await host.RunNightsAsync(Cancellation);

        Assert.Equal(("unsealed", null, "647000", ValueStatus.Final), (value.Hash, value.PolicyHash, value.AmountPerRight, value.Status));
        Assert.Equal((0, 1), ((await host.RunAsync(Allotment, 2, Cancellation)).Rows, (await host.RunAsync(Allotment, 2, Cancellation)).Unchanged));
    }

    [Theory]
    [InlineData("\"amountPerRight\":\"647000\"", "\"amountPerRight\":\"647001\"", "")]
    [InlineData("\"hash\":", "\"hush\":", "")]
    [InlineData("\"issuer\":", "\"issuer\";", ": it cannot be read")]
    public async Task Export_Changed_IsNotHandedOut(string text, string other, string unreadable)
    {
        await using var host = await StartAsync(YearsLater);
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant(Window)), Cancellation);
        await host.RunNightsAsync(Cancellation);
        var run = await host.RunAsync(Allotment, 1, Cancellation);
        var content = await ExportAsync(host, run);
        await StorageContent.UnpackAsync(
            host.Storage.RunFiles, "2013-07-11/v1/values/000000.ndjson", before => before.Replace(text, other, StringComparison.Ordinal), Cancellation);

        var refused = await Assert.ThrowsAsync<DamagedContentException>(() => ExportAsync(host, run));

        Assert.NotEqual(content, content.Replace(text, other, StringComparison.Ordinal));
        Assert.Equal(
            $"runs/2013-07-11/v1/values/000000.ndjson holds in line 1 a value that does not match its hash{unreadable}", refused.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no packed text")]
    [InlineData(null)]
    public async Task Export_CutOffOrGone_IsNotHandedOutAsWhole(string? content)
    {
        await using var host = await StartAsync(YearsLater);
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant(Window)), Cancellation);
        await host.RunNightsAsync(Cancellation);
        var run = await host.RunAsync(Allotment, 1, Cancellation);
        var blob = host.Storage.RunFiles.GetBlobClient("2013-07-11/v1/values/000000.ndjson.gz");
        if (content is null) await blob.DeleteAsync(cancellationToken: Cancellation);
        else await blob.UploadAsync(BinaryData.FromString(content), overwrite: true, Cancellation);

        await Assert.ThrowsAsync<DamagedContentException>(() => ExportAsync(host, run));
    }

    private static async Task<string> ExportAsync(PipelineHost host, RunRecord run)
    {
        using var export = new MemoryStream();
        await host.Get<ExportStore>().CopyToAsync(run, export, Cancellation);
        return Encoding.UTF8.GetString(export.ToArray());
    }

    private static List<JsonNode> Lines(string export) =>
        [.. export.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];

    private static string Root(ChunkHead head, IEnumerable<string> hashes)
    {
        var node = JsonSerializer.SerializeToNode(head, ValueJson.Readable.ChunkHead)!;
        node["values"] = new JsonArray([.. hashes.Select(hash => JsonValue.Create(hash))]);
        return Hash(node, "values 1", name => name != "root");
    }

    private static string Root(RunRecord run, IEnumerable<ChunkHead> heads)
    {
        var node = JsonSerializer.SerializeToNode(run, RunJson.Readable.RunRecord)!;
        node["parts"] = new JsonArray([.. heads.Select(head => JsonValue.Create(head.Root))]);
        return Hash(node, "run 1", name => name == "parts" || RunProperties.Contains(name));
    }

    /// <summary>The hash as the documentation defines it, by another way than the product's.</summary>
    private static string Hash(JsonNode node, string form, Func<string, bool> belongs)
    {
        var fields = node.AsObject()
            .Where(field => belongs(field.Key) && field.Value is not null && field.Value.ToJsonString() is not ("\"\"" or "false"))
            .Select(field => (field.Key, Text: Text(field.Value!)))
            .Append(("form", $"\"{form}\""))
            .OrderBy(field => field.Item1, StringComparer.Ordinal);
        return ContentHash.Of($"{{{string.Join(',', fields.Select(field => $"\"{field.Item1}\":{field.Item2}"))}}}");
    }

    // The samples hold no text that is escaped, and of numbers only those whose exponent is written another way.
    private static string Text(JsonNode value) => value.GetValueKind() == JsonValueKind.Number
        ? value.ToJsonString().Replace("E-", "e-", StringComparison.Ordinal)
        : JsonSerializer.Serialize(value, ReadableJson.Options());

    private static async Task ChangeAsync(PipelineHost host, string grant, string column, string other)
    {
        var key = Keys.Value(grant, Allotment, 1);
        var row = (await host.Storage.Valuations.GetEntityAsync<TableEntity>(Partition, key, cancellationToken: Cancellation)).Value;
        row[column] = other;
        await host.Storage.Valuations.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, Cancellation);
    }
}
