using System.Globalization;

namespace Pricing.Pipeline.Checks;

/// <summary>The words of what is stored beside what its body states.</summary>
internal static class BothSides
{
    private const int MostRows = 3;

    /// <summary>Both sides of a difference.</summary>
    /// <param name="stored">What is stored.</param>
    /// <param name="stated">The rows of the body that may be it.</param>
    public static string Of(string stored, IEnumerable<string> stated)
    {
        var rows = stated.Take(MostRows).ToList();
        return $"stored is {stored}, the body states {(rows.Count == 0 ? "nothing of it" : string.Join(" or ", rows))}";
    }

    /// <summary>Figures with their names; what is not stated is left out.</summary>
    /// <param name="figures">The figures.</param>
    public static string Text(params IEnumerable<(string Name, object? Value)> figures) =>
        string.Join(", ", figures.Where(figure => figure.Value is not null).Select(figure => $"{figure.Name} {Text(figure.Value!)}"));

    private static string Text(object value) => value switch
    {
        decimal number => DecimalText.Of(number),
        DateOnly date => DateText.Of(date),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
