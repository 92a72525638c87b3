using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Pricing.Api.Accesses;
using Pricing.Api.Identity;
using Pricing.Api.Queries;
using Pricing.Api.Requests;
using Pricing.Pipeline.Controls.Access;
using Pricing.Pipeline.Controls.Changes;

namespace Pricing.Api.Endpoints;

/// <summary><c>/api/settings</c>: the settings that can move a number or say who may act, and the log of their changes.</summary>
internal static class SettingsEndpoints
{
    private static readonly ListOrder<ChangeAnswer> Order = new(change => [Cursor.Part(change.Number)], IsDescending: true);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/settings", Current).WithName("Settings").WithTags("Settings").Does(Act.Audit, Reach.NoIssuer).IsNoted(AccessKind.Controls)
            .WithSummary("The settings of this host that can move a number or say who may act; of a secret only whether it is set.")
            .Produces<SettingsAnswer>();
        routes.MapGet("/api/settings/changes", ChangesAsync).WithName("SettingsChanges").WithTags("Settings").Does(Act.Audit, Reach.NoIssuer).IsNoted(AccessKind.Controls)
            .WithSummary("What changed in the settings, as hosts found it at their starts, the newest change first; a page at a time.")
            .WithQuery(Query.Limit, Query.After)
            .Produces<IReadOnlyList<ChangeAnswer>>()
            .ProducesProblems(400, 500);
        routes.MapGet("/api/settings/{settings}", FindAsync).WithName("SettingsOfRun").WithTags("Settings").Does(Act.Audit, Reach.NoIssuer).IsNoted(AccessKind.Controls)
            .WithSummary("The settings that a run names by their hash.")
            .Produces<SettingsAnswer>()
            .ProducesProblems(404, 500);
    }

    private static Ok<SettingsAnswer> Current(CurrentSettings current) =>
        TypedResults.Ok(SettingsAnswer.Of(current.Snapshot.Hash, current.Snapshot.Texts));

    private static async Task<IResult> ChangesAsync(QueryValues asked, SettingsLog log, HttpResponse response, CancellationToken cancellationToken)
    {
        var all = await log.ListAsync(cancellationToken);
        return Page.Answer([.. all.Select(ChangeAnswer.Of)], Order, asked, response);
    }

    private static async Task<IResult> FindAsync(string settings, SettingsLog log, CancellationToken cancellationToken) =>
        (await log.ListAsync(cancellationToken)).FirstOrDefault(change => change.Settings == settings) is { } found
            ? TypedResults.Ok(SettingsAnswer.Of(found.Settings, found.After))
            : Problems.NotFound("settings", settings, "no settings of this hash are logged");

    /// <summary>The settings of a host.</summary>
    /// <param name="Hash">Their hash, which a run names.</param>
    /// <param name="Settings">The settings, by their names.</param>
    internal sealed record SettingsAnswer(string Hash, IReadOnlyList<SettingAnswer> Settings)
    {
        /// <summary>The answer for settings.</summary>
        /// <param name="hash">Their hash.</param>
        /// <param name="texts">The text of each by its name.</param>
        public static SettingsAnswer Of(string hash, IReadOnlyDictionary<string, string> texts) => new(
            hash, [.. texts.OrderBy(text => text.Key, StringComparer.Ordinal).Select(text => new SettingAnswer(text.Key, text.Value))]);
    }

    /// <summary>A setting.</summary>
    /// <param name="Name">Its name in the configuration.</param>
    /// <param name="Text">What it is; of a secret only whether it is set.</param>
    internal sealed record SettingAnswer(string Name, string Text);

    /// <summary>A change of settings.</summary>
    /// <param name="Number">Its number, from 1 without a gap; the first says only what the settings were.</param>
    /// <param name="At">When a host found it at its start, UTC.</param>
    /// <param name="Release">The version of the code of that host.</param>
    /// <param name="Settings">The hash of all settings afterwards.</param>
    /// <param name="Changes">What changed.</param>
    /// <param name="Previous">The hash of the change before it; empty for the first.</param>
    /// <param name="Hash">The hash of the change.</param>
    internal sealed record ChangeAnswer(
        int Number, DateTimeOffset At, string Release, string Settings, IReadOnlyList<ChangedSetting> Changes, string Previous, string Hash)
    {
        /// <summary>The answer for a change.</summary>
        /// <param name="change">The change.</param>
        public static ChangeAnswer Of(SettingsChange change) =>
            new(change.Number, change.At, change.Release, change.Settings, change.Changes, change.Previous, change.Hash);
    }
}
