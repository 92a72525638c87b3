using Azure.Data.Tables;
using Testing;

namespace Pricing.Api.Tests.Publications;

/// <summary>A value is published only where what is stored now would make it as it stands.</summary>
public sealed class OutdatedValueTests(AzuriteFixture azurite) : SignedInPublications(azurite)
{
    [Theory]
    [InlineData("2013-07-05", "NotCurrent sigma")]
    [InlineData("2013-07-11", "NotCurrent S", "NotCurrent sigma", "NotCurrent q")]
    public async Task Publish_AfterACloseWasReplaced_IsRefusedUntilItIsValuedAgain(string date, params string[] expected)
    {
        await SendFileAsync(Sato, "prices", Closes());
        await SendFileAsync(Sato, "grants", Columns + Grant("", "", ""));
        await RunAsync();
        var number = await ProposeAsync(Ito);
        await SendFileAsync(Sato, "prices", $"date,close\n{date},3055\n", replaceFor: "the exchange corrected it");

        var shown = await OkAsync(Abe, $"/api/publications/IIJ/{number}");
        var proposed = await SendAsync(Ito, "/api/publications", Proposal("Note"));

        Assert.Equal(expected, shown["against"]!.AsArray().Select(failure => $"{Text(failure!, "code")} {Text(failure!, "field")}"));
        Assert.Equal(expected, Names(await ApproveAsync(Kato, number), 422));
        Assert.Equal(expected, Names(proposed, 422));
        Assert.Contains("value it again first", proposed.Answer.ToJsonString(), StringComparison.Ordinal);

        await ValueAgainAsync("a corrected close");
        Assert.Equal(200, (await SendAsync(Ito, $"/api/publications/IIJ/{number}/withdraw", """{"reason":"a close was corrected"}""")).Status);
        Assert.Equal(200, (await ApproveAsync(Kato, await ProposeAsync(Ito))).Status);
    }

    [Fact]
    public async Task Publish_AfterADividendWasReplaced_IsRefusedAndShowsTheFigureBeforeAndAfter()
    {
        await SendFileAsync(Sato, "prices", Closes());
        await SendFileAsync(Sato, "dividends", Dividends("20"));
        await SendFileAsync(Sato, "grants", Columns + Grant("", "", "").Replace(",18.75,", ",,", StringComparison.Ordinal));
        await RunAsync();
        await ProposeAsync(Ito);
        await SendFileAsync(Sato, "dividends", Dividends("25"), replaceFor: "a typing error");

        Assert.Equal(["NotCurrent q"], Names(await SendAsync(Ito, "/api/publications", Proposal("Note")), 422));
        await ValueAgainAsync("a corrected dividend");
        await SendAsync(Ito, "/api/publications/IIJ/1/withdraw", """{"reason":"a dividend was corrected"}""");
        var inputs = await InputsAsync(await ProposeAsync(Ito));

        Assert.Contains("Dividends Sato: final dividend, record date 2013-03-31: 20", inputs);
        Assert.Contains("Dividends Sato: final dividend, record date 2013-03-31: 20 > 25", inputs);
    }

    [Fact]
    public async Task Publish_AChangeOfTerms_IsComparedWithTheTermsBeforeItAndTheGrantDateValue()
    {
        await SendFileAsync(Sato, "prices", Closes() + "2013-07-12,3050\n");
        await SendFileAsync(Sato, "grants", Changing("", "", ""));
        await RunAsync();
        await SendFileAsync(Sato, "grants", Changing("1", "repriced", "2013-07-12").Replace(",3000,200,", ",2900,200,", StringComparison.Ordinal));
        await ValueAgainAsync("repriced", "2013-07-12");
        var proposal = Proposal("Cost").Replace("2013-07-11", "2013-07-12", StringComparison.Ordinal);
        var (status, proposed) = await SendAsync(Ito, "/api/publications", proposal);
        Assert.True(status == 201, proposed.ToJsonString());
        Assert.Equal(200, (await ApproveAsync(Kato, Text(proposed, "number"))).Status);
        var another = proposal.Replace("Cost", "Note", StringComparison.Ordinal);

        await SendFileAsync(Sato, "prices", "date,close\n2013-07-11,3050\n", replaceFor: "the exchange corrected it");
        await ValueAgainAsync("a corrected close");
        var afterTheGrantDateValue = await SendAsync(Ito, "/api/publications", another);
        await foreach (var row in Host.Pipeline.Storage.Grants.QueryAsync<TableEntity>(cancellationToken: Cancellation))
        {
            if (row.RowKey.Contains("g|g|", StringComparison.Ordinal)) await Host.Pipeline.Storage.Grants.DeleteEntityAsync(row, cancellationToken: Cancellation);
        }

        var withoutTheTermsBefore = await SendAsync(Ito, "/api/publications", another);

        Assert.Contains("NotCurrent grant_date_amount", Names(afterTheGrantDateValue, 422));
        Assert.Equal(["NotCurrent old_terms_amount"], Names(withoutTheTermsBefore, 422));
        Assert.Contains("the terms before the change are not stored", withoutTheTermsBefore.Answer.ToJsonString(), StringComparison.Ordinal);
    }

    private static string Changing(string amends, string reason, string changed) =>
        Columns.TrimEnd() + ",accounting_standard,modification_date\n" + Grant("0.0128", amends, reason).TrimEnd() + $",asbj8,{changed}\n";

    private static string Dividends(string amount) => $"code,record_date,amount,kind,announced_on\n3774,2013-03-31,{amount},final,2013-06-26\n";
}
