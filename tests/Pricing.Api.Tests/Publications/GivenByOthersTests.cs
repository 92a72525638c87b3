using Pricing.Pipeline.Values;
using Testing;

namespace Pricing.Api.Tests.Publications;

/// <summary>Whoever made an input stand is shown, and does not approve it: whoever sent the same bytes first, and by whatever door they came.</summary>
public sealed class GivenByOthersTests(AzuriteFixture azurite) : SignedInPublications(azurite)
{
    private const string Correction = "date,close\n2013-07-05,3055\n";

    private static readonly string Friday = Closes().Split('\n').Single(line => line.StartsWith("2013-07-05,", StringComparison.Ordinal)).Split(',')[1];
    private static readonly string Replaced = $"1 closes, 2013-07-05 to 2013-07-05; 1 replaced: 2013-07-05 {Friday}";
    private static readonly string Ueda = Principals.Of("Ueda", new(6, 0, 0, new byte[8]), "Preparer", "Approver");
    private static readonly string Endo = Principals.Of("Endo", new(7, 0, 0, new byte[8]), "Preparer", "Approver");

    [Fact]
    public async Task Approve_BySomebodyWhoSentTheSameBytesAgainWithReplace_IsRefused()
    {
        await SendFileAsync(Sato, "prices", Closes());
        await SendFileAsync(Sato, "grants", Columns + Grant("", "", ""));
        await SendFileAsync(Sato, "prices", Correction);
        await SendFileAsync(Ueda, "prices", Correction, replaceFor: "the exchange corrected it");
        await RunAsync();

        var number = await ProposeAsync(Ito);
        var inputs = await InputsAsync(number);
        var refused = await ApproveAsync(Ueda, number);

        Assert.Contains(inputs, input => input.StartsWith("Closes Ueda: 1 closes, 2013-07-05 to 2013-07-05; 1 replaced: 2013-07-05 ", StringComparison.Ordinal));
        Assert.DoesNotContain(inputs, input => input.StartsWith("Closes Sato: 1 closes", StringComparison.Ordinal));
        Assert.Equal(["SameIdentity identity"], Names(refused, 403));
        Assert.Equal(200, (await ApproveAsync(Kato, number)).Status);
    }

    [Fact]
    public async Task Approve_BySomebodyWhoseFigureStoodInBetween_IsRefusedAndEachShowsTheFiguresUpToHisOwn()
    {
        await SendFileAsync(Sato, "prices", Closes());
        await SendFileAsync(Sato, "grants", Columns + Grant("", "", ""));
        await SendFileAsync(Ueda, "prices", "date,close\n2013-07-05,3011\n", replaceFor: "the exchange corrected it");
        await SendFileAsync(Endo, "prices", "date,close\n2013-07-05,3099\n", replaceFor: "a typing error");
        await RunAsync();

        var number = await ProposeAsync(Sato);
        var inputs = await InputsAsync(number);

        Assert.Contains($"Closes Ueda: {Replaced} > 3011", inputs);
        Assert.Contains($"Closes Endo: {Replaced} > 3011 > 3099", inputs);
        Assert.Equal(["SameIdentity identity"], Names(await ApproveAsync(Ueda, number), 403));
        Assert.Equal(["SameIdentity identity"], Names(await ApproveAsync(Endo, number), 403));
        Assert.Equal(200, (await ApproveAsync(Kato, number)).Status);
    }

    [Fact]
    public async Task Propose_AFigureThatWasReplacedAndPutBackSince_ShowsWhatEachFileStated()
    {
        await SendFileAsync(Sato, "prices", Closes());
        await SendFileAsync(Sato, "grants", Columns + Grant("", "", ""));
        await RunAsync();
        await SendFileAsync(Ueda, "prices", "date,close\n2013-07-05,3011\n", replaceFor: "the exchange corrected it");
        await SendFileAsync(Endo, "prices", $"date,close\n2013-07-05,{Friday}\n", replaceFor: "it did not");

        var inputs = await InputsAsync(await ProposeAsync(Sato));

        Assert.Contains(inputs, input => input.StartsWith("Closes Sato: 289 closes, 2008-01-", StringComparison.Ordinal));
        Assert.Contains($"Closes Ueda: {Replaced} > 3011", inputs);
        Assert.Contains($"Closes Endo: {Replaced} > 3011 > {Friday}", inputs);
    }

