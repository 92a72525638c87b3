using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pricing.Api.Accesses;
using Pricing.Api.Grants;
using Pricing.Api.Identity;
using Pricing.Api.Queries;
using Pricing.Api.Requests;
using Pricing.Pipeline.Controls.Access;
using Pricing.Pipeline.Nights.Columns;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Valuations;

namespace Pricing.Api.Dates;

/// <summary><c>GET /api/dates/{date}/table</c>: a date's values as a table is shown, sorted, filtered and a page at a time.</summary>
internal static class DateTableEndpoints
{
    private const int MostRows = 1000;

    private static readonly QueryParameter Version = Query.Whole(
        "version", "Only what the run of this version stored; the last value of each grant, whichever run stored it, where it is left out.", "1", 1, 999_999);

    private static readonly QueryParameter Search = Query.Text("search", "Only grants whose id holds this; capitals do not matter.", "3rd");

    private static readonly QueryParameter Status = Query.Word(
        "status", "Only values that stand so.", nameof(ValueStatus.Final), Enum.GetNames<ValueStatus>());

    private static readonly QueryParameter Reason = Query.Word(
        "reason", "Only values that failed of this, among others.", nameof(ReasonCode.MissingPrice), Enum.GetNames<ReasonCode>());

    private static readonly QueryParameter Sort = Query.Word(
        "sort", "By what they are sorted; by issuer and grant where it is left out.", nameof(ColumnSort.AmountPerRight), Enum.GetNames<ColumnSort>()) with
    {
        Default = nameof(ColumnSort.Stored),
    };

    private static readonly QueryParameter Descending = Query.Flag("descending", "Whether the last comes first.");

    private static readonly QueryParameter Skip = Query.Whole("skip", "How many are passed over.", "0", 0, int.MaxValue) with { Default = "0" };

    private static readonly QueryParameter Limit = Query.Whole("limit", "How many are answered at most.", "100", 1, MostRows) with { Default = "100" };

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/dates/{date}/table", PageAsync).WithName("DateTable").WithTags("Dates").Does(Act.Read, Reach.NarrowedByRoute).IsNoted(AccessKind.Values)
        .WithSummary("A date's values as a table, of the issuers that the caller may see: sorted, filtered and a page at a time, with how many stand how and of what they failed.")
        .WithQuery(Version, Query.Issuer, Search, Status, Reason, Sort, Descending, Skip, Limit)
        .Produces<DateTable>()
        .ProducesProblems(400, 404, 500);

    private static async Task<IResult> PageAsync(
        string date,
        QueryValues asked,
        Caller caller,
        GrantLookup grants,
        RunStore runs,
        DateTables dates,
        OpenTables tables,
        CancellationToken cancellationToken)
    {
        if (await grants.RefusedAsync(asked.Text(Query.Issuer), caller, cancellationToken) is { } refused) return refused;
        if (RequestFields.ParseDate(date) is not { } day) return Problems.NotFound("date", date, "is no date");

        var version = asked.WholeNumber(Version);
        var shown = version is null
            ? await dates.OfAsync(day, cancellationToken)
            : new TableRuns(await runs.FindAsync(new(day, version.Value), cancellationToken) is { Status: RunStatus.Completed } found ? [found] : []);
        if (shown.IsEmpty)
        {
            return version is null
                ? Problems.NotFound("date", date, "no run of it is completed")
                : Problems.NotFound("version", $"{version}", "no such run of the date is completed");
        }

        return await tables.UseAsync<IResult>(
            shown,
            async table =>
            {
                var issuers = caller.IssuersFor(Act.Read);
                var page = await table.PageAsync(Asked(asked) with { Within = issuers }, cancellationToken);
                var summary = await table.SummaryAsync(issuers, cancellationToken);
                return TypedResults.Ok(new DateTable(day, [.. shown.Own.Select(run => run.Version)], summary.Count, summary, page.Matching, page.Rows));
            },
            cancellationToken);
    }

    private static ColumnQuery Asked(QueryValues asked) => new()
    {
        Issuer = asked.Text(Query.Issuer),
        GrantId = asked.Text(Search),
        Status = asked.Word<ValueStatus>(Status),
        Reason = asked.Word<ReasonCode>(Reason),
        Sort = asked.Word<ColumnSort>(Sort)!.Value,
        Descending = asked.Flag(Descending),
        Skip = asked.WholeNumber(Skip)!.Value,
        Take = asked.WholeNumber(Limit)!.Value,
    };

    /// <summary>A page of a date's values.</summary>
    /// <param name="Date">The business date.</param>
    /// <param name="Versions">The versions of the date's own runs whose values stand in it, the last one first; runs of other dates may have stored some too.</param>
    /// <param name="Count">How many values there are of the issuers that the caller may see.</param>
    /// <param name="Summary">How all of them stand.</param>
    /// <param name="Matching">How many of them are asked for, on all pages.</param>
    /// <param name="Rows">Those of this page.</param>
    internal sealed record DateTable(
        DateOnly Date, IReadOnlyList<int> Versions, int Count, ColumnSummary Summary, int Matching, IReadOnlyList<ColumnRow> Rows);
}
