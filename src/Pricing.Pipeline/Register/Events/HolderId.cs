using System.Text.RegularExpressions;
using Pricing.Files.Fields;

namespace Pricing.Pipeline.Register.Events;

/// <summary>
/// A company's own id for a holder. Names of persons have no place here, so an id has letters, digits and hyphens alone, and at
/// least one digit: <c>D-001</c>.
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
        if (fields.OptionalText(name) is not { } text) return null;
        if (IsOne(text)) return text;

        // What may be a name is not repeated.
        fields.Fail(name, "", $"must be the company's own id of the person and no name: letters a to z, digits and hyphens, at least one digit, at most {MaximumLength} characters");
        return null;
    }

    /// <summary>Whether a text is an id.</summary>
    /// <param name="text">The text.</param>
    public static bool IsOne(string text) => Form().IsMatch(text);

    [GeneratedRegex("^(?=[^0-9]*[0-9])[A-Za-z0-9][A-Za-z0-9-]{0,39}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
