using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Pricing.Api.Identity;
using Pricing.Calendars;
using Testing;

namespace Pricing.Api.Tests.Publications;

/// <summary>A host where people sign in: two preparers who may approve too, an approver, an auditor and somebody of another issuer.</summary>
public abstract class SignedInPublications(AzuriteFixture azurite) : IAsyncLifetime
{
    protected const string Report = "/api/grants/IIJ/g/report.html";
    protected const string Columns =
        "issuer,grant_id,security_code,currency,allotment_date,window_from,exercise_start,exercise_end,exercise_price,shares_per_right,maximum_rights,allotted_rights,policy,expected_remaining_years,"
        + "dividend_per_share,exercise_price_adjustment,allotted_confirmed_on,risk_free_rate,rate_source,amends,amend_reason\n";

    protected static readonly string Sato = Principals.Of("Sato", new(1, 0, 0, new byte[8]), "Preparer", "Approver");
    protected static readonly string Ito = Principals.Of("Ito", new(2, 0, 0, new byte[8]), "Preparer:IIJ", "Approver:IIJ");
    protected static readonly string Kato = Principals.Of("Kato", new(3, 0, 0, new byte[8]), "Approver:IIJ");
    protected static readonly string Abe = Principals.Of("Abe", new(4, 0, 0, new byte[8]), "Auditor");
    protected static readonly string Other = Principals.Of("Mori", new(5, 0, 0, new byte[8]), "Preparer:Other", "Approver:Other");

    private protected ApiHost Host { get; private set; } = null!;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => Host = await ApiHost.StartAsync(
        azurite,
        new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero),
        Cancellation,
        settings: new Dictionary<string, string?>
        {
            ["Identity:Provider"] = "AppService",
            ["MarketData:JQuants:Enabled"] = "false",
            ["Sources:file:MayPublish"] = "true",
            ["Sources:file:ConfirmedBy"] = "the legal department",
            ["Sources:file:ConfirmedOn"] = "2025-12-01",
        });

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected static string Text(JsonNode node, string name) => node[name]!.ToString();

    protected static IEnumerable<string> Names((int Status, JsonNode Answer) refused, int status)
    {
        Assert.Equal(status, refused.Status);
        return refused.Answer["failures"]!.AsArray().Select(failure => $"{Text(failure!, "code")} {Text(failure!, "field")}");
    }

    protected static string Closes()
    {
        var lines = new StringBuilder("date,close\n");
        foreach (var (index, date) in TokyoCalendar.Sessions(new(new(2008, 1, 4), new(2013, 7, 11))).Index())
            lines.Append(CultureInfo.InvariantCulture, $"{date:yyyy-MM-dd},{3000 + (index * 37 % 101)}\n");
        return lines.ToString();
    }

    protected static string Grant(string rate, string amends, string reason) =>
        $"IIJ,g,3774,JPY,2013-07-11,2008-01-04,2013-07-12,2043-07-11,3000,200,135,89,iij-practice,15,18.75,none,2013-07-11,{rate},{(rate.Length > 0 ? "bank" : "")},{amends},{reason}\n";

    protected static string Proposal(string purpose, int? version = null) =>
        $$"""{"issuer":"IIJ","grantId":"g","measurementDate":"2013-07-11","purpose":"{{purpose}}","resolution":"board, 26 June 2013"{{(version is { } number ? $",\"version\":{number}" : "")}}}""";

    protected async Task AmendAsync(string version, string rate)
    {
        await SendFileAsync(Ito, "grants", Columns + Grant(rate, version, "an agreed rate"));
        await ValueAgainAsync("an agreed rate");
    }

    protected async Task ValueAgainAsync(string reason, string date = "2013-07-11")
    {
        var (status, answer) = await SendAsync(Ito, "/api/runs", $$"""{"date":"{{date}}","reason":"{{reason}}","askedBy":"Ito","issuers":["IIJ"]}""");
        Assert.True(status == 202, answer.ToJsonString());
        await RunAsync();
    }

    /// <summary>Proposes the newest value for its cost.</summary>
    /// <returns>The number.</returns>
    protected async Task<string> ProposeAsync(string who, string more = "")
    {
        var (status, answer) = await SendAsync(who, "/api/publications", Proposal("Cost").Replace("}", $"{more}}}", StringComparison.Ordinal));
        Assert.True(status == 201, answer.ToJsonString());
        return Text(answer, "number");
    }

    /// <summary>Approves what is shown of a publication.</summary>
    protected async Task<(int Status, JsonNode Answer)> ApproveAsync(string who, string number)
    {
        var shown = await OkAsync(Abe, $"/api/publications/IIJ/{number}");
        return await SendAsync(who, $"/api/publications/IIJ/{number}/approve", $$"""{"inputsHash":"{{Text(shown, "inputsHash")}}"}""");
    }

    /// <summary>The inputs that are shown with a publication, each with who gave it.</summary>
    protected async Task<IReadOnlyList<string>> InputsAsync(string number) =>
    [
        .. (await OkAsync(Abe, $"/api/publications/IIJ/{number}"))["inputs"]!.AsArray()
            .Select(input => $"{Text(input!, "kind")} {Text(input!["by"]!, "name")}: {Text(input!, "states")}"),
    ];

    protected async Task RunAsync()
    {
        Host.Pipeline.Clock.Advance(TimeSpan.FromMinutes(1));
        await Host.Pipeline.RunNightsAsync(Cancellation);
        Host.Pipeline.Clock.Advance(TimeSpan.FromMinutes(1));
    }

    /// <summary>Sends a file and takes it in.</summary>
    /// <param name="who">The header of somebody who signed in; null for a program with the master key.</param>
    /// <param name="kind">What it holds.</param>
    /// <param name="content">The file.</param>
    /// <param name="replaceFor">Why it replaces what is stored; null where it does not.</param>
    protected async Task<JsonNode> SendFileAsync(string? who, string kind, string content, string? replaceFor = null)
    {
        using var body = new StringContent(content, Encoding.UTF8, "text/csv");
        using var request = new HttpRequestMessage(
            HttpMethod.Post, new Uri($"/api/files?name={kind}.csv&kind={kind}{(kind == "prices" ? "&code=3774" : "")}{(replaceFor is null ? "" : $"&replace=true&reason={Uri.EscapeDataString(replaceFor)}")}", UriKind.Relative))
        { Content = body };
        if (who is null) request.Headers.Add(ApiHost.DoorHeader, nameof(Door.MasterKey));
        else request.Headers.Add(Principals.Header, who);
        using var answer = await Host.Client.SendAsync(request, Cancellation);
        var said = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.True(answer.IsSuccessStatusCode, said);
        await Host.TakeInSentAsync(Cancellation);
        return JsonNode.Parse(said)!;
    }

    protected async Task<(int Status, JsonNode Answer)> SendAsync(string who, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(body is null ? HttpMethod.Get : HttpMethod.Post, new Uri(path, UriKind.Relative));
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        request.Headers.Add(Principals.Header, who);
        using var answer = await Host.Client.SendAsync(request, Cancellation);
        return ((int)answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!);
    }

    protected async Task<JsonNode> OkAsync(string who, string path)
    {
        var (status, answer) = await SendAsync(who, path);
        Assert.True(status == 200, answer.ToJsonString());
        return answer;
    }

    protected async Task<string> PageAsync(string who)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Report, UriKind.Relative));
        request.Headers.Add(Principals.Header, who);
        using var answer = await Host.Client.SendAsync(request, Cancellation);
        return await answer.Content.ReadAsStringAsync(Cancellation);
    }
}
