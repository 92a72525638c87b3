using System.Diagnostics;
using System.Globalization;
using System.Text;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.DependencyInjection;
using Pricing.Pipeline.Intake.Doors;
using Pricing.Pipeline.MarketData.Jgb;
using Pricing.Pipeline.MarketData.JQuants;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Storage;
using Testing;
using Testing.InMemory;

namespace Soak.Years;

/// <summary>
/// A year and a half of nights by a clock that is moved: holidays, days on which the host is off, feeds that are down, facts that come
/// late, clocks that jump. What is stored then is for <see cref="YearChecker"/> to judge.
/// </summary>
/// <param name="days">How many days.</param>
/// <param name="progress">Where it says how far it is.</param>
/// <param name="azurite">The storage of the nights, which the engine of the local host then carries out; null for none of either: all is in memory.</param>
internal sealed class YearSoak(int days, TextWriter progress, AzuriteFixture? azurite = null)
{
    private const int Issuers = 5;
    private const int HostLivesFor = 45;
    private const int HostWithAnEngineLivesFor = 8;

    private static readonly DateOnly First = new(2019, 4, 20);
    private static readonly TimeOnly Morning = new(10, 5);
    private static readonly TimeOnly Evening = new(18, 5);

    /// <summary>Days on which no timer fires: single nights that are missed, and three weeks asleep.</summary>
    private static readonly (DateOnly From, DateOnly To)[] Asleep =
    [
        (new(2019, 6, 11), new(2019, 6, 11)), (new(2019, 7, 3), new(2019, 7, 4)), (new(2019, 11, 4), new(2019, 11, 24)), (new(2020, 6, 30), new(2020, 7, 1)),
    ];

    private static readonly (DateOnly From, DateOnly To) FeedDown = (new(2020, 1, 20), new(2020, 1, 26));

    /// <summary>How far the clock is off from the true time on some days.</summary>
    private static readonly Dictionary<DateOnly, TimeSpan> Jumps = new()
    {
        [new(2019, 8, 20)] = TimeSpan.FromHours(-3),
        [new(2019, 9, 5)] = TimeSpan.FromHours(7),
        [new(2020, 2, 14)] = TimeSpan.FromDays(-1),
        [new(2020, 5, 20)] = TimeSpan.FromMinutes(-90),
    };

    private readonly StillClock clock = new(At(First, Morning));

    /// <summary>What is stored in the end.</summary>
    public IReadOnlyList<StoredItem> Stored { get; private set; } = [];

    /// <summary>The last business date whose night was due.</summary>
    public DateOnly LastDue { get; private set; }

    /// <summary>Runs it.</summary>
    public async Task RunAsync()
    {
        var watch = Stopwatch.StartNew();
        using var folder = new TemporaryFolder();
        var closes = YearMarket.Write(folder);
        var account = new InMemoryAccount(clock);
        var storage = await (azurite?.NewStorageAsync(CancellationToken.None) ?? account.NewStorageAsync(CancellationToken.None));
        await using var root = await PipelineHost.StartAsync(storage, clock, settings: null, folder.FullPath, CancellationToken.None);
        PipelineHost? host = null;
        for (var day = 0; day < days; day++)
        {
            var date = First.AddDays(day);
            await HappenAsync(storage, date, closes);
            if (Asleep.Any(time => time.From <= date && date <= time.To)) continue;

            if (host is null || day % (azurite is null ? HostLivesFor : HostWithAnEngineLivesFor) == 0)
            {
                if (host is not null) await host.DisposeAsync();
                host = root.Another(storage, Settings(), AddFeeds).WithHub();
            }

            foreach (var time in new[] { Morning, Evening })
            {
                clock.AdjustTime(At(date, time) + Jumps.GetValueOrDefault(date));
                await host.Get<DoorWatch>().GoRoundAsync(CancellationToken.None);
                await (azurite is null ? new PlainEngine(host, takesOver: true).RunAsync("timer", CancellationToken.None) : host.RunNightsAsync(CancellationToken.None));
            }

            if (TradingDays.IsBusiness(date)) LastDue = date;
        }

        if (host is not null) await host.DisposeAsync();
        Stored = azurite is null ? account.Items() : await StoredRows.ReadAsync(storage);
        await progress.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{days} days from {First:yyyy-MM-dd} in {watch.Elapsed.TotalSeconds:0} s; {Stored.Count} rows and blobs"));
    }

