using System.Globalization;
using Pricing.Files.Plausibility;
using PricingFunctions.Local.Analyses;

namespace PricingFunctions.Local.Commands;

/// <summary>What a person should know of rows that were valued: which are worth nothing, and whose S and X are far from each other.</summary>
internal sealed class PriceRemarks
{
    private const int MostShown = 10;

    private readonly List<string> zero = [];
    private readonly List<string> far = [];

    /// <summary>Looks at a row.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="row">The row.</param>
    public void Look(string id, PricedRow row)
    {
        var (price, exercise) = (row.Right.Inputs.SharePrice, row.Right.Inputs.ExercisePrice);
        if (row.Value.PerRight.Exact == 0m) zero.Add(id);
        if (PlausibilityCheck.IsFarAboveSharePrice(exercise, price) || PlausibilityCheck.IsFarBelow(price, exercise)) far.Add(id);
    }

    /// <summary>All there is to say.</summary>
    public IReadOnlyList<string> All =>
    [
        .. Said(zero, "a right is worth 0 after rounding; look at S, X, T and sigma"),
        .. Said(far, "X is more than five times S or less than a fifth of it; look whether a zero is missing or too many, and whether both are in the same unit and on the same share basis"),
    ];

    private static IEnumerable<string> Said(List<string> ids, string what) => ids.Count == 0
        ? []
        : [string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", ids.Take(MostShown))}{(ids.Count > MostShown ? $" and {ids.Count - MostShown} more" : "")}: {what}")];
}
