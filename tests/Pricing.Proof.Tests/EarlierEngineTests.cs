using System.Text.Json;
using Azure.Data.Tables;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Values;
using Pricing.Proof.Findings;
using Testing;

namespace Pricing.Proof.Tests;

/// <summary>What is named of a value that another version of the code made.</summary>
public sealed class EarlierEngineTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, FindingKind.NotChecked, "engine: evidence as another version of the code states it")]
    [InlineData(true, FindingKind.Difference, "data or engine")]
    public async Task Verify_EvidenceOfAnEarlierEngine_MayNameOtherBodiesAndNoOtherClose(bool isOtherClose, FindingKind kind, string reason)
    {
        await using var proven = await ProvenStorage.StartAsync(azurite);
        var storage = proven.Host.Storage;
        var row = await storage.Valuations
            .QueryAsync<TableEntity>("runDate eq '2013-07-11' and grantId eq '3rd-series'", cancellationToken: Cancellation)
            .FirstAsync(Cancellation);
        var value = TableRecords.Read(row, ValueJson.Readable.ValueRecord);
        var stored = (await proven.Host.Get<EvidenceStore>().FindAsync(value.Evidence, Cancellation))!;
        var volatility = stored.Volatility!;
        var closes = volatility.ClosesUsed;
        var forged = stored with
        {
            Sources = [.. stored.Sources.Skip(1)],
            Volatility = isOtherClose ? volatility with { ClosesUsed = [closes[0] with { Close = closes[0].Close + 1 }, .. closes.Skip(1)] } : volatility,
        };
        var content = JsonSerializer.SerializeToUtf8Bytes(forged, ValueJson.Readable.ValueEvidence);
        var earlier = ValueSeal.Of(value with { Engine = "0.1.0", Evidence = ContentHash.Of(content) });
        await storage.RunFiles.GetBlobClient($"evidence/{earlier.Evidence}.json").UploadAsync(BinaryData.FromBytes(content), Cancellation);
        row["engine"] = earlier.Engine;
        row["evidence"] = earlier.Evidence;
        row["hash"] = earlier.Hash;
        await storage.Valuations.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, Cancellation);

        // The export, which would differ too, is no part of what is looked at for one grant.
        var report = await proven.VerifyAsync(new() { Issuer = "IIJ", GrantId = "3rd-series" });

        var finding = Assert.Single(report.Findings, finding => finding.Place == "valuations IIJ 3rd-series 2013-07-11 v1");
        Assert.Equal((kind, isOtherClose ? "evidence" : ""), (finding.Kind, finding.Field));
        Assert.StartsWith(reason, finding.Reason, StringComparison.Ordinal);
    }
}
