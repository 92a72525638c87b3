using System.Globalization;
using System.Text;
using Pricing;
using Pricing.Calendars;
using Pricing.Pipeline.Changes;
using Pricing.Pipeline.MarketData.Curves;
using Pricing.Pipeline.MarketData.History;
using Pricing.Pipeline.MarketData.Prices;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Sources;
using Pricing.Pipeline.Storage;
using Pricing.Rates;
using Testing;

namespace Benchmarks.Nights;

/// <summary>
/// Fills a storage as it is in life: as many curves as there have been since 1974, fifteen years of closes of each share with the file that they
/// came from, and the grants.
/// </summary>
internal static class NightStorage
{
    private const int Curves = 13_248;
    private const int Years = 15;
    private const int AtOnce = 8;
    private const string Code = "13000";

    private static readonly decimal[] Tenors = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 15, 20, 25, 30, 40];

    /// <summary>The night before those that are measured.</summary>
    public static DateOnly Before { get; } = new(2026, 6, 10);

    /// <summary>The nights that can be measured; of each, some grants are granted on it.</summary>
    public static IReadOnlyList<DateOnly> Nights { get; } = [new(2026, 6, 11), new(2026, 6, 12)];

    private static DateOnly Last => Nights[^1];

    /// <summary>The market, and of each issuer one grant of the first night: what a night compares once a process, it has compared then.</summary>
    public static async Task FillAsync(PipelineHost host, int issuers)
    {
        await AddCurvesAsync(host);
        await AddSharesAsync(host, issuers);
        await AddGrantsAsync(host, issuers, 0..1, Nights[0]);
    }

    /// <summary>Adds grants.</summary>
    /// <param name="host">The pipeline.</param>
    /// <param name="issuers">The issuers.</param>
    /// <param name="numbers">Which of each issuer's grants.</param>
    /// <param name="granted">The night on which they are granted.</param>
    public static async Task AddGrantsAsync(PipelineHost host, int issuers, Range numbers, DateOnly granted)
    {
        var (buckets, store) = (host.Get<IssuerBuckets>(), host.Get<GrantStore>());
        await using var noted = new NotedPartitions(host.Get<ChangedFacts>());
        await EachAsync(issuers, async issuer =>
        {
            var grants = Enumerable.Range(numbers.Start.Value, numbers.End.Value - numbers.Start.Value).Select(number => new GrantSubmission(
                Line: number + 2, Terms(issuer, number, granted), Amends: null, AmendReason: null));
            foreach (var some in grants.Chunk(GrantStore.MaximumSubmissions))
            {
                var partition = (await buckets.PartitionAsync(IssuerOf(issuer), "", CancellationToken.None)).Value;
                await store.StoreAsync(
                    partition, some, "batch", isLate: false, _ => Task.FromResult<IReadOnlyList<Failure>>([]), noted, CancellationToken.None);
            }
        });
    }

    public static string CodeOf(int share) => (13_010 + (10 * share)).ToString(CultureInfo.InvariantCulture);

    public static string IssuerOf(int issuer) => string.Create(CultureInfo.InvariantCulture, $"issuer {issuer:D6}");

    public static string IdOf(int grant) => string.Create(CultureInfo.InvariantCulture, $"series {grant:D7}");

    public static string PartitionOf(int issuer) => Keys.Partition(IssuerOf(issuer), 0);

    private static async Task AddCurvesAsync(PipelineHost host)
    {
        var text = new StringBuilder("Date,").AppendJoin(',', Tenors.Select(tenor => $"{tenor}Y")).Append('\n');
        var curves = new List<YieldCurve>(Curves);
        var date = Last;
        for (var i = 0; i < Curves; i++, date = date.AddDays(-1))
        {
            CurvePoint[] points = [.. Tenors.Select((tenor, k) => new CurvePoint(tenor, 0.1m + (k * 0.11m) + (i % 7 * 0.001m)))];
            curves.Add(new() { Date = date, Points = points });
            text.Append(CultureInfo.InvariantCulture, $"{date:yyyy-MM-dd},").AppendJoin(',', points.Select(point => point.Percent)).Append('\n');
        }

        curves.Reverse();
        var source = await KeepAsync(host, "curves.csv", text.ToString());
        await host.Get<MarketDataWriter>().AddCurvesAsync(new CurveReply(curves, source, new(null, null)), replace: false, CancellationToken.None);
    }

    private static async Task AddSharesAsync(PipelineHost host, int shares)
    {
        var random = new SyntheticRandom(7);
        DateOnly[] sessions = [.. TokyoCalendar.Sessions(new DateWindow(Last.AddYears(-Years), Last))];
        var closes = new decimal[sessions.Length];
        for (var i = 0; i < closes.Length; i++) closes[i] = i == 0 ? 3000m : Math.Round(closes[i - 1] * (0.98m + (random.Next() % 41 / 1000m)), 0) + 1;
        var facts = sessions.Select((day, i) => new PriceFact(day, closes[i], NoTrade: false, null, null, Source: 0)).ToList();
        var file = new StringBuilder("Date,Code,Close\n");
        foreach (var fact in facts) file.Append(CultureInfo.InvariantCulture, $"{fact.Date:yyyy-MM-dd},{Code},{fact.Close}\n");
        var body = file.ToString();

        var pattern = await KeepAsync(host, "pattern.csv", body);
        await host.Get<MarketDataWriter>().AddPricesAsync(Code, facts, [pattern], replace: false, CancellationToken.None);
        var blobs = host.Storage.MarketData;
        var text = (await blobs.GetBlobClient($"prices/{Code}").DownloadContentAsync()).Value.Content.ToString();
        await blobs.DeleteBlobAsync($"prices/{Code}");
        await EachAsync(shares, async share =>
        {
            var code = CodeOf(share);
            var source = await KeepAsync(host, "pattern.csv", body.Replace(Code, code, StringComparison.Ordinal));
            var own = text
                .Replace($" {Code}\n", $" {code}\n", StringComparison.Ordinal)
                .Replace(pattern.Sha256, source.Sha256, StringComparison.Ordinal);
            await blobs.GetBlobClient($"prices/{code}").UploadAsync(BinaryData.FromString(own));
        });
    }

    private static Task<DataSource> KeepAsync(PipelineHost host, string name, string body) => host.Get<RawArchive>().KeepAsync(
        new(DataSource.FileFeed, name, Status: 0, new(Last, new(9, 0), TimeSpan.Zero), IsSynthetic: false), Encoding.UTF8.GetBytes(body), CancellationToken.None);

    private static GrantTerms Terms(int issuer, int number, DateOnly granted) => new()
    {
        Issuer = IssuerOf(issuer),
        GrantId = IdOf(number),
        SecurityCode = CodeOf(issuer),
        Currency = Currency.Yen,
        AllotmentDate = granted,
        GrantDate = granted,
        ExerciseStart = granted.AddDays(1),
        ExerciseEnd = granted.AddYears(30),
        ExercisePrice = 1 + (number % 3000),
        SharesPerRight = 200,
        MaximumRights = 135,
        AllottedRights = 135,
        Policy = "iij-practice",
        ExpectedRemainingYears = 10,
        DividendPerShare = 18.75m,
    };

    private static Task EachAsync(int count, Func<int, Task> work) => Parallel.ForEachAsync(
        Enumerable.Range(0, count),
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
        async (number, _) => await work(number));
}
