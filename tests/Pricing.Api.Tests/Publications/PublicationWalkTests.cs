using Testing;

namespace Pricing.Api.Tests.Publications;

/// <summary>
/// Two preparers, an approver and an auditor publish a value, keep a later one that differs, correct it by the next, close its period
/// and open it again: over HTTP, signed in, on one storage.
/// </summary>
public sealed class PublicationWalkTests(AzuriteFixture azurite) : SignedInPublications(azurite)
{
    [Fact]
    public async Task Publish_Keep_Correct_Close_AsEachRoleMay()
    {
        await SendFileAsync(Sato, "prices", Closes());
        await SendFileAsync(Sato, "grants", Columns + Grant("", "", ""));
        await RunAsync();

        // Who may propose, and what is refused.
        var value = (await OkAsync(Kato, "/api/grants/IIJ/g/values/2013-07-11"))[0]!;
        Assert.Equal(403, (await SendAsync(Kato, "/api/publications", Proposal("Cost"))).Status);
        Assert.Equal(403, (await SendAsync(Abe, "/api/publications", Proposal("Cost"))).Status);
        Assert.Equal(403, (await SendAsync(Other, "/api/publications", Proposal("Cost"))).Status);
        Assert.Equal(["InvalidField purpose"], Names(await SendAsync(Sato, "/api/publications", Proposal("Fun")), 400));
        Assert.Equal(["UnknownGrant grant_id"], Names(await SendAsync(Sato, "/api/publications", Proposal("Cost").Replace("\"g\"", "\"h\"", StringComparison.Ordinal)), 404));
        var (created, proposed) = await SendAsync(Sato, "/api/publications", Proposal("Cost"));
        Assert.Equal((201, "1", "Proposed", Text(value, "hash")), (created, Text(proposed, "number"), Text(proposed, "status"), Text(proposed["content"]!, "valueHash")));
        Assert.Equal(["AlreadyDecided number"], Names(await SendAsync(Ito, "/api/publications", Proposal("Cost")), 409));

        // What the approver is shown, and who may approve.
        var shown = await OkAsync(Abe, "/api/publications/IIJ/1");
        Assert.Equal(
            ["Closes", "Dividend", "Grant", "Policy", "Window"],
            shown["inputs"]!.AsArray().Select(input => Text(input!, "kind")).Order(StringComparer.Ordinal));
        Assert.All(shown["inputs"]!.AsArray(), input => Assert.Equal("Sato", Text(input!["by"]!, "name")));
        Assert.Contains(shown["inputs"]!.AsArray().SelectMany(input => input!["moves"]!.AsArray()), move => (Text(move!, "input"), Text(move!, "after")) == ("X", "3000"));
        var approval = $$"""{"inputsHash":"{{Text(shown, "inputsHash")}}"}""";
        Assert.Equal(403, (await SendAsync(Abe, "/api/publications/IIJ/1/approve", approval)).Status);
        Assert.Equal(403, (await SendAsync(Other, "/api/publications/IIJ/1/approve", approval)).Status);
        Assert.Equal(["SameIdentity identity"], Names(await SendAsync(Sato, "/api/publications/IIJ/1/approve", approval), 403));
        Assert.Equal(["ShownHasChanged inputsHash"], Names(await SendAsync(Kato, "/api/publications/IIJ/1/approve", """{"inputsHash":"another"}"""), 409));
        Assert.Contains("not published", await PageAsync(Kato), StringComparison.Ordinal);
        var (approvedStatus, approved) = await SendAsync(Kato, "/api/publications/IIJ/1/approve", approval);
        Assert.Equal((200, "Published", "Kato"), (approvedStatus, Text(approved, "status"), Text(approved["decidedBy"]!, "name")));
        Assert.Equal(["AlreadyDecided number"], Names(await SendAsync(Kato, "/api/publications/IIJ/1/reject", """{"reason":"late"}"""), 409));
        Assert.Equal(["AlreadyPublished number"], Names(await SendAsync(Sato, "/api/publications", Proposal("Cost")), 409));
        Assert.Contains("Publication no. 1: cost in the books", await PageAsync(Kato), StringComparison.Ordinal);
        Assert.Empty((await OkAsync(Abe, "/api/differences")).AsArray());

        // A rejected one stays shown.
        Assert.Equal(201, (await SendAsync(Sato, "/api/publications", Proposal("Note"))).Status);
        Assert.Equal(200, (await SendAsync(Kato, "/api/publications/IIJ/3/reject", """{"reason":"no filing yet"}""")).Status);
        Assert.Equal(["Published", "Rejected"], (await OkAsync(Abe, "/api/publications?issuer=IIJ")).AsArray().Select(one => Text(one!, "status")));
        Assert.Empty((await OkAsync(Other, "/api/publications")).AsArray());
        Assert.Equal(403, (await SendAsync(Other, "/api/publications?issuer=IIJ")).Status);

        // A later value differs, and is kept by somebody who did not cause it.
        await AmendAsync("1", "0.0128");
        var open = Assert.Single((await OkAsync(Abe, "/api/differences")).AsArray())!;
        Assert.Equal(("1", "Open", "2"), (Text(open, "number"), Text(open, "status"), Text(open, "laterVersion")));
        Assert.NotEqual("0", Text(open, "perRight"));
        var keeping = $$"""{"valueHash":"{{Text(open, "laterHash")}}","reason":"below a thousandth"}""";
        Assert.Equal(["SameIdentity identity"], Names(await SendAsync(Ito, "/api/differences/IIJ/1/keep", keeping), 403));
        Assert.Equal(["ShownHasChanged valueHash"], Names(await SendAsync(Kato, "/api/differences/IIJ/1/keep", """{"valueHash":"x","reason":"y"}"""), 409));
        var (keptStatus, kept) = await SendAsync(Kato, "/api/differences/IIJ/1/keep", keeping);
        Assert.Equal((200, "Kept", "Kato"), (keptStatus, Text(kept, "status"), Text(kept["kept"]!["by"]!, "name")));
        Assert.Empty((await OkAsync(Abe, "/api/differences?status=Open")).AsArray());

        // The next one is corrected: both stay shown.
        await AmendAsync("2", "0.02");
        Assert.Equal("Open", Text(Assert.Single((await OkAsync(Abe, "/api/differences?issuer=IIJ")).AsArray())!, "status"));
        Assert.Equal(["NotCurrent version", "NotCurrent grant_version"], Names(await SendAsync(Ito, "/api/publications", Proposal("Cost", version: 2)), 422));
        var (_, correction) = await SendAsync(Ito, "/api/publications", Proposal("Cost"));
        Assert.Equal("1", Text(correction["content"]!, "supersedes"));
        var since = await OkAsync(Kato, $"/api/publications/IIJ/{Text(correction, "number")}");
        Assert.Equal(
            ["Amendment version 2", "Amendment version 3", "RiskFreeRate risk_free_rate"],
            since["inputs"]!.AsArray().Select(input => $"{Text(input!, "kind")} {Text(input!, "subject")}"));
        Assert.Equal(("r", "0.0128", "0.02"), since["inputs"]![1]!["moves"]![0]! is var move ? (Text(move, "input"), Text(move, "before"), Text(move, "after")) : default);
        Assert.Equal(200, (await SendAsync(Kato, $"/api/publications/IIJ/{Text(correction, "number")}/approve", $$"""{"inputsHash":"{{Text(since, "inputsHash")}}"}""")).Status);
        Assert.Empty((await OkAsync(Abe, "/api/differences")).AsArray());
        var all = (await OkAsync(Abe, "/api/publications?grant=g")).AsArray().Select(one => $"{Text(one!, "number")} {Text(one!, "status")}");
        Assert.Equal(["1 Superseded", "3 Rejected", $"{Text(correction, "number")} Published"], all);
        var page = await PageAsync(Abe);
        Assert.Contains($"superseded by publication no. {Text(correction, "number")}", page, StringComparison.Ordinal);
        Assert.Contains("below a thousandth", page, StringComparison.Ordinal);

        // Its period is closed: what comes late waits until two people open it again.
        const string close = """{"issuer":"IIJ","through":"2014-03-31","reason":"the accounts are approved"}""";
        const string reopen = """{"reason":"an exercise was reported late"}""";
        Assert.Equal(403, (await SendAsync(Abe, "/api/closings", close)).Status);
        Assert.Equal(403, (await SendAsync(Other, "/api/closings", close)).Status);
        Assert.Equal(["InvalidField through"], Names(await SendAsync(Kato, "/api/closings", close.Replace("2014", "2026", StringComparison.Ordinal)), 422));
        var (closedStatus, closed) = await SendAsync(Kato, "/api/closings", close);
        Assert.Equal((201, "true"), (closedStatus, Text(closed, "isClosed")));
        var reopening = $"/api/closings/IIJ/{Text(closed, "number")}/reopen";
        Assert.Equal(["AlreadyDecided through"], Names(await SendAsync(Kato, "/api/closings", close), 409));
        await SendFileAsync(Sato, "events", "issuer,grant_id,date,kind,rights,reference\nIIJ,g,2014-03-31,exercised,5,form 1\n");
        await SendFileAsync(Sato, "prices", "date,close\n2013-07-12,3111\n");
        Assert.Equal(["events g", "prices 3774"], (await OkAsync(Abe, "/api/closings/late")).AsArray().Select(late => $"{Text(late!, "kind")} {Text(late!, "subject")}"));
        Assert.Equal(["Sato", "Sato"], (await OkAsync(Abe, "/api/closings/late")).AsArray().Select(late => Text(late!, "sentBy")));
        Assert.Empty((await OkAsync(Other, "/api/closings/late")).AsArray());
        var (_, again) = await SendAsync(Sato, "/api/runs", """{"date":"2013-07-11","reason":"once more","issuers":["IIJ"]}""");
        Assert.Equal("IIJ through 2014-03-31", Text(again, "closedFor"));
        Assert.Empty((await OkAsync(Other, "/api/closings")).AsArray());

        Assert.Equal(403, (await SendAsync(Other, reopening, reopen)).Status);
        Assert.Equal(404, (await SendAsync(Kato, "/api/closings/IIJ/99/reopen", reopen)).Status);
        Assert.Equal("true", Text((await SendAsync(Kato, reopening, reopen)).Answer, "isClosed"));
        Assert.Equal(["SameIdentity closing"], Names(await SendAsync(Kato, reopening, reopen), 403));
        var (_, reopened) = await SendAsync(Ito, reopening, reopen);
        Assert.Equal(("false", "Kato", "Ito"), (Text(reopened, "isClosed"), Text(reopened["reopeningAskedBy"]!, "name"), Text(reopened["reopenedBy"]!, "name")));
        Assert.Empty((await OkAsync(Abe, "/api/closings/late")).AsArray());
        Assert.Equal("exercised", Text((await OkAsync(Abe, "/api/grants/IIJ/g/events"))["events"]![0]!, "kind"), ignoreCase: true);
    }
}
