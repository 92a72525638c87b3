using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Pricing.Api.Manners;
using Pricing.Api.Queries;
using Pricing.Api.Requests;
using Pricing.Api.Tables;
using Pricing.Papers.Facts;
using Pricing.Papers.Reading;
using Pricing.Papers.Reports;
using Pricing.Papers.Spreadsheets.Books;
using Pricing.Papers.Wording;
using Pricing.Pipeline.Storage;

namespace Pricing.Api.Endpoints;

/// <summary>The papers of a value: the workbook that recomputes it, the report, the text for the note and the notice.</summary>
internal static class PaperEndpoints
{
    private const string ReportPolicy = "default-src 'none'; style-src 'unsafe-inline'";
    private const string OfGrant = "/api/grants/{issuer}/{grantId}";
    private const string Plain = "text/plain";

    public static void Map(IEndpointRouteBuilder routes)
    {
        Described(routes.MapGet($"{OfGrant}/workbook.xlsx", WorkbookAsync), "GrantWorkbook", AnswerFormat.Excel.MediaType)
            .WithSummary("The value of a grant calculated again by live formulas, from the closes on: of its grant date, or of date and version; language en or ja.")
            .IsCostly();
        Described(Text(routes, "/report.html", Page), "GrantReport", "text/html")
            .WithSummary("The report on the value of a grant, to be printed on A4.");
        Described(Text(routes, "/note.txt", (paper, language, response) => Words(NoteText.Of(paper, language), PaperName.Of(paper, language, " note.txt"), response)), "GrantNote", Plain)
            .WithSummary("The text for the note to the accounts: how the fair unit value was estimated.");
        Described(Text(routes, "/notice.txt", (paper, language, response) => Words(NoticeText.Of(paper, language), PaperName.Of(paper, language, " notice.txt"), response)), "GrantNotice", Plain)
            .WithSummary("The notice that the contents of the issue are settled.");
        routes.MapGet("/api/dates/{date}/workbook.xlsx", DateWorkbookAsync).WithName("DateWorkbook").WithTags("Papers")
            .WithSummary("The current value of every grant for a business date, a row each, calculated again by live formulas from sigma on.")
            .WithQuery(Query.Language)
            .Produces(StatusCodes.Status200OK, contentType: AnswerFormat.Excel.MediaType)
            .IsCostly()
            .ProducesProblems(400, 404);
    }

    private static RouteHandlerBuilder Text(
        IEndpointRouteBuilder routes, string paper, Func<GrantPaper, PaperLanguage, HttpResponse, IResult> write) =>
        routes.MapGet(OfGrant + paper, async ([AsParameters] PaperRoute asked, PaperReader reader, HttpResponse response, CancellationToken cancellationToken) =>
            await reader.ReadAsync(asked.Request, cancellationToken) is var read && read.TryGet(out var found)
                ? write(found, asked.Language, response)
                : Refused(asked, read.Failures));

    private static RouteHandlerBuilder Described(RouteHandlerBuilder route, string name, string mediaType) => route
        .WithName(name).WithTags("Papers")
        .WithQuery(PaperRoute.Parameters)
        .Produces(StatusCodes.Status200OK, contentType: mediaType)
        .ProducesProblems(400, 404, 500);

    private static async Task<IResult> WorkbookAsync([AsParameters] PaperRoute asked, PaperReader reader, CancellationToken cancellationToken)
    {
        var read = await reader.ReadAsync(asked.Request, cancellationToken);
        if (!read.TryGet(out var paper)) return Refused(asked, read.Failures);

        // The server takes no bytes that are not written asynchronously, and compressing does not always.
        var content = new MemoryStream();
        await GrantBook.WriteAsync(paper, asked.Language, content, cancellationToken);
        content.Position = 0;
        return TypedResults.Stream(content, AnswerFormat.Excel.MediaType, PaperName.Of(paper, asked.Language, ".xlsx"));
    }

    private static async Task<IResult> DateWorkbookAsync(
        string date, QueryValues asked, PaperReader reader, CancellationToken cancellationToken)
    {
        if (RequestFields.ParseDate(date) is not { } day) return Problems.NotFound("date", date, "is no date");

        var language = PaperRoute.LanguageOf(asked);
        return await TemporaryContent.AnswerAsync(
            content => DateBook.WriteAsync(reader.Read(day, cancellationToken), language, content, cancellationToken),
            PaperName.Of(day, language));
    }

    private static ContentHttpResult Page(GrantPaper paper, PaperLanguage language, HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy = ReportPolicy;
        Name(response, PaperName.Of(paper, language, ".html"));
        return TypedResults.Text(ReportPage.Of(paper, language), "text/html", Encoding.UTF8);
    }

    private static ContentHttpResult Words(string text, string name, HttpResponse response)
    {
        Name(response, name);
        return TypedResults.Text(text, Plain, Encoding.UTF8);
    }

    /// <summary>The name under which a reader keeps what is shown at once.</summary>
    private static void Name(HttpResponse response, string name)
    {
        var disposition = new ContentDispositionHeaderValue("inline");
        disposition.SetHttpFileName(name);
        response.Headers.ContentDisposition = disposition.ToString();
    }

    private static ProblemHttpResult Refused(PaperRoute asked, IReadOnlyList<Failure> failures) => failures[0].Code switch
    {
        ReasonCode.UnknownGrant or ReasonCode.NotDetermined => Problems.NotFound(failures),
        ReasonCode.DamagedData => throw new DamagedContentException(
            $"{asked.Issuer} {asked.GrantId}", $"cannot be read: {string.Join("; ", failures)}"),
        _ => Problems.Refused(failures),
    };
}
