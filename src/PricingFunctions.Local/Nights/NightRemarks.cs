using Pricing;
using Pricing.Pipeline.Valuations;
using Pricing.Pipeline.Values;

namespace PricingFunctions.Local.Nights;

/// <summary>What a person should know of the values of a night: which failed, which look wrong, and which wait for market data.</summary>
internal static class NightRemarks
{
    /// <summary>All there is to say, a line each.</summary>
    /// <param name="values">The values.</param>
    public static IEnumerable<string> Of(IReadOnlyList<ValueRecord> values)
    {
        var valued = values.Where(value => value.Status != ValueStatus.Failed).ToList();
        return
        [
            .. values.Where(value => value.Status == ValueStatus.Failed).Select(Failed),
            .. valued.Where(value => value.IsExercisePriceFarBelow()).Select(FarBelow),
            .. valued.Where(value => value.AmountPerRight == "0").Select(WorthNothing),
            .. valued.Where(value => value is { RecordedDividend: not null, MeantReason: null }).Select(NoDividend),
            .. valued.Where(value => value.SharePriceMissingRow is not null)
                .GroupBy(value => (Day: value.SharePriceMissingRow!.Value, IsAwaited: value.Status == ValueStatus.Provisional))
                .Select(some => MissingRow(some, some.Key.Day, some.Key.IsAwaited)),
            .. values.Where(value => value.CurveAwaited is not null)
                .GroupBy(value => (Taken: value.CurveDate!.Value, Awaited: value.CurveAwaited!.Value))
                .Select(some => AwaitedCurve(some, some.Key.Taken, some.Key.Awaited)),
            .. valued.Where(value => value.MissingTenors is not null)
                .GroupBy(value => (Curve: value.CurveDate!.Value, Missing: value.MissingTenors!, value.RateSource))
                .Select(some => MissingTenors(some, some.Key.Curve, some.Key.Missing, some.Key.RateSource)),
        ];
    }

    private static string Failed(ValueRecord value) => $"{Name(value)} failed: {value.Failures}";

    private static string FarBelow(ValueRecord value) =>
        $"{Name(value)}: X {value.ExercisePrice} is below a fifth of S {value.SharePrice}; look whether a zero is missing, and whether both are in the same unit and on the same share basis";

    private static string WorthNothing(ValueRecord value) =>
        $"{Name(value)}: a right is worth 0 {value.Currency} after rounding; look at S, X, T and sigma, and at the unit of the closes";

    private static string NoDividend(ValueRecord value) =>
        $"{Name(value)}: dividend_per_share 0 is stated, and the dividend records give {value.RecordedDividend}; look whether 0 is meant, and say why in meant_reason";

    private static string MissingRow(IEnumerable<ValueRecord> values, DateOnly day, bool isAwaited) =>
        $"{Names(values)}: no row of {DateText.Of(day)} is stored, so the close before it is taken{(isAwaited ? " and the value is provisional" : "")}; "
        + "take in that day's close, or a row of the day without a close where there was no trade";

    private static string AwaitedCurve(IEnumerable<ValueRecord> values, DateOnly taken, DateOnly awaited) =>
        $"{Names(values)}: no curve of {DateText.Of(awaited)} is stored yet, so the one of {DateText.Of(taken)} is taken and the value is provisional; "
        + "take in that day's curve, or, where none was published and curves come as files alone, a later one, and ask for the night again";

    private static string MissingTenors(IEnumerable<ValueRecord> values, DateOnly curve, string missing, string taken) =>
        $"{Names(values)}: the curve of {DateText.Of(curve)} has no yield of {missing}, so r is of {taken}; "
        + "take in the whole curve of that day, and ask for the night again";

    private static string Name(ValueRecord value) => $"{value.Issuer} {value.GrantId}";

    private static string Names(IEnumerable<ValueRecord> values) => string.Join(", ", values.Select(Name).Distinct());
}
