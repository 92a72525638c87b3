using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Pricing;
using Pricing.Calendars;

namespace PricingFunctions.Local.SampleFeed;

/// <summary>The samples in the shape of J-Quants v2.</summary>
/// <param name="data">The samples.</param>
/// <param name="publication">What is out.</param>
/// <param name="apiKey">The key to ask for.</param>
internal sealed class JQuantsShape(SampleData data, PublicationTimes publication, string apiKey)
{
    private const int RowsOfAPage = 500;

    private static readonly DateWindow Always = new(DateOnly.MinValue, DateOnly.MaxValue);

    /// <summary>Maps the addresses under <c>/v2</c>.</summary>
    /// <param name="routes">Where to map them.</param>
    public void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v2").AddEndpointFilter(async (context, next) =>
            context.HttpContext.Request.Headers["x-api-key"] == apiKey
                ? await next(context)
                : Error(StatusCodes.Status403Forbidden, "The incoming API key is invalid."));
        group.MapGet("/equities/bars/daily", (HttpRequest request, HttpResponse response) =>
        {
            // The header is this feed's own: what reads it marks every figure as made up.
            response.Headers["X-Data-Origin"] = "synthetic";
            return Answer(request, Bars());
        });
        group.MapGet("/fins/dividend", (HttpRequest request) => Answer(request, Dividends()));
        group.MapGet("/markets/calendar", Calendar);
    }

    private IEnumerable<Row> Bars()
    {
        foreach (var bars in data.Closes.Where(close => publication.HasCloses(close.Date)).GroupBy(close => close.Code))
        {
            var later = bars.Aggregate(1m, (product, close) => product * close.SplitNewPerOld);
            foreach (var bar in bars)
            {
                later /= bar.SplitNewPerOld;
                var adjusted = bar.Close / later;
                yield return new(bar.Code, bar.Date, new
                {
                    Date = Text(bar.Date),
                    bar.Code,
                    O = bar.Close,
                    H = bar.Close,
                    L = bar.Close,
                    C = bar.Close,
                    UL = "0",
                    LL = "0",
                    Vo = 1m,
                    Va = bar.Close,
                    AdjFactor = 1m / bar.SplitNewPerOld,
                    AdjO = adjusted,
                    AdjH = adjusted,
                    AdjL = adjusted,
                    AdjC = adjusted,
                    AdjVo = later,
                });
            }
        }
    }

    private IEnumerable<Row> Dividends() =>
        from dividend in data.Dividends
        where publication.HasCloses(dividend.RecordDate)
        let reference = string.Create(CultureInfo.InvariantCulture, $"{dividend.RecordDate:yyyyMMdd}{dividend.Code}")
        select new Row(dividend.Code, dividend.RecordDate, new
        {
            PubDate = Text(dividend.RecordDate),
            PubTime = "15:00",
            dividend.Code,
            RefNo = reference,
            StatCode = "1",
            BoardDate = Text(dividend.RecordDate),
            IFCode = dividend.IsFinal ? "2" : "1",
            FRCode = "1",
            IFTerm = dividend.RecordDate.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            DivRate = dividend.PerShare,
            RecDate = Text(dividend.RecordDate),
            ExDate = Text(dividend.ExDate),
            ActRecDate = Text(dividend.RecordDate),
            PayDate = "-",
            CARefNo = reference,
            CommSpecCode = "0",
            CommDivRate = "",
            SpecDivRate = "",
        });

    private static IResult Calendar(string from, string to)
    {
        if (!TryDate(from, out var first) || !TryDate(to, out var last))
            return Error(StatusCodes.Status400BadRequest, "'from' and 'to' must be dates.");

        var covered = TokyoCalendar.Coverage;
        List<object> days = [];
        for (var day = first > covered.From ? first : covered.From; day <= last
            && day <= covered.To; day = day.AddDays(1))
            days.Add(new { Date = Text(day), HolDiv = TokyoCalendar.IsSession(day) ? "1" : "0" });
        return TypedResults.Json(new { data = days });
    }

    private static IResult Answer(HttpRequest request, IEnumerable<Row> rows)
    {
        var query = request.Query;
        var code = query["code"].ToString();
        if (code.Length == 0 && !query.ContainsKey("date"))
            return Error(StatusCodes.Status400BadRequest, "Either 'code' or 'date' must be specified.");

        var window = query.ContainsKey("date")
            ? Window(query["date"], query["date"])
            : Window(query["from"], query["to"]);
        if (window is not { } dates)
            return Error(StatusCodes.Status400BadRequest, "'date', 'from' and 'to' must be dates.");

        // The key of a page is the number of the rows before it.
        var key = query["pagination_key"].ToString();
        var start = 0;
        if (key.Length > 0 && !int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out start))
            return Error(StatusCodes.Status400BadRequest, "'pagination_key' is invalid.");

        var found = rows.Where(row => (code.Length == 0 || row.Code == Full(code)) && dates.Contains(row.Date)).Select(
            row => row.Fields).ToList();
        var page = found.Skip(start).Take(RowsOfAPage).ToList();
        var next = start + page.Count;
        return next < found.Count
            ? TypedResults.Json(new { data = page, pagination_key = next.ToString(CultureInfo.InvariantCulture) })
            : TypedResults.Json(new { data = page });
    }

    private static DateWindow? Window(string? from, string? to)
    {
        var first = Always.From;
        var last = Always.To;
        return (string.IsNullOrEmpty(from) || TryDate(from, out first)) && (string.IsNullOrEmpty(to)
            || TryDate(to, out last))
            ? new(first, last)
            : null;
    }

    private static bool TryDate(string text, out DateOnly date) =>
        DateOnly.TryParseExact(
            text, ["yyyy-MM-dd", "yyyyMMdd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    private static string Full(string code) => code.Length == 4 ? code + "0" : code;

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static JsonHttpResult<object> Error(int status, string message) =>
        TypedResults.Json<object>(new { message }, statusCode: status);

    private sealed record Row(string Code, DateOnly Date, object Fields);
}
