using System.Text;
using Pricing.Files.Prices;
using Pricing.Files.Schemas;
using Pricing.Files.Tables;
using Pricing.Files.WholeFiles;

namespace Pricing.Files.Tests;

/// <summary>Files as tests write them, and what the front door makes of them.</summary>
internal static class Given
{
    public static readonly DateOnly Today = new(2026, 1, 15);

    public static readonly Encoding Cp932 = CodePagesEncodingProvider.Instance.GetEncoding(932)!;

    public static TableRequest Request(FileKind? kind = null) => new() { Today = Today, Kind = kind };

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public static async Task<Table> ReadAsync(byte[] content, TableRequest? request = null)
    {
        using var stream = new MemoryStream(content);
        using var reader = await TableReader.OpenAsync(stream, request ?? Request(), CancellationToken.None);
        var rows = new List<Row>();
        while (await reader.ReadAsync(CancellationToken.None))
        {
            var fields = reader.Fields;
            var texts = reader.Schema!.Columns
                .Where(column => fields.Has(column.Name))
                .ToDictionary(column => column.Name, column => reader.Rows.Text(column.Index).ToString());
            rows.Add(new(reader.Line, texts, [.. fields.Failures]));
        }

        return new(reader.Kind, rows, [.. reader.Defects], [.. reader.Notices]);
    }

    public static Task<Table> ReadAsync(string content, TableRequest? request = null) => ReadAsync(Utf8(content), request);

    public static async Task<FileReading<PriceRow>> PricesAsync(string text, string? code = "3774")
    {
        using var stream = new MemoryStream(Utf8(text));
        return await PriceFile.ReadAsync(stream, Request(FileKind.Prices) with { Code = code }, CancellationToken.None);
    }

    public sealed record Table(
        FileKind? Kind, IReadOnlyList<Row> Rows, IReadOnlyList<FileDefect> Defects, IReadOnlyList<string> Notices);

    public sealed record Row(int Line, Dictionary<string, string> Fields, IReadOnlyList<Failure> Failures);
}
