using Pricing.Calendars;
using Pricing.Dividends;
using Pricing.Volatility;

namespace Pricing.Tests.Volatility;

/// <summary>
/// A made-up share: a walk in whole yen by a linear congruential generator over the sessions of 2018-01-04..2020-01-31,
/// with a 1:3 split, a week and single days without a trade, and three dividends.
/// </summary>
internal static class SyntheticPrices
{
    public static DateWindow Window { get; } = new(new(2018, 1, 4), new(2019, 12, 18));

    public static ShareSplit Split { get; } = new()
    {
        ExDate = new(2018, 9, 26),
        NewPerOld = 3m,
        RecordDate = new(2018, 9, 30),
        EffectiveDate = new(2018, 10, 1),
    };

    public static IReadOnlyList<CashDividend> Dividends { get; } =
    [
        Dividend(90, new(2018, 3, 28), new(2018, 3, 31), DividendKind.Final),
        Dividend(90, new(2018, 9, 26), new(2018, 9, 30), DividendKind.Interim),
        Dividend(31, new(2019, 3, 27), new(2019, 3, 31), DividendKind.Final),
    ];

    public static PriceSample Sample { get; } = new()
    {
        Closes = [.. Closes()],
        Splits = [Split],
        Dividends = Dividends,
        Window = Window,
    };

    private static IEnumerable<ClosingPrice> Closes()
    {
        var withoutTrade = new DateWindow(new(2018, 6, 11), new(2018, 6, 15));
        var state = 20190701u;
        var price = 1500;
        foreach (var (index, session) in TokyoCalendar.Sessions(new(Window.From, new(2020, 1, 31))).Index())
        {
            state = unchecked(1664525 * state + 1013904223);
            price += (int)((state >> 16) % 61) - 30;
            if (index % 97 != 50 && !withoutTrade.Contains(session))
                yield return new(session, session < Split.ExDate ? price * 3 : price);
        }
    }

    private static CashDividend Dividend(decimal amount, DateOnly exDate, DateOnly recordDate, DividendKind kind) => new()
    {
        AmountPerShare = amount,
        ExDate = exDate,
        RecordDate = recordDate,
        FiscalYearEnd = kind == DividendKind.Final ? recordDate : new(recordDate.Year + 1, 3, 31),
        Kind = kind,
    };
}
