using System.Buffers;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace Pricing.Papers.Spreadsheets.Cells;

/// <summary>
/// Copies a finished workbook and puts in what its writer has no words for: that all is calculated on opening, and how sheets are
/// printed. The sheets pass through in pieces.
/// </summary>
internal static class BookSettings
{
    private const int Piece = 65_536;
    private const string Folder = "xl/worksheets/";
    private const string Book = "xl/workbook.xml";
    private const string AfterSheets = "</sheets>";
    private const string SheetStart = "<worksheet";
    private const string SheetEnd = "</worksheet>";
    private const string FitToPage = "<sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>";
    private const string Calculate = "<calcPr calcMode=\"auto\" fullCalcOnLoad=\"1\"/>";

    private const int A3 = 8;
    private const int A4 = 9;
    private const double WidestOnA4 = 230;
    private const double WidestOnA3 = 330;

    /// <summary>Copies a workbook.</summary>
    /// <param name="made">The workbook.</param>
    /// <param name="sheets">Its sheets in their order.</param>
    /// <param name="output">Where to; it stays open.</param>
    /// <param name="cancellationToken">Stops the copying.</param>
    public static async Task CopyAsync(Stream made, IReadOnlyList<Sheet> sheets, Stream output, CancellationToken cancellationToken)
    {
        await using var from = await ZipArchive.CreateAsync(made, ZipArchiveMode.Read, leaveOpen: true, null, cancellationToken);
        await using var to = await ZipArchive.CreateAsync(output, ZipArchiveMode.Create, leaveOpen: true, null, cancellationToken);
        var number = 0;
        foreach (var entry in from.Entries)
        {
            await using var source = await entry.OpenAsync(cancellationToken);
            await using var target = await to.CreateEntry(entry.FullName, CompressionLevel.Fastest).OpenAsync(cancellationToken);
            if (entry.FullName == Book) await CopyBookAsync(source, sheets, target, cancellationToken);
            else if (entry.FullName.StartsWith(Folder, StringComparison.Ordinal)) await CopySheetAsync(source, entry.Length, sheets[number++], target, cancellationToken);
            else await source.CopyToAsync(target, cancellationToken);
        }
    }

    private static async Task CopyBookAsync(Stream source, IReadOnlyList<Sheet> sheets, Stream target, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(source, Encoding.UTF8);
        var text = await reader.ReadToEndAsync(cancellationToken);
        var at = Found(text.IndexOf(AfterSheets, StringComparison.Ordinal), AfterSheets) + AfterSheets.Length;
        var titles = string.Concat(sheets.Index().Where(sheet => sheet.Item.FrozenRows > 0).Select(sheet =>
            $"<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"{sheet.Index}\">{SecurityElement.Escape(Titles(sheet.Item))}</definedName>"));
        var names = titles.Length > 0 ? $"<definedNames>{titles}</definedNames>" : "";
        await target.WriteAsync(Encoding.UTF8.GetBytes(text.Insert(at, names + Calculate)), cancellationToken);
    }

    private static async Task CopySheetAsync(Stream source, long length, Sheet sheet, Stream target, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Piece);
        try
        {
            var read = await source.ReadAtLeastAsync(buffer.AsMemory(0, Piece), Piece, throwOnEndOfStream: false, cancellationToken);
            var start = Found(buffer.AsSpan(0, read).IndexOf(Encoding.UTF8.GetBytes(SheetStart)), SheetStart);
            var head = start + Found(buffer.AsSpan(start, read - start).IndexOf((byte)'>'), ">") + 1;
            await target.WriteAsync(buffer.AsMemory(0, head), cancellationToken);
            await target.WriteAsync(Encoding.UTF8.GetBytes(FitToPage), cancellationToken);

            var (from, left) = (head, length - SheetEnd.Length - head);
            while (left > 0)
            {
                if (from == read) (from, read) = (0, await source.ReadAsync(buffer.AsMemory(0, Piece), cancellationToken));
                var count = (int)Math.Min(Found(read - from - 1, SheetEnd) + 1, left);
                await target.WriteAsync(buffer.AsMemory(from, count), cancellationToken);
                (from, left) = (from + count, left - count);
            }

            await target.WriteAsync(Encoding.UTF8.GetBytes(Layout(sheet) + SheetEnd), cancellationToken);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // Lying, A4 or of wide sheets A3, of very wide ones some pages beside each other; as many pages long as it takes.
    private static string Layout(Sheet sheet)
    {
        var wide = sheet.Widths.Sum();
        return "<pageMargins left=\"0.4\" right=\"0.4\" top=\"0.5\" bottom=\"0.6\" header=\"0.3\" footer=\"0.3\"/>"
            + $"<pageSetup paperSize=\"{(wide > WidestOnA4 ? A3 : A4)}\" orientation=\"landscape\" fitToWidth=\"{(int)Math.Ceiling(wide / WidestOnA3)}\" fitToHeight=\"0\"/>"
            + "<headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter></headerFooter>";
    }

    private static string Titles(Sheet sheet) => sheet.Widths.Sum() > WidestOnA3
        ? $"{sheet.WholeColumns(1, 2)},{sheet.WholeRow(sheet.FrozenRows)}"
        : sheet.WholeRow(sheet.FrozenRows);

    private static int Found(int index, string sought) =>
        index >= 0 ? index : throw new InvalidOperationException($"The workbook's writer left out {sought}.");
}
