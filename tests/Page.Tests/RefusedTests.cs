using Microsoft.Playwright;
using Testing;

namespace Page.Tests;

/// <summary>What the page says of files that are refused.</summary>
/// <param name="host">The host and the browser.</param>
public sealed class RefusedTests(PageHost host) : IDisposable
{
    private const string Grants =
        "発行会社,新株予約権番号,証券コード,通貨,割当日,行使期間開始日,行使期間終了日,行使価額,付与株式数,新株予約権の総数,割当個数,算定ルール,予想残存期間\n";

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("en", "the file is a picture; a table as .xlsx, CSV or JSON is wanted", "is a header of a known kind (see “What each kind of file needs", "The first 3 reasons are shown; rows refused: 5.", "All rows and reasons", "The header must have")]
    [InlineData("ja", "ファイルは画像です。.xlsx、CSV、JSONの表を送ってください", "既知の種類の見出し行がありません（「取込ファイル」の「種類ごとの必須列とひな形」を参照）", "理由の先頭3件を表示しています。受付不可の行：5行。", "すべての行と理由", "見出し行には1つの種類")]
    public async Task Files_ThatAreRefused_SayWhyInThePagesOwnWords(string language, string picture, string header, string cut, string all, string advice)
    {
        await using var visit = await host.OpenAsync(language, 1400, ColorScheme.Light, Cancellation);
        var page = visit.Page;
        await visit.GoAsync("files");
        var rows = string.Concat(Enumerable.Range(1, 5).Select(number => $"架空商事,第{number}回,4997,JPY,2024/6/14,2026/6/15,2034/6/14,-5,100,500,480,continuous,5\n"));
        await page.Locator("input[type=file]").SetInputFilesAsync(
        [
            new FilePayload { Name = "picture.png", MimeType = "image/png", Buffer = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0, 0, 0, 13] },
            new FilePayload { Name = "other.csv", MimeType = "text/csv", Buffer = "some,thing,else\n1,2,3\n"u8.ToArray() },
        ]);
        await page.Locator("input[type=file]").SetInputFilesAsync(folder.Write("wrong.csv", Grants + rows));

        var cards = page.Locator(".sent");
        await Assertions.Expect(cards.Locator(".chip.bad")).ToHaveCountAsync(3, new() { Timeout = 60_000 });
        var ofPicture = cards.Filter(new() { HasText = "picture.png" });
        await Assertions.Expect(ofPicture).ToContainTextAsync(picture);
        await Assertions.Expect(ofPicture).Not.ToContainTextAsync(advice);
        var ofOther = cards.Filter(new() { HasText = "other.csv" });
        await Assertions.Expect(ofOther).ToContainTextAsync(header);
        await Assertions.Expect(ofOther).Not.ToContainTextAsync("docs/");
        var ofRows = cards.Filter(new() { HasText = "wrong.csv" });
        await Assertions.Expect(ofRows).ToContainTextAsync(cut);
        await visit.CheckAsync("the refused files");

        // A reason begins in the history, and stands whole on the file's own page.
        var listed = page.Locator("file-history tbody tr").Filter(new() { HasText = "other.csv" }).First;
        await Assertions.Expect(listed).ToBeVisibleAsync();
        Assert.InRange((await listed.BoundingBoxAsync())!.Height, 20, 70);
        await ofRows.GetByRole(AriaRole.Link, new() { Name = all }).ClickAsync();
        await Assertions.Expect(page.Locator("refused-rows tbody tr")).ToHaveCountAsync(5);
    }
}
