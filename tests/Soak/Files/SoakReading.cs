using System.Globalization;
using System.Text.Json;
using Pricing;
using Pricing.Files;
using Pricing.Files.CorporateActions;
using Pricing.Files.Curves;
using Pricing.Files.Dividends;
using Pricing.Files.Fields;
using Pricing.Files.Prices;
using Pricing.Files.Schemas;
using Pricing.Files.Tables;
using Pricing.Files.WholeFiles;

namespace Soak.Files;

/// <summary>What the reader makes of a file, in the words in which a made-up table says what is to come of it.</summary>
/// <param name="Rows">The rows on their lines; null stands for one that is refused.</param>
/// <param name="Defects">The lines of what refuses the file, or of what of it.</param>
internal sealed record SoakReading(IReadOnlyList<(int Line, string? Said)> Rows, IReadOnlyList<int> Defects)
{
    private static readonly Dictionary<FileKind, string[]> Told = new()
    {
        [FileKind.Prices] = ["Code", "Date", "Close", "Volume"],
        [FileKind.Dividends] = ["Code", "Kind", "Amount", "RecordDate", "AnnouncedOn"],
        [FileKind.CorporateActions] = ["code", "kind", "ratio"],
        [FileKind.Curves] = ["date", "tenor", "percent"],
    };

    /// <summary>What a row says, as both sides write it.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="fields">Its fields by column.</param>
    public static string Said(FileKind kind, IEnumerable<(string Column, string Said)> fields)
    {
        var said = fields.Where(field => field.Said.Length > 0).ToDictionary(field => field.Column, field => field.Said);
        var columns = Told.TryGetValue(kind, out var told) ? told : [.. said.Keys.Order(StringComparer.Ordinal)];
        return string.Join('|', columns.Select(column => $"{column}={said.GetValueOrDefault(column)}"));
    }

    /// <summary>Reads a file by the door of its kind.</summary>
    public static async Task<SoakReading> OfAsync(FileKind kind, byte[] content, TableRequest request)
    {
        using var stream = new MemoryStream(content, writable: false);
        return kind switch
        {
            FileKind.Prices => Whole(await PriceFile.ReadAsync(stream, request, CancellationToken.None), row => (row.Line, Said(kind,
                [("Code", row.Code), ("Date", Text(row.Date)), ("Close", Text(row.Close)), ("Volume", Text(row.Volume))]))),
            FileKind.Dividends => Whole(await DividendFile.ReadAsync(stream, request, CancellationToken.None), row => (row.Line, Said(kind,
                [("Code", row.Code), ("Kind", row.Kind.ToString().ToLowerInvariant()), ("Amount", Text(row.Amount)), ("RecordDate", Text(row.RecordDate)), ("AnnouncedOn", Text(row.AnnouncedOn))]))),
            FileKind.CorporateActions => Whole(await CorporateActionFile.ReadAsync(stream, request, CancellationToken.None), row => (row.Line, Said(kind,
                [("code", row.Code), ("kind", JsonNamingPolicy.SnakeCaseLower.ConvertName(row.Kind.ToString())), ("ratio", row.NewPerOld.ToString() ?? "")]))),
            FileKind.Curves => await CurvesAsync(stream, request),
            _ => await RowsAsync(stream, request),
        };
    }

    private static SoakReading Whole<T>(FileReading<T> file, Func<T, (int, string?)> said)
    {
        if (!file.IsTaken && file.Rows.Count > 0) throw new InvalidOperationException("rows of a file that is not taken");
        return new([.. file.Rows.Select(said)], [.. file.Defects.Select(defect => defect.Line).Distinct()]);
    }

    private static async Task<SoakReading> CurvesAsync(Stream stream, TableRequest request)
    {
        var file = await CurveFile.ReadAsync(stream, request, CancellationToken.None);
        if (!file.IsTaken && file.Rows.Count > 0) throw new InvalidOperationException("curves of a file that is not taken");
        return new(
            [.. file.Rows.Select(row => row.Curve).SelectMany(curve => curve.Points.Select(point => (0, (string?)Said(FileKind.Curves,
                [("date", Text(curve.Date)), ("tenor", Text(point.TenorYears)), ("percent", Text(point.Percent))]))))],
            [.. file.Defects.Select(defect => defect.Line).Distinct()]);
    }

    private static async Task<SoakReading> RowsAsync(Stream stream, TableRequest request)
    {
        using var table = await TableReader.OpenAsync(stream, request, CancellationToken.None);
        var rows = new List<(int, string?)>();
        while (await table.ReadAsync(CancellationToken.None))
        {
            var said = table.IsReadable
                ? Said(table.Schema!.Kind, table.Schema.Columns.Select(column => (column.Name, Field(table.Fields, column))).ToList())
                : null;
            rows.Add((table.Line, table.Fields.Failures.Count == 0 ? said : null));
        }

        return new(rows, [.. table.Defects.Select(defect => defect.Line).Distinct()]);
    }

    private static string Field(FieldReader fields, TableColumn column)
    {
        var name = column.Name;
        return column.Type switch
        {
            ColumnType.Date => column.IsRequired ? Text(fields.Date(name)) : Text(fields.OptionalDate(name)),
            ColumnType.Code => fields.Code(name) ?? "",
            ColumnType.Whole => Text(column.IsRequired ? fields.WholeNumber(name, 0) : fields.OptionalWholeNumber(name, 0)),
            ColumnType.Word => Word(fields, column),
            ColumnType.Periods => string.Join(';', fields.Periods(name)),
            _ when column.IsNumber => Text(column.IsRequired ? fields.Number(name) : fields.OptionalNumber(name)),
            _ => (column.IsRequired ? fields.Text(name) : fields.OptionalText(name)) ?? "",
        };
    }

    private static string Word(FieldReader fields, TableColumn column)
    {
        var words = column.Words.Values.Distinct().ToDictionary(word => word, _ => 1);
        _ = column.IsRequired ? fields.Word(column.Name, words) : fields.Word(column.Name, words, 0);
        return fields.EnglishWord(column.Name) ?? "";
    }

    private static string Text(DateOnly? date) => date is { } day ? DateText.Of(day) : "";

    private static string Text(decimal? number) => number is { } value ? DecimalText.Trim(value).ToString(CultureInfo.InvariantCulture) : "";
}
