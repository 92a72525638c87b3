using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Pricing.Api.Tests.Descriptions;
using PricingFunctions.Local;
using Soak.Fuzz;
using Testing;

namespace Pricing.Api.Tests.Tables;

/// <summary>
/// Every export of the API, found by the description of the routes, of a storage whose texts begin as formulas do: no spreadsheet runs any
/// of them, and no browser either.
/// </summary>
public sealed class ExportTests(AzuriteFixture azurite) : ApiTests(azurite)
{
    private const string Formula = "HYPERLINK(1)";
    private const string Tag = "<b>";
    private const string Book = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>
    /// What no program opens that runs anything: JSON, plain text for persons, and the kept bytes of a feed or a file, which are evidence
    /// and handed out as they came, as no form of their own.
    /// </summary>
    private static readonly string[] Plain = ["application/json", "application/x-ndjson", "text/plain", "application/octet-stream"];

    private static readonly string[] Beginnings = ["=", "+", "-", "@", "\t=", "\r=", "＝", "＋", "－", "＠"];

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

                if (Texts(form, content).Any(text => text.Contains(Formula, StringComparison.Ordinal))) seen.Add($"{path} {form}");
                if (Runs(form, content) is { } what) wrong.Add($"{address} {form}: {what}");
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

    /// <summary>What a program that opens it would run; null for nothing.</summary>
    private static string? Runs(string form, byte[] content) => form switch
    {
        "text/csv" => SpreadsheetText.Runs(content),
        Book => OfBook(content),
        "text/html" => Encoding.UTF8.GetString(content).Contains(Formula + Tag, StringComparison.Ordinal) ? "a tag" : null,
        "application/zip" => OfPackage(content),
        _ => $"nobody says how {form} is looked at",
    };

    private static List<string> Texts(string form, byte[] content)
    {
        if (form.StartsWith("text/", StringComparison.Ordinal)) return [Encoding.UTF8.GetString(content)];

        using var files = new ZipArchive(new MemoryStream(content));
        return files.Entries.Select(file =>
        {
            using var text = new StreamReader(file.Open());
            return text.ReadToEnd();
        }).ToList();
    }

    private static string? OfBook(byte[] content)
    {
        using var parts = new ZipArchive(new MemoryStream(content));
        foreach (var part in parts.Entries.Where(part => part.FullName.EndsWith(".xml", StringComparison.Ordinal)))
        {
            using var text = part.Open();
            var elements = XDocument.Load(text).Descendants().ToList();
            if (elements.FirstOrDefault(element => element.Name.LocalName is "f" or "definedName" or "hyperlink" && element.Value.Contains(Formula, StringComparison.Ordinal)) is { } formula) return $"{part.FullName}: {formula.Value}";
            if (elements.FirstOrDefault(element => element.Name.LocalName == "c" && element.Value.Contains(Formula, StringComparison.Ordinal) && element.Attribute("t")?.Value is not ("inlineStr" or "s" or "str")) is { } cell) return $"{part.FullName}: {cell}";
        }

        return null;
    }

    private static string? OfPackage(byte[] content)
    {
        using var files = new ZipArchive(new MemoryStream(content));
        foreach (var file in files.Entries)
        {
            using var open = file.Open();
            using var all = new MemoryStream();
            open.CopyTo(all);
            var form = Path.GetExtension(file.FullName) switch { ".csv" => "text/csv", ".xlsx" => Book, ".html" => "text/html", _ => null };
            if (form is not null && Runs(form, all.ToArray()) is { } what) return $"{file.FullName}: {what}";
        }

        return null;
    }

    /// <summary>Stores grants, events, holders, a run and refused rows with such texts.</summary>
    /// <returns>What is stored, by the names of the parameters that name it; issuers and grants place by place.</returns>
    private async Task<Dictionary<string, IReadOnlyList<string>>> StoreAsync()
    {
        var grants = new JsonArray([.. Beginnings.Select(Row)]);
        var stored = await Host.Pipeline.IngestAsync($"={Formula}.json", grants.ToJsonString(), Cancellation);
        Assert.True(stored.Stored >= Beginnings.Length - 2, $"{stored.Stored} stored, {stored.Rejected} refused");
        var events = new JsonArray([.. Beginnings.Select(text => new JsonObject
        {
            ["issuer"] = text + Formula, ["grant_id"] = text + Formula, ["date"] = "2013-07-13", ["kind"] = "forfeited", ["rights"] = 20, ["reference"] = text + Formula + Tag,
        })]);
        await Host.Pipeline.IngestAsync($"@{Formula}.json", events.ToJsonString(), Cancellation);
        var refused = new JsonArray([.. Beginnings.Select(text =>
        {
            var row = Row(text);
            foreach (var name in row.Select(field => field.Key).ToList()) row[name] = text + Formula;
            return row;
        })]);
        var rejects = await Host.Pipeline.IngestAsync($"+{Formula}.json", refused.ToJsonString(), Cancellation);
        var holders = await Host.Pipeline.IngestAsync(
            "-holders.json", new JsonArray([.. Beginnings.Select(text => new JsonObject { ["issuer"] = text + Formula, ["grant_id"] = text + Formula, ["holder"] = text + Formula, ["group"] = text + Formula, ["rights"] = 1 })]).ToJsonString(), Cancellation);
        await Host.Pipeline.RunNightsAsync(Cancellation);
        await PostAsync("/api/runs", $$"""{"date":"2013-07-11","reason":"={{Formula}}","askedBy":"@{{Formula}}"}""");
        await Host.Pipeline.RunNightsAsync(Cancellation);
        return new()
        {
            ["issuer"] = [.. Beginnings.Select(text => text.Trim() + Formula)],
            ["grantId"] = [.. Beginnings.Select(text => text.Trim() + Formula)],
            ["date"] = ["2013-07-11"],
            ["version"] = ["1", "2"],
            ["id"] = [stored.Batch, rejects.Batch, holders.Batch],
        };
    }

    private static JsonObject Row(string text)
    {
        var row = JsonNode.Parse(Grant)!.AsObject();
        (row["issuer"], row["grant_id"]) = (text + Formula, text + Formula);
        (row["title"], row["allottees"]) = (text + Formula + Tag, text + "HYPERLINK");
        (row["risk_free_rate"], row["rate_source"], row["meant_reason"]) = ("0.01275", text + Formula + Tag, text + Formula);
        return row;
    }
}
