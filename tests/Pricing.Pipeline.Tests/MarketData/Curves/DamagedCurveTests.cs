using System.Text;
using Pricing.Pipeline.MarketData.Curves;
using Pricing.Pipeline.MarketData.History;
using Pricing.Pipeline.MarketData.Normalised;
using Pricing.Pipeline.Sources;
using Pricing.Pipeline.Storage;
using Pricing.Rates;
using Testing;

namespace Pricing.Pipeline.Tests.MarketData.Curves;

/// <summary>One damaged line of the stored curves costs that curve, and no other.</summary>
public sealed class DamagedCurveTests(AzuriteFixture fixture)
{
    private const int FirstLine = 7;
    private static readonly DataSource One = new(ContentHash.Of("1"), "mof", "one.csv", DateTimeOffset.UnixEpoch);
    private static readonly DataSource Two = new(ContentHash.Of("2"), "mof", "two.csv", DateTimeOffset.UnixEpoch);
    private static readonly DataSource Three = new(ContentHash.Of("3"), "mof", "three.csv", DateTimeOffset.UnixEpoch);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("20130709 0.1 0.2", "2013070x 0.1 0.2", "08 10 11 12")]
    [InlineData("20130709 0.1 0.2", "20130709 0.1 0..2", "08 10 11 12")]
    [InlineData("20130709 0.1 0.2", "20130709x0.1 0.2", "08 10 11 12")]
    [InlineData("20130709 0.1 0.2", "20930709 0.1 0.2", "08 10 11 12")]
    [InlineData("20130709 0.1 0.2", "20030709 0.1 0.2", "08 10 11 12")]
    [InlineData("20130709 0.1 0.2", "20130712 0.1 0.2", "08 10 11 12")]
    [InlineData("20130709 0.1 0.2\n", "20130709 0.1 0.2 ", "08 11 12")]
    [InlineData("20130709 0.1 0.2", "20130709\n0.1 0.2", "08 10 11 12")]
    [InlineData("20130710 0.1 0.2 @1", "20130710 0.1 0.2 @7", "08 09")]
    [InlineData("20130710 0.1 0.2 @1", "20130710 0.1 0.2 A1", "08 09")]
    [InlineData("20130710 0.1 0.2 @1", "20130710 0.1 0.x @1", "08 09 11 12")]
    [InlineData("20130712 0.1 0.2\n", "20130712 0.1 0.2", "08 09 10 11 12")]
    [InlineData("20130712 0.1 0.2\n", "20130712 0.1 0.x\n", "08 09 10 11")]
    [InlineData("20130711 0.1 0.2", "20930711 0.1 0.2", "08 09 10")]
    [InlineData("20130712 0.1 0.2", "20130708 0.1 0.2", "08 09 10")]
    public async Task Read_OneLineDamaged_TheOthersCount(string good, string bad, string days)
    {
        var storage = await StoredAsync(good, bad);

        var read = (await new MarketDataStore(storage).ReadCurvesAsync(Cancellation))!;

        Assert.Equal(days, string.Join(' ', read.Curves.Select(curve => $"{curve.Date.Day:00}")));
        Assert.All(read.Curves, curve => Assert.Equal(curve.Date.Day < 10 ? One : Two, read.SourceOf(curve.Date)));
    }

    [Fact]
    public async Task Hiding_DamagedLine_HidesTheDatesBetweenTheLinesAroundIt()
    {
        var read = (await new MarketDataStore(await StoredAsync("20130709", "2013o709")).ReadCurvesAsync(Cancellation))!;

        Assert.Equal([FirstLine + 1], read.Hiding(new(2013, 7, 8), new(2013, 7, 9)).Select(damaged => damaged.Line));
        Assert.Empty(read.Hiding(new(2013, 7, 9), new(2013, 7, 12)));
        Assert.Empty(read.Hiding(new(2013, 7, 5), new(2013, 7, 8)));
    }

    [Fact]
    public async Task Add_ToDamagedCurves_KeepsTheDamagedLineByteForByte()
    {
        var storage = await StoredAsync("20130709 0.1 0.2", "20130709 0.1 \xff\u0001");
        var before = Lines(await BytesAsync(storage));
        var again = new CurveReply([Curve(9, 0.3m), Curve(13, 0.4m)], One, null!);

        var addition = await new MarketDataWriter(storage).AddCurvesAsync(again, null, Cancellation);

        var read = (await new MarketDataStore(storage).ReadCurvesAsync(Cancellation))!;
        Assert.Equal(2, addition.Added);
        Assert.Equal([8, 9, 10, 11, 12, 13], read.Curves.Select(curve => curve.Date.Day));
        Assert.Equal(0.3m, read.Curves[1].Points[0].Percent);
        Assert.Equal([One, One, Two, Two, Two, One], read.Curves.Select(curve => read.SourceOf(curve.Date)));
        Assert.Contains(before[FirstLine], Lines(await BytesAsync(storage)));
        Assert.Empty(read.Hiding(new(2013, 7, 8), new(2013, 7, 13)));
    }

    [Fact]
    public async Task Read_AReplacedCurveDamaged_IsKeptAndTheOthersCount()
    {
        var storage = await StoredAsync("20130709 0.1 0.2", "20130709 0.1 0.2");
        var writer = new MarketDataWriter(storage);
        await writer.AddCurvesAsync(new([Curve(8, 0.5m), Curve(9, 0.6m)], Two, null!), replace: true, Cancellation);
        var bytes = Encoding.Latin1.GetString(await BytesAsync(storage)).Replace("replaced 20130708", "replaced 2013o708", StringComparison.Ordinal);
        await storage.MarketData.GetBlobClient("curves/jgb").UploadAsync(BinaryData.FromBytes(Encoding.Latin1.GetBytes(bytes)), overwrite: true, Cancellation);
        await writer.AddCurvesAsync(new([Curve(13, 0.4m)], One, null!), replace: false, Cancellation);

        var read = (await new MarketDataStore(storage).ReadCurvesAsync(Cancellation))!;

        Assert.Equal([0.5m, 0.6m, 0.1m, 0.1m, 0.1m, 0.4m], read.Curves.Select(curve => curve.Points[0].Percent));
        Assert.Equal([Two, Two, Two, Two, Two, One], read.Curves.Select(curve => read.SourceOf(curve.Date)));
        Assert.Equal(9, Assert.Single(read.Replaced).Curve.Date.Day);
        Assert.Contains("replaced 2013o708 0.1 0.2 @0", Lines(await BytesAsync(storage)));
    }

    [Fact]
    public async Task Read_ARowOfDashesThatReplacedCurves_TookNobodysPlace()
    {
        var storage = await StoredAsync("20130709 0.1 0.2", "20130709 0.1 0.2");
        var writer = new MarketDataWriter(storage);
        await writer.AddCurvesAsync(new([Curve(9, 0.6m)], Two, null!), replace: true, Cancellation);
        await writer.AddCurvesAsync(new([Curve(9, 0.7m)], Three, null!), replace: true, Cancellation);
        await ChangeAsync(storage, "\n20130709 0.7 0.2 @2", "\n20130709 - - @2");

        var read = (await new MarketDataStore(storage).ReadCurvesAsync(Cancellation))!;
        await writer.AddCurvesAsync(new([Curve(13)], Three, null!), replace: false, Cancellation);

        Assert.Equal([0.1m, 0.6m, 0.1m, 0.1m, 0.1m], read.Curves.Select(curve => curve.Points[0].Percent));
        Assert.Equal([One, Two, Two, Two, Two], read.Curves.Select(curve => read.SourceOf(curve.Date)));
        Assert.Equal((0.1m, 0), (Assert.Single(read.Replaced).Curve.Points[0].Percent, read.Replaced[0].Source));
        Assert.Empty(read.Damaged);
        Assert.Equal(
            ["replaced 20130709 0.1 0.2 @0", "20130709 0.6 0.2 @1"],
            Lines(await BytesAsync(storage)).Where(line => line.Contains("20130709", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Read_ARowOfDashesThatReplacedNothing_IsNone()
    {
        var read = (await new MarketDataStore(await StoredAsync("20130709 0.1 0.2", "20130709 - -")).ReadCurvesAsync(Cancellation))!;

        Assert.Equal([8, 10, 11, 12], read.Curves.Select(curve => curve.Date.Day));
        Assert.Empty(read.Damaged);
    }

    [Theory]
    [InlineData("curves 1", "curves 2", 1)]
    [InlineData("@1 ", "@2 ", 3)]
    [InlineData("tenors 10", "tenors x0", 6)]
    public async Task Read_WhatStandsBeforeTheCurvesDamaged_NamesBlobAndLine(string good, string bad, int line)
    {
        var storage = await StoredAsync(good, bad);

        var damage = await Assert.ThrowsAsync<DamagedBlobException>(() => new MarketDataStore(storage).ReadCurvesAsync(Cancellation));

        Assert.Equal(
            (ReasonCode.DamagedData, "blob market-data/curves/jgb", $"line {line}"),
            (damage.Failure.Code, damage.Failure.Field, damage.Failure.Value));
    }

    private async Task<PipelineStorage> StoredAsync(string good, string bad)
    {
        var storage = await fixture.NewStorageAsync(Cancellation);
        var writer = new MarketDataWriter(storage);
        await writer.AddCurvesAsync(new CurveReply([Curve(8), Curve(9)], One, null!), null, Cancellation);
        await writer.AddCurvesAsync(new CurveReply([Curve(10), Curve(11), Curve(12)], Two, null!), null, Cancellation);
        await ChangeAsync(storage, good, bad);
        return storage;
    }

    private static async Task ChangeAsync(PipelineStorage storage, string good, string bad)
    {
        var text = Encoding.Latin1.GetString(await BytesAsync(storage));
        Assert.Contains(good, text, StringComparison.Ordinal);
        var changed = Encoding.Latin1.GetBytes(text.Replace(good, bad, StringComparison.Ordinal));
        await storage.MarketData.GetBlobClient("curves/jgb").UploadAsync(BinaryData.FromBytes(changed), overwrite: true, Cancellation);
    }

    private static YieldCurve Curve(int day, decimal percent = 0.1m) =>
        new() { Date = new(2013, 7, day), Points = [new(10m, percent), new(20m, 0.2m)] };

    private static async Task<byte[]> BytesAsync(PipelineStorage storage) =>
        (await storage.MarketData.GetBlobClient("curves/jgb").DownloadContentAsync(Cancellation)).Value.Content.ToArray();

    private static string[] Lines(byte[] text) => Encoding.Latin1.GetString(text).Split('\n');
}
