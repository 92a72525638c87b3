using Pricing.Pipeline.Explanations;
using Pricing.Pipeline.MarketData.Prices;
using Pricing.Pipeline.Tests.Valuations;
using Pricing.Pipeline.Values;

namespace Pricing.Pipeline.Tests.Explanations;

public sealed class FoundInputsTests
{
    /// <summary>What a stored value says of its inputs, the answer to a question says too.</summary>
    [Fact]
    public void Of_ValueThatLacksRows_SaysWhatTheStoredValueSays()
    {
        DateOnly lost = new(2012, 3, 1);
        DateOnly idle = new(2012, 6, 1);
        List<PriceFact> holed =
        [
            .. Facts.Prices
                .Where(fact => fact.Date != lost && fact.Date != Facts.Allotment)
                .Select(fact => fact.Date == idle ? fact with { Close = null, NoTrade = true } : fact),
        ];
        var value = Facts.Value(Facts.Of(holed), null, "window_from=-");
        var record = ValueRecording.Of(value, "");

        var found = FoundInputs.Of(value);

        Assert.Equal((Facts.Allotment, 1), (found.SharePriceMissingRow, found.SessionsWithoutClose));
        Assert.NotNull(found.WindowLimit);
        Assert.NotNull(found.SessionsWithoutRow);
        Assert.All(typeof(FoundInputs).GetProperties(), property =>
            Assert.Equal(typeof(ValueRecord).GetProperty(property.Name)!.GetValue(record), property.GetValue(found)));
    }

    [Fact]
    public void Of_PeriodOfWhichTheCurveHasNoYield_NamesIt()
    {
        Assert.Equal(("10y", "7y"), Found("7"));
        Assert.Equal(("15y", null), Found("15"));

        static (string, string?) Found(string years) =>
            FoundInputs.Of(Facts.Value(Facts.Of(), null, $"expected_remaining_years={years}")) is var found ? (found.RateSource, found.MissingTenors) : default;
    }
}
