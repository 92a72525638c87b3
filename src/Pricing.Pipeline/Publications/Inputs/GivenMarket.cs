using Pricing.Files.Schemas;
using Pricing.Pipeline.Controls.People;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.MarketData.Prices;
using Pricing.Pipeline.Sources;

namespace Pricing.Pipeline.Publications.Inputs;

/// <summary>What came as a file in the place of a feed, and the closes that somebody looked at.</summary>
public static class GivenMarket
{
    /// <summary>A file of market data that a value rests on.</summary>
    /// <param name="source">The file, as the value names it.</param>
    /// <param name="record">Who sent it; null where that is not stored.</param>
    /// <param name="facts">The value.</param>
    /// <returns>The file, and whether the value is made of anything in it.</returns>
    public static (GivenInput Input, bool IsUsed) Of(DataSource source, FileRecord? record, ValueFacts facts)
    {
        var kind = record?.Kind switch
        {
            FileKind.Dividends => GivenKind.Dividends,
            FileKind.CorporateActions => GivenKind.CorporateActions,
            FileKind.Curves => GivenKind.Yields,
            _ => GivenKind.Closes,
        };
        var figures = GivenFigures.Of(kind, source, facts);
        return (
            new()
            {
                Kind = kind,
                Subject = source.Sha256,
                States = figures.Text,
                Source = record?.Key ?? source.Sha256,
                By = Person.Typed(""),
            },
            figures.AreUsed);
    }

    /// <summary>The returns of a value's closes that the settings of the host confirm.</summary>
    /// <param name="limits">The settings.</param>
    /// <param name="facts">The value.</param>
    public static IEnumerable<string> Confirmed(PriceCheckOptions limits, ValueFacts facts)
    {
        var code = facts.Evidence.SecurityCode;
        var window = facts.Window();
        return limits.Confirmed.Where(confirmed => confirmed.Split('/') is [var share, var text]
            && (share == code || share == SecurityCode.Shown(code))
            && DateText.Parse(text) is { } date
            && window.Contains(date));
    }
}
