using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using MathNet.Numerics.Statistics;
using Pricing.Api.Tests;
using Testing;

namespace Benchmarks.Serving;

/// <summary>
/// <c>POST /api/price</c> on a real server beside bare endpoints of the same framework that read and write the same JSON: one
/// question at a time, ten thousand at once, and the memory before and after a hundred thousand requests.
/// </summary>
internal static class ApiRatio
{
    private const int Items = 10_000;
    private const int Connections = 8;
    private const string Route = "/api/price";

    public static async Task RunAsync(bool isQuick)
    {
        await using var azurite = new AzuriteFixture();
        await using var host = await ApiHost.StartAsync(azurite, new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero), CancellationToken.None);
        var questions = Enumerable.Range(0, Items).Select(Question).ToList();
        var list = Encoding.UTF8.GetBytes($"[{string.Join(',', questions)}]");
        var answered = JsonSerializer.Deserialize<List<BareItem>>(await PostAsync(host.Client, Route, list), JsonSerializerOptions.Web)!;
        await using var bare = await BareHost.StartAsync(answered);
        var one = Encoding.UTF8.GetBytes(questions[0]);

        var (rounds, perRound) = isQuick ? (5, 2_000) : (21, 5_000);
        var single = await RoundsAsync(rounds, () => ManyAsync(host.Client, Route, one, perRound), () => ManyAsync(bare.Client, "/one", one, perRound));
        Print("api.price", "rps_ratio", single.Select(round => round.Bare / round.Own), "times");
        Figures.Line("api.price.rps", perRound / single.Select(round => round.Own).Median(), "requests/s");

        var batch = await RoundsAsync(isQuick ? 5 : 21, () => PostAsync(host.Client, Route, list), () => PostAsync(bare.Client, "/many", list));
        Print("api.price.10000", "vs_json", batch.Select(round => round.Own / round.Bare), "times");
        Figures.Line("api.price.10000.ms", batch.Select(round => round.Own).Median() * 1000, "ms");

        await MemoryAsync(host.Client, one, isQuick ? 10_000 : 100_000);
    }

    private static string Question(int index) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"S":{{3000 + (index % 997)}},"X":{{1 + (index % 3000)}},"T":{{1 + (index % 15)}},"sigma":0.{{2000 + (index % 4000)}},"q":0.00534950071327,"r":0.01275,"policy":"iij-practice","shares":200,"currency":"JPY"}""");

    private static async Task<List<(double Own, double Bare)>> RoundsAsync(int count, Func<Task> own, Func<Task> bare)
    {
        for (var warm = 0; warm < 3; warm++)
        {
            await own();
            await bare();
        }

        var rounds = new List<(double, double)>();
        for (var round = 0; round < count; round++) rounds.Add((await SecondsAsync(own), await SecondsAsync(bare)));
        return rounds;
    }

    private static async Task<double> SecondsAsync(Func<Task> job)
    {
        var start = Stopwatch.GetTimestamp();
        await job();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static Task ManyAsync(HttpClient client, string route, byte[] body, int count) => Task.WhenAll(
        Enumerable.Range(0, Connections).Select(async _ =>
        {
            for (var index = 0; index < count / Connections; index++) await PostAsync(client, route, body);
        }));

    private static async Task<byte[]> PostAsync(HttpClient client, string route, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var answer = await client.PostAsync(new Uri(route, UriKind.Relative), content);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
    }

    private static async Task MemoryAsync(HttpClient client, byte[] body, int count)
    {
        await ManyAsync(client, Route, body, count / 10);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await ManyAsync(client, Route, body, count);
        var after = GC.GetTotalMemory(forceFullCollection: true);
        Figures.Line("api.price.memory", (double)after / before, "times");
        Figures.Line("api.price.memory.growth", (double)(after - before) / count, "bytes/request");
    }

    private static void Print(string name, string what, IEnumerable<double> ratios, string unit)
    {
        var sorted = ratios.Order().ToList();
        Figures.Line($"{name}.{what}", sorted.Median(), unit);
        Figures.Line($"{name}.{what}.low", sorted.LowerQuartile(), unit);
        Figures.Line($"{name}.{what}.high", sorted.UpperQuartile(), unit);
    }
}
