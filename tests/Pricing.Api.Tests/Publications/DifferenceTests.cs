using System.Text.Json.Nodes;
using Testing;

namespace Pricing.Api.Tests.Publications;

/// <summary>What a later value says that is not published: another amount, or the same of other inputs.</summary>
public sealed class DifferenceTests(AzuriteFixture azurite) : SignedInPublications(azurite)
{
    [Fact]
    public async Task Differences_OfTheSameAmountByOtherTerms_WaitForAnApproverAndSayWhatChanged()
    {
        await PublishAsync();
        await SendFileAsync(Ito, "grants", Columns + Grant("", "1", "the maximum was wrong").Replace(",135,", ",136,", StringComparison.Ordinal));
        await ValueAgainAsync("an amended grant");

        var open = Assert.Single((await OkAsync(Abe, "/api/differences?status=Open")).AsArray())!;

        Assert.Equal(("true", "0", "0"), (Text(open, "isSameAmount"), Text(open, "perRight"), Text(open, "inTotal")));
        Assert.Equal(["terms: version 1 > version 2"], Changed(open));
        var keeping = $$"""{"valueHash":"{{Text(open, "laterHash")}}","reason":"the maximum moves no amount"}""";
        Assert.Equal(["SameIdentity identity"], Names(await SendAsync(Ito, "/api/differences/IIJ/1/keep", keeping), 403));
        var (status, kept) = await SendAsync(Kato, "/api/differences/IIJ/1/keep", keeping);
        Assert.Equal((200, "Kept"), (status, Text(kept, "status")));
        Assert.Equal(["terms: version 1 > version 2"], Changed(kept["kept"]!["content"]!));

        // Its correction is a publication like any other.
        Assert.Equal(200, (await ApproveAsync(Kato, await ProposeAsync(Ito))).Status);
        Assert.Empty((await OkAsync(Abe, "/api/differences")).AsArray());
        Assert.Equal(["AlreadyPublished number"], Names(await SendAsync(Ito, "/api/publications", Proposal("Cost")), 409));
    }

    [Fact]
    public async Task Differences_ByAReplacedClose_NameItBeforeAndAfter()
    {
        await PublishAsync();
        await SendFileAsync(Sato, "prices", "date,close\n2013-07-05,3055\n", replaceFor: "the exchange corrected it");
        await ValueAgainAsync("a corrected close");

        var changed = Changed(Assert.Single((await OkAsync(Abe, "/api/differences")).AsArray())!).ToList();

        Assert.Equal(["sigma", "closes", "sources"], changed.Select(change => change.Split(':')[0]));
        Assert.Matches("^closes: 2013-07-05 30[0-9]+ > 2013-07-05 3055$", changed[1]);
        Assert.Contains("prices.csv#prices-37740-replace", changed[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Withdraw_IsForWhoeverProposedItAndIsKeptInTheRecord()
    {
        await SendFileAsync(Sato, "prices", Closes());
        await SendFileAsync(Sato, "grants", Columns + Grant("", "", ""));
        await RunAsync();
        var number = await ProposeAsync(Ito);
        var withdraw = $"/api/publications/IIJ/{number}/withdraw";

        Assert.Equal(["InvalidField reason"], Names(await SendAsync(Ito, withdraw, "{}"), 400));
        Assert.Equal(["NotAllowed role"], Names(await SendAsync(Kato, withdraw, """{"reason":"no"}"""), 403));
        Assert.Equal(["NotProposer identity"], Names(await SendAsync(Sato, withdraw, """{"reason":"no"}"""), 403));
        Assert.Equal(["UnknownPublication number"], Names(await SendAsync(Ito, "/api/publications/IIJ/9/withdraw", """{"reason":"no"}"""), 404));
        var (status, withdrawn) = await SendAsync(Ito, withdraw, """{"reason":"the wrong resolution"}""");

        Assert.Equal((200, "Withdrawn", "Ito", "the wrong resolution"), (status, Text(withdrawn, "status"), Text(withdrawn["decidedBy"]!, "name"), Text(withdrawn, "reason")));
        Assert.Equal(["AlreadyDecided number"], Names(await SendAsync(Ito, withdraw, """{"reason":"again"}"""), 409));
        Assert.Equal(["AlreadyDecided number"], Names(await SendAsync(Kato, $"/api/publications/IIJ/{number}/reject", """{"reason":"late"}"""), 409));
        Assert.NotEqual(number, await ProposeAsync(Ito));
    }

    private static IEnumerable<string> Changed(JsonNode one) => one["changed"]!.AsArray()
        .Select(change => $"{Text(change!, "input")}: {Text(change!, "before")} > {Text(change!, "after")}");

    private async Task PublishAsync()
    {
        await SendFileAsync(Sato, "prices", Closes());
        await SendFileAsync(Sato, "grants", Columns + Grant("", "", ""));
        await RunAsync();
        Assert.Equal(200, (await ApproveAsync(Kato, await ProposeAsync(Ito))).Status);
    }
}
