using System.Text.RegularExpressions;
using Pricing.Files.Fields;

namespace Pricing.Pipeline.Register.Events;

/// <summary>
/// A company's own id for a holder. Names of persons have no place here, so an id has digits, letters and hyphens alone, at most
/// three letters in a row, and no fewer digits than letters: <c>D-001</c>, <c>EMP-0042</c>, but not <c>Suzuki-1</c>.
/// </summary>
public static partial class HolderId
{
    /// <summary>The most characters of an id.</summary>
    public const int MaximumLength = 40;

    /// <summary>Reads an id of a row that is to be stored.</summary>
    /// <param name="fields">The row's fields, where failures are noted.</param>
    /// <param name="name">The field.</param>
    /// <returns>The id; null where it is missing or none.</returns>
    public static string? Read(FieldReader fields, string name)
    {
        if (fields.SecretText(name) is not { } text) return null;
        if (IsOne(text)) return text;

        Refuse(fields, name);
        return null;
    }

    /// <summary>Refuses what is no id. What may be a name is not repeated.</summary>
    /// <param name="fields">The row's fields, where the failure is noted.</param>
    /// <param name="name">The field.</param>
    internal static void Refuse(FieldReader fields, string name) =>
        fields.Fail(name, "", $"must be the company's own id of the person and no name: digits, letters a to z and hyphens, at most three letters in a row and no fewer digits than letters, at most {MaximumLength} characters, such as D-001; the value is not repeated here");

    /// <summary>Whether a text is an id.</summary>
    /// <param name="text">The text.</param>
    public static bool IsOne(string text) => Form().IsMatch(text) && text.Count(char.IsAsciiDigit) >= text.Count(char.IsAsciiLetter);

    [GeneratedRegex("^(?!.*[A-Za-z]{4})[A-Za-z0-9][A-Za-z0-9-]{0,39}\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
