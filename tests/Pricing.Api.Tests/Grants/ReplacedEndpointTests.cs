using System.Globalization;
using System.Text.Json.Nodes;
using Pricing.Api.Tests.Publications;
using Testing;

namespace Pricing.Api.Tests.Grants;

/// <summary>Which figures of a stored value were replaced since it was made.</summary>
public sealed class ReplacedEndpointTests(AzuriteFixture azurite) : SignedInPublications(azurite)
{
    private const string Replaced = "/api/grants/IIJ/g/values/2013-07-11/1/replaced";

    [Fact]
    public async Task Replaced_FiguresOfEachKind_AreListedWithWhatWasUsedAndWhatIsStoredNow()
    {
        await ValueAsync();
        var before = await OkAsync(Abe, Replaced);

        await SendFileAsync(Sato, "prices", "date,close\n2013-07-05,3055\n2013-07-09,3055\n2013-07-11,3056\n", replaceFor: "typing errors");
        await SendFileAsync(Sato, "dividends", Dividends("25"), replaceFor: "a typing error");
        await SendFileAsync(Sato, "curves", Yields("1.375"), replaceFor: "a typing error");
        var after = await OkAsync(Abe, "/api/grants/IIJ/g/values/grant-date/1/replaced");

        Assert.Equal(("0", 0), (Text(before, "count"), before["figures"]!.AsArray().Count));
        Assert.Equal("4", Text(after, "count"));
        // The close of 9 July, a Tuesday, ends no week, and no return stands on it.
        Assert.Equal(
            ["dividend 2013-03-31 Final: 20 > 25", "close 2013-07-05 : 3056 > 3055", "close 2013-07-11 : 3002 > 3056", "yield 2013-07-11 15: 1.275 > 1.375"],
            after["figures"]!.AsArray().Select(Line));
    }

    [Fact]
    public async Task Replaced_OfAVersionThatWasMadeAfterwards_IsNothing()
    {
        await ValueAsync();
        await SendFileAsync(Sato, "prices", "date,close\n2013-07-11,3056\n", replaceFor: "a typing error");
        await ValueAgainAsync("a corrected close");

        Assert.Equal("0", Text(await OkAsync(Abe, Replaced.Replace("/1/", "/2/", StringComparison.Ordinal)), "count"));
        Assert.Equal(["close 2013-07-11 : 3002 > 3056"], (await OkAsync(Abe, Replaced))["figures"]!.AsArray().Select(Line));
    }

    [Fact]
    public async Task Replaced_VeryManyFigures_AreCountedAndTheFirstOnesListed()
    {
        await ValueAsync();
        var others = Closes().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')[0]).Select(date => $"{date},4000\n");
        await SendFileAsync(Sato, "prices", $"date,close\n{string.Concat(others)}", replaceFor: "of another share");

        var after = await OkAsync(Abe, Replaced);

        Assert.InRange(int.Parse(Text(after, "count"), CultureInfo.InvariantCulture), 250, 300);
        Assert.Equal(100, after["figures"]!.AsArray().Count);
    }

    [Fact]
    public async Task Replaced_WhatIsNotThereOrMayNotBeSeen_IsRefused()
    {
        await ValueAsync();

        Assert.Equal(404, (await SendAsync(Abe, Replaced.Replace("/1/", "/2/", StringComparison.Ordinal))).Status);
        Assert.Equal(404, (await SendAsync(Abe, Replaced.Replace("/g/", "/none/", StringComparison.Ordinal))).Status);
        Assert.Equal(404, (await SendAsync(Abe, Replaced.Replace("2013-07-11", "yesterday", StringComparison.Ordinal))).Status);
        Assert.Equal(403, (await SendAsync(Other, Replaced)).Status);

        // What cannot be read is not gone: it is damage, and no list of figures that were replaced.
        await Host.Pipeline.Storage.MarketData.GetBlobClient("prices/37740").UploadAsync(BinaryData.FromString("?"), overwrite: true, Cancellation);
        Assert.Equal(500, (await SendAsync(Abe, Replaced)).Status);
    }

    private async Task ValueAsync()
    {
        await SendFileAsync(Sato, "prices", Closes());
        await SendFileAsync(Sato, "dividends", Dividends("20"));
        await SendFileAsync(Sato, "curves", Yields("1.275"));
        await SendFileAsync(Sato, "grants", Columns + Grant("", "", "").Replace(",18.75,", ",,", StringComparison.Ordinal));
        await RunAsync();
    }

    private static string Yields(string ofFifteen) => $"date,tenor,percent\n2013-07-11,10,0.82\n2013-07-11,15,{ofFifteen}\n2013-07-11,20,1.75\n";

    private static string Dividends(string amount) => $"code,record_date,amount,kind,announced_on\n3774,2013-03-31,{amount},final,2013-06-26\n";

    private static string Line(JsonNode? figure) => $"{Text(figure!, "field")} {Text(figure!, "date")} {figure!["part"]}: {figure["used"]} > {figure["now"]}";
}
