using System.Globalization;
using Azure.Core;
using Pricing.Pipeline.Controls.Access;
using Pricing.Pipeline.Storage;
using Testing;

namespace Pricing.Pipeline.Tests.Controls.Access;

public sealed class AccessReaderTests(AzuriteFixture azurite)
{
    private const int MostBytes = 1 << 18;

    private static readonly DateOnly Day = new(2026, 1, 5);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OfDay_FiftyThousandEntries_AreReadOnePartAtATime()
    {
        var storage = await azurite.NewStorageAsync(Cancellation);
        await AppendAsync(storage, 0, 50_000);
        var hook = new StorageHook();
        var parts = new List<(long From, long To)>();
        hook.Count(request =>
        {
            if (RangeOf(request) is { } range) parts.Add(range);
            return false;
        });

        var numbers = new List<int>();
        var ahead = 0;
        await foreach (var entry in new AccessReader(hook.On(storage)).OfDayAsync(Day, Cancellation))
        {
            numbers.Add(entry.Status);
            if (numbers.Count == 1) ahead = parts.Count;
        }

        Assert.Equal(Enumerable.Range(0, 50_000), numbers);
        Assert.Equal(1, ahead);
        Assert.All(parts, part => Assert.InRange(part.To - part.From + 1, 1, MostBytes));
    }

    [Fact]
    public async Task OfDay_LogThatGrowsMeanwhile_EndsWhereItEndedInTheList()
    {
        var storage = await azurite.NewStorageAsync(Cancellation);
        await AppendAsync(storage, 0, 5_000);

        var numbers = new List<int>();
        await foreach (var entry in new AccessReader(storage).OfDayAsync(Day, Cancellation))
        {
            if (numbers.Count % 1_000 == 0) await AppendAsync(storage, 5_000 + numbers.Count, 1_000);
            numbers.Add(entry.Status);
        }

        Assert.Equal(Enumerable.Range(0, 5_000), numbers);
    }

    private static Task AppendAsync(PipelineStorage storage, int first, int count) =>
        AccessEntries.AppendAsync(storage, Day, Enumerable.Range(first, count), _ => "2026-01-05T23:59:59+00:00", Cancellation);

    private static (long From, long To)? RangeOf(Request request) =>
        request.Headers.TryGetValue("x-ms-range", out var range) || request.Headers.TryGetValue("Range", out range)
            ? (Number(range.Split('=', '-')[1]), Number(range.Split('=', '-')[2]))
            : null;

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
