using System.Globalization;
using System.Text;
using Testing;

namespace Soak.Years;

/// <summary>A market of one share that is made up, in the files that the sample feed serves.</summary>
internal static class YearMarket
{
    /// <summary>The share.</summary>
    public const string Code = "37740";

    /// <summary>From which day on a share is two, which is announced only later.</summary>
    public static DateOnly Split { get; } = new(2020, 4, 1);

    private static readonly DateOnly First = new(2018, 4, 2);
    private static readonly DateOnly Last = new(2020, 10, 30);

    /// <summary>Writes the files.</summary>
    /// <param name="folder">Where to.</param>
    /// <returns>The closes by date.</returns>
    public static IReadOnlyDictionary<DateOnly, decimal> Write(TemporaryFolder folder)
    {
        var random = new SyntheticRandom(18);
        var closes = new SortedDictionary<DateOnly, decimal>();
        var text = new StringBuilder("Date,Code,Close,SplitFactor,Origin\n");
        var curves = new StringBuilder("Date,1Y,2Y,3Y,4Y,5Y,6Y,7Y,8Y,9Y,10Y,15Y,20Y,25Y,30Y,40Y\n");
        var price = 2000m;
        foreach (var date in TradingDays.Between(First, Last))
        {
            curves.Append(CultureInfo.InvariantCulture, $"{date:yyyy-MM-dd},-0.15,-0.15,-0.16,-0.17,-0.16,-0.17,-0.18,-0.16,-0.1,-0.04,0.17,0.36,0.47,0.54,0.6\n");
            if (date == TradingDays.NothingTraded) continue;
            price = Math.Clamp(decimal.Round(price * (1m + (random.NextNormal() * 0.015m))), 800m, 6000m);
            closes[date] = date < Split ? price * 2 : price;
            text.Append(CultureInfo.InvariantCulture, $"{date:yyyy-MM-dd},{Code},{closes[date]},,synthetic\n");
        }

        folder.Write("market-data/closes-37740.csv", text.ToString());
        folder.Write("market-data/jgb-2018.csv", curves.ToString());
        folder.Write(
            "market-data/dividends-37740.csv",
            "Code,Kind,RecordDate,ExDate,FiscalYearEnd,DividendPerShare,AnnouncedOn\n37740,Final,2018-09-30,2018-09-26,2018-09-30,20,2018-09-30\n37740,Final,2019-09-30,2019-09-27,2019-09-30,22,2019-09-30\n");
        return closes;
    }
}
