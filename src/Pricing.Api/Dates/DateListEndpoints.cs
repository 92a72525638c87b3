using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pricing.Api.Identity;
using Pricing.Api.Manners;
using Pricing.Api.Queries;
using Pricing.Api.Requests;
using Pricing.Calendars;
using Pricing.Pipeline.Nights.Columns;
using Pricing.Pipeline.Nights.Ledger;
using Pricing.Pipeline.Nights.Runs;

namespace Pricing.Api.Dates;

/// <summary><c>GET /api/dates</c>: a calendar, with where each date stands and how late the nights are.</summary>
internal static class DateListEndpoints
{
    private const int MostDays = 400;
    private const int UsualDays = 31;

    // Counts of some issuers are read from the table of each date.
    private const int MostDaysOfSome = 62;

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/dates", ListAsync).WithName("Dates").WithTags("Dates").Does(Act.Read, Reach.NarrowedByRoute)
        .IsCostlyQuestion()
        .WithSummary("A calendar of up to 400 days: where each date stands, and up to where the dates are valued without a gap; of up to 62 days, with their own counts, for whoever may see some issuers alone.")
        .WithQuery(Wrong, Query.From, Query.To)
        .Produces<DateList>()
        .ProducesProblems(400, 500);

    private static async Task<IResult> ListAsync(
        QueryValues asked,
        Caller caller,
        RunStore runs,
        DateTables dates,
        RunTables tables,
        NightLedger ledger,
        NightMarks marks,
        NightOptions options,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var today = JapanTime.DateOf(clock.GetUtcNow());
        var (from, to) = Range(asked, today);
        var issuers = caller.IssuersFor(Act.Read);
        if (issuers is not null && to.DayNumber - from.DayNumber >= MostDaysOfSome) return Problems.Refused([TooLong(asked, to, MostDaysOfSome)]);

        var found = await runs.BetweenAsync(from, to, cancellationToken).ToListAsync(cancellationToken);
        var versions = found.ToLookup(run => run.Date);
        var stored = await dates.BetweenAsync(found, from, to, cancellationToken);
        var provisional = await marks.ProvisionalAsync(cancellationToken).ToDictionaryAsync(mark => mark.Date, mark => mark.Provisional, cancellationToken: cancellationToken);
        var watermark = await ledger.WatermarkAsync(cancellationToken);
        var next = TokyoCalendar.NextBusinessDate(watermark.DoneThrough ?? watermark.First.AddDays(-1));
        var isScheduled = options.Scheduled && !(next > options.LastDate);
        return TypedResults.Ok(new DateList(
            from,
            to,
            today,
            watermark.First,
            watermark.DoneThrough,
            isScheduled ? next : null,
            isScheduled ? JapanTime.At(next, options.DueTime) : null,
            issuers is null ? provisional.Keys.Order().Select(date => (DateOnly?)date).FirstOrDefault() : null,
            issuers is null
                ? await OfAllAsync()
                : await OfSomeAsync(Days(from, to), versions, stored, issuers, tables, cancellationToken)));

        async Task<List<DateLine>> OfAllAsync()
        {
            var counts = await dates.CountAsync(stored, cancellationToken);
            return [.. Days(from, to).Select(date => DateLine.Of(date, [.. versions[date]], counts.GetValueOrDefault(date), provisional.GetValueOrDefault(date)))];
        }
    }

    private static async Task<List<DateLine>> OfSomeAsync(
        IEnumerable<DateOnly> days,
        ILookup<DateOnly, RunRecord> versions,
        IReadOnlyDictionary<DateOnly, TableRuns> stored,
        IReadOnlyList<string> issuers,
        RunTables tables,
        CancellationToken cancellationToken)
    {
        var lines = new List<DateLine>();
        foreach (var date in days)
        {
            List<RunRecord> runs = [.. versions[date].Where(IsOfThem)];
            lines.Add(DateLine.OfSome(date, runs, stored.TryGetValue(date, out var all) ? await SummaryAsync(all) : null));
        }

        return lines;

        bool IsOfThem(RunRecord run) => run.IssuerList is [] || run.IssuerList.Intersect(issuers).Any();

        // Past the tables that are kept open, which these would take the places of.
        async Task<ColumnSummary?> SummaryAsync(TableRuns all)
        {
            var of = all with { Own = [.. all.Own.Where(IsOfThem)], Others = [.. all.Others.Where(IsOfThem)] };
            if (of.IsEmpty) return null;

            await using var table = await tables.OpenAsync(of, cancellationToken);
            return await table.SummaryAsync(issuers, cancellationToken);
        }
    }

    private static (DateOnly From, DateOnly To) Range(QueryValues asked, DateOnly today)
    {
        var to = asked.Date(Query.To) ?? Within(asked.Date(Query.From)?.AddDays(UsualDays - 1)) ?? today;
        return (asked.Date(Query.From) ?? Within(to.AddDays(1 - UsualDays))!.Value, to);
    }

    // What is left out reaches to where the calendar does.
    private static DateOnly? Within(DateOnly? date) =>
        date < RequestFields.Dates.From ? RequestFields.Dates.From : date > RequestFields.Dates.To ? RequestFields.Dates.To : date;

    private static IEnumerable<Failure> Wrong(QueryValues asked) =>
        asked.Date(Query.From) is { } from && asked.Date(Query.To) is { } to && to.DayNumber - from.DayNumber >= MostDays
            ? [TooLong(asked, to, MostDays)]
            : Query.Backwards(asked);

    private static Failure TooLong(QueryValues asked, DateOnly to, int most) =>
        new(ReasonCode.InvalidField, Query.To.Name, asked.Text(Query.To) ?? DateText.Of(to), $"is more than {most} days from from");

    private static IEnumerable<DateOnly> Days(DateOnly from, DateOnly to)
    {
        for (var date = from; date <= to; date = date.AddDays(1)) yield return date;
    }

    /// <summary>A calendar.</summary>
    /// <param name="From">Its first date.</param>
    /// <param name="To">Its last date.</param>
    /// <param name="Today">Today in Japan.</param>
    /// <param name="First">The first date that is valued by schedule.</param>
    /// <param name="DoneThrough">The last date up to which all are done; null before the first is.</param>
    /// <param name="Next">The next date that is due by schedule; null where none is.</param>
    /// <param name="NextDue">When it is due; null where none is. One that is past is how late the dates are.</param>
    /// <param name="OldestProvisional">The oldest date with grant-date values that are provisional; null where there is none, and for whoever may see some issuers alone.</param>
    /// <param name="Dates">Each day of it.</param>
    internal sealed record DateList(
        DateOnly From,
        DateOnly To,
        DateOnly Today,
        DateOnly First,
        DateOnly? DoneThrough,
        DateOnly? Next,
        DateTimeOffset? NextDue,
        DateOnly? OldestProvisional,
        IReadOnlyList<DateLine> Dates);
}
