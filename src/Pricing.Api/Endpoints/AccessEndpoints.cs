using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pricing.Api.Accesses;
using Pricing.Api.Identity;
using Pricing.Api.Queries;
using Pricing.Api.Requests;
using Pricing.Pipeline.Controls.Access;
using Pricing.Pipeline.Controls.People;

namespace Pricing.Api.Endpoints;

/// <summary><c>/api/access</c> and <c>/api/roles</c>: who did what, and who was seen with which roles.</summary>
internal static class AccessEndpoints
{
    private const int MostDays = 400;

    private static readonly QueryParameter Day = Query.Date("date", "The day, UTC; today where it is left out.", "2026-01-05");

    private static readonly QueryParameter Days = Query.Whole(
        "days", "How many days are looked at, the last ones.", "30", 1, MostDays) with
    { Default = "30" };

    private static readonly ListOrder<AccessEntry> Order = new(
        entry => [Cursor.Part(entry.At), entry.Identity, entry.Path, $"{entry.Kind}"], IsDescending: true);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/access", ListAsync).WithName("Accesses").WithTags("Controls").Does(Act.Audit).IsNoted(AccessKind.Controls)
            .WithSummary("Who read values, logs or settings, took something out, or was refused on a day, the last one first; a page at a time.")
            .WithQuery(Day, Query.Limit, Query.After)
            .Produces<IReadOnlyList<AccessEntry>>()
            .ProducesProblems(400);
        routes.MapGet("/api/roles", RolesAsync).WithName("RolesSeen").WithTags("Controls").Does(Act.Audit).IsNoted(AccessKind.Controls)
            .WithSummary("Who was seen with which roles in the last days, for review: of everybody the last roles, and when they were seen first and last.")
            .WithQuery(Days)
            .Produces<IReadOnlyList<RolesSeen>>()
            .ProducesProblems(400);
    }

    private static async Task<IResult> ListAsync(
        QueryValues asked, AccessLog log, AccessReader reader, TimeProvider clock, HttpResponse response, CancellationToken cancellationToken)
    {
        await log.FlushAsync(cancellationToken);
        var day = asked.Date(Day) ?? Today(clock);
        return await Page.AnswerAsync(reader.OfDayAsync(day, cancellationToken), Order, asked, response, cancellationToken);
    }

    private static async Task<IResult> RolesAsync(
        QueryValues asked, AccessLog log, AccessReader reader, TimeProvider clock, CancellationToken cancellationToken)
    {
        await log.FlushAsync(cancellationToken);
        var seen = new SortedDictionary<string, RolesSeen>(StringComparer.Ordinal);
        var (last, days) = (Today(clock), asked.WholeNumber(Days)!.Value);
        for (var day = last.AddDays(1 - days); day <= last; day = day.AddDays(1))
        {
            await foreach (var entry in reader.OfDayAsync(day, cancellationToken))
            {
                if (entry.Identity.Length == 0 || entry.Identity.StartsWith(Person.ClaimedPrefix, StringComparison.Ordinal)) continue;

                var known = seen.GetValueOrDefault(entry.Identity);
                var isNewer = known is null || entry.At >= known.LastSeen;
                seen[entry.Identity] = new(
                    entry.Identity,
                    isNewer ? entry.Name : known!.Name,
                    isNewer ? entry.Roles : known!.Roles,
                    known is null || entry.At < known.FirstSeen ? entry.At : known.FirstSeen,
                    isNewer ? entry.At : known!.LastSeen);
            }
        }

        return TypedResults.Ok<IReadOnlyList<RolesSeen>>([.. seen.Values]);
    }

    private static DateOnly Today(TimeProvider clock) => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    /// <summary>Somebody who was seen, with roles.</summary>
    /// <param name="Identity">What vouches for the name.</param>
    /// <param name="Name">The name.</param>
    /// <param name="Roles">The roles of the last time, with spaces between them.</param>
    /// <param name="FirstSeen">When they were seen first in these days, UTC.</param>
    /// <param name="LastSeen">When they were seen last, UTC.</param>
    internal sealed record RolesSeen(string Identity, string Name, string Roles, DateTimeOffset FirstSeen, DateTimeOffset LastSeen);
}
