using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Pricing.Api.Tests.Descriptions;
using PricingFunctions.Local;
using Testing;

namespace Pricing.Api.Tests.Tables;

/// <summary>
/// Every export of the API, found by the description of the routes, of a storage whose texts begin as formulas do: no spreadsheet runs any
/// of them, and no browser either.
/// </summary>
public sealed class ExportTests(AzuriteFixture azurite) : ApiTests(azurite)
{
    /// <summary>
    /// What no program opens that runs anything: JSON, plain text for persons, and the kept bytes of a feed or a file, which are evidence
    /// and handed out as they came, as no form of their own.
    /// </summary>
    private static readonly string[] Plain = ["application/json", "application/x-ndjson", "text/plain", "application/octet-stream"];

    [Fact]
    public async Task Exports_OfTextsThatBeginAsFormulas_RunNowhere()
    {
        var known = await StoreAsync();
        var document = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Find(), "docs", "openapi.json"), Cancellation))!;
        var exports = DescribedOperation.Of(document)
            .Where(operation => operation.Method == HttpMethod.Get)
            .SelectMany(operation => operation.Forms.Select(form => (operation.Path, Form: form)))
            .Where(export => !Plain.Contains(export.Form))
            .ToList();
        var (wrong, seen) = (new List<string>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var (path, form) in exports)
        {
            // An export with a parameter that is not known here fails, so that a new one is not forgotten.
            foreach (var address in Addresses(path, known))
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative)) { Headers = { { "Accept", form } } };
                using var answer = await Host.Client.SendAsync(request, Cancellation);
                var content = await answer.Content.ReadAsByteArrayAsync(Cancellation);
                if (answer.StatusCode != HttpStatusCode.OK)
                {
                    if (answer.StatusCode != HttpStatusCode.NotFound) wrong.Add($"{address} {form}: {(int)answer.StatusCode} {Encoding.UTF8.GetString(content)}");
                    continue;
                }

                if (OpenedFile.ShowsTexts(form, content)) seen.Add($"{path} {form}");
                if (OpenedFile.Runs(form, content) is { } what) wrong.Add($"{address} {form}: {what}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Equal(exports.Select(export => $"{export.Path} {export.Form}").Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Addresses(string path, Dictionary<string, IReadOnlyList<string>> known) =>
        path.Contains("{issuer}", StringComparison.Ordinal)
            ? known["issuer"].Select((issuer, place) => path.Replace("{issuer}", Uri.EscapeDataString(issuer), StringComparison.Ordinal).Replace("{grantId}", Uri.EscapeDataString(known["grantId"][place]), StringComparison.Ordinal))
            : path.Split('{', '}').Where((_, place) => place % 2 == 1).Aggregate(
                (IEnumerable<string>)[path],
                (addresses, name) => [.. addresses.SelectMany(address => known[name].Select(value => address.Replace($"{{{name}}}", Uri.EscapeDataString(value), StringComparison.Ordinal)))]);

    /// <summary>Stores such texts, and another version of the night.</summary>
    /// <returns>What is stored, by the names of the parameters that name it; issuers and grants place by place.</returns>
    private async Task<Dictionary<string, IReadOnlyList<string>>> StoreAsync()
    {
        var files = await FormulaStore.FillAsync(Host.Pipeline, Cancellation);
        await PostAsync("/api/runs", $$"""{"date":"2013-07-11","reason":"={{FormulaStore.Formula}}","askedBy":"@{{FormulaStore.Formula}}"}""");
        await Host.Pipeline.RunNightsAsync(Cancellation);
        return new()
        {
            ["issuer"] = FormulaStore.Names,
            ["grantId"] = FormulaStore.Names,
            ["date"] = ["2013-07-11"],
            ["version"] = ["1", "2"],
            ["id"] = files,
        };
    }
}
