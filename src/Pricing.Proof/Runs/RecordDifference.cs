using System.Globalization;
using System.Text.Json.Serialization.Metadata;

namespace Pricing.Proof.Runs;

/// <summary>The properties in which two records differ, by their names in JSON.</summary>
internal static class RecordDifference
{
    /// <summary>Lists the properties that differ.</summary>
    /// <typeparam name="T">The record's type.</typeparam>
    /// <param name="stored">What is stored.</param>
    /// <param name="found">What it is held against.</param>
    /// <param name="type">The properties.</param>
    public static IEnumerable<(string Field, string Stored, string Found)> Between<T>(T stored, T found, JsonTypeInfo<T> type)
        where T : notnull => type.Properties
            .Where(property => property.Get is not null)
            .Select(property => (property.Name, Stored: property.Get!(stored), Found: property.Get!(found)))
            .Where(property => !Equals(property.Stored, property.Found))
            .Select(property => (property.Name, Text(property.Stored), Text(property.Found)));

    private static string Text(object? value) => value switch
    {
        null => "",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        DateOnly date => DateText.Of(date),
        DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
