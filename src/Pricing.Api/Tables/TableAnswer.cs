using Microsoft.AspNetCore.Http;
using Pricing.Api.Requests;
using Pricing.Papers.Spreadsheets.Tables;
using Pricing.Pipeline.Values;

namespace Pricing.Api.Tables;

/// <summary>Answers with a table.</summary>
internal static class TableAnswer
{
    /// <summary>The columns of values.</summary>
    public static TableColumns<ValueRecord> ValueColumns { get; } = new(
        ValueJson.Readable.ValueRecord,
        "sharePrice",
        "exercisePrice",
        "exercisePriceInForce",
        "riskFreeRate",
        "sharesPerRight",
        "sharesInForce",
        "valuePerShare",
        "amountPerRight",
        "total",
        "plannedTotal",
        "grantDateAmount",
        "oldTermsAmount",
        "increment",
        "windowYears");

    /// <summary>Answers with records as they come.</summary>
    /// <typeparam name="T">The record.</typeparam>
    /// <param name="format">The form.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="records">The records.</param>
    /// <param name="name">The name of the file, without an ending.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    public static async Task<IResult> OfAsync<T>(
        AnswerFormat format, TableColumns<T> columns, IAsyncEnumerable<T> records, string name, CancellationToken cancellationToken)
    {
        if (format != AnswerFormat.Excel)
        {
            return TypedResults.Stream(
                body => TableWriter.WriteAsync(format, columns, records, body, cancellationToken),
                format == AnswerFormat.Csv ? "text/csv; charset=utf-8" : format.MediaType,
                name + format.Ending);
        }

        var isWhole = true;
        var book = await TemporaryContent.AnswerAsync(
            async content => isWhole = await RecordSheet.WriteAsync(columns.Heads, records.Select(columns.Fields), content, cancellationToken),
            name + format.Ending);
        if (isWhole) return book;

        await book.FileStream.DisposeAsync();
        return TooManyForASheet("more");
    }

    /// <summary>Too many records for a sheet.</summary>
    /// <param name="count">How many.</param>
    public static IResult TooManyForASheet(string count) => Problems.Refused(
    [
        new(
            ReasonCode.InvalidField,
            AnswerFormat.Parameter.Name,
            AnswerFormat.Excel.Word,
            $"takes {RecordSheet.MostRecords} values in a sheet, and there are {count}; csv and ndjson take them all"),
    ]);
}
