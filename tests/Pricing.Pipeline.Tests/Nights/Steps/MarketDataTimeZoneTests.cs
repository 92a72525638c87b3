using System.Diagnostics;
using Pricing.Pipeline.MarketData.History;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Tests.Intake.Batches;
using Pricing.Pipeline.Valuations;
using Testing;

namespace Pricing.Pipeline.Tests.Nights.Steps;

/// <summary>A night is a night in Japan, wherever the machine stands.</summary>
public sealed class MarketDataTimeZoneTests(AzuriteFixture azurite) : NightTests(azurite)
{
    private const string ExpectedOffset = "EXPECTED_UTC_OFFSET_HOURS";

    /// <summary>Evening of the 11th in Japan; already the 12th on Kiritimati.</summary>
    private const string Evening = "2013-07-11T20:00:00+09:00";

    /// <summary>Half an hour after the curve of the 11th is out in Japan; still the 11th in New York.</summary>
    private const string Morning = "2013-07-12T10:00:00+09:00";

    [Theory]
    [InlineData("UTC", 0)]
    [InlineData("America/New_York", -4)]
    [InlineData("Pacific/Kiritimati", 14)]
    public async Task Night_MachineInAnotherZone_GivesTheSameDates(string zone, int hours)
    {
        // The zone of a process is set before it starts, so the test below runs in a process of its own.
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            ArgumentList = { "-method", $"{typeof(MarketDataTimeZoneTests)}.{nameof(Night_OnThisMachine_HasTheDatesOfJapan)}" },
            RedirectStandardOutput = true,
            Environment = { ["TZ"] = zone, [ExpectedOffset] = $"{hours}" },
        };
        using var machine = Process.Start(start)!;
        var output = await machine.StandardOutput.ReadToEndAsync(Cancellation);
        await machine.WaitForExitAsync(Cancellation);

        Assert.True(machine.ExitCode == 0, output);
        Assert.Contains("Total: 1, Errors: 0, Failed: 0", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Night_OnThisMachine_HasTheDatesOfJapan()
    {
        if (Environment.GetEnvironmentVariable(ExpectedOffset) is { } hours)
            Assert.Equal(TimeSpan.FromHours(int.Parse(hours, null)), TimeZoneInfo.Local.GetUtcOffset(At(Evening)));
        await using var host = await StartAsync(Evening);
        host.Clock.SetLocalTimeZone(TimeZoneInfo.Local);
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant(Window)), Cancellation);

        await host.RunNightsAsync(Cancellation);
        host.Clock.SetUtcNow(At(Morning));
        await host.RunNightsAsync(Cancellation);

        var values = await HistoryAsync(host, "3rd-series");
        Assert.Equal(
            [(Allotment, ValueStatus.Final, "647000"), (Allotment, ValueStatus.Provisional, values[1].AmountPerRight)],
            values.Select(value => (value.MeasurementDate, value.Status, value.AmountPerRight)));
        var runs = await host.Get<RunStore>().AllAsync(Cancellation).ToListAsync(Cancellation);
        Assert.All(runs, run => Assert.Equal(Allotment, run.Date));
        var prices = (await host.Get<MarketDataStore>().ReadPricesAsync("37740", Cancellation))!;
        Assert.Equal(Allotment, prices.Days[^1].Date);
        Assert.All(prices.Sources, source => Assert.Equal(At(Evening).ToUniversalTime(), source.FetchedAt));
        Assert.All(prices.Sources, source => Assert.Equal(TimeSpan.Zero, source.FetchedAt.Offset));
        var curves = (await host.Get<MarketDataStore>().ReadCurvesAsync(Cancellation))!;
        Assert.Equal(Allotment, curves.Curves[^1].Date);
        Assert.Equal(At(Morning).ToUniversalTime(), curves.SourceOf(Allotment)!.FetchedAt);
    }
}
