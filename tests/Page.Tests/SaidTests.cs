using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Page.Tests;

/// <summary>What the program says in English stands on the Japanese page in Japanese.</summary>
/// <param name="host">The host and the browser.</param>
public sealed partial class SaidTests(PageHost host)
{
    private const string Lacking = """[{"Date":"2024-06-03","Code":"4996","Close":3511},{"Date":"2024-06-04","Code":"4996"}]""";

    private const string Decided =
        """{"type":"urn:problem:conflict","status":409,"failures":[{"code":"AlreadyDecided","field":"run","value":"2013-07-11 v1","reason":"監査 has decided: 権利なし"}]}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Files_RefusedOrDoubtful_HaveTheirReasonsInJapanese()
    {
        await using var visit = await host.OpenAsync("ja", 1400, ColorScheme.Light, Cancellation);
        using var client = new HttpClient { BaseAddress = host.Address };

        await SaysAsync(visit, client, "fractions.csv", "基準日,1年,5年,10年,20年\n2023/7/3,0.0000123,0.0000345,0.0000456,0.0001234\n", "％の数値で記入してください");
        await SaysAsync(visit, client, "beyond.csv", "基準日,1年,5年,10年,20年\n2023/7/4,0.1,0.3,45,1.1\n", "10年の利回りが15％を超えています");
        await SaysAsync(visit, client, "header.csv", "あ,い\n1,2\n", "既知の種類の見出し行がありません");
        await SaysAsync(visit, client, "lacking.csv", "発行会社,新株予約権番号,証券コード\nIIJ,x,3774\n", "見出し行に通貨, 割当日, 行使期間開始日");
        await SaysAsync(visit, client, "encoding.csv", Encoding.Unicode.GetBytes("日付,終値\n2024/6/7,1000\n2024/6/10,1001\n"), "BOMのないUTF-16のようです：UTF-8で保存してください");
        await SaysAsync(visit, client, "cut.csv", "日付,証券コード,終値\n2024/6/3,4996,3511\n2024/6/4,4996\n", "見出し行の項目数3に対し、この行の項目数は2です。終値の手前で途切れています");
        await SaysAsync(visit, client, "lacking.json", Lacking, "終値がありません。値がない場合も、名前をnullとともに記入してください");
        await SaysAsync(visit, client, "closes.csv", "日付,証券コード,終値\n2024/6/3,4996,3511\n2024/6/7,4996,350\n", "取引所の制限値幅を超えています");
        await Assertions.Expect(visit.Page.Locator("main")).ToContainTextAsync("4996：2024-06-03から2024-06-07までのうち3営業日の行がありません（2024-06-04から2024-06-06まで）：不足分を加えてください。");
    }

    [Fact]
    public async Task Rows_ThatWait_SayInJapaneseWhatForAndWhoseTheyAre()
    {
        await using var visit = await host.OpenAsync("ja", 1400, ColorScheme.Light, Cancellation);
        using var client = new HttpClient { BaseAddress = host.Address };
        const string events = "発行会社,新株予約権番号,発生日,事由,個数,根拠資料\nIIJ,nosuch,2014/7/11,失効,1,minutes 1\n";
        var id = await SentFile.TakeAsync(client, "events.csv", events, "", Cancellation);

        await visit.GoAsync($"files/{id}");

        var waiting = visit.Page.Locator("waiting-rows");
        await Assertions.Expect(waiting).ToContainTextAsync("この新株予約権は保存されていません");
        Assert.Empty(await EnglishAsync(waiting));
        await waiting.GetByRole(AriaRole.Button, new() { Name = "取下げ" }).ClickAsync();
        await Assertions.Expect(waiting).ToContainTextAsync("IIJ nosuch（2行目）を取下げ：");
        using var withdrawn = await client.PostAsJsonAsync($"api/files/{id}/waiting/2/withdraw", new { reason = "of a test", askedBy = "finance" }, Cancellation);
        Assert.True(withdrawn.IsSuccessStatusCode);
    }

    [Theory]
    [InlineData("dates/2013-07-11/9", "版 9: この日の該当する版の評価は完了していません")]
    [InlineData("files/abc", "ファイル abc: この識別子のファイルはありません")]
    [InlineData("volatility/99990", "銘柄 99990: この銘柄の終値は保存されていません")]
    [InlineData("grants/IIJ/nosuch", "新株予約権番号 IIJ nosuch: この新株予約権は保存されていません")]
    [InlineData("publications/IIJ/9", "番号 9: この番号の起案はありません")]
    public async Task Address_OfWhatIsNotThere_IsAnsweredInJapanese(string address, string said)
    {
        await using var visit = await host.OpenAsync("ja", 1400, ColorScheme.Light, Cancellation);

        await visit.Page.GotoAsync(address);

        var problem = visit.Page.Locator(".problem").Filter(new() { HasText = said }).First;
        await Assertions.Expect(problem).ToBeVisibleAsync();
        Assert.Empty(await EnglishAsync(problem));
    }

    [Fact]
    public async Task Price_OfAPeriodThatLooksWrong_SaysSoInJapanese()
    {
        await using var visit = await host.OpenAsync("ja", 1400, ColorScheme.Light, Cancellation);
        await visit.GoAsync("price");
        await visit.BeginWithSampleAsync();

        await visit.Page.Locator("input[name='from.T'][value=typed]").CheckAsync();
        await visit.Page.Locator("#field-T").FillAsync("150");

        await Assertions.Expect(visit.Page.Locator("#field-T-help .wrong")).ToContainTextAsync("100を超えています：期間は年数です");
    }

    /// <summary>A failed valuation is accepted once: whoever comes later is told who did, and why.</summary>
    [Fact]
    public async Task Waiver_OfWhatAnotherAccepted_SaysWhoDecidedInJapanese()
    {
        await using var visit = await host.OpenAsync("ja", 1400, ColorScheme.Light, Cancellation);
        await visit.Page.RouteAsync(new Regex(@"/api/runs\?"), FailedAsync);
        await visit.Page.RouteAsync(new Regex("/waive$"), route => route.FulfillAsync(new() { Status = 409, ContentType = "application/problem+json", Body = Decided }));
        await visit.GoAsync("dates/2013-07-11");
        var form = visit.Page.Locator("waive-form").First;

        await form.Locator("input[name=reason]").FillAsync("付与なし");
        await form.Locator("input[name=askedBy]").FillAsync("経理");
        await form.GetByRole(AriaRole.Button).ClickAsync();

        var problem = form.Locator(".problem");
        await Assertions.Expect(problem).ToContainTextAsync("決裁済み 評価 2013-07-11 v1: 監査が決裁済みです：権利なし");
        await Assertions.Expect(problem.Locator("[lang=en]")).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("en", "2013-07-11", "Dividends of the fiscal year ended 2013-07-11")]
    [InlineData("en", "2013-07-12", "Dividends of the fiscal year ending 2013-07-12, as declared")]
    [InlineData("ja", "2013-07-12", "2013-07-12終了予定事業年度の配当（決定済みの額）")]
    public async Task Dividends_OfAFiscalYear_AreOfOneThatEndedOnlyWhereItHadByThen(string language, string yearEnd, string said)
    {
        await using var visit = await host.OpenAsync(language, 1400, ColorScheme.Light, Cancellation);
        await visit.Page.RouteAsync("**/api/evidence/*", async route =>
        {
            var answer = await route.FetchAsync();
            var evidence = JsonNode.Parse(await answer.TextAsync())!;
            evidence["dividend"]!["fiscalYearEnd"] = yearEnd;
            await route.FulfillAsync(new() { Response = answer, Body = evidence.ToJsonString() });
        });

        await visit.GoAsync("grants/IIJ/3rd-series/2013-07-11/1");

        var sources = visit.Page.Locator("section[aria-labelledby=sources-title]");
        await Assertions.Expect(sources.Locator("summary").Filter(new() { HasText = said })).ToHaveTextAsync(said);
    }

    // The valuations of a date, as if each of them had failed.
    private static async Task FailedAsync(IRoute route)
    {
        var answer = await route.FetchAsync();
        var runs = JsonNode.Parse(await answer.TextAsync())!.AsArray();
        foreach (var run in runs) run!["status"] = "Failed";
        await route.FulfillAsync(new() { Response = answer, Body = runs.ToJsonString() });
    }

    private static Task SaysAsync(Visit visit, HttpClient client, string name, string content, string said) =>
        SaysAsync(visit, client, name, Encoding.UTF8.GetBytes(content), said);

    private static async Task SaysAsync(Visit visit, HttpClient client, string name, byte[] content, string said)
    {
        await visit.GoAsync($"files/{await SentFile.TakeAsync(client, name, content, "", Cancellation)}");

        await Assertions.Expect(visit.Page.Locator("main")).ToContainTextAsync(said);
        Assert.Empty(await EnglishAsync(visit.Page.Locator("main .exact, main .becomes div, main .failure")));
        await Assertions.Expect(visit.Page.Locator("main [lang=en]")).ToHaveCountAsync(0);
    }

    private static async Task<IEnumerable<string>> EnglishAsync(ILocator shown) => (await shown.AllInnerTextsAsync()).Where(text => English().IsMatch(text));

    /// <summary>Words that every English sentence of the program has one of.</summary>
    [GeneratedRegex(@"\b(?:the|is|are|no|not|of|it|at|in|look|write|say|none)\b(?! 1)", RegexOptions.IgnoreCase)]
    private static partial Regex English();
}
