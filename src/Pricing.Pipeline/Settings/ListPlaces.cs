using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Pricing.Pipeline.Settings;

/// <summary>
/// Finds entries of lists whose place is no number, or that are no text. The binder takes whatever stands below a list for one of its entries, or passes
/// over it, without a word.
/// </summary>
internal static class ListPlaces
{
    /// <summary>What is wrong with the lists of a section.</summary>
    /// <param name="section">The section.</param>
    /// <param name="options">The record that it is read into; null where that is no one record.</param>
    public static IEnumerable<string> Wrong(IConfigurationSection section, Type? options) => options is null ? [] :
        options.GetProperties().Where(property => property.CanWrite).SelectMany(property => Of(section.GetSection(property.Name), property.PropertyType));

    private static IEnumerable<string> Of(IConfigurationSection section, Type type)
    {
        if (IsList(type)) return section.GetChildren().Select(Defect).OfType<string>();

        // Records have settings of their own; a value has none.
        return type.IsClass && type != typeof(string) && section.GetChildren().Any() ? Wrong(section, type) : [];
    }

    private static string? Defect(IConfigurationSection entry)
    {
        if (!int.TryParse(entry.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            return $"{entry.Path} = {entry.Value}: {entry.Key} is no place in a list; its entries are {ConfigurationPath.GetParentPath(entry.Path)}:0, {ConfigurationPath.GetParentPath(entry.Path)}:1, …";

        return entry.GetChildren().FirstOrDefault() is { } below ? $"{below.Path} = {below.Value}: {entry.Path} is an entry of a list, and has no settings of its own." : null;
    }

    private static bool IsList(Type type) =>
        type.IsArray || (type.IsGenericType && type.GetGenericTypeDefinition() is var kind
            && (kind == typeof(IReadOnlyList<>) || kind == typeof(IReadOnlyCollection<>) || kind == typeof(IList<>) || kind == typeof(List<>)));
}
