using System.Diagnostics;
using System.Globalization;
using Pricing.Api.Tests;
using Pricing.Api.Tests.Descriptions;
using Testing;

namespace Soak.Requests;

/// <summary>Sends requests made from the description of the routes, right and broken ones, and holds every answer against it.</summary>
internal static class RequestSoak
{
    private const int Shown = 20;

    /// <summary>Sends them.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">The seed.</param>
    /// <returns>The exit code: 0 where every answer is as described and none is an error of the server.</returns>
    public static async Task<int> RunAsync(int count, int seed)
    {
        await using var azurite = new AzuriteFixture();
        await using var host = await ApiHost.StartAsync(azurite, new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero), CancellationToken.None, asApp: seed % 2 == 0);
        var watch = Stopwatch.StartNew();
        var (wrong, statuses) = await GeneratedRequests.SendAsync(host, count, seed, CancellationToken.None);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{count} requests of seed {seed} in {watch.Elapsed.TotalSeconds:0} s: {wrong.Count} not as described"));
        foreach (var (status, times) in statuses) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{status} {times}"));
        foreach (var what in wrong.Take(Shown)) Console.WriteLine(what);
        return wrong.Count == 0 ? 0 : 1;
    }
}
