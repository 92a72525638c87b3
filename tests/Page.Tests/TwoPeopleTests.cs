using Microsoft.Playwright;
using Testing;

namespace Page.Tests;

/// <summary>Two people who signed in bring a value to publication by clicks: one prepares and proposes it, the other approves it.</summary>
/// <param name="host">The hosts and the browser.</param>
public sealed class TwoPeopleTests(PageHost host) : IDisposable
{
    private const string Grant =
        "発行会社,新株予約権番号,証券コード,通貨,割当日,行使期間開始日,行使期間終了日,行使価額,付与株式数,新株予約権の総数,割当個数,割当確定日,算定ルール,予想残存期間\n"
        + "架空商事,第1回,4999,JPY,2024/6/14,2026/6/15,2034/6/14,2000,100,500,480,2024/6/14,continuous,5\n";

    private static readonly string Preparer = Principals.Of("Sato", new(1, 0, 0, new byte[8]), "Preparer");
    private static readonly string PreparerWhoApproves = Principals.Of("Sato", new(1, 0, 0, new byte[8]), "Preparer", "Approver");
    private static readonly string Approver = Principals.Of("Kato", new(2, 0, 0, new byte[8]), "Approver");

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Publish_ProposedByOneAndApprovedByAnother_IsPublishedByClicksAlone()
    {
        await using var preparing = await host.SignInAsync(Preparer, Cancellation);
        var page = preparing.Page;
        await preparing.GoAsync("");
        await page.GetByRole(AriaRole.Link, new() { Name = "Files", Exact = true }).First.ClickAsync();
        await preparing.SettledAsync();
        await page.Locator("input[type=file]").SetInputFilesAsync(
        [
            folder.Write("grants.csv", Grant), folder.Write("4999.csv", FirstGrant.Closes()), folder.Write("dividends.csv", FirstGrant.Dividends), folder.Write("curve.csv", FirstGrant.Curve),
        ]);
        await Assertions.Expect(page.Locator(".sent .chip.good")).ToHaveCountAsync(4, new() { Timeout = 60_000 });

        await page.GetByRole(AriaRole.Link, new() { Name = "Dates", Exact = true }).ClickAsync();
        await preparing.SettledAsync();
        await page.GetByLabel("First date").FillAsync("2024-06-14");
        Assert.Equal(0, await page.GetByLabel("Asked by").CountAsync());
        await page.GetByLabel("Reason").FillAsync("first valuation");
        await page.GetByRole(AriaRole.Button, new() { Name = "Value", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "架空商事" })).ToContainTextAsync("not published", new() { Timeout = 120_000 });
        await page.GetByRole(AriaRole.Link, new() { Name = "第1回" }).ClickAsync();
        await page.GetByText("Propose for publication").ClickAsync();
        await page.GetByLabel("Purpose").SelectOptionAsync("Cost");
        await page.GetByLabel("Resolution or filing").FillAsync("board, 30 May 2024");
        await page.GetByRole(AriaRole.Button, new() { Name = "Propose", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Publication 1" })).ToBeVisibleAsync();
        await preparing.CheckAsync("what is proposed");

        // Whoever proposed it may take it back, and another person decides.
        await Assertions.Expect(page.GetByText("You proposed it: another person approves or rejects it.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Take back" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { NameRegex = new("Approve|Reject") })).ToHaveCountAsync(0);
        await using var both = await host.SignInAsync(PreparerWhoApproves, Cancellation);
        await both.Page.GotoAsync(page.Url);
        await Assertions.Expect(both.Page.GetByRole(AriaRole.Button, new() { Name = "Take back" })).ToBeVisibleAsync();
        await Assertions.Expect(both.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("Approve|Reject") })).ToHaveCountAsync(0);

        await page.GetByRole(AriaRole.Link, new() { Name = "Publications", Exact = true }).First.ClickAsync();
        await Assertions.Expect(page.Locator("closing-list")).ToContainTextAsync("This takes the role of approver, which you do not have. Who may do what");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Close the period" })).ToHaveCountAsync(0);

        await using var approving = await host.SignInAsync(Approver, Cancellation);
        var other = approving.Page;
        await approving.GoAsync("");
        await other.GetByRole(AriaRole.Link, new() { Name = "Publications", Exact = true }).ClickAsync();
        await approving.SettledAsync();
        await Assertions.Expect(other.GetByText("You are Kato: approver.")).ToBeVisibleAsync();
        await Assertions.Expect(other.GetByRole(AriaRole.Button, new() { Name = "Close the period" })).ToBeVisibleAsync();
        await other.GetByRole(AriaRole.Table).First.GetByRole(AriaRole.Link).First.ClickAsync();
        await Assertions.Expect(other.GetByText("Sato").First).ToBeVisibleAsync();
        await Assertions.Expect(other.GetByRole(AriaRole.Button, new() { Name = "Take back" })).ToHaveCountAsync(0);

        // Whoever clicks twice approves once.
        var (approvals, isClicked) = (0, new TaskCompletionSource());
        await other.RouteAsync("**/approve", async route =>
        {
            approvals++;
            await isClicked.Task;
            await route.ContinueAsync();
        });
        await other.GetByRole(AriaRole.Button, new() { Name = "Approve these figures and inputs" }).DblClickAsync();
        isClicked.SetResult();
        await Assertions.Expect(other.Locator(".amounts .chip.good")).ToContainTextAsync("published");
        await Assertions.Expect(other.Locator(".problem[role=alert]")).ToHaveCountAsync(0);
        Assert.Equal(1, approvals);
        await approving.CheckAsync("what is published");

