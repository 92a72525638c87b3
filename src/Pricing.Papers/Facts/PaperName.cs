using System.Globalization;
using System.Text;
using Pricing.Papers.Wording;
using Pricing.Pipeline.Storage;

namespace Pricing.Papers.Facts;

/// <summary>The names of the papers as files, which every system takes.</summary>
public static class PaperName
{
    // What file systems take, less some room for what browsers add.
    private const int MostBytes = 200;
    private const int MarkLength = 8;
    private const string NotInNames = "/\\:*?\"<>|";

    /// <summary>The name of a paper of a value: <c>IIJ 3rd-series 2013-07-11 v1 ja.xlsx</c>.</summary>
    /// <param name="paper">The value.</param>
    /// <param name="language">The language.</param>
    /// <param name="ending">What the name ends with, as <c>.xlsx</c>.</param>
    public static string Of(GrantPaper paper, PaperLanguage language, string ending)
    {
        ArgumentNullException.ThrowIfNull(paper);

        var value = paper.Value;
        var rest = string.Create(
            CultureInfo.InvariantCulture, $" {value.MeasurementDate:yyyy-MM-dd} v{value.Version}{Suffix(language)}{ending}");
        return Named($"{value.Issuer} {value.GrantId}", MostBytes - Encoding.UTF8.GetByteCount(rest)) + rest;
    }

    /// <summary>The name of the workbook of a date: <c>2013-07-11 ja.xlsx</c>.</summary>
    /// <param name="date">The date.</param>
    /// <param name="language">The language.</param>
    public static string Of(DateOnly date, PaperLanguage language) => $"{DateText.Of(date)}{Suffix(language)}.xlsx";

    /// <summary>The name of the evidence package of an issuer: <c>IIJ package 2026-01-05.zip</c>.</summary>
    /// <param name="issuer">The issuer.</param>
    /// <param name="date">The date on which it is made.</param>
    public static string OfPackage(string issuer, DateOnly date)
    {
        var rest = $" package {DateText.Of(date)}.zip";
        return Named(issuer, MostBytes - rest.Length) + rest;
    }

    private static string Suffix(PaperLanguage language) => language == PaperLanguage.Japanese ? " ja" : "";

    /// <summary>A name that stands for one text alone: where it cannot be the text itself, a piece of its hash tells it from others.</summary>
    private static string Named(string text, int bytes)
    {
        if (Safe(text) == text && Encoding.UTF8.GetByteCount(text) <= bytes) return text;

        var mark = $"~{ContentHash.Of(text)[..MarkLength]}";
        return Short(Safe(text), bytes - mark.Length) + mark;
    }

    /// <summary>The beginning of a text that takes no more bytes than there is room for, without half a character.</summary>
    private static string Short(string text, int bytes)
    {
        if (Encoding.UTF8.GetByteCount(text) <= bytes) return text;

        var (end, used) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            used += rune.Utf8SequenceLength;
            if (used > bytes) break;
            end += rune.Utf16SequenceLength;
        }

        return text[..end].TrimEnd();
    }

    private static string Safe(string name) => string.Concat(name.Select(
        character => NotInNames.Contains(character, StringComparison.Ordinal) || char.IsControl(character) ? '_' : character));
}
