using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Pricing.Api.Accesses;
using Pricing.Api.Identity;
using Pricing.Api.Manners;
using Pricing.Api.Queries;
using Pricing.Api.Requests;
using Pricing.Api.Tables;
using Pricing.Papers.Facts;
using Pricing.Papers.Making;
using Pricing.Papers.Reading;
using Pricing.Papers.Spreadsheets.Books;
using Pricing.Papers.Wording;
using Pricing.Pipeline.Controls.Access;

namespace Pricing.Api.Endpoints;

/// <summary>The papers of a value: the workbook that recomputes it, the report, the text for the note and the notice.</summary>
internal static class PaperEndpoints
{
    private const string ReportPolicy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void Map(IEndpointRouteBuilder routes)
    {
        MapPaper(routes, PaperKind.Workbook, "GrantWorkbook", static (kind, paper, language, _, cancellationToken) => FileAsync(kind, paper, language, cancellationToken))
            .WithSummary("The value of a grant calculated again by live formulas, from the closes on: of its grant date, or of date and version; language en or ja.")
            .IsCostlyDownload();
        MapPaper(routes, PaperKind.Report, "GrantReport", ShowAsync)
            .WithSummary("The report on the value of a grant, to be printed on A4.");
        MapPaper(routes, PaperKind.Note, "GrantNote", ShowAsync)
            .WithSummary("The text for the note to the accounts: how the fair unit value was estimated.");
        MapPaper(routes, PaperKind.Notice, "GrantNotice", ShowAsync)
            .WithSummary("The notice that the contents of the issue are settled: of a final grant-date value whose number allotted is confirmed, else 404 with the reason.");
        routes.MapGet("/api/dates/{date}/workbook.xlsx", DateWorkbookAsync).WithName("DateWorkbook").WithTags("Papers").Does(Act.Read, Reach.NarrowedByRoute).IsNoted(AccessKind.Export)
            .WithSummary("The current value of every grant for a business date, a row each, calculated again by live formulas from sigma on.")
            .WithQuery(Query.Language)
            .Produces(StatusCodes.Status200OK, contentType: AnswerFormat.Excel.MediaType)
            .IsCostlyDownload()
            .ProducesProblems(400, 404);
    }

    private static RouteHandlerBuilder MapPaper(
        IEndpointRouteBuilder routes,
        PaperKind kind,
        string name,
        Func<PaperKind, GrantPaper, PaperLanguage, HttpResponse, CancellationToken, Task<IResult>> write) => routes
        .MapGet($"/api/grants/{{issuer}}/{{grantId}}/{kind.Place}", async ([AsParameters] PaperRoute asked, PaperReader reader, IdentityOptions identity, HttpResponse response, CancellationToken cancellationToken) =>
        {
            var read = await reader.ReadAsync(asked.Request, cancellationToken);
            if (!read.TryGet(out var facts)) return Problems.OfStored(read.Failures, $"{asked.Issuer} {asked.GrantId}");
            if (kind.Refusal(facts) is { } refused) return Problems.NotFound([refused]);

            var paper = facts with { IsNotForPublication = !identity.IsConfigured };
            return EntityTags.Known(response.HttpContext, PaperTag.Of(paper, kind, asked.Language))
                ?? await write(kind, paper, asked.Language, response, cancellationToken);
        })
        .WithName(name).WithTags("Papers").Does(Act.Read).IsNoted(AccessKind.Export)
        .WithQuery(PaperRoute.Parameters)
        .Produces(StatusCodes.Status200OK, contentType: kind.MediaType)
        .ProducesProblems(400, 404, 500);

    // The server takes no bytes that are not written asynchronously, and compressing does not always.
    private static async Task<MemoryStream> ContentAsync(
        PaperKind kind, GrantPaper paper, PaperLanguage language, CancellationToken cancellationToken)
    {
        var content = new MemoryStream();
        await kind.WriteAsync(paper, language, content, cancellationToken);
        content.Position = 0;
        return content;
    }

    private static async Task<IResult> FileAsync(
        PaperKind kind, GrantPaper paper, PaperLanguage language, CancellationToken cancellationToken) =>
        TypedResults.Stream(await ContentAsync(kind, paper, language, cancellationToken), kind.MediaType, kind.NameOf(paper, language));

    /// <summary>Shows it at once, under a name by which a reader keeps it.</summary>
    private static async Task<IResult> ShowAsync(
        PaperKind kind, GrantPaper paper, PaperLanguage language, HttpResponse response, CancellationToken cancellationToken)
    {
        if (kind == PaperKind.Report) response.Headers.ContentSecurityPolicy = ReportPolicy;
        var disposition = new ContentDispositionHeaderValue("inline");
        disposition.SetHttpFileName(kind.NameOf(paper, language));
        response.Headers.ContentDisposition = disposition.ToString();
        return TypedResults.Stream(await ContentAsync(kind, paper, language, cancellationToken), $"{kind.MediaType}; charset=utf-8");
    }

    private static async Task<IResult> DateWorkbookAsync(
        string date, QueryValues asked, PaperReader reader, IdentityOptions identity, HttpContext context, CancellationToken cancellationToken)
    {
        if (RequestFields.ParseDate(date) is not { } day) return Problems.NotFound("date", date, "is no date");

        var read = await reader.ReadDateAsync(day, cancellationToken);
        if (!read.TryGet(out var paper)) return Problems.OfStored(read.Failures, date);

        // The tag is known when the last value is read. The book is made as they come, so that they are read once.
        var language = PaperRoute.LanguageOf(asked);
        using var tag = new DateTag(language);
        var book = await TemporaryContent.AnswerAsync(
            content => DateBook.WriteAsync(paper with { IsNotForPublication = !identity.IsConfigured, Rows = tag.Through(paper.Rows.Where(row => context.Caller().MayReadIssuer(row.Value.Issuer))) }, language, content, cancellationToken),
            PaperName.Of(day, language));
        if (EntityTags.Known(context, tag.Name()) is not { } known) return book;

        await book.FileStream.DisposeAsync();
        return known;
    }
}
