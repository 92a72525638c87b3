using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Testing;

namespace Soak.Doors;

/// <summary>Requests that mean no good, many at once, to a local host as a process of its own: declared answers only, in bounded memory.</summary>
internal static class DoorSoak
{
    private const long MostMemory = 300_000_000;
    private const int AtOnce = 6;
    private const int Shown = 25;
    private const int Told = 2_000;

    /// <summary>Sends them.</summary>
    /// <param name="azurite">Where the storage is.</param>
    /// <param name="count">How many.</param>
    /// <param name="seed">From where the draw goes.</param>
    /// <param name="first">The number of the first, to send one again.</param>
    /// <param name="progress">Where it says how far it is.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>What was wrong.</returns>
    public static async Task<IReadOnlyCollection<string>> RunAsync(
        AzuriteFixture azurite, int count, int seed, int first, TextWriter progress, CancellationToken cancellationToken)
    {
        await using var host = await DoorHost.StartAsync(await azurite.NewAccountAsync(), cancellationToken);
        var document = JsonNode.Parse(await host.Client.GetStringAsync(new Uri("/api/openapi.json", UriKind.Relative), cancellationToken))!;
        var requests = new HostileRequests(host.Port, document, await host.KnownAsync(cancellationToken), seed);
        var (watch, told) = (Stopwatch.StartNew(), 0);
        for (var at = first; at < first + count; at += Told)
        {
            var numbers = Enumerable.Range(at, Math.Min(Told, first + count - at));
            await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(worker => requests.SendAsync(numbers.Where(number => number % AtOnce == worker), cancellationToken)));
            foreach (var what in requests.Wrong.Skip(told).Take(Shown)) await progress.WriteLineAsync(what);
            told = requests.Wrong.Count;
            await progress.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{numbers.Last() + 1 - first:N0} requests, {requests.Wrong.Count} wrong, {watch.Elapsed.TotalSeconds:0} s, {host.Memory / 1_000_000} MB"));
        }

        var (memory, took) = (host.Memory, watch.Elapsed);
        var ended = await host.StopAsync();
        if (memory > MostMemory) requests.Wrong.Enqueue(string.Create(CultureInfo.InvariantCulture, $"the host held {memory / 1_000_000} MB, {MostMemory / 1_000_000} MB are allowed"));
        if (ended.ExitCode != 0 || ended.Error.Length > 0) requests.Wrong.Enqueue($"the host ended with {ended.ExitCode}: {ended.Error[..Math.Min(ended.Error.Length, 4_000)]}");
        if ($"{ended.Output}{ended.Error}".Contains(HostileHeaders.Key, StringComparison.Ordinal)) requests.Wrong.Enqueue("the host printed its key");
        foreach (var ((how, answer), times) in requests.Tally.OrderBy(one => one.Key.How, StringComparer.Ordinal).ThenBy(one => one.Key.Answer, StringComparer.Ordinal))
            await progress.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{how}: {answer} {times:N0}"));
        foreach (var what in requests.Wrong.Skip(told)) await progress.WriteLineAsync(what);
        await progress.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{count:N0} requests of seed {seed} in {took.TotalSeconds:0} s: {requests.Wrong.Count} answered otherwise than declared; the host held at most {memory / 1_000_000} MB"));
        return requests.Wrong;
    }
}
