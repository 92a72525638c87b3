using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace Pricing.Pipeline.Settings;

/// <summary>A setting that is not of its type or shape, or that there is none of, said as every other wrong setting: name, value, and what is allowed.</summary>
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

    /// <summary>What the binder of the configuration says of a value that it cannot convert, with what is allowed, or of a name that is no setting.</summary>
    /// <param name="wrong">What the binder threw.</param>
    /// <param name="section">The section that was read, where that is known: of a name that is no setting the binder does not say it.</param>
    /// <returns>The defect; null where it is about something else.</returns>
    public static string? Of(Exception? wrong, string? section = null)
    {
        // Of what stands in a list the binder says it within.
        for (; wrong is not null; wrong = wrong.InnerException)
        {
            if (Conversion().Match(wrong.Message) is { Success: true } found)
            {
                var name = found.Groups["name"].Value;
                return $"{name} = {found.Groups["value"].Value}: {AllowedAs(found.Groups["type"].Value, name)}";
            }

            if (Unknown().Match(wrong.Message) is { Success: true } none)
                return $"{(section is null ? "" : $"{section}: ")}{none.Groups["names"].Value}: no such setting in {none.Groups["type"].Value.Split('.')[^1]}.";
        }

        return null;
    }

    /// <summary>What is wrong with a section that has a text of its own, which the binder passes over.</summary>
    /// <param name="section">The section.</param>
    public static IReadOnlyList<string> OfSection(IConfigurationSection section) =>
        section.Value is { Length: > 0 } text ? [$"{section.Path} = {text}: has no value of its own: its settings are {section.Path}:…"] : [];

    private static string AllowedAs(string type, string name) =>
        Allowed.TryGetValue(type, out var allowed) ? allowed
        : type.Contains("Dictionary`2", StringComparison.Ordinal) ? $"must be a value for each name: {name}:NAME, …"
        : type.StartsWith("System.Collections.Generic.", StringComparison.Ordinal) ? $"must be a list: {name}:0, {name}:1, …"
        : $"has no value of its own: its settings are {name}:…";

    [GeneratedRegex("value '(?<value>.*)' at '(?<name>[^']*)' to type '(?<type>[^']*)'", RegexOptions.Singleline)]
    private static partial Regex Conversion();

    [GeneratedRegex("properties were not found on the instance of (?<type>[^:]+): (?<names>.+)", RegexOptions.Singleline)]
    private static partial Regex Unknown();
}
