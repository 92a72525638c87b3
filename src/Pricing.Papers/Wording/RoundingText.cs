using Pricing.Policies;

namespace Pricing.Papers.Wording;

/// <summary>A rounding in words.</summary>
internal static class RoundingText
{
    /// <summary>What a rounding does.</summary>
    /// <param name="rule">The rounding.</param>
    /// <param name="currency">The currency, whose minor unit counts where the rule states none.</param>
    /// <param name="words">The words.</param>
    public static string Of(RoundingRule rule, Currency currency, PaperWords words)
    {
        ArgumentNullException.ThrowIfNull(currency);
        ArgumentNullException.ThrowIfNull(words);

        var unit = words.Money(DecimalText.Of(rule.Unit ?? currency.MinorUnit), currency.Code);
        return rule.Mode switch
        {
            RoundingMode.Nearest => words.Text(Word.RoundNearest, unit),
            RoundingMode.Up => words.Text(Word.RoundUp, unit),
            _ => words[Word.RoundNone],
        };
    }
}
