using System.Globalization;
using System.Text;
using System.Text.Json;
using Pricing.Files.Schemas;
using Pricing.Files.Tests.Workbooks;

namespace Soak.Files;

/// <summary>A made-up table written into a file, and what is to be read of it.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Content">The file.</param>
/// <param name="Rows">Its rows on their lines; null stands for one that is to be refused.</param>
/// <param name="Defect">The line of what ends the reading, 0 for the file as a whole; null for nothing.</param>
internal sealed record SoakFile(FileKind Kind, byte[] Content, IReadOnlyList<(int Line, string? Said)> Rows, int? Defect)
{
    private const int MostColumnsOfASheet = 26;

    private static readonly Encoding Cp932 = CodePagesEncodingProvider.Instance.GetEncoding(932)!;
    private static readonly Encoding[] Encodings =
        [new UTF8Encoding(false), new UTF8Encoding(true), new UnicodeEncoding(false, true), new UnicodeEncoding(true, true), Cp932];

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>Draws a table and a form, and writes the one into the other.</summary>
    public static SoakFile Draw(Random random)
    {
        switch (random.Next(6))
        {
            case 0:
                return Json(SoakTable.Draw(isAlone: true, isCounted: false, random), random);
            case 1:
                var sheet = SoakTable.Draw(isAlone: true, isCounted: true, random);
                return sheet.Columns.Count < MostColumnsOfASheet ? Workbook(sheet, random) : Delimited(sheet, ',', random);
            default:
                var delimiter = ",,;\t"[random.Next(4)];
                return Delimited(SoakTable.Draw(isAlone: delimiter == ',', isCounted: true, random), delimiter, random);
        }
    }

    private static SoakFile Delimited(SoakTable table, char delimiter, Random random)
    {
        var text = new StringBuilder();
        var line = 1;
        var lineEnd = new[] { "\n", "\r\n", "\r" }[random.Next(3)];
        var isQuoted = random.Next(2) == 0;
        var pad = random.Next(5) == 0 ? new string(delimiter, random.Next(1, 3)) : "";
        if (random.Next(8) == 0) Write($"sep={delimiter}");
        for (var i = random.Next(6) - 3; i > 0; i--) Write("架空商事 一覧");
        var header = Write(Record(table.Names, delimiter, isQuoted, last: null) + pad);

        int? defect = table.IsRefused ? header : null;
        var rows = new List<(int, string?)>();
        var open = random.Next(12) == 0 && defect is null ? random.Next(table.Rows.Count) : -1;
        if (open >= 0 && table.Rows.Skip(open).Any(row => NeedsQuotes(row, delimiter))) open = -1;
        foreach (var (number, row) in table.Rows.Index())
        {
            if (random.Next(8) == 0) Write(random.Next(2) == 0 ? "" : new string(delimiter, table.Names.Count - 1));
            var never = number == open ? "\"never closes" : null;
            var at = Write(Record(row.Fields, delimiter, isQuoted && open < 0, never) + (never is null && row.Fields.Length == table.Names.Count ? pad : ""));
            if (never is not null) defect = at;
            if (defect is null) rows.Add((at, row.Said));
        }

        if (random.Next(2) == 0 && open < 0) text.Length -= lineEnd.Length;
        return new(table.Kind, Encoded(text.ToString(), random), rows, defect);

        int Write(string record)
        {
            var begins = line;
            text.Append(record).Append(lineEnd);
            line += 1 + record.Count(character => character == '\n');
            return begins;
        }
    }

    private static SoakFile Json(SoakTable table, Random random)
    {
        var form = random.Next(4);
        var text = new StringBuilder(form switch { 0 => "[\n", 3 => "{\"pagination_key\":\"x\",\"data\":[\n", _ => "" });
        var line = form is 0 or 3 ? 2 : 1;
        var rows = new List<(int, string?)>();
        foreach (var (number, row) in table.Rows.Index())
        {
            var fields = new Dictionary<string, object?>(StringComparer.Ordinal);
            foreach (var (index, column) in table.Columns.Index()) fields[table.Names[index]] = Value(column, row.Fields[index], random);
            var written = JsonSerializer.Serialize(fields, form == 2 ? Indented : null);
            rows.Add((line, table.IsRefused ? null : row.Said));
            text.Append(written).Append(form is 0 or 3 && number < table.Rows.Count - 1 ? ",\n" : "\n");
            line += 1 + written.Count(character => character == '\n');
        }

        text.Append(form switch { 0 => "]", 3 => "]}", _ => "" });
        return new(table.Kind, [.. Encodings[random.Next(2)].Preamble, .. Encoding.UTF8.GetBytes(text.ToString())], rows, Defect: null);
    }

    private static object? Value(TableColumn column, string written, Random random) =>
        written.Length == 0 && random.Next(2) == 0 ? null
        : column.IsNumber && random.Next(2) == 0 && IsPlain(written) ? decimal.Parse(written, CultureInfo.InvariantCulture)
        : written;

    private static bool IsPlain(string written) =>
        written.All(character => char.IsAsciiDigit(character) || character == '.') && decimal.TryParse(written, CultureInfo.InvariantCulture, out _);

    private static SoakFile Workbook(SoakTable table, Random random)
    {
        var workbook = new TestWorkbook { HasHiddenFirst = random.Next(3) == 0, IsFrom1904 = random.Next(3) == 0 };
        var line = 1;
        for (var i = random.Next(6) - 3; i > 0; i--) Row("架空商事 一覧");
        var header = Row([.. table.Names]);
        var rows = new List<(int, string?)>();
        foreach (var row in table.Rows)
        {
            if (random.Next(6) == 0)
            {
                workbook.SkipRows(2);
                line += 2;
            }

            var at = Row([.. row.Fields.Select((field, index) => index < table.Columns.Count ? Cell(table.Columns[index], field, random) : Escaped(field))]);
            if (!table.IsRefused) rows.Add((at, row.Said));
        }

        return new(table.Kind, workbook.ToBytes(), rows, table.IsRefused ? header : null);

        int Row(params object?[] cells)
        {
            workbook.Row(cells);
            return line++;
        }
    }

    private static object? Cell(TableColumn column, string written, Random random) =>
        written.Length == 0 ? null
        : column.IsNumber && IsPlain(written) && random.Next(2) == 0 ? TestWorkbook.Number(double.Parse(written, CultureInfo.InvariantCulture))
        : Escaped(written);

    // XML holds no control characters; Excel writes them so.
    private static string Escaped(string text) => string.Concat(text.Select(character =>
        character < ' ' && character != '\n' ? string.Create(CultureInfo.InvariantCulture, $"_x{(int)character:X4}_") : character.ToString()));

    private static bool NeedsQuotes(SoakRow row, char delimiter) => row.Fields.Any(field => NeedsQuotes(field, delimiter));

    private static bool NeedsQuotes(string field, char delimiter) => field.AsSpan().IndexOfAny([delimiter, '"', '\n', '\r']) >= 0;

    private static string Record(IReadOnlyList<string> fields, char delimiter, bool isQuoted, string? last) => string.Join(
        delimiter,
        fields.Select((field, index) => last is not null && index == fields.Count - 1 ? last
            : isQuoted || NeedsQuotes(field, delimiter) ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : field));

    private static byte[] Encoded(string text, Random random)
    {
        var encoding = Encodings[random.Next(Encodings.Length)];
        var bytes = encoding.GetBytes(text);
        if (encoding == Cp932 && encoding.GetString(bytes) != text) (encoding, bytes) = (Encodings[0], Encoding.UTF8.GetBytes(text));
        return [.. encoding.Preamble, .. bytes];
    }
}
