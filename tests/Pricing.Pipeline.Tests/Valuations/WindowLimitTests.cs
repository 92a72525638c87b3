using Pricing.Pipeline.Valuations;
using Pricing.Pipeline.Values;

namespace Pricing.Pipeline.Tests.Valuations;

/// <summary>What is said of a window that is shorter than T.</summary>
public sealed class WindowLimitTests
{
    [Theory]
    [InlineData("window_from=-", "2005-12-02", WindowLimit.FirstClose, "7.61")]
    [InlineData("window_from=2005-12-02", "2005-12-02", WindowLimit.FirstClose, "7.61")]
    [InlineData("window_from=2010-07-12", "2010-07-12", WindowLimit.Terms, "3")]
    public void Value_WindowShorterThanT_SaysWhyAndHowLongItIs(string change, string from, WindowLimit limit, string years)
    {
        var record = ValueRecording.Of(Facts.Value(Facts.Of(), null, change), "");

        Assert.Equal(($"{from}..2013-07-11", limit, years), (record.Window, record.WindowLimit, record.WindowYears));
    }

    [Fact]
    public void Value_WindowAsLongAsT_SaysNothingOfIt()
    {
        var record = ValueRecording.Of(Facts.Value(Facts.Of(), null, "window_from=-", "expected_remaining_years=5"), "");

        Assert.Equal(("2008-07-11..2013-07-11", null, "5"), (record.Window, record.WindowLimit, record.WindowYears));
    }

    // Three years back is Sunday 2010-07-11: no session, and so no close, lies before Monday.
    [Theory]
    [InlineData("window_from=-", "2010-07-12")]
    [InlineData("window_from=2010-07-12", "2005-12-02")]
    public void Value_NoSessionBeforeItsWindow_SaysNothingOfALimit(string change, string firstClose)
    {
        var first = DateOnly.Parse(firstClose, null);
        var value = Facts.Value(Facts.Of([.. Facts.Prices.Where(fact => fact.Date >= first)]), null, change, "expected_remaining_years=3");

        var record = ValueRecording.Of(value, "");

        Assert.Equal(("2010-07-12..2013-07-11", null, "3", ""), (record.Window, record.WindowLimit, record.WindowYears, record.Failures));
    }

    // Two years back is Monday 2011-07-11: a window from Tuesday on leaves a session out, and is of 1.997 years.
    [Theory]
    [InlineData("window_from=-", "2011-07-12", WindowLimit.FirstClose)]
    [InlineData("window_from=2011-07-12", "2005-12-02", WindowLimit.Terms)]
    public void Value_OneSessionBeforeItsWindow_IsOfFewerYearsThanT(string change, string firstClose, WindowLimit limit)
    {
        var first = DateOnly.Parse(firstClose, null);
        var value = Facts.Value(Facts.Of([.. Facts.Prices.Where(fact => fact.Date >= first)]), null, change, "expected_remaining_years=2");

        var record = ValueRecording.Of(value, "");

        Assert.Equal(("2011-07-12..2013-07-11", limit, "1.99", ""), (record.Window, record.WindowLimit, record.WindowYears, record.Failures));
    }
}
