using Pricing.Dividends;
using Pricing.Files.Characters;

namespace Pricing.Files.Numbers;

/// <summary>Ratios of splits and consolidations, read exactly or refused.</summary>
internal static class SplitText
{
    private const decimal MostShares = 1_000_000_000m;

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
        var text = Width.Folded(Invisible.Trim(field));
        foreach (var arrow in Arrows)
        {
            var at = text.IndexOf(arrow);
            if (at > 0)
                return Quotient(Shares(text[(at + arrow.Length)..]), Shares(text[..at]), mark, out newPerOld);
        }

        var bar = text.IndexOf('/');
        if (bar > 0)
        {
            var over = text[..bar];
            var under = text[(bar + 1)..];
            return isNewPerOld
                ? Quotient(over, under, mark, out newPerOld)
                : Quotient(under, over, mark, out newPerOld);
        }

        var form = new NumberForm(mark, Unit: isNewPerOld ? NumberUnit.Times : NumberUnit.None);
        if (NumberText.Read(text, form, out var factor) is { } wrong)
            return wrong;
        return Decimal(factor, isNewPerOld, out newPerOld);
    }

    private static ReadOnlySpan<char> Shares(ReadOnlySpan<char> text)
    {
        var trimmed = text.Trim();
        return trimmed.EndsWith("株") ? trimmed[..^1].TrimEnd() : trimmed;
    }

    private static string? Quotient(ReadOnlySpan<char> newShares, ReadOnlySpan<char> oldShares, DecimalMark mark, out Ratio? newPerOld)
    {
        newPerOld = null;
        if (NumberText.Read(newShares, new(mark), out var @new) is not null || NumberText.Read(oldShares, new(mark), out var old) is not null
            || @new is <= 0 or > MostShares || old is <= 0 or > MostShares)
            return "is no ratio such as 1:2 (one old share into two new ones)";
        newPerOld = SplitFactor.Of(@new, old);
        return null;
    }

    private static string? Decimal(decimal factor, bool isNewPerOld, out Ratio? newPerOld)
    {
        newPerOld = null;
        if (factor == 0)
            return null;
        var split = isNewPerOld ? SplitFactor.FromNewPerOld(factor) : SplitFactor.NewPerOld(factor);
        return split.TryGet(out newPerOld) ? null : "is no exact ratio of a split; write it as 1:3 or 1/3";
    }
}
