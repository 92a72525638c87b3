using System.Globalization;

namespace Pricing.Pipeline.Publications.Inputs;

/// <summary>Many things as one text: the first ones are shown, of the others how many they are.</summary>
internal static class ShownList
{
    /// <summary>The text.</summary>
    /// <param name="items">The things.</param>
    /// <param name="most">How many are shown, above 0.</param>
    public static string Of(IReadOnlyCollection<string> items, int most) => items.Count <= most
        ? string.Join(", ", items)
        : string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", items.Take(most))}, and {items.Count - most} more");
}
