using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Pricing.Pipeline.Settings;

/// <summary>Finds entries of lists whose place is no number. The binder takes whatever stands below a list for one of its entries, without a word.</summary>
internal static class ListPlaces
{
    /// <summary>What is wrong with the lists of a section.</summary>
    /// <param name="section">The section.</param>
    /// <param name="options">The record that it is read into; null where that is no one record.</param>
    public static IEnumerable<string> Wrong(IConfigurationSection section, Type? options) => options is null ? [] :
        options.GetProperties().Where(property => property.CanWrite).SelectMany(property => Of(section.GetSection(property.Name), property.PropertyType));

    private static IEnumerable<string> Of(IConfigurationSection section, Type type)
    {
        if (IsList(type))
        {
            return section.GetChildren().Where(entry => !IsPlace(entry.Key)).Select(entry =>
                $"{entry.Path} = {entry.Value}: {entry.Key} is no place in a list; its entries are {section.Path}:0, {section.Path}:1, …");
        }

        // Records have settings of their own; a value has none.
        return type.IsClass && type != typeof(string) && section.GetChildren().Any() ? Wrong(section, type) : [];
    }

    private static bool IsPlace(string key) => int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static bool IsList(Type type) =>
        type.IsArray || (type.IsGenericType && type.GetGenericTypeDefinition() is var kind
            && (kind == typeof(IReadOnlyList<>) || kind == typeof(IReadOnlyCollection<>) || kind == typeof(IList<>) || kind == typeof(List<>)));
}
