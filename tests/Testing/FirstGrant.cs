using System.Globalization;
using Pricing.Calendars;

namespace Testing;

/// <summary>The market data of the walk of docs/first-grant.md, made up, as a finance team would keep them.</summary>
public static class FirstGrant
{
    /// <summary>The yields.</summary>
    public const string Curve =
        "基準日,1年,2年,5年,10年\n2024/6/13,0.09,0.32,0.53,0.96\n2024/6/14,0.10,0.31,0.52,0.94\n2024/6/17,0.10,0.31,0.51,0.93\n";

    /// <summary>The dividends.</summary>
    public const string Dividends =
        "証券コード,配当区分,1株当たり配当金,決算期末,基準日,権利落ち日,公表日\n"
        + "4999,中間,20,2024/3/31,2023/9/30,2023/9/28,2023/11/10\n4999,期末,25,2024/3/31,2024/3/31,2024/3/28,2024/5/13\n";

    /// <summary>The closes. Listed on 2021-06-14, five years are asked for: the window is three years long.</summary>
    public static string Closes()
    {
        var (state, level) = (14L, 2000L);
        var rows = new List<string> { "日付,終値" };
        foreach (var day in TokyoCalendar.Sessions(new(new(2021, 6, 14), new(2024, 6, 17))))
        {
            state = (state * 1_103_515_245 + 12_345) % (1L << 31);
            level += (state >> 16) % 121 - 60;
            rows.Add(string.Create(CultureInfo.InvariantCulture, $"{day:yyyy/M/d},{level}"));
        }

        return string.Join("\r\n", rows) + "\r\n";
    }
}
