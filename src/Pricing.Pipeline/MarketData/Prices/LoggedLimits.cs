using System.Globalization;
using Pricing.Pipeline.Settings;

namespace Pricing.Pipeline.MarketData.Prices;

/// <summary>The limits of checks of prices from what was logged of the settings of a host.</summary>
public static class LoggedLimits
{
    /// <summary>The section of the configuration that they stand in.</summary>
    private const string Section = "MarketData:Checks:";

    /// <summary>Reads them.</summary>
    /// <param name="texts">The text of each setting by its name.</param>
    /// <returns>
    /// The limits; null where none was logged, or they say something that this version cannot read. One that was not logged, since the
    /// version of its day did not know it, is as it is where nobody sets it.
    /// </returns>
    public static PriceCheckOptions? Of(IReadOnlyDictionary<string, string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var read = new PriceCheckOptions();
        var isStated = false;
        foreach (var (name, text) in texts.Where(text => text.Key.StartsWith(Section, StringComparison.Ordinal)))
        {
            if (With(read, name[Section.Length..], text) is not { } with) return null;

            (read, isStated) = (with, true);
        }

        return isStated ? read : null;
    }

    private static PriceCheckOptions? With(PriceCheckOptions limits, string name, string text) => name switch
    {
        nameof(PriceCheckOptions.MaximumAgeSessions) => Whole(text) is { } sessions ? limits with { MaximumAgeSessions = sessions } : null,
        nameof(PriceCheckOptions.MaximumGapSessions) => Whole(text) is { } sessions ? limits with { MaximumGapSessions = sessions } : null,
        nameof(PriceCheckOptions.SuspectDeviations) => Number(text) is { } deviations ? limits with { SuspectDeviations = deviations } : null,
        nameof(PriceCheckOptions.SplitTolerance) => Number(text) is { } tolerance ? limits with { SplitTolerance = tolerance } : null,
        nameof(PriceCheckOptions.Confirmed) => limits with { Confirmed = [.. SettingTexts.ListOf(text)] },
        nameof(PriceCheckOptions.UsualSplits) => Ratios(text) is { } ratios ? limits with { UsualSplits = ratios } : null,
        _ => null,
    };

    private static int? Whole(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static double? Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static List<decimal>? Ratios(string text)
    {
        var ratios = new List<decimal>();
        foreach (var entry in SettingTexts.ListOf(text))
        {
            if (!decimal.TryParse(entry, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var ratio)) return null;

            ratios.Add(ratio);
        }

        return ratios;
    }
}
