using System.Buffers;

namespace Pricing.Api.Tables;

/// <summary>
/// Keeps spreadsheets from taking a text in comma-separated text for a formula: one that begins as a formula does gets an
/// apostrophe before it, which they show as nothing. So does a name that looks like a signed number, which they would take for one.
/// </summary>
internal static class FormulaGuard
{
    private static readonly SearchValues<char> Beginnings = SearchValues.Create("=+-@\t\r\n＝＋－＠");

    /// <summary>The text, safe to be opened.</summary>
    /// <param name="text">The text.</param>
    public static string Safe(string text) =>
        text.Length > 0 && Beginnings.Contains(text[0]) ? $"'{text}" : text;
}
