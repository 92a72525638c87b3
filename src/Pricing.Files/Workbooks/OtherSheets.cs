using Pricing.Files.Headers;

namespace Pricing.Files.Workbooks;

/// <summary>The sheets that are not read, which hold the table where a cover stands before it.</summary>
internal static class OtherSheets
{
    private const int MostSheets = 50;
    private const int MostNamed = 5;

    /// <summary>Says of a workbook without a header which sheet was read, and which other one has one.</summary>
    /// <param name="finding">What came of the sheet that was read.</param>
    /// <param name="workbook">The workbook.</param>
    /// <param name="grid">Its rows; after it they are those of another sheet.</param>
    /// <param name="request">What is known of the file.</param>
    public static HeaderFinding Named(HeaderFinding finding, Workbook workbook, SheetGrid grid, TableRequest request)
    {
        var other = workbook.Sheets.Skip(1).Take(MostSheets).FirstOrDefault(sheet => HasHeader(sheet, grid, request));
        var hint = $"; only the first visible sheet, {workbook.Sheets[0].Name}, was read"
            + (other is null ? "" : $": {other.Name} has a header that fits, put it first or save it alone");
        return finding with
        {
            Defects = [.. finding.Defects.Select(defect => defect with { Failure = defect.Failure with { Reason = defect.Failure.Reason + hint } })],
        };
    }

    /// <summary>Says of a workbook whose first visible sheet is a table which other sheets are tables too: their rows are not read.</summary>
    /// <param name="finding">What came of the sheet that is read.</param>
    /// <param name="workbook">The workbook.</param>
    /// <param name="grid">Its rows; after it they are those of another sheet.</param>
    /// <param name="request">What is known of the file.</param>
    public static HeaderFinding NotRead(HeaderFinding finding, Workbook workbook, SheetGrid grid, TableRequest request)
    {
        var others = workbook.Sheets.Skip(1).Take(MostSheets).Where(sheet => HasHeader(sheet, grid, request)).Select(sheet => sheet.Name).ToList();
        if (others.Count == 0)
            return finding;
        var named = string.Join(", ", others.Take(MostNamed)) + (others.Count > MostNamed ? " and more" : "");
        return finding with
        {
            Notices = [.. finding.Notices, $"only the first visible sheet, {workbook.Sheets[0].Name}, is read; {named} {(others.Count == 1 ? "has" : "have")} a table too: save each as a file of its own"],
        };
    }

    private static bool HasHeader(SheetPart sheet, SheetGrid grid, TableRequest request)
    {
        try
        {
            return HeaderSearch.Find(grid.FirstRows(sheet), request).Layout is not null;
        }
        catch (Exception defect) when (WorkbookOpening.IsDefect(defect))
        {
            return false;
        }
    }
}
