using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Pricing.Api.Accesses;
using Pricing.Api.Identity;
using Pricing.Api.Manners;
using Pricing.Api.Queries;
using Pricing.Api.Requests;
using Pricing.Pipeline.Controls.Access;
using Pricing.Pipeline.Intake.Batches;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Intake.Waiting;
using Pricing.Pipeline.Storage;

namespace Pricing.Api.Files;

/// <summary><c>/api/files</c>: sending a file, and what became of those that came in by any door.</summary>
internal static partial class FileEndpoints
{
    private const string Place = "/api/files";
    private const string Lines = "application/x-ndjson";
    private const string RetryAfterSeconds = "1";

    private static readonly string[] RejectForms = ["text/csv", Lines];

    private static readonly QueryParameter Limit = Query.Whole("limit", "How many files at most.", "20", 1, 100) with { Default = "20" };

    private static readonly QueryParameter Sha256 = Query.Text(
        "sha256", "Only files of this content.", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");

    private static readonly ListOrder<FileRecord> Order = new(record => [Cursor.Part(record.ReceivedAt), record.Key], IsDescending: true);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var files = routes.MapGroup(Place).WithTags("Files");
        files.MapPost("/", SendAsync).WithName("SendFile").Does(Act.Prepare, Reach.NarrowedByRoute)
            .WithSummary("Takes a file of grants, events, prices, dividends, actions or curves. It is kept before the answer, and taken in behind it.")
            .Accepts<Stream>("*/*")
            .WithMetadata(BodyLimit.File)
            .TakesItsTime()
            .Produces<FileAnswer>(StatusCodes.Status202Accepted)
            .WithMetadata(FileRequest.Parameters, EncodedBodies.Read)
            .ProducesProblems(400, 413, 415, 422);
        files.MapGet("/", ListAsync).WithName("Files").Does(Act.Read, Reach.NarrowedByRoute)
            .WithSummary("The files that came in, the last one first; a page at a time.")
            .WithQuery(Limit, Query.After, Sha256)
            .Produces<FileList>()
            .ProducesProblems(400);
        files.MapGet("/{id}", GetAsync).WithName("File").Does(Act.Read, Reach.NarrowedByRoute)
            .WithSummary("One file: how far it is, its report, what became of rows that waited.")
            .Produces<FileAnswer>()
            .ProducesProblems(404);
        files.MapGet("/{id}/rejects", RejectsAsync).WithName("FileRejects").Does(Act.Read, Reach.NarrowedByRoute).IsNoted(AccessKind.Export)
            .WithSummary("What was refused, as CSV to be corrected and sent again; one JSON object for each failure where application/x-ndjson is accepted.")
            .TakesItsTime()
            .Produces(StatusCodes.Status200OK, contentType: RejectForms[0], additionalContentTypes: RejectForms[1..])
            .ProducesProblems(404, 409);
    }

    private static async Task<IResult> SendAsync(
        HttpRequest request,
        FileIntake intake,
        FileRecords records,
        ISentFiles queue,
        ILoggerFactory loggers,
        HttpResponse response,
        CancellationToken cancellationToken)
    {
        if (Unsupported(request) is { } unsupported) return unsupported;

        var read = FileRequest.Read(request);
        if (!read.TryGet(out var sent)) return Problems.Refused(read.Failures);

        if (FileRequest.Refused(request.HttpContext.Caller(), sent) is { } refused) return refused;

        var contradictions = FileRequest.Contradictions(sent);
        if (contradictions.Count == 0 && IsEmpty(request)) contradictions = [new(ReasonCode.InvalidField, "body", "", "is empty; the file is wanted")];
        if (contradictions.Count > 0) return Problems.Refused(contradictions, StatusCodes.Status422UnprocessableEntity);

        var record = (await intake.KeepAsync(request.Body, sent, cancellationToken)).Value;
        if (record.State == FileState.GivenUp)
        {
            // Whoever sends it again wants it tried again.
            record = record with { State = FileState.Kept, GivenUpFor = null };
            await records.SaveAsync(record, cancellationToken);
        }

        if (record.State != FileState.Done) await QueueAsync(queue, record, loggers, cancellationToken);
        response.Headers.RetryAfter = RetryAfterSeconds;
        return TypedResults.Accepted(Places.Of(request, $"{Place}/{record.Key}"), FileAnswer.Of(record, report: null, request));
    }

