using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Pricing.Api.Requests;
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
    private const string ExcelType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const string ReportPolicy = "default-src 'none'; style-src 'unsafe-inline'";
    private const string OfGrant = "/api/grants/{issuer}/{grantId}";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet($"{OfGrant}/workbook.xlsx", WorkbookAsync).WithName("GrantWorkbook").WithTags("Papers")
            .WithSummary("The value of a grant calculated again by live formulas, from the closes on: of its grant date, or of date and version; language en or ja.")
            .Produces(StatusCodes.Status200OK, contentType: ExcelType)
            .ProducesProblems(400, 404, 500);
        routes.MapGet($"{OfGrant}/report.html", ([AsParameters] PaperRoute asked, PaperReader reader, HttpResponse response, CancellationToken cancellationToken) =>
            TextAsync(asked, reader, (paper, language) => Page(paper, language, response), cancellationToken)).WithName("GrantReport").WithTags("Papers")
            .WithSummary("The report on the value of a grant, to be printed on A4.")
            .Produces(StatusCodes.Status200OK, contentType: "text/html")
            .ProducesProblems(400, 404, 500);
        routes.MapGet($"{OfGrant}/note.txt", ([AsParameters] PaperRoute asked, PaperReader reader, HttpResponse response, CancellationToken cancellationToken) =>
            TextAsync(asked, reader, (paper, language) => Plain(NoteText.Of(paper, language), PaperName.Of(paper, language, " note.txt"), response), cancellationToken)).WithName("GrantNote").WithTags("Papers")
            .WithSummary("The text for the note to the accounts: how the fair unit value was estimated.")
            .Produces(StatusCodes.Status200OK, contentType: "text/plain")
            .ProducesProblems(400, 404, 500);
        routes.MapGet($"{OfGrant}/notice.txt", ([AsParameters] PaperRoute asked, PaperReader reader, HttpResponse response, CancellationToken cancellationToken) =>
            TextAsync(asked, reader, (paper, language) => Plain(NoticeText.Of(paper, language), PaperName.Of(paper, language, " notice.txt"), response), cancellationToken)).WithName("GrantNotice").WithTags("Papers")
            .WithSummary("The notice that the contents of the issue are settled.")
            .Produces(StatusCodes.Status200OK, contentType: "text/plain")
            .ProducesProblems(400, 404, 500);
        routes.MapGet("/api/dates/{date}/workbook.xlsx", DateWorkbookAsync).WithName("DateWorkbook").WithTags("Papers")
            .WithSummary("The current value of every grant for a business date, a row each, calculated again by live formulas from sigma on.")
            .Produces(StatusCodes.Status200OK, contentType: ExcelType)
            .ProducesProblems(400, 404);
    }

    private static async Task<IResult> WorkbookAsync([AsParameters] PaperRoute asked, PaperReader reader, CancellationToken cancellationToken)
    {
        var (read, language) = await ReadAsync(asked, reader, cancellationToken);
        if (!read.TryGet(out var paper)) return Refused(asked, read.Failures);

        // The server takes no bytes that are not written asynchronously, and compressing does not always.
        var content = new MemoryStream();
        await GrantBook.WriteAsync(paper, language, content, cancellationToken);
        content.Position = 0;
        return TypedResults.Stream(content, ExcelType, PaperName.Of(paper, language, ".xlsx"));
    }

    private static async Task<IResult> DateWorkbookAsync(
        string date, string? language, PaperReader reader, CancellationToken cancellationToken)
    {
        if (RequestFields.ParseDate(date) is not { } day) return Problems.NotFound("date", date, "is no date");
        if (LanguageCode.Parse(language) is not { } chosen) return Problems.Refused([PaperRoute.NoLanguage(language)]);

        // A date may have more values than memory should hold.
        var content = new FileStream(
            Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, bufferSize: 65_536, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            await DateBook.WriteAsync(reader.Read(day, cancellationToken), chosen, content, cancellationToken);
            content.Position = 0;
            return TypedResults.Stream(content, ExcelType, PaperName.Of(day, chosen));
        }
        catch
        {
            await content.DisposeAsync();
            throw;
        }
    }

    private static async Task<IResult> TextAsync(
        PaperRoute asked, PaperReader reader, Func<GrantPaper, PaperLanguage, IResult> write, CancellationToken cancellationToken)
    {
        var (read, language) = await ReadAsync(asked, reader, cancellationToken);
        return read.TryGet(out var paper) ? write(paper, language) : Refused(asked, read.Failures);
    }

    private static ContentHttpResult Page(GrantPaper paper, PaperLanguage language, HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy = ReportPolicy;
        Name(response, PaperName.Of(paper, language, ".html"));
        return TypedResults.Text(ReportPage.Of(paper, language), "text/html", Encoding.UTF8);
    }

    private static ContentHttpResult Plain(string text, string name, HttpResponse response)
    {
        Name(response, name);
        return TypedResults.Text(text, "text/plain", Encoding.UTF8);
    }

    /// <summary>The name under which a reader keeps what is shown at once.</summary>
    private static void Name(HttpResponse response, string name)
    {
        var disposition = new ContentDispositionHeaderValue("inline");
        disposition.SetHttpFileName(name);
        response.Headers.ContentDisposition = disposition.ToString();
    }

    private static async Task<(Outcome<GrantPaper> Paper, PaperLanguage Language)> ReadAsync(
        PaperRoute asked, PaperReader reader, CancellationToken cancellationToken)
    {
        var question = asked.Read();
        return question.TryGet(out var wanted)
            ? (await reader.ReadAsync(wanted.Request, cancellationToken), wanted.Language)
            : (question.Failures.ToList(), default);
    }

    private static ProblemHttpResult Refused(PaperRoute asked, IReadOnlyList<Failure> failures) => failures[0].Code switch
    {
        ReasonCode.UnknownGrant or ReasonCode.NotDetermined => Problems.NotFound(failures),
        ReasonCode.DamagedData => throw new DamagedContentException(
            $"{asked.Issuer} {asked.GrantId}", $"cannot be read: {string.Join("; ", failures)}"),
        _ => Problems.Refused(failures),
    };
}
