using System.Globalization;

namespace Pricing;

/// <summary>An amount of money: exact where it was rounded or came out of a degenerate branch, else a double.</summary>
public readonly record struct Amount
{
    private Amount(double approximate, decimal? exact)
    {
        Approximate = approximate;
        Exact = exact;
    }

    /// <summary>The amount as a double, finite.</summary>
    public double Approximate { get; }

    /// <summary>The exact amount, where there is one.</summary>
    public decimal? Exact { get; }

    /// <summary>An exact amount.</summary>
    /// <param name="value">The amount.</param>
    public static Amount FromExact(decimal value) => new((double)value, value);

    /// <summary>An unrounded amount.</summary>
    /// <param name="value">The amount.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not finite.</exception>
    public static Amount FromApproximate(double value) => double.IsFinite(value)
        ? new(value, null)
        : throw new ArgumentOutOfRangeException(nameof(value), value, "An amount is finite.");

    /// <summary>The amount in a text that <see cref="ToString"/> made: exact where it is a decimal without an exponent.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The amount; null where the text is none.</returns>
    public static Amount? Parse(string text)
    {
        if (decimal.TryParse(text, NumberStyles.Float & ~NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var exact)) return FromExact(exact);
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? FromApproximate(number)
            : null;
    }

    /// <summary>Invariant text without trailing zeros; the shortest that reads back as the same double where it is not exact.</summary>
    public override string ToString() => Exact is { } exact
        ? (exact / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture)
        : Approximate.ToString("R", CultureInfo.InvariantCulture);
}
