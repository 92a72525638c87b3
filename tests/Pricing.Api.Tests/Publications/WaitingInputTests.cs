using Azure.Data.Tables;
using Pricing.Pipeline.Intake.Waiting;
using Testing;

namespace Pricing.Api.Tests.Publications;

/// <summary>What waits for a grant, and what waited and never counts, is shown to whoever approves; and whoever took it away does not approve.</summary>
public sealed class WaitingInputTests(AzuriteFixture azurite) : SignedInPublications(azurite)
{
    private const string Header = "issuer,grant_id,date,kind,rights,reference\n";
    private const string TooMany = Header + "IIJ,g,2013-07-11,forfeited,95,form 9\n";
    private const string Said = "date=2013-07-11, kind=forfeited, rights=95, reference=form 9";
    private const string Waited = "it waited: RightsNotOutstanding";
    private const string Withdrawal = """{"reason":"not wanted"}""";

    [Fact]
    public async Task Approve_BySomebodyWhoWithdrewARowThatWaited_IsRefused()
    {
        var file = await WaitingAsync(Sato);
        var number = await ProposeAsync(Sato);
        var before = await OkAsync(Abe, $"/api/publications/IIJ/{number}");

        Assert.Contains($"WaitingRow Sato: {Said}", await InputsAsync(number));
        await WithdrawAsync(Ito, file);
        var after = await OkAsync(Abe, $"/api/publications/IIJ/{number}");

        Assert.NotEqual(Text(before, "inputsHash"), Text(after, "inputsHash"));
        Assert.Equal(["ShownHasChanged inputsHash"], Names(
            await SendAsync(Kato, $"/api/publications/IIJ/{number}/approve", $$"""{"inputsHash":"{{Text(before, "inputsHash")}}"}"""), 409));
        var inputs = await InputsAsync(number);
        Assert.DoesNotContain(inputs, input => input.StartsWith("WaitingRow ", StringComparison.Ordinal));
        Assert.Contains(inputs, input => input.StartsWith($"WithdrawnRow Ito: {Said}; {Waited}", StringComparison.Ordinal)
            && input.EndsWith("; sent by Sato", StringComparison.Ordinal));
        Assert.Equal(["SameIdentity identity"], Names(await ApproveAsync(Ito, number), 403));
        Assert.Equal(200, (await ApproveAsync(Kato, number)).Status);
    }

    [Fact]
    public async Task Approve_WhileARowWaits_SaysWhyAndIsNotForWhoeverSentIt()
    {
        await WaitingAsync(Ito);
        var number = await ProposeAsync(Sato);

        var waits = Assert.Single(
            (await OkAsync(Abe, $"/api/publications/IIJ/{number}"))["inputs"]!.AsArray(), input => Text(input!, "kind") == "WaitingRow")!;
        Assert.Equal("events line 2", Text(waits, "subject"));
        Assert.Equal("events.csv", Text(waits, "file"));
        Assert.StartsWith("RightsNotOutstanding rights=95: ", Text(waits, "reason"), StringComparison.Ordinal);
        Assert.Empty(waits["moves"]!.AsArray());
        Assert.Equal(["SameIdentity identity"], Names(await ApproveAsync(Ito, number), 403));
        Assert.Equal(200, (await ApproveAsync(Kato, number)).Status);
    }

    [Fact]
    public async Task Approve_AfterARowCameToWait_TakesAnotherLook()
    {
        await ValuedAsync();
        var number = await ProposeAsync(Sato);
        var shown = Text(await OkAsync(Abe, $"/api/publications/IIJ/{number}"), "inputsHash");

        await SendFileAsync(Ito, "events", TooMany);

        Assert.Equal(["ShownHasChanged inputsHash"], Names(
            await SendAsync(Kato, $"/api/publications/IIJ/{number}/approve", $$"""{"inputsHash":"{{shown}}"}"""), 409));
    }

