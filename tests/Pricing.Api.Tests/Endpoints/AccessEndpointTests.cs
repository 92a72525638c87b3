using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Pricing.Pipeline.Storage;
using Testing;

namespace Pricing.Api.Tests.Endpoints;

public sealed class AccessEndpointTests(AzuriteFixture azurite) : ApiTests(azurite)
{
    private const int Entries = 50_000;
    private const int OfOneKey = 3;

    [Fact]
    public async Task Access_DayOfFiftyThousandEntries_IsShownFromTheLastOneOnAPageAtATime()
    {
        await WriteAsync();

        var (first, next) = await PageAsync("/api/access?date=2026-01-04&limit=10");
        var (second, later) = await PageAsync(next!);
        var (third, _) = await PageAsync(later!);

        // Those of one key stay as they were written, also where a page ends between them.
        int[] shown = [.. Enumerable.Range(0, Entries).OrderByDescending(number => number / OfOneKey).Take(30)];
        Assert.Equal(shown, first.Concat(second).Concat(third));
    }

    [Fact]
    public async Task Access_PageBehindTheFirstEntries_IsTheLast()
    {
        await WriteAsync();

        var (page, link) = await PageAsync("/api/access?date=2026-01-04&limit=2");
        var cursor = Encoding.UTF8.GetBytes($"{At(3)}\nentra:1\n/api/raw/a\nExport\n1");
        var (last, none) = await PageAsync($"/api/access?date=2026-01-04&limit=10&after={Convert.ToBase64String(cursor).TrimEnd('=').Replace('+', '-').Replace('/', '_')}");

        Assert.Equal(2, page.Count);
        Assert.NotNull(link);
        Assert.Equal([4, 5, 0, 1, 2], last);
        Assert.Null(none);
    }

    private static string At(int number) =>
        new DateTime(2026, 1, 4, 1, 0, 0, DateTimeKind.Utc).AddSeconds(number / OfOneKey).ToString("O", CultureInfo.InvariantCulture);

    private Task WriteAsync() => AccessEntries.AppendAsync(Host.Pipeline.Get<PipelineStorage>(), new(2026, 1, 4), Enumerable.Range(0, Entries), At, Cancellation);

    private async Task<(List<int> Numbers, string? Next)> PageAsync(string address)
    {
        using var answer = await Host.Client.GetAsync(new Uri(address, UriKind.Relative), Cancellation);
        var items = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!.AsArray();
        var link = answer.Headers.TryGetValues("Link", out var links) ? links.Single() : null;
        return ([.. items.Select(item => (int)item!["status"]!)], link?[1..link.IndexOf('>', StringComparison.Ordinal)]);
    }
}