    [Fact]
    public async Task Approve_OverACurveThatWasReplacedTwice_ShowsDroppedYieldsAndIsNotForWhoeverReplacedIt()
    {
        await SendFileAsync(Sato, "prices", Closes());
        await SendFileAsync(Sato, "grants", Columns + Grant("", "", ""));
        await SendFileAsync(Sato, "curves", "date,10y,15y,20y\n2013-07-11,0.8,1.2,1.7\n");
        await SendFileAsync(Ueda, "curves", "date,10y,15y,meant_reason\n2013-07-11,0.8,1.3,no bond of 20 years was traded\n", replaceFor: "the ministry corrected it");
        await SendFileAsync(Endo, "curves", "date,10y,15y,20y\n2013-07-11,0.8,1.2,1.7\n", replaceFor: "it did not");
        await RunAsync();

        var number = await ProposeAsync(Sato);
        var inputs = await InputsAsync(number);

        Assert.Contains("Yields Sato: 2013-07-11 10y 0.8 %, 2013-07-11 15y 1.2 %, 2013-07-11 20y 1.7 %", inputs);
        Assert.Contains("Yields Ueda: 2013-07-11 15y 1.2 > 1.3 %, 2013-07-11 20y 1.7 > none", inputs);
        Assert.Contains("Yields Endo: 2013-07-11 15y 1.2 > 1.3 > 1.2 %, 2013-07-11 20y 1.7 > none > 1.7 %", inputs);
        Assert.Equal(["SameIdentity identity"], Names(await ApproveAsync(Ueda, number), 403));
    }

    [Fact]
    public async Task Propose_AfterACloseThatTheValueDoesNotUseWasReplaced_TheMoveIsThatOfTheOther()
    {
        await SendFileAsync(Sato, "prices", Closes());
        await SendFileAsync(Sato, "grants", Columns + Grant("", "", ""));
        await RunAsync();
        await SendFileAsync(Ueda, "prices", "date,close\n2013-07-03,3011\n", replaceFor: "the exchange corrected it");
        await SendFileAsync(Endo, "prices", Correction, replaceFor: "the exchange corrected it");
        await ValueAgainAsync("corrected closes");

        var inputs = (await OkAsync(Abe, $"/api/publications/IIJ/{await ProposeAsync(Sato)}"))["inputs"]!.AsArray();

        var unused = Assert.Single(inputs, input => Text(input!["by"]!, "name") == "Ueda")!;
        var used = Assert.Single(inputs, input => Text(input!, "kind") == "Closes" && Text(input!["by"]!, "name") == "Endo")!;
        Assert.Matches("^closes that the value is not made of: 2013-07-03 [0-9]+ > 3011$", Text(unused, "states"));
        Assert.Empty(unused["moves"]!.AsArray());
        Assert.Equal(["sigma"], used["moves"]!.AsArray().Select(move => Text(move!, "input")));
    }

    [Fact]
    public async Task Propose_OverAFigureInBetweenThatAKeyBrought_IsRefusedUntilWhoeverProposesAnswersForIt()
    {
        await SendFileAsync(Sato, "prices", Closes());
        await SendFileAsync(Sato, "grants", Columns + Grant("", "", ""));
        await SendFileAsync(null, "prices", "date,close\n2013-07-05,3011\n", replaceFor: "from the terminal");
        await SendFileAsync(Ueda, "prices", $"date,close\n2013-07-05,{Friday}\n", replaceFor: "a typing error");
        await RunAsync();

        var refused = await SendAsync(Sato, "/api/publications", Proposal("Cost"));
        var number = await ProposeAsync(Sato, ",\"answersFor\":\"it was a typing error\"");

        Assert.Equal(["InputNotNamed input"], Names(refused, 422));
        Assert.Contains($"Closes key:master: {Replaced} > 3011", await InputsAsync(number));
        Assert.Equal(200, (await ApproveAsync(Kato, number)).Status);
    }

    [Fact]
    public async Task Approve_OfAFileThatWaitedForAPeriodToBeOpened_NamesWhoeverSentIt()
    {
        await SendFileAsync(Sato, "prices", Closes());
        await SendFileAsync(Sato, "grants", Columns + Grant("", "", ""));
        await RunAsync();
        Assert.Equal(201, (await SendAsync(Kato, "/api/closings", """{"issuer":"IIJ","through":"2013-12-31","reason":"approved"}""")).Status);
        await SendFileAsync(Ueda, "prices", Correction, replaceFor: "the exchange corrected it");
        Host.Pipeline.Clock.Advance(TimeSpan.FromDays(1));
        await SendFileAsync(Sato, "prices", Correction);
        await SendAsync(Kato, "/api/closings/IIJ/1/reopen", """{"reason":"the exchange corrected a close"}""");
        Assert.Equal("agreed with the auditor", Text((await SendAsync(Ito, "/api/closings/IIJ/1/reopen", """{"reason":"agreed with the auditor"}""")).Answer, "reopenedReason"));
        await ValueAgainAsync("a corrected close");

        var number = await ProposeAsync(Ito);

        Assert.Contains(await InputsAsync(number), input => input.StartsWith("Closes Ueda: 1 closes", StringComparison.Ordinal));
        Assert.Equal(["SameIdentity identity"], Names(await ApproveAsync(Ueda, number), 403));
    }

