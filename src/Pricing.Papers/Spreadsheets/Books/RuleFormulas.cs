using Pricing.Papers.Spreadsheets.Cells;
using Pricing.Policies;

namespace Pricing.Papers.Spreadsheets.Books;

/// <summary>
/// The calculation rules as formulas of a spreadsheet, written from docs/method.md and docs/policies.md and from no code of
/// the calculation. Only functions that Excel and LibreOffice both have.
/// </summary>
internal static class RuleFormulas
{
    /// <summary>r as a continuous rate.</summary>
    /// <param name="convention">The rule.</param>
    /// <param name="rate">The cell of r.</param>
    public static string Continuous(RateConvention convention, string rate) => convention switch
    {
        RateConvention.Annual => $"LN(1+{rate})",
        RateConvention.SemiAnnual => $"2*LN(1+{rate}/2)",
        _ => rate,
    };

    /// <summary>q as a continuous yield.</summary>
    /// <param name="convention">The rule.</param>
    /// <param name="yield">The cell of q.</param>
    public static string Continuous(YieldConvention convention, string yield) => convention switch
    {
        YieldConvention.Annual => $"LN(1+{yield})",
        YieldConvention.AnnualDiscount => $"-LN(1-{yield})",
        _ => yield,
    };

    /// <summary>N(d).</summary>
    /// <param name="d">The cell of d.</param>
    public static string Normal(string d) => $"_xlfn.NORM.S.DIST({d},TRUE)";

    /// <summary>A rounding.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="currency">The currency, whose minor unit counts where the rule states none.</param>
    /// <param name="amount">The amount, at least 0, as a cell or a product of cells.</param>
    public static string Rounded(RoundingRule rule, Currency currency, string amount)
    {
        var unit = rule.Unit ?? currency.MinorUnit;
        var (over, times) = unit == 1m ? ("", "") : ($"/{DecimalText.Of(unit)}", $"*{DecimalText.Of(unit)}");
        return rule.Mode switch
        {
            RoundingMode.Nearest => $"INT(({amount}){over}+0.5){times}",
            RoundingMode.Up => $"ROUNDUP(({amount}){over},0){times}",
            _ => amount,
        };
    }

    /// <summary>The part of a difference in what is stored; the difference itself where that is 0.</summary>
    /// <param name="difference">The cell of the difference.</param>
    /// <param name="stored">The cell of the stored figure.</param>
    public static string Relative(string difference, string stored) => $"IF({stored}=0,{difference},{difference}/ABS({stored}))";

    /// <summary>The largest of some differences, whichever their sign.</summary>
    /// <param name="range">Their cells; empty ones and texts do not count.</param>
    public static string Largest(string range) => $"MAX(MAX({range}),0-MIN({range}))";

    /// <summary>Whether the formula has a d: the limits have none.</summary>
    /// <param name="values">S, X and sigma sqrt(T).</param>
    public static bool Spreads(params IEnumerable<double> values) => values.All(value => value > 0);

    /// <summary>The last day of the period that a close stands for.</summary>
    /// <param name="frequency">The periods.</param>
    /// <param name="date">The cell of the close's date.</param>
    public static string PeriodEnd(Volatility.ReturnFrequency frequency, string date) => frequency switch
    {
        Volatility.ReturnFrequency.Weekly => $"{date}+MOD(8-WEEKDAY({date}),7)",
        Volatility.ReturnFrequency.Monthly => $"DATE(YEAR({date}),MONTH({date})+1,0)",
        _ => date,
    };

    /// <summary>A quotient that is written as it is stored.</summary>
    /// <param name="ratio">The quotient.</param>
    /// <param name="look">The look.</param>
    public static SheetCell Quotient(Ratio ratio, CellLook look = CellLook.General) => ratio.Denominator == 1m
        ? SheetCell.Figure(ratio.ToDouble(), look)
        : SheetCell.Live(DecimalText.Of(ratio), look, ratio.ToDouble());
}
