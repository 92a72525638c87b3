using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pricing.Api.Accesses;
using Pricing.Api.Identity;
using Pricing.Api.Manners;
using Pricing.Api.Queries;
using Pricing.Api.Requests;
using Pricing.Api.Tables;
using Pricing.Pipeline.Controls.Access;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Values;

namespace Pricing.Api.Endpoints;

/// <summary><c>/api/dates</c>: where a business date stands, whichever runs brought it there.</summary>
internal static class DateEndpoints
{
    private static readonly QueryParameter Limit = Query.Whole(
        "limit", "How many values at most, the first ones; all where it is left out.", "100", 1, int.MaxValue);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/dates/{date}/values", ValuesAsync).WithName("DateValues").WithTags("Dates").Does(Act.Read, Reach.NarrowedByRoute).IsNoted(AccessKind.Export)
        .WithSummary("The current value of every grant for a business date: JSON lines, a JSON array, comma-separated text, or a workbook of up to 1,048,575 values.")
        .WithQuery(Limit, AnswerFormat.Parameter)
        .ProducesTable<ValueRecord>()
        .IsCostlyDownload()
        .ProducesProblems(400, 404);

    private static async Task<IResult> ValuesAsync(
        string date, QueryValues asked, Caller caller, DateValues values, RunStore runs, HttpRequest request, CancellationToken cancellationToken)
    {
        if (RequestFields.ParseDate(date) is not { } day) return Problems.NotFound("date", date, "is no date");

        var format = AnswerFormat.Of(request, asked);
        if (await values.FindAsync(day, cancellationToken) is not { } found)
        {
            // A night may have had nothing to value; a date that no night has valued may be a typo.
            if (!await runs.OfDateAsync(day, cancellationToken).AnyAsync(run => run.Status == RunStatus.Completed, cancellationToken))
                return Problems.NotFound("date", date, "no grant has a value for it, and no run of it is completed");

            found = AsyncEnumerable.Empty<ValueRecord>();
        }

        var most = asked.WholeNumber(Limit) ?? int.MaxValue;
        return await TableAnswer.OfAsync(
            format, TableAnswer.ValueColumns, found.Where(value => caller.MayReadIssuer(value.Issuer)).Take(most), $"values {DateText.Of(day)}", cancellationToken);
    }
}
