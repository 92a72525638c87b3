using System.Xml;
using Pricing.Files.Headers;

namespace Pricing.Files.Workbooks;

/// <summary>Opens workbooks and says what is wrong with those that cannot be read.</summary>
internal static class WorkbookOpening
{
    /// <summary>Opens a workbook.</summary>
    /// <param name="content">The file, from its start.</param>
    /// <param name="request">What is known of it.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>What came of looking for the header, and the rows below it where there is one.</returns>
    public static async Task<(HeaderFinding Finding, SheetGrid? Grid)> OpenAsync(
        Stream content, TableRequest request, CancellationToken cancellationToken)
    {
        if (content.Length > Package.MostBytes)
            return (NotRead(FileDefect.OfFile("file", "", $"a workbook may have {Package.MostBytes / 1_000_000} MB; save it as CSV")), null);

        // A package is read from its end, so it is held whole.
        content.Position = 0;
        var bytes = new MemoryStream((int)content.Length);
        await content.CopyToAsync(bytes, cancellationToken);
        SheetGrid? grid = null;
        try
        {
            bytes.Position = 0;
            var workbook = new Workbook(bytes);
            grid = new(workbook);
            var finding = HeaderSearch.Find(grid.FirstRows(), request);
            if (workbook.Sheets.Count > 1)
            {
                finding = finding.Layout is null
                    ? OtherSheets.Named(finding, workbook, grid, request)
                    : OtherSheets.NotRead(finding, workbook, grid, request);
            }

            if (finding.Layout is { } layout)
                grid.Start(layout.HeaderRecords);
            return (finding, grid);
        }
        catch (Exception defect) when (IsDefect(defect))
        {
            grid?.Dispose();
            return (NotRead(Defect(defect, 0)), null);
        }
    }

    /// <summary>Whether an exception says that the file is damaged, and not that the code is.</summary>
    public static bool IsDefect(Exception exception) =>
        exception is WorkbookDefectException or XmlException or InvalidDataException or IOException or NotSupportedException;

    /// <summary>What a person can do about it.</summary>
    public static FileDefect Defect(Exception exception, int line) => FileDefect.OfFile(
        "file", "", exception is WorkbookDefectException ? exception.Message : "the workbook is damaged; save it again", line);

    private static HeaderFinding NotRead(FileDefect defect) => new(null, [defect], [], 0);
}
