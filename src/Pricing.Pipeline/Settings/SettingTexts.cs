using System.Collections;
using System.Globalization;
using System.Reflection;

namespace Pricing.Pipeline.Settings;

/// <summary>Settings as texts, each by its name in the configuration: what a log of settings and a page show.</summary>
public static class SettingTexts
{
    /// <summary>Stands for a secret that is set.</summary>
    public const string Set = "set";

    private const string Between = "; ";

    /// <summary>The texts of an options record: of each property that a configuration can set, and of the records in it.</summary>
    /// <param name="options">The record.</param>
    /// <param name="section">Its section of the configuration; empty for the top.</param>
    public static IEnumerable<KeyValuePair<string, string>> Of(object options, string section)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.GetType().GetProperties().Where(property => property.CanWrite).SelectMany(property =>
            Of(property, property.GetValue(options), section.Length == 0 ? property.Name : $"{section}:{property.Name}"));
    }

    /// <summary>The entries of a list from its text.</summary>
    /// <param name="text">The text that <see cref="Of(object, string)"/> gave of it.</param>
    public static IEnumerable<string> ListOf(string text) => text.Split(Between, StringSplitOptions.RemoveEmptyEntries);

    private static IEnumerable<KeyValuePair<string, string>> Of(PropertyInfo property, object? value, string name) => value switch
    {
        _ when property.IsDefined(typeof(SecretAttribute)) => [new(name, value is null or "" ? "" : Set)],
        null or string or Uri or IFormattable or bool => [new(name, Text(value))],
        IEnumerable list => [new(name, string.Join(Between, list.Cast<object>().Select(Text)))],
        _ => Of(value, name),
    };

    private static string Text(object? value) => value switch
    {
        null => "",
        bool flag => flag ? "true" : "false",
        DateOnly date => DateText.Of(date),
        TimeOnly time => time.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
        decimal number => DecimalText.Of(number),
        // What stands before the path may hold a password, what stands behind it a key.
        Uri { IsAbsoluteUri: true } address => address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
