using System.Text.RegularExpressions;

namespace Pricing.Pipeline.Settings;

/// <summary>A setting that is not of its type, said as every other wrong setting: name, value, and what is allowed.</summary>
internal static partial class ConversionDefect
{
    private static readonly Dictionary<string, string> Allowed = new(StringComparer.Ordinal)
    {
        ["System.TimeOnly"] = "must be a time of the day from 00:00 to 23:59:59, such as 18:00.",
        ["System.DateOnly"] = "must be a date, such as 2013-07-11.",
        ["System.TimeSpan"] = "must be a time span as hours:minutes:seconds, such as 02:00:00, with days as 1.00:00:00.",
        ["System.Int32"] = "must be a whole number, such as 4.",
        ["System.Decimal"] = "must be a number, such as 0.5.",
        ["System.Double"] = "must be a number, such as 0.5.",
        ["System.Boolean"] = "must be true or false.",
        ["System.Uri"] = "must be an address, such as https://example.com/.",
    };

    /// <summary>What the binder of the configuration says of a value that it cannot convert, with what is allowed.</summary>
    /// <param name="wrong">What the binder threw.</param>
    /// <returns>The defect; null where it is about something else.</returns>
    public static string? Of(Exception wrong) =>
        Conversion().Match(wrong.Message) is { Success: true } found && Allowed.TryGetValue(found.Groups["type"].Value, out var allowed)
            ? $"{found.Groups["name"].Value} = {found.Groups["value"].Value}: {allowed}"
            : null;

    [GeneratedRegex("value '(?<value>.*)' at '(?<name>[^']*)' to type '(?<type>[^']*)'", RegexOptions.Singleline)]
    private static partial Regex Conversion();
}
