using System.Globalization;
using Pricing.Papers.Wording;

namespace Pricing.Papers.Facts;

/// <summary>The names of the papers as files, which every system takes.</summary>
public static class PaperName
{
    private const string NotInNames = "/\\:*?\"<>|";

    /// <summary>The name of a paper of a value: <c>IIJ 3rd-series 2013-07-11 v1 ja.xlsx</c>.</summary>
    /// <param name="paper">The value.</param>
    /// <param name="language">The language.</param>
    /// <param name="ending">What the name ends with, as <c>.xlsx</c>.</param>
    public static string Of(GrantPaper paper, PaperLanguage language, string ending)
    {
        ArgumentNullException.ThrowIfNull(paper);

        var value = paper.Value;
        return Safe(string.Create(
            CultureInfo.InvariantCulture,
            $"{value.Issuer} {value.GrantId} {value.MeasurementDate:yyyy-MM-dd} v{value.Version}{Suffix(language)}{ending}"));
    }

    /// <summary>The name of the workbook of a date: <c>2013-07-11 ja.xlsx</c>.</summary>
    /// <param name="date">The date.</param>
    /// <param name="language">The language.</param>
    public static string Of(DateOnly date, PaperLanguage language) => $"{DateText.Of(date)}{Suffix(language)}.xlsx";

    private static string Suffix(PaperLanguage language) => language == PaperLanguage.Japanese ? " ja" : "";

    private static string Safe(string name) => string.Concat(name.Select(
        character => NotInNames.Contains(character, StringComparison.Ordinal) || char.IsControl(character) ? '_' : character));
}