    private static async Task<IResult> ListAsync(
        QueryValues asked, Caller caller, FileRecords records, FileReports reports, HttpResponse response, CancellationToken cancellationToken)
    {
        var sha256 = asked.Text(Sha256);
        if (sha256 is not null && !ContentHash.IsOne(sha256))
            return Problems.Refused([new(ReasonCode.InvalidField, Sha256.Name, sha256, "is not a SHA-256 of 64 hexadecimal digits in lower case")]);

        var page = Page.Of((await records.RecentAsync(sha256, cancellationToken)).Where(record => IsSeenBy(record, caller)), Order, asked, Limit, response);
        if (!page.TryGet(out var shown)) return Problems.Refused(page.Failures);

        var answers = await Task.WhenAll(shown.Items.Select(async record =>
            FileAnswer.Of(record, await reports.FindAsync(record, cancellationToken), response.HttpContext.Request)));
        return TypedResults.Ok(new FileList(answers, shown.Next));
    }

    private static async Task<IResult> GetAsync(
        string id,
        Caller caller,
        FileRecords records,
        FileReports reports,
        FateStore fates,
        HttpResponse response,
        CancellationToken cancellationToken)
    {
        if (await FindAsync(id, records, cancellationToken) is not { } record) return NotFound(id);
        if (Refusals.NotAllowed(caller, Act.Read, record.IssuerList) is { } refused) return refused;
        if (record.State == FileState.Kept) response.Headers.RetryAfter = RetryAfterSeconds;
        var report = await reports.FindAsync(record, cancellationToken);
        return TypedResults.Ok(FileAnswer.Of(record, report, response.HttpContext.Request) with { Later = await fates.OfFileAsync(id, cancellationToken) });
    }

    private static async Task<IResult> RejectsAsync(
        string id,
        Caller caller,
        FileRecords records,
        FileReports reports,
        FileRejects rejects,
        CorrectableRows rows,
        HttpRequest request,
        HttpResponse response,
        CancellationToken cancellationToken)
    {
        if (await FindAsync(id, records, cancellationToken) is not { } record) return NotFound(id);
        if (Refusals.NotAllowed(caller, Act.Read, record.IssuerList) is { } refused) return refused;
        if (await reports.FindAsync(record, cancellationToken) is not { } report)
        {
            response.Headers.RetryAfter = RetryAfterSeconds;
            return Problems.Of(StatusCodes.Status409Conflict, record.GivenUpFor is { } reason ? $"The file is not taken in to its end: {reason}" : "The file is not taken in to its end.");
        }

        // What is counted stands under the report's own key; that of a batch from before there were identities stands elsewhere.
        var document = await rejects.OpenAsync(id, cancellationToken);
        if (document is null && report.Rejected > 0 && report.Batch == record.Key) throw rejects.Missing(id);

        var name = $"{Path.GetFileNameWithoutExtension(record.Name)}-rejects";
        if (AcceptedForm.Best(request.Headers.Accept, RejectForms) == Lines)
            return TypedResults.Stream(document ?? Stream.Null, Lines, $"{name}.ndjson");

        if (document is not null) await document.DisposeAsync();

        return TypedResults.Stream(
            body => rows.WriteAsync(record, report, body, cancellationToken),
            "text/csv; charset=utf-8",
            $"{name}.csv");
    }

    private static bool IsSeenBy(FileRecord record, Caller caller) => caller.MayForEach(Act.Read, record.IssuerList);

    private static async Task QueueAsync(
        ISentFiles queue, FileRecord record, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        try
        {
            await queue.AddAsync(record, cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            // It is kept, so it is not lost, and its sender need not send it again.
            LogNotQueued(loggers.CreateLogger(typeof(FileEndpoints).FullName!), failure, record.Name, record.Key);
        }
    }

    private static ProblemHttpResult? Unsupported(HttpRequest request)
    {
        var (field, value) = request.ContentType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) == true
            ? ("content-type", request.ContentType)
            : ("content-encoding", request.Headers.ContentEncoding.ToString());
        if (value is "" or "identity") return null;

        return Problems.Refused(
            [new(ReasonCode.InvalidField, field, value, "is not read; the body is the file as it is, such as curl --data-binary @FILE sends it")],
            StatusCodes.Status415UnsupportedMediaType);
    }

    private static bool IsEmpty(HttpRequest request) =>
        request.ContentLength == 0
        || request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false };

    private static async Task<FileRecord?> FindAsync(string id, FileRecords records, CancellationToken cancellationToken) =>
        FileIdentity.IsId(id) ? await records.FindAsync(id, cancellationToken) : null;

    private static ProblemHttpResult NotFound(string id) => Problems.NotFound("file", id, "no file of this identity came in");

    [LoggerMessage(Level = LogLevel.Error, Message = "The file {Name} ({Id}) is kept and could not be queued; the next round takes it in")]
    private static partial void LogNotQueued(ILogger logger, Exception failure, string name, string id);

    /// <summary>A page of files.</summary>
    /// <param name="Files">The files, the last one first.</param>
    /// <param name="Next">Where the next page is; null where there is none.</param>
    internal sealed record FileList(IReadOnlyList<FileAnswer> Files, string? Next);
}
