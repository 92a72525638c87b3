using System.Globalization;
using Pricing.Pipeline.Publications.Inputs;
using Pricing.Pipeline.Sources;
using Pricing.Pipeline.Values;
using Pricing.Rates;
using Pricing.Volatility;

namespace Pricing.Pipeline.Publications.Desk;

/// <summary>Names what differs between two versions of a value: the inputs of the formula, and the facts behind them.</summary>
public static class DifferenceCauses
{
    private const int MostShown = 10;

    /// <summary>Names it.</summary>
    /// <param name="before">The published version.</param>
    /// <param name="was">What it was made of; null where that is not stored.</param>
    /// <param name="after">The later version.</param>
    /// <param name="now">What that is made of; null where it failed, or that is not stored.</param>
    /// <returns>Each with what it was and what it is; empty texts for what is not there.</returns>
    public static IReadOnlyList<MovedInput> Of(ValueRecord before, ValueEvidence? was, ValueRecord after, ValueEvidence? now)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        IEnumerable<MovedInput> all =
        [
            new("status", $"{before.Status}", $"{after.Status}"),
            new("measurement", $"{before.Kind}", $"{after.Kind}"),
            new("terms", Version(before.GrantVersion), Version(after.GrantVersion)),
            .. ValueMoves.Between(before, after),
            .. was is not null && now is not null ? OfFacts(was, now) : [],
            new("policy content", before.PolicyHash ?? "", after.PolicyHash ?? ""),
            new("engine", before.Engine, after.Engine),
        ];
        return [.. all.Where(moved => moved.Before != moved.After)];
    }

    private static IEnumerable<MovedInput> OfFacts(ValueEvidence was, ValueEvidence now)
    {
        var (closed, closes) = Apart(Closes(was.Volatility), Closes(now.Volatility));
        yield return new("closes", closed, closes);
        yield return new("window", Window(was.Volatility), Window(now.Volatility));
        yield return new("volatility method", $"{was.Volatility?.Method}", $"{now.Volatility?.Method}");
        yield return new("dividend", $"{was.Dividend?.Amount}", $"{now.Dividend?.Amount}");
        var (read, reads) = Apart(Points(was.Curve), Points(now.Curve));
        yield return new("curve", read, reads);
        var (split, splits) = Apart(Splits(was), Splits(now));
        yield return new("corporate actions", split, splits);
        var (from, since) = Apart([.. was.Sources.Select(Source)], [.. now.Sources.Select(Source)]);
        yield return new("sources", from, since);
    }

    /// <summary>What stands on one side only, of either.</summary>
    private static (string Before, string After) Apart(IReadOnlyList<string> before, IReadOnlyList<string> after) =>
        (ShownList.Of([.. before.Except(after)], MostShown), ShownList.Of([.. after.Except(before)], MostShown));

    private static List<string> Closes(VolatilityEstimate? sigma) =>
        [.. sigma?.ClosesUsed.Select(close => $"{DateText.Of(close.Date)} {DecimalText.Of(close.Close)}") ?? []];

    private static List<string> Points(YieldCurve? curve) =>
        [.. curve?.Points.Select(point => $"{DateText.Of(curve.Date)} {DecimalText.Of(point.TenorYears)}y {DecimalText.Of(point.Percent)}") ?? []];

    // Evidence from before splits were kept says nothing of them.
    private static List<string> Splits(ValueEvidence evidence) =>
        [.. evidence.Splits?.Select(split => $"{DateText.Of(split.ExDate)} x{split.NewPerOld}") ?? []];

    private static string Source(DataSource source) => $"{source.Feed} {Uri.UnescapeDataString(source.Request)} {source.Sha256[..Math.Min(source.Sha256.Length, 8)]}";

    private static string Window(VolatilityEstimate? sigma) =>
        sigma is null ? "" : string.Join(", without ", [$"{sigma.Window}", .. sigma.Exclusions.Select(left => $"{left}")]);

    private static string Version(int version) => string.Create(CultureInfo.InvariantCulture, $"version {version}");
}
