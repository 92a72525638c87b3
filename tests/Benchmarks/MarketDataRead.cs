using System.Diagnostics;
using System.Globalization;
using Pricing;
using Pricing.Calendars;
using Pricing.Pipeline.MarketData.History;
using Pricing.Pipeline.MarketData.Prices;
using Pricing.Pipeline.Sources;
using Pricing.Pipeline.Storage;
using Testing;

namespace Benchmarks;

/// <summary>
/// Reads the price histories of many shares from Azurite, eight at a time, as the chunks of a night do: a history from one
/// body, then nights with a body each. Arguments: codes (4000), years (15) and nights (250). Memory is the working set of
/// the reading process, looked at after every share; Azurite is a process of its own.
/// </summary>
internal static class MarketDataRead
{
    private const int AtOnce = 8;

    public static async Task RunAsync(string[] arguments)
    {
        var codes = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 4000;
        var years = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 15;
        var nights = arguments.Length > 2 ? int.Parse(arguments[2], CultureInfo.InvariantCulture) : 250;
        await using var azurite = new AzuriteFixture();
        var storage = await azurite.NewStorageAsync(CancellationToken.None);
        var bytes = await FillAsync(storage, codes, years, nights);
        Collect();

        var store = new MarketDataStore(storage);
        var (days, peak) = (0L, 0L);
        var before = Environment.CpuUsage.TotalTime;
        var started = Stopwatch.GetTimestamp();
        await EachAsync(codes, async code =>
        {
            var history = await store.ReadPricesAsync(Code(code), CancellationToken.None);
            Interlocked.Add(ref days, history!.Days.Count);
            InterlockedMax(ref peak, Environment.WorkingSet);
        });
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var processor = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"marketdata.read: {codes:N0} codes, {days:N0} days, {bytes / 1e6:0} MB stored, {seconds:0.0} s "
            + $"({processor:0.0} s of processor time in the reader), "
            + $"working set up to {peak / 1e6:0} MB, {Environment.ProcessorCount} cores"));
    }

    private static async Task<long> FillAsync(PipelineStorage storage, int codes, int years, int nights)
    {
        var last = new DateOnly(2013, 7, 11);
        DateOnly[] sessions = [.. TokyoCalendar.Sessions(new DateWindow(last.AddYears(-years).AddDays(1), last))];
        List<DataSource> sources = [Source("history")];
        sources.AddRange(sessions.TakeLast(nights).Select(date => Source($"date={Keys.Date(date)}")));
        var writer = new MarketDataWriter(storage);
        await EachAsync(codes, async code =>
        {
            var random = new SyntheticRandom((ulong)code);
            var facts = sessions.Select((date, i) => new PriceFact(
                date, 1000 + (random.Next() % 4000), false, null, null, Math.Max(0, i - (sessions.Length - nights) + 1)));
            await writer.AddPricesAsync(Code(code), [.. facts], sources, replace: false, CancellationToken.None);
        });

        var bytes = 0L;
        await foreach (var blob in storage.MarketData.GetBlobsAsync())
            bytes += blob.Properties.ContentLength ?? 0;
        return bytes;
    }

    private static DataSource Source(string query) => new(
        ContentHash.Of(query), "j-quants", $"https://api.jquants.com/v2/equities/bars/daily?{query}", DateTimeOffset.UnixEpoch);

    private static string Code(int number) => (10_000 + number).ToString(CultureInfo.InvariantCulture);

    private static Task EachAsync(int codes, Func<int, Task> work) => Parallel.ForEachAsync(
        Enumerable.Range(0, codes),
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
        async (code, _) => await work(code));

    private static void InterlockedMax(ref long most, long value)
    {
        var seen = Interlocked.Read(ref most);
        while (value > seen && Interlocked.CompareExchange(ref most, value, seen) is var was && was != seen)
            seen = was;
    }

    private static void Collect()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
    }
}
