namespace Pricing.Files.Workbooks;

/// <summary>A sheet of a workbook.</summary>
/// <param name="Name">Its name, as the person sees it.</param>
/// <param name="Part">The part of the package that holds it.</param>
internal sealed record SheetPart(string Name, string Part);
