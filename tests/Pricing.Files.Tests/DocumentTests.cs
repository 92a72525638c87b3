using System.Globalization;
using Pricing.Files.Curves;
using Pricing.Files.Fields;
using Pricing.Files.Kinds;
using Pricing.Files.Schemas;
using Pricing.Files.Tables;

namespace Pricing.Files.Tests;

/// <summary>Every column, name, word and example that docs/files.md tells is tried through the front door, for every kind.</summary>
public sealed class DocumentTests
{
    public static TheoryData<FileKind> Kinds => [.. TableSchemas.All.Select(schema => schema.Kind)];

    public static TheoryData<FileKind, string> Columns
    {
        get
        {
            var columns = new TheoryData<FileKind, string>();
            foreach (var schema in TableSchemas.All)
            {
                foreach (var column in schema.Columns)
                    columns.Add(schema.Kind, column.Name);
            }

            return columns;
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Schema_OfEachKind_IsTheTableOfTheDocument(FileKind kind)
    {
        var schema = TableSchemas.Of(kind);

        Assert.Equal(
            FilesDocument.Columns(kind).Select(column => $"{column.Name} {column.IsRequired} {column.Type} {column.IsPast} {string.Join(';', column.Names)}"),
            schema.Columns.Select(column =>
                $"{column.Name} {column.IsRequired} {FilesDocument.Word(column.Type)} {column.IsPast} {string.Join(';', column.LastResort is null ? column.Names : [.. column.Names, column.LastResort])}"));
        Assert.Equal(FilesDocument.NotUsed(kind), schema.NotUsed);
    }

    [Fact]
    public void Words_OfAllColumns_AreThoseOfTheDocument()
    {
        var known = TableSchemas.All.SelectMany(schema => schema.Columns).SelectMany(column => column.Words.Values).Distinct().Order();

        Assert.Equal(known, FilesDocument.Words.Keys.Order());
    }

    [Theory]
    [MemberData(nameof(Columns))]
    public async Task Header_EachNameOfAColumn_IsThatColumn(FileKind kind, string name)
    {
        var schema = TableSchemas.Of(kind);
        var column = schema[name];
        var value = SampleRow.Value(column);
        var names = column.Names.Prepend(name).Concat(column.LastResort is { } last ? [last] : [])
            .SelectMany(written => new[] { written, written.ToUpperInvariant(), written.Replace('_', ' '), $" {written.Replace('_', '-')} " });
        foreach (var written in names.Distinct())
        {
            var table = await Given.ReadAsync(SampleRow.File(schema, column, written, value), Request(kind));

            Assert.Empty(table.Defects.Select(defect => $"{written}: {defect}"));
            Assert.Equal(kind, table.Kind);
            Assert.Equal(value, Assert.Single(table.Rows).Fields.GetValueOrDefault(name));
        }
    }

    [Theory]
    [MemberData(nameof(Columns))]
    public async Task Field_EachExampleOfItsType_ReadsAsTheDocumentSays(FileKind kind, string name)
    {
        var schema = TableSchemas.Of(kind);
        var column = schema[name];
        var wrong = new List<string>();
        foreach (var example in FilesDocument.Examples.Where(example => example.Type == FilesDocument.Word(column.Type)))
        {
            var read = await ReadAsync(schema, column, example.Written);
            var isRight = example.Reading.StartsWith("refused: ", StringComparison.Ordinal)
                ? read.Failure?.Contains(example.Reading["refused: ".Length..], StringComparison.Ordinal) == true
                : read.Failure is null && read.Value == example.Reading;
            if (!isRight)
                wrong.Add($"{example.Written} should be {example.Reading}, is {read.Value ?? read.Failure}");
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [MemberData(nameof(Columns))]
    public async Task Field_WithAUnit_IsReadWhereTheUnitFitsAndElseRefusedByItsName(FileKind kind, string name)
    {
        var schema = TableSchemas.Of(kind);
        var column = schema[name];
        if (!column.IsNumber)
            return;
        foreach (var unit in FilesDocument.Units)
        {
            foreach (var written in unit.Written)
            {
                var number = string.Concat(written.Where(char.IsDigit).Select(digit => (int)char.GetNumericValue(digit)));
                var plain = await ReadAsync(schema, column, number);
                var read = await ReadAsync(schema, column, written);
                if (unit.Columns.Contains(name))
                    Assert.Equal((written, plain.Value, null), (written, read.Value, read.Failure));
                else
                    Assert.True(read.Failure?.Contains("has the unit ", StringComparison.Ordinal), $"{name}={written}: {read}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Columns))]
    public async Task Word_InEitherLanguage_IsTheEnglishOne(FileKind kind, string name)
    {
        var schema = TableSchemas.Of(kind);
        var column = schema[name];
        foreach (var english in column.Words.Values.Distinct())
        {
            foreach (var written in FilesDocument.Words[english].Append(english).Append(english.ToUpperInvariant()))
            {
                using var content = new MemoryStream(Given.Utf8(SampleRow.File(schema, column, name, written)));
                using var reader = await TableReader.OpenAsync(content, Request(kind), CancellationToken.None);
                Assert.True(await reader.ReadAsync(CancellationToken.None));
                Assert.Equal(english, reader.Fields.EnglishWord(name));
            }
        }
    }

    // A row of a kind that no header shows is read by stating it; the others find their kind themselves.
    private static TableRequest Request(FileKind kind) => Given.Request(kind == FileKind.Valuations ? kind : null);

    private static async Task<(string? Value, string? Failure)> ReadAsync(TableSchema schema, TableColumn column, string written)
    {
        using var content = new MemoryStream(Given.Utf8(SampleRow.File(schema, column, column.Name, written)));
        if (column.Type is ColumnType.Percent or ColumnType.Tenor)
        {
            var curves = await CurveFile.ReadAsync(content, Given.Request(), CancellationToken.None);
            var point = curves.Rows.SelectMany(row => row.Curve.Points).FirstOrDefault();
            return curves.IsTaken
                ? (Text(column.Type == ColumnType.Tenor ? point.TenorYears : point.Percent), null)
                : (null, string.Join("; ", curves.Defects));
        }

        using var reader = await TableReader.OpenAsync(content, Request(schema.Kind), CancellationToken.None);
        if (!await reader.ReadAsync(CancellationToken.None))
            return (null, string.Join("; ", reader.Defects));
        var value = Value(reader.Fields, column);
        return reader.Fields.Failures.Count == 0 ? (value, null) : (null, string.Join("; ", reader.Fields.Failures));
    }

    private static string? Value(FieldReader fields, TableColumn column) => column.Type switch
    {
        ColumnType.Code => fields.Code(column.Name),
        ColumnType.Date => fields.OptionalDate(column.Name)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ColumnType.Whole => fields.OptionalWholeNumber(column.Name, 0)?.ToString(CultureInfo.InvariantCulture),
        ColumnType.NewPerOld or ColumnType.OldPerNew => fields.Split(column.Name)?.ToString() ?? "none",
        ColumnType.Periods => string.Join(';', fields.Periods(column.Name)),
        _ when column.IsNumber => fields.OptionalNumber(column.Name) is { } number ? Text(number) : null,
        _ => fields.OptionalText(column.Name),
    };

    private static string Text(decimal number) => number.ToString("0.############################", CultureInfo.InvariantCulture);
}