        await other.GetByRole(AriaRole.Link, new() { Name = "第1回" }).ClickAsync();
        await Assertions.Expect(other.Locator(".marks").First).ToContainTextAsync("published");
        await Assertions.Expect(other.Locator("propose-form")).ToContainTextAsync("This takes the role of preparer for 架空商事, which you do not have.");
        await Assertions.Expect(other.GetByText("Propose for publication")).ToHaveCountAsync(0);
        Assert.Contains("/signed-in/", other.Url, StringComparison.Ordinal);
    }

    /// <summary>A valuation that always fails keeps its date open, until somebody who may accepts it.</summary>
    [Fact]
    public async Task Waive_AFailedDateByAnApprover_ClosesItByClicksAlone()
    {
        await using var preparing = await host.SignInAsync(Preparer, Cancellation);
        var page = preparing.Page;
        await host.SigningStorage.RunFiles.GetBlobClient("2024-06-17/v1/plan.json").UploadAsync(BinaryData.FromString("{"), Cancellation);
        await preparing.GoAsync("");
        await page.GetByLabel("First date").FillAsync("2024-06-17");
        await page.GetByLabel("Reason").FillAsync("month end");
        await page.GetByRole(AriaRole.Button, new() { Name = "Value", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Version 1 failed" })).ToBeVisibleAsync(new() { Timeout = 120_000 });
        await preparing.CheckAsync("the failed date");

        // Whoever asked for it is told that it takes an approver.
        var form = page.Locator("waive-form");
        await Assertions.Expect(form).ToContainTextAsync("This takes the role of approver, which you do not have.");
        await Assertions.Expect(form.GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        await form.GetByRole(AriaRole.Link, new() { Name = "Who may do what" }).ClickAsync();
        await Assertions.Expect(page.Locator("who-may .chosen")).ToContainTextAsync("preparer");

        await using var approving = await host.SignInAsync(Approver, Cancellation);
        var other = approving.Page;
        await approving.GoAsync("");
        var failed = other.Locator("section[aria-labelledby=failed-title]").GetByRole(AriaRole.Link, new() { Name = "2024-06-17" });
        await failed.ClickAsync();
        form = other.Locator("waive-form");
        await form.GetByLabel("Reason").FillAsync("no rights were granted");
        await form.GetByRole(AriaRole.Button, new() { Name = "Accept that it failed" }).ClickAsync();
        await Assertions.Expect(form).ToHaveCountAsync(0, new() { Timeout = 60_000 });
        await Assertions.Expect(other.GetByText("Accepted as failed by Kato: no rights were granted")).ToBeVisibleAsync();
        await Assertions.Expect(VersionChips(other)).ToHaveTextAsync("failed");
        await approving.CheckAsync("the date that is accepted");

        await other.GetByRole(AriaRole.Link, new() { Name = "Dates", Exact = true }).First.ClickAsync();
        await approving.SettledAsync();
        await Assertions.Expect(other.GetByRole(AriaRole.Heading, new() { Name = "Valuation of dates" })).ToBeVisibleAsync();
        await Assertions.Expect(failed).ToHaveCountAsync(0);
        await approving.GoAsync("dates/2024-06");
        await Assertions.Expect(other.Locator(".calendar a[href$='dates/2024-06-17'] .chip")).ToHaveTextAsync("failed");
    }

    /// <summary>Each version that failed is accepted by itself, an earlier one too; a later one of the whole date makes those before it needless.</summary>
    [Fact]
    public async Task Waive_TheEarlierOfTwoThatFailed_LeavesTheOtherOpenUntilALaterOneIsWhole()
    {
        await using var visit = await host.SignInAsync(PreparerWhoApproves, Cancellation);
        var page = visit.Page;
        foreach (var version in new[] { "v1", "v2" })
            await host.SigningStorage.RunFiles.GetBlobClient($"2024-06-18/{version}/plan.json").UploadAsync(BinaryData.FromString("{"), Cancellation);
        await visit.GoAsync("dates/2024-06-18");
        foreach (var title in new[] { "Version 1 failed", "Version 2 failed" })
        {
            await AskAsync(page);
            await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = title })).ToBeVisibleAsync(new() { Timeout = 120_000 });
        }

        var forms = page.Locator("waive-form");
        var (earlier, later) = (forms.Filter(new() { HasText = "Version 1 failed" }), forms.Filter(new() { HasText = "Version 2 failed" }));
        await Assertions.Expect(forms).ToHaveCountAsync(2);
        await visit.CheckAsync("the date that failed twice");
        await later.GetByLabel("Reason").FillAsync("half typed");
        await earlier.GetByLabel("Reason").FillAsync("no rights were granted");
        await earlier.GetByRole(AriaRole.Button, new() { Name = "Accept that it failed" }).ClickAsync();
        await Assertions.Expect(earlier).ToHaveCountAsync(0, new() { Timeout = 60_000 });
        await Assertions.Expect(later.GetByLabel("Reason")).ToHaveValueAsync("half typed");
        await Assertions.Expect(VersionChips(page)).ToHaveTextAsync(["failed, open", "failed"]);

        await AskAsync(page);
        await Assertions.Expect(forms).ToHaveCountAsync(0, new() { Timeout = 120_000 });
        await Assertions.Expect(VersionChips(page)).ToHaveCountAsync(3);
        await Assertions.Expect(VersionChips(page).Nth(1)).ToHaveTextAsync("failed");
    }

    private static async Task AskAsync(IPage page)
    {
        var form = page.Locator("ask-form");
        await form.GetByLabel("Reason").FillAsync("month end");
        await form.GetByRole(AriaRole.Button).ClickAsync();
    }

    private static ILocator VersionChips(IPage page) => page.Locator("section[aria-labelledby=versions-title] .chip");
}
