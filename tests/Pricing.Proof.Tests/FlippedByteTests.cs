using Pricing.Pipeline.Storage;
using Pricing.Proof.Findings;
using PricingFunctions.Local;
using Testing;

namespace Pricing.Proof.Tests;

/// <summary>The table of docs/verify.md: a byte flipped in every kind of stored thing, and the place that is named.</summary>
public sealed class FlippedByteTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Verify_AByteFlippedInEveryKindOfStoredThing_NamesEach()
    {
        await using var proven = await ProvenStorage.StartAsync(azurite);
        var kinds = Kinds(proven.Host.Storage);
        var promised = Promised();
        Assert.Equal(kinds.Keys.Order(StringComparer.Ordinal), promised.Keys.Order(StringComparer.Ordinal));
        Assert.Empty((await proven.VerifyAsync()).Findings);

        foreach (var (kind, thing) in kinds)
        {
            var restore = await thing.Flip();
            var report = await proven.VerifyAsync();
            await restore();

            Assert.True(
                report.Findings.Any(finding => finding.Kind == FindingKind.Difference && finding.Place.StartsWith(promised[kind], StringComparison.Ordinal)),
                $"{kind} should name {promised[kind]}, and names: {string.Join(" | ", report.Findings.Select(finding => $"{finding.Kind} {finding.Place} {finding.Field}: {finding.Reason}"))}");
        }

        Assert.Empty((await proven.VerifyAsync()).Findings);
    }

    private static Dictionary<string, StoredThing> Kinds(PipelineStorage storage) => new(StringComparer.Ordinal)
    {
        ["body of a feed"] = StoredThing.Blob(storage.RawMarketData, ""),
        ["history of prices"] = StoredThing.Blob(storage.MarketData, "prices/"),
        ["history of dividends"] = StoredThing.Blob(storage.MarketData, "dividends/"),
        ["history of corporate actions"] = StoredThing.Blob(storage.MarketData, "actions/"),
        ["curves"] = StoredThing.Blob(storage.MarketData, "curves/"),
        ["file that came in"] = StoredThing.Blob(storage.Intake, ""),
        ["grant"] = StoredThing.Row(storage.Grants, "RowKey eq '3rd-series'", "shares_per_right"),
        ["earlier version of a grant"] = StoredThing.Row(storage.Grants, "RowKey ge '!g' and RowKey lt '!h'", "exercise_price"),
        ["event"] = StoredThing.Row(storage.Grants, "kind eq 'exercised'", "rights"),
        ["settlement of an event"] = StoredThing.Row(storage.Grants, "kind eq 'exercised'", "settlement"),
        ["holder"] = StoredThing.Row(storage.Grants, "RowKey ge '!h' and RowKey lt '!i'", "rights"),
        ["evidence"] = StoredThing.Blob(storage.RunFiles, "evidence/"),
        ["value"] = StoredThing.Row(storage.Valuations, "runDate eq '2013-07-11'", "amountPerRight"),
        ["head of a transaction"] = StoredThing.Row(storage.Valuations, "RowKey lt '!}' and date eq '2013-07-11'", "root"),
        ["export"] = StoredThing.Blob(storage.RunFiles, "2013-07-11/v1/values/"),
        ["table of a run"] = StoredThing.Blob(storage.RunFiles, "2013-07-11/v1/values.parquet"),
        ["plan"] = StoredThing.Blob(storage.RunFiles, "2013-07-11/v1/plan.ndjson.gz"),
        ["index of a plan"] = StoredThing.Blob(storage.RunFiles, "2013-07-11/v1/plan.index"),
        ["summary of a plan"] = StoredThing.Blob(storage.RunFiles, "2013-07-11/v1/plan.json"),
        ["manifest, in the table"] = StoredThing.Row(storage.Runs, "PartitionKey eq '2013-07-11'", "rows"),
        ["manifest, beside the export"] = StoredThing.Blob(storage.RunFiles, "2013-07-11/v1/run.json"),
        ["link of a run"] = StoredThing.Blob(storage.RunFiles, "2013-07-11/v1/seal.json"),
        ["end of the chain"] = StoredThing.Blob(storage.RunFiles, "chain.json"),
        ["change of settings"] = StoredThing.Blob(storage.Logs, "settings/"),
        ["decision of a person"] = StoredThing.Blob(storage.Decisions, "IIJ/"),
        ["closing of a period"] = StoredThing.Blob(storage.Decisions, "IIJ/000003"),
        ["policy"] = StoredThing.Row(storage.Ledger, "PartitionKey eq 'policy'", "content"),
    };

    /// <summary>The rows of the table in the document: kind, and the beginning of the place that is named.</summary>
    private static Dictionary<string, string> Promised() => File
        .ReadLines(Path.Combine(RepositoryRoot.Find(), "docs/verify.md"))
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
        .Where(cells => cells is ["", _, ['`', .., '`'], ""])
        .ToDictionary(cells => cells[1], cells => cells[2].Trim('`'), StringComparer.Ordinal);
}