    [Fact]
    public async Task Approve_OfARowThatWaitedForAnotherFile_NamesWhoeverSentTheRow()
    {
        const string gone = "issuer,grant_id,date,kind,rights,reference\nIIJ,g,2013-07-11,forfeited,5,form 1\n";
        await SendFileAsync(Sato, "prices", Closes());
        await SendFileAsync(Ueda, "events", gone);
        await SendFileAsync(Ito, "events", gone.Replace("form 1\n", "form 1\n\n", StringComparison.Ordinal));
        await SendFileAsync(Sato, "grants", Columns + Grant("", "", ""));
        await RunAsync();

        var number = await ProposeAsync(Ito);

        Assert.Contains(await InputsAsync(number), input => input.StartsWith("Event Ueda: ", StringComparison.Ordinal));
        Assert.Equal(["SameIdentity identity"], Names(await ApproveAsync(Ueda, number), 403));
        Assert.Equal(200, (await ApproveAsync(Kato, number)).Status);
    }

    [Fact]
    public async Task Propose_WhatAKeyOrAContainerBrought_IsRefusedUntilWhoeverProposesAnswersForIt()
    {
        await SendFileAsync(null, "prices", Closes());
        await Host.Pipeline.IngestAsync("grants.csv", Columns + Grant("", "", ""), Cancellation);
        await RunAsync();

        var refused = await SendAsync(Sato, "/api/publications", Proposal("Cost"));
        Assert.Equal(Enumerable.Repeat("InputNotNamed input", 5), Names(refused, 422));
        Assert.Contains("key:master", refused.Answer.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("door:grant-batches", refused.Answer.ToJsonString(), StringComparison.Ordinal);

        var number = await ProposeAsync(Sato, ",\"answersFor\":\"the payroll system sends them; compared with the minutes\"");
        var shown = await OkAsync(Abe, $"/api/publications/IIJ/{number}");

        Assert.Equal("the payroll system sends them; compared with the minutes", Text(shown["publication"]!["content"]!["answersFor"]!, "reason"));
        Assert.Empty(shown["against"]!.AsArray());
        Assert.Contains(await InputsAsync(number), input => input.StartsWith("Grant door:grant-batches: ", StringComparison.Ordinal));
        Assert.Equal(["SameIdentity identity"], Names(await ApproveAsync(Sato, number), 403));
        Assert.Equal(200, (await ApproveAsync(Kato, number)).Status);
    }

    [Theory]
    [InlineData("entra:00000003-0000-0000-0000-000000000000", "Kato", "SameIdentity identity", 403)]
    [InlineData("unverified", "a user of this machine", "InputNotNamed input", 422)]
    public async Task Approve_OverADoubtThatSomebodyDecided_IsNotForWhoeverDecidedIt(string identity, string name, string expected, int status)
    {
        await SendFileAsync(Sato, "prices", Closes());
        await SendFileAsync(Sato, "grants", Columns + Grant("", "", ""));
        await RunAsync();
        var number = await ProposeAsync(Ito);
        var value = (await OkAsync(Abe, "/api/grants/IIJ/g/values/2013-07-11"))[0]!;
        var doubts = Host.Pipeline.Get<DoubtStore>();
        await doubts.AddAsync(
            new()
            {
                Issuer = "IIJ",
                GrantId = "g",
                MeasurementDate = new(2013, 7, 11),
                Version = 1,
                AmountPerRight = Text(value, "amountPerRight"),
                Reason = "AmbiguousTerms exercise_price_adjustment=: a test",
                FoundAt = Host.Pipeline.Clock.GetUtcNow(),
            },
            Cancellation);
        Assert.Equal(["OpenFlag basis_in_doubt"], Names(await ApproveAsync(Kato, number), 422));

        await doubts.DecideAsync(
            "IIJ", "g", new(2013, 7, 11), 1, doubt => doubt with { Decision = "X stays", DecidedBy = name, DecidedByIdentity = identity, DecidedAt = Host.Pipeline.Clock.GetUtcNow() }, Cancellation);

        Assert.Contains($"DoubtDecision {name}: AmbiguousTerms exercise_price_adjustment=: a test", await InputsAsync(number));
        Assert.Equal([expected], Names(await ApproveAsync(Kato, number), status));
    }
}
