using System.Numerics;
using Pricing.Files.Characters;

namespace Pricing.Files.Numbers;

/// <summary>Ratios of splits and consolidations, read exactly or refused.</summary>
internal static class SplitText
{
    private const int FewestDecimalsOfARounding = 6;
    private const int MostTermsOfAShortDecimal = 50;
    private const int MostTerms = 10_000;

    private static readonly string[] Arrows = [":", "→", "⇒", "->", "を"];

    /// <summary>Reads a ratio.</summary>
    /// <param name="field">
    /// <c>1:2</c> or <c>1株→2株</c>, one old share into two new ones in every column; or the column's own quantity:
    /// <c>2</c>, <c>1/3</c>, <c>0.333333</c>.
    /// </param>
    /// <param name="isNewPerOld">Whether that quantity is new shares for one old one; else old shares for one new one.</param>
    /// <param name="mark">What its marks mean.</param>
    /// <param name="newPerOld">New shares for one old one; null where there is no split.</param>
    /// <returns>Null; or what is wrong.</returns>
    public static string? Read(ReadOnlySpan<char> field, bool isNewPerOld, DecimalMark mark, out Ratio? newPerOld)
    {
        newPerOld = null;
        var text = Invisible.Trim(field);
        if (Width.Matters(text))
            text = Width.Fold(text).AsSpan().Trim();
        foreach (var arrow in Arrows)
        {
            var at = text.IndexOf(arrow);
            if (at > 0)
                return Quotient(Shares(text[(at + arrow.Length)..]), Shares(text[..at]), mark, inverts: false, out newPerOld);
        }

        var bar = text.IndexOf('/');
        if (bar > 0)
            return Quotient(text[..bar], text[(bar + 1)..], mark, !isNewPerOld, out newPerOld);
        if (NumberText.Read(text, new(mark), out var factor) is { } wrong)
            return wrong;
        return Decimal(factor, !isNewPerOld, out newPerOld);
    }

    private static ReadOnlySpan<char> Shares(ReadOnlySpan<char> text)
    {
        var trimmed = text.Trim();
        return trimmed.EndsWith("株") ? trimmed[..^1].TrimEnd() : trimmed;
    }

    private static string? Quotient(
        ReadOnlySpan<char> over, ReadOnlySpan<char> under, DecimalMark mark, bool inverts, out Ratio? newPerOld)
    {
        newPerOld = null;
        if (NumberText.Read(over, new(mark), out var a) is not null || NumberText.Read(under, new(mark), out var b) is not null
            || a <= 0 || b <= 0 || a > int.MaxValue || b > int.MaxValue)
            return "is no ratio such as 1:2 (one old share into two new ones)";
        var (numerator, denominator) = SimplestFraction.Reduced(a, b);
        newPerOld = Ratio(numerator, denominator, inverts);
        return null;
    }

    private static string? Decimal(decimal factor, bool inverts, out Ratio? newPerOld)
    {
        newPerOld = null;
        if (factor is 0m or 1m)
            return null;
        if (factor < 0)
            return "is no split: a factor is above 0";

        var (numerator, denominator) = SimplestFraction.Reduced(factor, 1m);
        if (!numerator.IsOne && !denominator.IsOne)
        {
            if (SimplestFraction.Decimals(factor) >= FewestDecimalsOfARounding)
                (numerator, denominator) = SimplestFraction.Near(factor);
            else if (numerator > MostTermsOfAShortDecimal || denominator > MostTermsOfAShortDecimal)
                return "is no exact ratio and has too few decimals to tell which it stands for; write it as 1:3 or 1/3";
        }

        if (numerator > MostTerms || denominator > MostTerms)
            return "is not the ratio of a split; write it as 1:3 or 1/3";
        newPerOld = Ratio(numerator, denominator, inverts);
        return null;
    }

    private static Ratio? Ratio(BigInteger numerator, BigInteger denominator, bool inverts)
    {
        var (@new, old) = inverts ? (denominator, numerator) : (numerator, denominator);
        if (@new == old)
            return null;
        var quotient = (decimal)@new / (decimal)old;
        return quotient * (decimal)old == (decimal)@new && SimplestFraction.Decimals(quotient) <= 12
            ? Pricing.Ratio.FromDecimal(SimplestFraction.Trim(quotient))
            : new Ratio((decimal)@new, (decimal)old);
    }
}