    [Fact]
    public async Task Propose_OverARowThatAKeySentOrWithdrew_IsRefusedUntilWhoeverProposesAnswersForIt()
    {
        var file = await WaitingAsync(null);
        Assert.Equal(["InputNotNamed input"], Names(await SendAsync(Sato, "/api/publications", Proposal("Cost")), 422));

        var withdrawal = Host.Pipeline.Get<WaitingWithdrawal>();
        await withdrawal.WithdrawAsync(file, 2, "not wanted", Pipeline.Controls.People.Person.Typed("Kato"), Cancellation);
        var refused = await SendAsync(Sato, "/api/publications", Proposal("Cost"));
        var number = await ProposeAsync(Sato, ",\"answersFor\":\"typed twice; compared with the form\"");

        Assert.Equal(["InputNotNamed input"], Names(refused, 422));
        Assert.Contains("WithdrawnRow events line 2", refused.Answer.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains(await InputsAsync(number), input => input.EndsWith("; sent by key:master", StringComparison.Ordinal));
        Assert.Equal(["SameIdentity identity"], Names(await ApproveAsync(Kato, number), 403));
        Assert.Equal(200, (await ApproveAsync(Ito, number)).Status);
    }

    [Fact]
    public async Task Publish_AgainAfterAWithdrawalThatWasApproved_ShowsWhatStillWaitsOnly()
    {
        var file = await WaitingAsync(Sato);
        await SendFileAsync(Sato, "events", TooMany.Replace("form 9", "form 10", StringComparison.Ordinal));
        await WithdrawAsync(Ito, file);
        Assert.Equal(200, (await ApproveAsync(Kato, await ProposeAsync(Sato))).Status);
        await SendFileAsync(Sato, "grants", Columns + Grant("0.01", "1", "an agreed rate"));
        Assert.Equal(202, (await SendAsync(Sato, "/api/runs", """{"date":"2013-07-11","reason":"an agreed rate","issuers":["IIJ"]}""")).Status);
        await RunAsync();

        var number = await ProposeAsync(Sato);
        var inputs = await InputsAsync(number);

        Assert.DoesNotContain(inputs, input => input.StartsWith("WithdrawnRow ", StringComparison.Ordinal));
        Assert.Contains(inputs, input => input.StartsWith("WaitingRow Sato: ", StringComparison.Ordinal));
        Assert.Equal(200, (await ApproveAsync(Ito, number)).Status);
    }

    [Fact]
    public async Task Keep_ADifferenceBySomebodyWhoWithdrewARow_IsRefused()
    {
        var file = await WaitingAsync(Sato);
        Assert.Equal(200, (await ApproveAsync(Kato, await ProposeAsync(Sato))).Status);
        await SendFileAsync(Sato, "grants", Columns + Grant("0.01", "1", "an agreed rate"));
        Assert.Equal(202, (await SendAsync(Sato, "/api/runs", """{"date":"2013-07-11","reason":"an agreed rate","issuers":["IIJ"]}""")).Status);
        await RunAsync();
        await WithdrawAsync(Ito, file);
        var difference = (await OkAsync(Abe, "/api/differences?issuer=IIJ"))[0]!;
        var keep = $$"""{"valueHash":"{{Text(difference, "laterHash")}}","reason":"immaterial"}""";

        Assert.Equal(["SameIdentity identity"], Names(await SendAsync(Ito, $"/api/differences/IIJ/{Text(difference, "number")}/keep", keep), 403));
        Assert.Equal(200, (await SendAsync(Kato, $"/api/differences/IIJ/{Text(difference, "number")}/keep", keep)).Status);
    }

    [Fact]
    public async Task Propose_AfterARowWaitedTooLong_ShowsWhoSentIt()
    {
        await WaitingAsync(Ito);
        Host.Pipeline.Clock.Advance(TimeSpan.FromDays(31));
        Assert.Equal(1, await Host.Pipeline.Get<WaitingJudge>().JudgeAllAsync(Cancellation));

        var number = await ProposeAsync(Sato);

        Assert.Contains(await InputsAsync(number), input => input.StartsWith($"RefusedRow Ito: {Said}; {Waited}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Approve_BySomebodyWhoseRowTookThePlaceOfOneThatWaited_IsRefused()
    {
        await WaitingAsync(Sato);
        await SendFileAsync(Ito, "events", TooMany.Replace(",95,", ",5,", StringComparison.Ordinal));
        Assert.Equal(202, (await SendAsync(Sato, "/api/runs", """{"date":"2013-07-11","reason":"again","issuers":["IIJ"]}""")).Status);
        await RunAsync();

        var number = await ProposeAsync(Sato);

        Assert.Contains(await InputsAsync(number), input => input.StartsWith($"MendedRow Ito: {Said}; ", StringComparison.Ordinal)
            && input.EndsWith("; sent by Sato", StringComparison.Ordinal));
        Assert.Equal(["SameIdentity identity"], Names(await ApproveAsync(Ito, number), 403));
    }

    [Fact]
    public async Task Propose_ByAnotherGrantsRowsAndLaterOnesThatWait_ShowsNone()
    {
        await ValuedAsync();
        await SendFileAsync(Sato, "events", TooMany.Replace(",g,", ",h,", StringComparison.Ordinal));
        await SendFileAsync(Sato, "events", TooMany.Replace("2013-07-11", "2013-07-12", StringComparison.Ordinal));

        Assert.DoesNotContain(await InputsAsync(await ProposeAsync(Sato)), input => input.StartsWith("WaitingRow ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Propose_WhereAnAmendmentWaitsAfterClosing_ShowsIt()
    {
        await ValuedAsync();
        Assert.Equal(201, (await SendAsync(Kato, "/api/closings", """{"issuer":"IIJ","through":"2013-12-31","reason":"approved"}""")).Status);
        await SendFileAsync(Ito, "grants", Columns + Grant("0.01", "1", "an agreed rate"));

        var waits = Assert.Single(
            (await OkAsync(Abe, $"/api/publications/IIJ/{await ProposeAsync(Sato)}"))["inputs"]!.AsArray(), input => Text(input!, "kind") == "WaitingRow")!;

        Assert.StartsWith("AfterClosing ", Text(waits, "reason"), StringComparison.Ordinal);
        Assert.Contains("amend_reason=an agreed rate, amends=1, ", Text(waits, "states"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Approve_InAStorageFromBeforeWithdrawalsWereKeptByGrant_IsNotForWhoeverWithdrew(bool hasStarted)
    {
        var file = await WaitingAsync(Sato);
        await WithdrawAsync(Ito, file);
        var ledger = Host.Pipeline.Storage.Ledger;
        await foreach (var row in ledger.QueryAsync<TableEntity>("PartitionKey ge 'ended' and PartitionKey lt 'endee'", cancellationToken: Cancellation))
            await ledger.DeleteEntityAsync(row.PartitionKey, row.RowKey, cancellationToken: Cancellation);
        if (hasStarted) await Host.Pipeline.Get<EndedRows>().SeekAsync(Cancellation);

        var number = await ProposeAsync(Sato);

        Assert.Contains("WithdrawnRow Ito: what it said stands in its file; sent by Sato", await InputsAsync(number));
        Assert.Equal(["SameIdentity identity"], Names(await ApproveAsync(Ito, number), 403));
    }

    private async Task ValuedAsync()
    {
        await SendFileAsync(Sato, "prices", Closes());
        await SendFileAsync(Sato, "grants", Columns + Grant("", "", ""));
        await RunAsync();
    }

    /// <summary>A value, and an event that takes more rights than there are.</summary>
    /// <returns>The file of the event, by its key.</returns>
    private async Task<string> WaitingAsync(string? sender)
    {
        await ValuedAsync();
        await SendFileAsync(sender, "events", TooMany);
        return Text((await OkAsync(Abe, "/api/waiting"))["rows"]![0]!, "batch");
    }

    private async Task WithdrawAsync(string who, string file)
    {
        var (status, answer) = await SendAsync(who, $"/api/files/{file}/waiting/2/withdraw", Withdrawal);
        Assert.True(status == 200, answer.ToJsonString());
    }
}