    private static DateTimeOffset At(DateOnly date, TimeOnly time) => new DateTimeOffset(date.ToDateTime(time), TimeSpan.FromHours(9)).ToUniversalTime();

    private static Dictionary<string, string?> Settings() => new()
    {
        ["Night:FirstDate"] = "2019-04-22",
        ["MarketData:JQuants:HistoryFrom"] = "2018-04-02",
        ["MarketData:JQuants:Retries"] = "2",
        ["MarketData:Jgb:Retries"] = "2",
    };

    private void AddFeeds(IServiceCollection services)
    {
        foreach (var feed in new[] { JQuantsClient.Feed, JgbClient.Feed })
            services.AddHttpClient(feed).AddHttpMessageHandler(() => new FeedThatIsDown(clock, At(FeedDown.From, default), At(FeedDown.To, default)));
    }

    /// <summary>What people do on a day: grants, corrections that come late, the word of a split, requests for another version.</summary>
    private static async Task HappenAsync(PipelineStorage storage, DateOnly date, IReadOnlyDictionary<DateOnly, decimal> closes)
    {
        if (date == First) await DropAsync(storage.GrantBatches, "grants.csv", Grants(new(2019, 4, 22)));
        if (date == new DateOnly(2019, 12, 2)) await DropAsync(storage.GrantBatches, "more.csv", Grants(date, "w"));
        if (date == YearMarket.Split.AddDays(7))
        {
            var (split, close) = (YearMarket.Split, closes[YearMarket.Split]);
            await DropAsync(storage.PriceFiles, "split.csv", string.Create(CultureInfo.InvariantCulture, $"Date,Code,Close,SplitFactor\n{split:yyyy-MM-dd},{YearMarket.Code},{close},2\n"), replace: true);
            await AskAsync(storage, split);
        }

        if (date.Day == 17 && closes.Keys.LastOrDefault(day => day <= date.AddDays(-8)) is var late && late > First)
        {
            await DropAsync(
                storage.PriceFiles,
                $"late-{date:yyyyMMdd}.csv",
                string.Create(CultureInfo.InvariantCulture, $"Date,Code,Close\n{late:yyyy-MM-dd},{YearMarket.Code},{closes[late] + 1}\n"),
                replace: true);
            await AskAsync(storage, late);
        }
    }

    private static async Task DropAsync(BlobContainerClient container, string name, string content, bool replace = false) =>
        await container.GetBlobClient(name).UploadAsync(
            BinaryData.FromString(content), new BlobUploadOptions { Metadata = replace ? new Dictionary<string, string> { ["replace"] = "true" } : null });

    private static async Task AskAsync(PipelineStorage storage, DateOnly date) => await new RunStore(storage).AddNextAsync(
        new() { Date = date, Version = 1, Status = RunStatus.Requested, Reason = "a fact came late", AskedBy = "soak", AskedAt = At(date, Morning) },
        CancellationToken.None);

    private static string Grants(DateOnly allotment, string prefix = "g")
    {
        var text = new StringBuilder(
            "issuer,grant_id,security_code,currency,allotment_date,exercise_start,exercise_end,exercise_price,shares_per_right,maximum_rights,allotted_rights,policy,expected_remaining_years,window_from,window_to,exercise_price_adjustment\n");
        foreach (var number in Enumerable.Range(1, Issuers))
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"I{number:00},{prefix}1,3774,JPY,{allotment:yyyy-MM-dd},{allotment.AddDays(1):yyyy-MM-dd},{allotment.AddYears(30):yyyy-MM-dd},1,200,135,135,iij-practice,15,2018-04-02,{allotment:yyyy-MM-dd},\n");
        }

        return text.ToString();
    }
}
