using Pricing.Calendars;
using Pricing.Dividends;

namespace Pricing.Volatility;

/// <summary>What an estimate asks of its inputs.</summary>
internal static class SampleCheck
{
    public static IEnumerable<Failure> Failures(PriceSample sample, VolatilityMethod method) =>
    [
        .. MethodCheck.Failures(method),
        .. WindowFailures(sample, method.LastPeriod),
        .. CloseFailures(sample.Closes),
        .. RecordCheck.Failures(sample.Splits),
        .. method.ReturnType == ReturnType.Total ? RecordCheck.Failures(sample.Dividends) : [],
    ];

    private static IEnumerable<Failure> WindowFailures(PriceSample sample, LastPeriodRule lastPeriod)
    {
        var window = sample.Window;
        if (window.To < window.From)
            yield return Invalid.Field("window", window, "ends before it starts");

        // Only the dropping of a last period asks the calendar whether a session is missing from it.
        if (lastPeriod == LastPeriodRule.Drop && !TokyoCalendar.Coverage.Contains(window.To))
            yield return Invalid.Field("window", window, $"reaches outside {TokyoCalendar.Coverage}");
        foreach (var exclusion in sample.Exclusions.Where(exclusion => exclusion.To < exclusion.From))
            yield return Invalid.Field("exclude", exclusion, "ends before it starts");
    }

    private static IEnumerable<Failure> CloseFailures(IReadOnlyList<ClosingPrice> closes)
    {
        for (var index = 0; index < closes.Count; index++)
        {
            var close = closes[index];
            if (close.Close <= 0)
                yield return Invalid.Field("close", close.Close, $"the close of {Text.Of(close.Date)} is not above 0");
            if (index > 0 && close.Date <= closes[index - 1].Date)
                yield return Invalid.Field("date", close.Date, $"not after {Text.Of(closes[index - 1].Date)}");
        }
    }
}
