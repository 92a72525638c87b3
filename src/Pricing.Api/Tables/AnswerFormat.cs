using Microsoft.AspNetCore.Http;
using Pricing.Api.Queries;
using Pricing.Api.Requests;
using Pricing.Papers.Spreadsheets.Books;

namespace Pricing.Api.Tables;

/// <summary>A form in which a table is answered.</summary>
/// <param name="Word">Its word in an address.</param>
/// <param name="MediaType">Its media type.</param>
/// <param name="Ending">What the names of its files end with.</param>
internal sealed record AnswerFormat(string Word, string MediaType, string Ending)
{
    /// <summary>One JSON array.</summary>
    public static AnswerFormat Json { get; } = new("json", "application/json", ".json");

    /// <summary>One JSON object a line.</summary>
    public static AnswerFormat Lines { get; } = new("ndjson", "application/x-ndjson", ".ndjson");

    /// <summary>Comma-separated text by RFC 4180, in UTF-8 with the mark that spreadsheets want.</summary>
    public static AnswerFormat Csv { get; } = new("csv", "text/csv", ".csv");

    /// <summary>A workbook.</summary>
    public static AnswerFormat Excel { get; } = new("xlsx", DateBook.MediaType, ".xlsx");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<AnswerFormat> All { get; } = [Lines, Json, Csv, Excel];

    /// <summary>The parameter that asks for one.</summary>
    public static QueryParameter Parameter { get; } = Query.Word(
        "format", "The form of the answer; else the header Accept decides, and one JSON object a line is the form where nothing is said.", "csv", [.. All.Select(format => format.Word)]);

    /// <summary>Their media types.</summary>
    public static IReadOnlyList<string> MediaTypes { get; } = [.. All.Select(format => format.MediaType)];

    /// <summary>The form that a request asks for.</summary>
    /// <param name="request">The request.</param>
    /// <param name="asked">Its parameters.</param>
    public static AnswerFormat Of(HttpRequest request, QueryValues asked)
    {
        if (asked.Text(Parameter) is { } word) return All.First(format => format.Word == word);

        var accepted = AcceptedForm.Best(request.Headers.Accept, MediaTypes);
        return All.FirstOrDefault(format => format.MediaType == accepted) ?? Lines;
    }
}
