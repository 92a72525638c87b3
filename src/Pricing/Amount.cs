using System.Globalization;

namespace Pricing;

/// <summary>An amount of money: exact where it was rounded or came out of a degenerate branch, else a double.</summary>
public readonly record struct Amount
{
    /// <summary>An amount.</summary>
    /// <param name="approximate">The nearest double, finite.</param>
    /// <param name="exact">The exact amount, where there is one.</param>
    internal Amount(double approximate, decimal? exact)
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

    /// <summary>The amount in a text that <see cref="ToString"/> made; its double is the nearest to the text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isExact">
    /// Whether the text may be the exact amount, as where a policy rounds; a text does not tell. Then the amount is exact where a
    /// decimal holds every digit and there is no exponent.
    /// </param>
    /// <returns>The amount; null where the text is none.</returns>
    public static Amount? Parse(string text, bool isExact = true)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number)) return null;

        return new Amount(number, isExact && !text.Contains('E', StringComparison.OrdinalIgnoreCase) ? DecimalText.Parse(text) : null);
    }

    /// <summary>Invariant text without trailing zeros; the shortest that reads back as the same double where it is not exact.</summary>
    public override string ToString() => Exact is { } exact
        ? DecimalText.Of(exact)
        : Approximate.ToString("R", CultureInfo.InvariantCulture);
}
