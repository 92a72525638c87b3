using System.Globalization;
using Pricing.Papers.Facts;
using Pricing.Papers.Wording;
using Pricing.Pipeline.Storage;
using Pricing.Volatility;

namespace Pricing.Papers.Reports;

/// <summary>The figures of a value as a report writes them.</summary>
/// <param name="paper">The value.</param>
/// <param name="words">The words.</param>
internal sealed class Figures(GrantPaper paper, PaperWords words)
{
    private const int MostDecimals = 12;
    private const int RoundedDecimals = 3;
    private const int SmallestDecimals = 28;

    /// <summary>The share price, with its currency.</summary>
    public string SharePrice => Money(paper.Value.SharePrice);

    /// <summary>The exercise price, with its currency.</summary>
    public string ExercisePrice => Money(paper.Value.ExercisePrice);

    /// <summary>T: <c>15 years</c>, three decimals where it is a quotient.</summary>
    public string Years => words.Text(
        Word.YearsOf, IsQuotient(paper.Value.Years) ? Rounded(Number(paper.Value.Years), RoundedDecimals) : paper.Value.Years);

    /// <summary>Sigma in percent, two decimals.</summary>
    public string Volatility => paper.Value.Volatility is { } sigma
        ? words.Text(Word.PercentOf, (sigma * 100).ToString("0.00", CultureInfo.InvariantCulture))
        : words[Word.NotNeeded];

    /// <summary>r in percent, at most three decimals as in a filing.</summary>
    public string Rate => words.Text(
        Word.PercentOf,
        decimal.Parse(paper.Value.RiskFreeRate, CultureInfo.InvariantCulture) is var rate
            ? DecimalText.Of(decimal.Round(rate * 100m, RoundedDecimals, MidpointRounding.AwayFromZero))
            : "");

    /// <summary>D on the basis of S, with its currency.</summary>
    public string Dividend => Money(Quotient(DecimalText.Of(paper.DividendOfRecords ?? paper.StatedDividend.Amount), 6));

    /// <summary>q in percent, three decimals.</summary>
    public string Yield => words.Text(Word.PercentOf, (Number(paper.Value.DividendYield) * 100).ToString("0.000", CultureInfo.InvariantCulture));

    /// <summary>How far the value before rounding may be from the formula's, as a decimal of two digits that is no less.</summary>
    public string ErrorBound => paper.Value.ErrorBound is { } bound ? Money(UpToTwoDigits(bound)) : "—";

    /// <summary>The frequency of the closes.</summary>
    public string Frequency => words[paper.Evidence.Volatility?.Method.ReturnFrequency switch
    {
        ReturnFrequency.Daily => ReportWord.FrequencyDaily,
        ReturnFrequency.Monthly => ReportWord.FrequencyMonthly,
        _ => ReportWord.FrequencyWeekly,
    }];

    /// <summary>An amount with its currency.</summary>
    /// <param name="amount">The amount as exact text.</param>
    public string Money(string amount) => words.Money(amount, paper.Grant.Terms.Currency.Code);

    /// <summary>A count with its thousands parted.</summary>
    /// <param name="number">The count.</param>
    public static string Count(int number) => number.ToString("#,##0", CultureInfo.InvariantCulture);

    /// <summary>A number with at most twelve decimals.</summary>
    /// <param name="number">The number; null for none.</param>
    public static string Decimals(double? number) => number is not { } known ? "—"
        : Math.Abs(known) >= 1e-6 || known == 0 ? known.ToString($"#,##0.{new string('#', MostDecimals - 2)}", CultureInfo.InvariantCulture)
        : known.ToString("0.0000E+00", CultureInfo.InvariantCulture);

    /// <summary>A stored text as a number.</summary>
    /// <param name="text">A number or a quotient.</param>
    /// <exception cref="DamagedContentException">It is neither.</exception>
    public static double Number(string text) =>
        StoredFigures.Number(text) ?? throw new DamagedContentException("valuations", $"hold {text} in the place of a number");

    /// <summary>A stored text as it is; a quotient as a number with itself in brackets.</summary>
    /// <param name="text">A number or a quotient.</param>
    public static string Unrounded(string text) => IsQuotient(text) ? $"{Decimals(Number(text))} ({text})" : text;

    /// <summary>A number as it is, a quotient rounded with itself in brackets.</summary>
    private static string Quotient(string text, int decimals) => IsQuotient(text) ? $"{Rounded(Number(text), decimals)} ({text})" : text;

    private static bool IsQuotient(string text) => text.Contains('/', StringComparison.Ordinal);

    private static string Rounded(double number, int decimals) =>
        number.ToString($"0.{new string('#', decimals)}", CultureInfo.InvariantCulture);

    private static string UpToTwoDigits(double bound)
    {
        if (!(bound > 0)) return "0";

        var decimals = Math.Clamp(1 - (int)Math.Floor(Math.Log10(bound)), 0, SmallestDecimals);
        var unit = Math.Pow(10, -decimals);
        return (Math.Ceiling(bound / unit) * unit).ToString($"0.{new string('#', decimals)}", CultureInfo.InvariantCulture);
    }
}
