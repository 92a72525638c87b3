using Pricing.Files.Characters;

namespace Pricing.Files.Numbers;

/// <summary>Which form is read, where a number is written in two units as people say it.</summary>
internal static class NumberHint
{
    /// <summary>The hint.</summary>
    /// <param name="field">What is no number.</param>
    /// <returns>What to write, after a semicolon; empty where nothing is known of it.</returns>
    public static string Of(ReadOnlySpan<char> field)
    {
        var text = Width.Fold(field.ToString()).Trim();
        if (text.Contains('銭', StringComparison.Ordinal))
            return "; write yen with a decimal point, 18.5 for 18円50銭";
        if (text.Contains('年', StringComparison.Ordinal) && text.Contains('月', StringComparison.Ordinal))
            return "; write years as a decimal, 5.5 for 5年6か月";
        return text.Contains("につき", StringComparison.Ordinal)
            ? "; write the ratio as 1:2 (one old share into two new ones, the old one included)"
            : "";
    }
}
