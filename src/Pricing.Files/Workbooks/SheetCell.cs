namespace Pricing.Files.Workbooks;

/// <summary>What stands in a cell.</summary>
/// <param name="Text">Its text; an error's name.</param>
/// <param name="IsError">Whether it is an error.</param>
/// <param name="IsUnstored">Whether it is a formula whose value the file does not hold.</param>
internal readonly record struct SheetCell(string Text, bool IsError = false, bool IsUnstored = false);
