using System.Globalization;
using System.Text.Json;
using Pricing.Pipeline.MarketData.Dividends;
using Pricing.Pipeline.MarketData.Feeds;
using Pricing.Pipeline.MarketData.Prices;
using Pricing.Pipeline.Sources;

namespace Pricing.Pipeline.MarketData.JQuants;

/// <summary>J-Quants v2: prices, dividends, the exchange's calendar.</summary>
/// <param name="client">A client with the feed's handlers.</param>
/// <param name="options">The address and the key.</param>
public sealed class JQuantsClient(HttpClient client, JQuantsOptions options)
    : IPriceSource, IDividendSource
{
    /// <summary>The feed's short name.</summary>
    public const string Feed = "j-quants";

    private const string KeyHeader = "x-api-key";

    // All shares of a date or the whole past of one share are a few pages.
    private const int MostPages = 100;

    private DateWindow? covered;

    /// <inheritdoc/>
    public Task<PriceReply> OfDateAsync(DateOnly date, CancellationToken cancellationToken) =>
        BarsAsync($"date={DateText.Of(date)}", cancellationToken);

    /// <inheritdoc/>
    /// <remarks>
    /// Where the plan covers a part of the window only, that part is fetched; what the plan covers is learnt from its
    /// own refusal, once.
    /// </remarks>
    public async Task<PriceReply> OfCodeAsync(string code, DateWindow window, CancellationToken cancellationToken)
    {
        if (covered is null)
        {
            var reply = await BarsAsync(OfCode(code, window), cancellationToken);
            covered = SubscriptionDates.In(reply.Failures);
            if (covered is null)
                return reply;
        }

        var part = new DateWindow(Later(window.From, covered.Value.From), Earlier(window.To, covered.Value.To));
        if (part.From > part.To) return NotCovered(code, window);

        var bars = await BarsAsync(OfCode(code, part), cancellationToken);
        return part == window ? bars : bars with { Limits = covered };
    }

    /// <inheritdoc/>
    public Task<NoticeReply> PublishedOnAsync(DateOnly date, CancellationToken cancellationToken) =>
        NoticesAsync($"date={DateText.Of(date)}", cancellationToken);

    /// <inheritdoc/>
    Task<NoticeReply> IDividendSource.OfCodeAsync(string code, CancellationToken cancellationToken) =>
        NoticesAsync($"code={Uri.EscapeDataString(code)}", cancellationToken);

    /// <inheritdoc/>
    public async Task<Outcome<bool>> WasOpenAsync(DateOnly date, CancellationToken cancellationToken)
    {
        var days = await CalendarAsync(new(date, date), cancellationToken);
        if (!days.IsSuccess)
            return days.Failures.ToList();
        return days.Value.Any(day => day.Date == date)
            ? days.Value.Any(day => day.Date == date && day.IsSession)
            : new Failure(ReasonCode.NotPublished, "calendar", DateText.Of(date), "the calendar does not have the date");
    }

    /// <summary>The exchange's own word on which days are sessions.</summary>
    /// <param name="window">The dates.</param>
    /// <param name="cancellationToken">Stops the requests.</param>
    /// <returns>The days, or why they did not arrive.</returns>
    public async Task<Outcome<IReadOnlyList<ExchangeDay>>> CalendarAsync(
        DateWindow window, CancellationToken cancellationToken)
    {
        var pages = await PagesAsync(
            "markets/calendar",
            $"from={DateText.Of(window.From)}&to={DateText.Of(window.To)}",
            (row, _) => ExchangeDay.Read(row),
            cancellationToken);
        List<Failure> failures = [.. pages.Failures, .. pages.Rows.SelectMany(row => row.Failures)];
        return failures.Count > 0 ? failures : pages.Rows.Select(row => row.Value).ToList();
    }

    private static string OfCode(string code, DateWindow window) =>
        $"code={Uri.EscapeDataString(code)}&from={DateText.Of(window.From)}&to={DateText.Of(window.To)}";

    private PriceReply NotCovered(string code, DateWindow window) => new()
    {
        Facts = [],
        Sources = [],
        Dropped = 0,
        Failures = [new(ReasonCode.FeedRefused, Feed, OfCode(code, window), $"the plan covers {covered} only")],
        Limits = covered,
    };

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;

    private async Task<PriceReply> BarsAsync(string query, CancellationToken cancellationToken)
    {
        var pages = await PagesAsync("equities/bars/daily", query, DailyBars.Read, cancellationToken);
        var unreadable = pages.Rows
            .Where(row => row.Failure is not null)
            .ToLookup(row => row.Code, StringComparer.Ordinal);
        return new()
        {
            Facts =
            [
                .. pages.Rows
                    .Where(row => row.Fact is not null && !unreadable.Contains(row.Code))
                    .Select(row => new CodedFact(row.Code, row.Fact!.Value)),
            ],
            Sources = pages.Sources,
            Dropped = pages.Rows.Count(row => row is { Fact: null, Failure: null }),
            Failures = [.. pages.Failures, .. unreadable.Select(rows => Named(rows.Key, rows.First().Failure!))],
        };
    }

    private async Task<NoticeReply> NoticesAsync(string query, CancellationToken cancellationToken)
    {
        var pages = await PagesAsync("fins/dividend", query, DividendRows.Read, cancellationToken);
        return new()
        {
            Notices = [.. pages.Rows.Where(row => row.IsSuccess).Select(row => row.Value)],
            Sources = pages.Sources,
            Failures = [.. pages.Failures, .. pages.Rows.SelectMany(row => row.Failures)],
        };
    }

    private async Task<Pages<T>> PagesAsync<T>(
        string path, string query, Func<JsonElement, int, T> read, CancellationToken cancellationToken)
    {
        var pages = new Pages<T>([], [], []);
        if (string.IsNullOrEmpty(options.ApiKey))
        {
            pages.Failures.Add(new(ReasonCode.FeedRefused, Feed, "", "no key is set (MarketData:JQuants:ApiKey)"));
            return pages;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        var size = 0L;
        string? key = null;
        do
        {
            var body = await FeedReader.ReadAsync(client, Request(path, query, key), cancellationToken);
            if (!body.IsSuccess)
            {
                pages.Failures.AddRange(body.Failures);
                return pages;
            }

            var page = JQuantsPage.Parse(body.Value!.Bytes, row => read(row, pages.Sources.Count));
            if (!page.IsSuccess)
            {
                pages.Failures.AddRange(page.Failures.Select(failure => Named($"{path}?{query}", failure)));
                return pages;
            }

            pages.Sources.Add(body.Value.Source);
            pages.Rows.AddRange(page.Value.Rows);
            key = page.Value.Next;
            size += body.Value.Bytes.Length;
            if (key is not null && EndlessBy(key, seen, size) is { } reason)
            {
                pages.Rows.Clear();
                pages.Failures.Add(EndlessAnswer.Of($"{path}?{query}", reason));
                return pages;
            }
        }
        while (key is not null);
        return pages;
    }

    private string? EndlessBy(string next, HashSet<string> seen, long size) => (seen.Add(next), seen.Count, size) switch
    {
        (false, _, _) => "the pages do not come to an end: a key comes twice",
        (_, >= MostPages, _) => $"the pages do not come to an end: more than {MostPages}",
        (_, _, var bytes) when bytes > options.MaximumBodyBytes => "the pages together are larger than the set limit",
        _ => null,
    };

    private FeedRequest Request(string path, string query, string? key)
    {
        var page = key is null ? "" : $"&pagination_key={Uri.EscapeDataString(key)}";
        var address = new Uri($"{options.BaseAddress.AbsoluteUri.TrimEnd('/')}/{path}?{query}{page}");
        return new(Feed, address)
        {
            Headers = new Dictionary<string, string> { [KeyHeader] = options.ApiKey! },
            MediaTypes = ["application/json"],
            Explain = (status, body) => (status, JQuantsPage.Message(body)) switch
            {
                (403, { } said) => $"key, plan or path refused: {said}",
                (403, null) => "key, plan or path refused",
                (_, var said) => said,
            },
        };
    }

    private static Failure Named(string subject, Failure failure) => failure with
    {
        Reason = string.Create(CultureInfo.InvariantCulture, $"{failure.Reason} ({subject})"),
    };

    private sealed record Pages<T>(List<T> Rows, List<DataSource> Sources, List<Failure> Failures);
}
