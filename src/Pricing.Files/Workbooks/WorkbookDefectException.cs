namespace Pricing.Files.Workbooks;

/// <summary>A workbook that cannot be read, with what to do about it.</summary>
internal sealed class WorkbookDefectException(string message) : Exception(message);
