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

    /// <summary>The share price, with its currency.</summary>
    public string SharePrice => Money(paper.Value.SharePrice);

    /// <summary>The exercise price, with its currency.</summary>
    public string ExercisePrice => Money(paper.Value.ExercisePrice);

    /// <summary>T: <c>15 years</c>, with the quotient where it is one.</summary>
    public string Years => words.Text(Word.YearsOf, Quotient(paper.Value.Years, 4));

    /// <summary>Sigma in percent, two decimals.</summary>
    public string Volatility => paper.Value.Volatility is { } sigma
        ? words.Text(Word.PercentOf, (sigma * 100).ToString("0.00", CultureInfo.InvariantCulture))
        : words[Word.NotNeeded];

    /// <summary>r in percent, with all its digits.</summary>
    public string Rate => words.Text(
        Word.PercentOf, decimal.Parse(paper.Value.RiskFreeRate, CultureInfo.InvariantCulture) is var rate ? DecimalText.Of(rate * 100m) : "");

    /// <summary>D, with its currency.</summary>
    public string Dividend => Money(Quotient(DecimalText.Of(paper.Evidence.Dividend?.Amount ?? paper.StatedDividend.Amount), 6));

    /// <summary>q in percent, three decimals, with the quotient.</summary>
    public string Yield
    {
        get
        {
            var text = paper.Value.DividendYield;
            var percent = words.Text(Word.PercentOf, (Number(text) * 100).ToString("0.000", CultureInfo.InvariantCulture));
            return text.Contains('/', StringComparison.Ordinal) ? $"{percent} ({text})" : percent;
        }
    }

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

    /// <summary>A number as it is, a quotient rounded with itself in brackets.</summary>
    private static string Quotient(string text, int decimals) => text.Contains('/', StringComparison.Ordinal)
        ? $"{Number(text).ToString($"0.{new string('#', decimals)}", CultureInfo.InvariantCulture)} ({text})"
        : text;
}
