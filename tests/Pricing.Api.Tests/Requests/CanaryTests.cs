using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Pricing.Api.Tests.Descriptions;
using Pricing.Pipeline.Storage;
using PricingFunctions.Local;
using Testing;

namespace Pricing.Api.Tests.Requests;

/// <summary>
/// Names and ids of holders, keys, and texts that lead elsewhere, sent through every route and in files of every kind: the names and keys stand
/// in no answer, no log, no span and nothing that is stored but the bytes that were sent, the ids in no log, span, refusal or address, and no text
/// leads a request to the storage anywhere but into its own tables and containers.
/// </summary>
public sealed class CanaryTests(AzuriteFixture azurite)
{
    private const string Name = "Canary Taro";
    private const string Id = "CNR-4711";
    private const string Secret = "s3cret-canary-of-the-door";
    private const string Elsewhere = "../../elsewhere-canary";
    private const string Address = "http://canary.invalid/";

    // Each row with what a file of its kind needs to be read, and a column that names somebody where the kind has none.
    private static readonly (string Kind, string Content)[] Files =
    [
        ("grants", $"issuer,grant_id,security_code,currency,allotment_date,exercise_start,exercise_end,exercise_price,shares_per_right,maximum_rights,allotted_rights,policy,expected_remaining_years,holder\nIIJ,n,3774,JPY,2013-07-11,2013-07-12,2043-07-11,1,200,135,135,iij-practice,15,{Name}\n"),
        ("events", $"issuer,grant_id,date,kind,rights,reference,holder,heir\nIIJ,3rd-series,2014-07-01,died,,minutes,{Name},\nIIJ,3rd-series,2014-07-02,inherited,,minutes,{Id},{Name}\nIIJ,3rd-series,2014-07-02,adjusted,,minutes,{Name},{Name}\nIIJ,3rd-series,2014-07-03,exercised,70,notice,{Id},\nIIJ,none,2014-07-03,exercised,70,notice,{Id},\n"),
        ("events", $"発行会社,新株予約権番号,発生日,事由,個数,根拠資料,保有者番号,相続人番号\nIIJ,3rd-series,2014-07-04,died,,minutes,{Name},{Name}\n"),
        ("holders", $"issuer,grant_id,holder,group,rights\nIIJ,3rd-series,{Name},Directors,1\nIIJ,3rd-series,{Id},Directors,60\nIIJ,3rd-series,{Id},Directors,61\nIIJ,none,{Id},Directors,61\n"),
        ("holders", $$"""[{"issuer":"IIJ","grant_id":"3rd-series","holder":"{{Name}}","heir":"{{Name}}","group":"Directors","rights":"x"}]"""),
        ("prices", $"Code,Date,Close,holder\n3774,2013-07-10,3510,{Name}\n"),
        ("dividends", $"code,fiscal_year_end,dividend_per_share,holder\n3774,2013-03-31,1,{Name}\n"),
        ("actions", $"code,kind,ratio,record_date,reference,holder\n3774,split,1:2,2031-03-31,notice,{Name}\n"),
        ("curves", $"基準日,1年,保有者番号\n2013/7/11,0.1,{Name}\n"),
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Canaries_ThroughEveryRouteAndKindOfFile_AreToldToNobody(bool asApp)
    {
        var hook = new StorageHook();
        using var said = new EverythingSaid();
        await using var host = await ApiHost.StartAsync(azurite, new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero), Cancellation, asApp, hook: hook, said: said);
        var (places, seen) = (Places(host), new List<string>());
        hook.Look(request => { lock (seen) seen.Add($"{request.Uri.ToUri().AbsoluteUri}"); });
        await host.Pipeline.IngestAsync("iij.csv", await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Find(), "samples/grants/iij-3rd-series.csv"), Cancellation), Cancellation);
        await host.Pipeline.RunNightsAsync(Cancellation);
        var wrong = new List<string>();

        foreach (var (kind, content) in Files)
        {
            foreach (var way in new[] { $"kind={kind}&name={Uri.EscapeDataString(Elsewhere)}.csv", $"kind={kind}&replace=true&reason=typo" }) await SendAsync(HttpMethod.Post, $"/api/files?{way}&code={Secret}", content, "text/csv");
            await SendAsync(HttpMethod.Post, $"/api/files?kind={kind}&name={Uri.EscapeDataString(Elsewhere)}.csv&who={Uri.EscapeDataString(Address)}", content, "text/csv");
        }

        await host.TakeInSentAsync(Cancellation);
        var files = (await GetAsync("/api/files?limit=100"))["files"]!.AsArray().Select(file => $"{file!["id"]}").ToList();
        Assert.True(files.Count >= Files.Length, $"{files.Count} files");
        var known = await StoredNames.OfAsync(host.Client, files[0], Cancellation);
        known["id"] = files;
        known["line"] = ["2", "3", "6"];
        var document = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Find(), "docs", "openapi.json"), Cancellation))!;
        foreach (var operation in DescribedOperation.Of(document))
        {
            foreach (var address in Addresses(operation.Path, known))
            {
                var (body, form) = operation.Method == HttpMethod.Post ? (Body(operation), "application/json") : (null, "");
                await SendAsync(operation.Method, address, body, form);
                if (Has(operation, "after")) await SendAsync(operation.Method, $"{address}?limit=1{(Has(operation, "on") ? "&on=2044-01-04" : "")}", body, form);
                await SendAsync(operation.Method, $"{address}?code={Secret}&x-functions-key={Secret}&holder={Uri.EscapeDataString(Name)}&heir={Uri.EscapeDataString(Name)}", body, form);
            }
        }

        await host.Pipeline.RunNightsAsync(Cancellation);
        await host.FlushAccessAsync(Cancellation);

        string[] nowhere = [Name, Uri.EscapeDataString(Name), Secret];
        wrong.AddRange(said.Lines.Where(line => nowhere.Append(Id).Any(canary => line.Contains(canary, StringComparison.OrdinalIgnoreCase))).Select(line => $"said: {Short(line)}"));
        await foreach (var (place, text) in StoredAsync(host)) if (nowhere.Any(canary => text.Contains(canary, StringComparison.OrdinalIgnoreCase))) wrong.Add($"stored in {place}: {Short(text)}");
        wrong.AddRange(seen.Where(address => !places.Any(place => IsIn(address, place))).Select(address => $"asked: {address}"));
        wrong.AddRange(seen.Where(address => nowhere.Append(Id).Any(canary => address.Contains(canary, StringComparison.OrdinalIgnoreCase))).Select(address => $"asked: {address}"));
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Distinct().Take(40)));
        Assert.Contains(said.Lines, line => line.Contains("/api/", StringComparison.Ordinal));
        Assert.Contains(await GetAsync("/api/grants/IIJ/3rd-series/events") is var life ? life["holders"]!.AsArray() : [], holder => $"{holder!["holder"]}" == Id);

        async Task SendAsync(HttpMethod method, string address, string? body, string form)
        {
            using var request = new HttpRequestMessage(method, new Uri(address, UriKind.Relative));
            if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, form);
            foreach (var header in new[] { "x-functions-key", "Cookie", "X-MS-TOKEN-AAD-ID-TOKEN", Principals.Header }) request.Headers.TryAddWithoutValidation(header, Secret);
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {Secret}");
            using var answer = await host.Client.SendAsync(request, Cancellation);
            var text = $"{answer.Headers} {answer.Content.Headers} {await answer.Content.ReadAsStringAsync(Cancellation)}";
            string[] canaries = answer.IsSuccessStatusCode ? [Name, Secret] : [Name, Secret, Id];
            if (canaries.Any(canary => text.Contains(canary, StringComparison.OrdinalIgnoreCase)) && !IsKept(address)) wrong.Add($"{method} {address}: {(int)answer.StatusCode} {Short(text)}");
            var next = answer.Headers.TryGetValues("Link", out var links) ? string.Join(' ', links.Select(Cursor)) : "";
            if (new[] { Name, Secret, Id }.Any(canary => next.Contains(canary, StringComparison.OrdinalIgnoreCase))) wrong.Add($"{method} {address}: the next page is at {next}");
            if ((int)answer.StatusCode >= 500) wrong.Add($"{method} {address}: {(int)answer.StatusCode} {text}");
        }

        async Task<JsonNode> GetAsync(string address) => JsonNode.Parse(await host.Client.GetStringAsync(new Uri(address, UriKind.Relative), Cancellation))!;
    }

    // The bytes of a feed or a file are handed out as they came, to whoever may read all issuers; so is what was refused, to be corrected.
    private static bool IsKept(string address) => address.StartsWith("/api/raw/", StringComparison.Ordinal) || address.Split('?')[0].EndsWith("/rejects", StringComparison.Ordinal);

    private static bool Has(DescribedOperation operation, string parameter) => operation.Parameters.Any(described => $"{described["name"]}" == parameter);

    /// <summary>What the address of a next page says of its place in the list.</summary>
    private static string Cursor(string link)
    {
        const string after = "after=";
        var begin = link.LastIndexOf(after, StringComparison.Ordinal) + after.Length;
        return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(link.AsSpan(begin, link.IndexOf('>', begin) - begin)));
    }

    private static IEnumerable<string> Addresses(string path, Dictionary<string, IReadOnlyList<string>> known) => path.Split('{', '}')
        .Where((_, place) => place % 2 == 1)
        .Aggregate(
            (IEnumerable<string>)[path],
            (addresses, name) => [.. addresses.SelectMany(address => known[name].Take(name == "id" ? 20 : 1).Append(Elsewhere).Append(Address).Select(value => address.Replace($"{{{name}}}", Uri.EscapeDataString(value), StringComparison.Ordinal)))]);

    /// <summary>A body of an operation that says who somebody is, and names what leads elsewhere, beside what it asks for.</summary>
    private static string Body(DescribedOperation operation) => operation.Path == "/api/price"
        ? $$"""[{"holder":"{{Name}}","heir":["{{Name}}"] },{"grant":{"issuer":"{{Elsewhere}}","grant_id":"{{Address}}","holder":"{{Name}}"} },{"grant":{"issuer":"IIJ","grant_id":"3rd-series","heir":{"name":"{{Name}}"} } },{"grant":{"issuer":"IIJ","grant_id":"3rd-series"} }]"""
        : $$"""{"reason":"{{Address}}","askedBy":"{{Elsewhere}}","issuer":"{{Elsewhere}}","date":"2013-07-11","issuers":["{{Elsewhere}}"],"holder":"{{Name}}","heir":["{{Name}}"],"key":"{{Secret}}"}""";

    private static List<string> Places(ApiHost host)
    {
        var storage = host.Pipeline.Storage;
        return
        [
            .. Containers(storage).Select(container => container.Uri.AbsoluteUri),
            .. Tables(storage).Select(table => table.Uri.AbsoluteUri),
            $"{storage.Ledger.Uri.AbsoluteUri[..^storage.Ledger.Name.Length]}$batch",
        ];
    }

    // A path that leads upwards is taken for what it leads to before it is sent.
    private static bool IsIn(string address, string place) =>
        address == place || address.StartsWith($"{place}/", StringComparison.Ordinal) || address.StartsWith($"{place}?", StringComparison.Ordinal) || address.StartsWith($"{place}(", StringComparison.Ordinal);

    private static IEnumerable<BlobContainerClient> Containers(PipelineStorage storage) =>
        [storage.GrantBatches, storage.PriceFiles, storage.Intake, storage.GrantBatchReports, storage.GrantBatchQuarantine, storage.MarketData, storage.RawMarketData, storage.RunFiles, storage.Logs, storage.Decisions];

    private static IEnumerable<TableClient> Tables(PipelineStorage storage) => [storage.Grants, storage.Valuations, storage.Runs, storage.Ledger, storage.Waiting];

    /// <summary>All that is stored, but the bytes that were sent.</summary>
    private static async IAsyncEnumerable<(string Place, string Text)> StoredAsync(ApiHost host)
    {
        var storage = host.Pipeline.Storage;
        foreach (var table in Tables(storage))
        {
            foreach (var row in await StorageContent.RowsAsync(table, Cancellation)) yield return (table.Name, row);
        }

        foreach (var container in Containers(storage).Where(container => container != storage.Intake && container != storage.RawMarketData))
        {
            await foreach (var blob in container.GetBlobsAsync(cancellationToken: Cancellation))
                yield return ($"{container.Name}/{blob.Name}", await StorageContent.TextAsync(container.GetBlobClient(blob.Name), Cancellation));
        }
    }

    private static string Short(string text)
    {
        var at = new[] { Name, Secret, Id }.Select(canary => text.IndexOf(canary, StringComparison.OrdinalIgnoreCase)).Max();
        return text[Math.Max(0, at - 200)..Math.Min(text.Length, Math.Max(at, 0) + 100)];
    }
}
