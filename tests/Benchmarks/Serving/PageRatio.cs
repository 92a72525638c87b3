using System.Diagnostics;
using System.Globalization;
using System.Text;
using MathNet.Numerics.Statistics;
using Pricing.Api.Tests;
using Testing;

namespace Benchmarks.Serving;

/// <summary>What the page asks of a host with many grants: the table of a date, first and warm, sorted, filtered and paged, and the list of grants.</summary>
internal static class PageRatio
{
    private const string Date = "2013-07-11";
    private const int Rounds = 9;
    private const int RowsOfAFile = 10_000;

    private const string Columns =
        "issuer,grant_id,security_code,currency,allotment_date,window_from,exercise_start,exercise_end,exercise_price,shares_per_right,maximum_rights,allotted_rights,policy,expected_remaining_years\n";

    private static readonly (string Name, string Query)[] Asked =
    [
        ("page", "limit=100"),
        ("last_page", "limit=100&skip=LAST"),
        ("sort", "limit=100&sort=AmountPerRight&descending=true"),
        ("search", "limit=100&search=99"),
        ("filter", "limit=100&issuer=Company%207&status=Final&sort=Total"),
    ];

    /// <summary>Values so many grants of a date, and asks for their table over HTTP.</summary>
    /// <param name="grants">How many.</param>
    public static async Task RunAsync(int grants)
    {
        await using var azurite = new AzuriteFixture();
        await using var host = await ApiHost.StartAsync(azurite, new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero), CancellationToken.None);
        foreach (var rows in Enumerable.Range(0, grants).Chunk(RowsOfAFile))
        {
            var text = new StringBuilder(Columns);
            foreach (var row in rows) text.Append(Row(row));
            await host.Pipeline.IngestAsync(Text(rows[0]) + ".csv", text.ToString(), CancellationToken.None);
        }

        await host.Pipeline.RunNightsAsync(CancellationToken.None);

        await MillisecondsAsync(host.Client, "/api/grants?limit=1");
        Figures.Line($"page.table.first_ms.{grants}", await MillisecondsAsync(host.Client, $"/api/dates/{Date}/table?limit=100"), "ms");
        foreach (var (name, query) in Asked)
        {
            var path = $"/api/dates/{Date}/table?{query.Replace("LAST", Text(grants - 100), StringComparison.Ordinal)}";
            Figures.Line($"page.table.{name}.first_ms.{grants}", await MillisecondsAsync(host.Client, path), "ms");
            Figures.Line($"page.table.{name}.ms.{grants}", await MedianAsync(host.Client, path), "ms");
        }

        Figures.Line($"page.grants.ms.{grants}", await MedianAsync(host.Client, "/api/grants?limit=100"), "ms");
        Figures.Line($"page.grants.search.ms.{grants}", await MedianAsync(host.Client, "/api/grants?limit=100&search=g9"), "ms");
        Figures.Line($"page.dates.ms.{grants}", await MedianAsync(host.Client, "/api/dates?from=2013-07-01&to=2013-07-31"), "ms");
    }

    private static string Row(int row) => string.Create(
        CultureInfo.InvariantCulture,
        $"Company {row % 50},g{row},3774,JPY,2013-07-11,2005-12-02,2013-07-12,2043-07-11,{1 + (row % 3500)},200,135,135,iij-practice,midpoint\n");

    private static async Task<double> MedianAsync(HttpClient client, string path)
    {
        var rounds = new List<double>();
        for (var round = 0; round < Rounds; round++) rounds.Add(await MillisecondsAsync(client, path));
        return rounds.Median();
    }

    private static async Task<double> MillisecondsAsync(HttpClient client, string path)
    {
        var begun = Stopwatch.GetTimestamp();
        _ = await client.GetStringAsync(new Uri(path, UriKind.Relative));
        return Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
