using System.Globalization;

namespace Pricing;

/// <summary>Values as failures show them.</summary>
internal static class Text
{
    public static string Of(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Of<T>(T value)
        where T : IFormattable => value.ToString(null, CultureInfo.InvariantCulture);
}
