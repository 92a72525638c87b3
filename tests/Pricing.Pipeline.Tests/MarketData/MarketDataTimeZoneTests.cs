using Microsoft.Extensions.Time.Testing;
using Testing;

namespace Pricing.Pipeline.Tests.MarketData;

public sealed class MarketDataTimeZoneTests(AzuriteFixture fixture)
{
    /// <summary>2013-07-12 09:35 in Japan: five minutes after the curve of the 11th has come out.</summary>
    private static readonly DateTimeOffset Morning = new(2013, 7, 12, 0, 35, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("UTC", 0)]
    [InlineData("New York in summer", -4)]
    [InlineData("Kiritimati", 14)]
    public async Task Fetch_MachineInAnotherZone_StoresTheSameDatesAndTimes(string zone, int hours)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var time = new FakeTimeProvider(Morning);
        time.SetLocalTimeZone(TimeZoneInfo.CreateCustomTimeZone(zone, TimeSpan.FromHours(hours), zone, zone));
        await using var harness = await FetchHarness.StartAsync(fixture, time);

        var summary = await harness.Fetcher.FetchAsync(new(2013, 7, 11), ["3774"], cancellation);

        Assert.Equal([], summary.Failures);
        Assert.Equal(new DateOnly(2013, 7, 11), summary.LastCurve);
        var prices = await harness.Store.ReadPricesAsync("37740", cancellation);
        Assert.Equal(new DateOnly(2013, 7, 11), prices!.Days[^1].Date);
        Assert.All(prices.Sources, source => Assert.Equal(Morning, source.FetchedAt));
        Assert.All(prices.Sources, source => Assert.Equal(TimeSpan.Zero, source.FetchedAt.Offset));
    }
}
