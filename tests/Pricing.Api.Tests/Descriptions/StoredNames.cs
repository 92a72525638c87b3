using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Pricing.Api.Tests.Descriptions;

/// <summary>What is stored on a host on which the sample night has run, by the names of the parameters that name it.</summary>
internal static class StoredNames
{
    /// <summary>Asks the host.</summary>
    /// <param name="client">Asks it.</param>
    /// <param name="file">The identity of a file that was sent.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public static async Task<Dictionary<string, IReadOnlyList<string>>> OfAsync(HttpClient client, string file, CancellationToken cancellationToken)
    {
        async Task<JsonNode> GetAsync(string path) => (await client.GetFromJsonAsync<JsonNode>(new Uri(path, UriKind.Relative), cancellationToken))!;

        var evidence = $"{(await GetAsync("/api/grants/IIJ/3rd-series/values"))["grantDate"]!["value"]!["evidence"]}";
        var sources = (await GetAsync($"/api/evidence/{evidence}"))["sources"]!;
        return new()
        {
            ["issuer"] = ["IIJ"],
            ["grantId"] = ["3rd-series", "3rd-series-at-the-money"],
            ["date"] = ["2013-07-11"],
            ["version"] = ["1", "2"],
            ["number"] = ["1", "2"],
            ["hash"] = [evidence],
            ["settings"] = [.. (await GetAsync("/api/settings/changes")).AsArray().Select(change => $"{change!["hash"]}").Take(1)],
            ["sha256"] = [$"{sources[0]!["sha256"]}"],
            ["id"] = [file],
            ["batch"] = [.. (await GetAsync("/api/batches")).AsArray().Select(batch => $"{batch!["batch"]}").Take(2)],
            ["line"] = ["2", "3"],
            ["code"] = ["3774"],
            ["name"] = ["iij-practice"],
        };
    }
}
