using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pricing.Api.Accesses;
using Pricing.Api.Identity;
using Pricing.Api.Manners;
using Pricing.Api.Queries;
using Pricing.Api.Requests;
using Pricing.Api.Tables;
using Pricing.Papers.Spreadsheets.Tables;
using Pricing.Pipeline.Controls.Access;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Sealing;
using Pricing.Pipeline.Values;

namespace Pricing.Api.Runs;

/// <summary><c>/api/runs/{date}/{version}/values</c> and <c>/compare</c>: what a run stored, and what it changed.</summary>
internal static class RunTables
{
    private static readonly QueryParameter With = Query.Whole(
        "with", "The version of the date to compare with; the one before where it is left out.", "1", 1, 999_999);

    public static void Map(RouteGroupBuilder runs)
    {
        runs.MapGet($"{RunLookup.Route}/values", ValuesAsync).WithName("RunValues").Does(Act.Read, Reach.NarrowedByRoute).IsNoted(AccessKind.Export)
            .WithSummary("All values of a completed run: JSON lines, a JSON array, comma-separated text, or a workbook of up to 1,048,575 values.")
            .WithQuery(AnswerFormat.Parameter)
            .ProducesTable<ValueRecord>()
            .IsCostlyDownload()
            .ProducesProblems(400, 404, 409, 500);
        runs.MapGet($"{RunLookup.Route}/compare", CompareAsync).WithName("CompareRuns").Does(Act.Read).IsNoted(AccessKind.Export)
            .WithSummary("What the later of two completed runs of a date says otherwise than the earlier one, value by value.")
            .WithQuery(With)
            .Produces<ComparisonAnswer>()
            .IsCostlyDownload()
            .ProducesProblems(400, 404, 409, 500);
    }

    private static async Task<IResult> ValuesAsync(
        string date,
        int version,
        QueryValues asked,
        RunStore runs,
        IRunValues values,
        HttpContext context,
        CancellationToken cancellationToken)
    {
        if (await RunLookup.FindAsync(date, version, runs, cancellationToken) is not { } run) return RunLookup.NotFound(date, version);
        if (RunLookup.Refused(run, context.Caller(), Act.Read) is { } refused) return refused;
        if (run.Status != RunStatus.Completed) return RunLookup.NotCompleted(run);

        var format = AnswerFormat.Of(context.Request, asked);
        if (format == AnswerFormat.Excel && run.Rows > RecordSheet.MostRecords) return TableAnswer.TooManyForASheet($"{run.Rows}");
        if (run.Root != Seals.Unsealed && EntityTags.Known(context, $"{run.Root[..32]}-{format.Word}") is { } known) return known;

        var name = $"values {run.ToRun()}";
        return format == AnswerFormat.Lines
            ? TypedResults.Stream(body => values.CopyToAsync(run, body, cancellationToken), format.MediaType, name + format.Ending)
            : await TableAnswer.OfAsync(format, TableAnswer.ValueColumns, values.ReadAsync(run, cancellationToken), name, cancellationToken);
    }

    private static async Task<IResult> CompareAsync(
        string date,
        int version,
        QueryValues asked,
        RunStore runs,
        RunComparison comparison,
        CancellationToken cancellationToken)
    {
        if (await RunLookup.FindAsync(date, version, runs, cancellationToken) is not { } run) return RunLookup.NotFound(date, version);

        var with = asked.WholeNumber(With) ?? version - 1;
        if (with == version) return Problems.Refused([new(ReasonCode.InvalidField, With.Name, $"{with}", "is the run itself")]);
        if (with == 0) return Problems.Refused([new(ReasonCode.InvalidField, With.Name, "", "is missing, and there is no version before the first")]);
        if (await RunLookup.FindAsync(date, with, runs, cancellationToken) is not { } other) return RunLookup.NotFound(date, with);
        if (run.Status != RunStatus.Completed) return RunLookup.NotCompleted(run);
        if (other.Status != RunStatus.Completed) return RunLookup.NotCompleted(other);

        var (from, to) = run.Version < other.Version ? (run, other) : (other, run);
        return TypedResults.Stream(
            body => WriteAsync(from, to, comparison.ChangesAsync(from, to, cancellationToken), body, cancellationToken), "application/json");
    }

    private static async Task WriteAsync(
        RunRecord from, RunRecord to, IAsyncEnumerable<ValueChange> changes, Stream body, CancellationToken cancellationToken)
    {
        const int block = 64 << 10;
        using var written = new MemoryStream();
        await using var json = new Utf8JsonWriter(written, new() { Encoder = ApiJson.Web.Encoder, SkipValidation = true });
        json.WriteStartObject();
        json.WriteString("date", DateText.Of(to.Date));
        json.WriteNumber("from", from.Version);
        json.WriteNumber("to", to.Version);
        json.WriteStartArray("changes");
        var (count, added) = (0, 0);
        await foreach (var change in changes.WithCancellation(cancellationToken))
        {
            JsonSerializer.Serialize(json, change, ApiJson.Web);
            count++;
            if (change.VersionBefore is null) added++;
            if (written.Length < block) continue;

            json.Flush();
            await written.SendAsync(body, cancellationToken);
        }

        json.WriteEndArray();
        json.WriteNumber("count", count);
        json.WriteNumber("added", added);
        json.WriteEndObject();
        json.Flush();
        await written.SendAsync(body, cancellationToken);
    }

    /// <summary>How two runs of a date differ.</summary>
    /// <param name="Date">The business date.</param>
    /// <param name="From">The earlier version.</param>
    /// <param name="To">The later version.</param>
    /// <param name="Changes">The values that the later one says otherwise, or for the first time.</param>
    /// <param name="Count">How many they are.</param>
    /// <param name="Added">How many of them the earlier one did not have.</param>
    internal sealed record ComparisonAnswer(DateOnly Date, int From, int To, IReadOnlyList<ValueChange> Changes, int Count, int Added);
}
