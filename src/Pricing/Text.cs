using System.Globalization;

namespace Pricing;

/// <summary>Values as failures show them.</summary>
internal static class Text
{
    public static string Of(DateOnly date) => DateText.Of(date);

    public static string Of<T>(T value)
        where T : IFormattable => value.ToString(null, CultureInfo.InvariantCulture);
}
