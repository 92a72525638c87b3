using Pricing.Grants.Measurements;
using Pricing.Grants.Terms;
using Pricing.Papers.Facts;
using Pricing.Papers.Spreadsheets.Books;
using Pricing.Papers.Wording;
using Pricing.Policies;
using Pricing.Rates;
using Pricing.Volatility;
using Testing;
using ThirdSeries = Pricing.Pipeline.Tests.Valuations.Facts;

namespace Pricing.Papers.Tests.Spreadsheets;

/// <summary>The workbooks calculated by LibreOffice, after every result that stood in them was made a false one.</summary>
public sealed class RecalculationTests
{
    private const double Limit = 1e-9;

    private static readonly ValuationPolicy Base = ShippedPolicies.Continuous;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task GrantBooks_OfEveryRule_RecalculatedFromTheCloses_AreTheStoredValues()
    {
        Assert.SkipUnless(Soffice.IsThere, Soffice.Missing);
        var papers = Papers();
        using var made = new TemporaryFolder();
        using var calculated = new TemporaryFolder();
        foreach (var (name, paper) in papers)
        {
            var path = Path.Combine(made.FullPath, $"{name}.xlsx");
            await WriteAsync(path, paper, name.EndsWith("-ja", StringComparison.Ordinal) ? PaperLanguage.Japanese : PaperLanguage.English);
            Assert.True(Book.Falsify(path) > 30);
        }

        var third = papers["third-en"];
        await WriteAsync(
            Path.Combine(made.FullPath, "changed.xlsx"),
            third with
            {
                Value = third.Value with { AmountPerRight = "647001" },
                Closes = [.. third.Closes.Where(close => close.Date.DayOfWeek != DayOfWeek.Friday)],
            },
            PaperLanguage.English);
        await Soffice.RecalculateAsync(made.FullPath, calculated.FullPath, Cancellation);

        var wrong = papers.SelectMany(paper => Wrong(paper.Key, paper.Value, Book.Read(Path.Combine(calculated.FullPath, $"{paper.Key}.xlsx"))));
        Assert.Empty(wrong);
        var changed = Book.Read(Path.Combine(calculated.FullPath, "changed.xlsx"));
        Assert.Contains(changed["Summary"], row => row.Any(cell => cell.Text == "DIFFERS"));
        var weeks = third.Evidence.Volatility!.ClosesUsed;
        Assert.Contains(
            changed["Summary"],
            row => row.Count > 1 && row[1].Text == Text(weeks.Count(close => close.Date.DayOfWeek == DayOfWeek.Friday)));
    }

    [Fact]
    public async Task DateBook_OfAThousandGrants_RecalculatedFromSigmaOn_IsTheStoredValues()
    {
        Assert.SkipUnless(Soffice.IsThere, Soffice.Missing);
        var rows = ThousandRows();
        using var made = new TemporaryFolder();
        using var calculated = new TemporaryFolder();
        var path = Path.Combine(made.FullPath, "date.xlsx");
        await using (var file = File.Create(path))
        {
            var paper = new DatePaper { Date = ThirdSeries.Allotment, Rows = rows.ToAsyncEnumerable(), MadeAt = Given.Now };
            Assert.Equal(rows.Count, await DateBook.WriteAsync(paper, PaperLanguage.Japanese, file, Cancellation));
        }

        Assert.True(Book.Falsify(path) > 10_000);
        await Soffice.RecalculateAsync(made.FullPath, calculated.FullPath, Cancellation);

        var sheet = Book.Read(Path.Combine(calculated.FullPath, "date.xlsx"))["2013-07-11"];
        var values = sheet.Skip(7).ToList();
        Assert.Equal(1000, values.Count);
        foreach (var (row, stored) in values.Zip(rows))
        {
            Assert.Equal(stored.Value.GrantId, row[(int)DateColumn.Grant - 1].Text);
            Assert.InRange(row[(int)DateColumn.Difference - 1].Number, -Limit, Limit);
            Assert.Equal(StoredFigures.Number(stored.Value.AmountPerRight)!.Value, row[(int)DateColumn.PerRight - 1].Number, Limit);
            Assert.Equal(StoredFigures.Number(stored.Value.Total)!.Value, row[(int)DateColumn.Total - 1].Number, 1e-6);
        }

        Assert.InRange(sheet[3][2].Number, 0, Limit);
        Assert.InRange(sheet[4][2].Number, 0, Limit);
    }

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static async Task WriteAsync(string path, GrantPaper paper, PaperLanguage language)
    {
        await using var file = File.Create(path);
        await GrantBook.WriteAsync(paper, language, file, Cancellation);
    }

    private static IEnumerable<string> Wrong(string name, GrantPaper paper, Book book)
    {
        foreach (var cell in book.All.Where(cell => cell.Type == "e" || cell.Text is "123456789" or "false" or "#N/A"))
            yield return $"{name}: {cell.Formula} gives {cell.Text}";

        var summary = book[book.Sheets[0]];
        var words = PaperWords.In(name.EndsWith("-ja", StringComparison.Ordinal) ? PaperLanguage.Japanese : PaperLanguage.English);
        if (!summary.Any(row => row.Any(cell => cell.Formula is not null && cell.Text == words[name == "total-return" ? Word.AlikeInPart : Word.Alike])))
            yield return $"{name}: differs";

        var unchosen = summary.Single(row => row.Any(cell => cell.Text.StartsWith("Closes used", StringComparison.Ordinal) || cell.Text.StartsWith("期間の最終終値でない", StringComparison.Ordinal)));
        if (unchosen[1].Text != "0") yield return $"{name}: {unchosen[1].Text} closes are not the last of their period";

        var calculation = book[book.Sheets[1]];
        var differences = calculation.Skip(6).Where(row => row.Count > 6 && row[6].Text.Length > 0).ToList();
        if (differences.Count < 8) yield return $"{name}: only {differences.Count} lines stand beside a stored figure";
        foreach (var row in differences.Where(row => !(Math.Abs(row[6].Number) < Limit)))
            yield return $"{name}: {row[1].Text} is {row[3].Text}, stored {row[4].Text}, {row[6].Text} apart";

        var amount = calculation.Single(row => row is [{ Text: "19" }, ..]);
        if (Math.Abs(amount[3].Number - StoredFigures.Number(paper.Value.AmountPerRight)!.Value) > Limit)
            yield return $"{name}: {amount[3].Text} a right, stored {paper.Value.AmountPerRight}";
        if (name.StartsWith("third", StringComparison.Ordinal) && amount[3].Number != 647_000) yield return $"{name}: {amount[3].Text} a right";
    }

    private static Dictionary<string, GrantPaper> Papers()
    {
        var split = ThirdSeries.Of(
            prices: [.. ThirdSeries.Prices.Select(fact => fact with { SplitNewPerOld = null })],
            actions: Given.Split("2012-09-26", "2012-09-30", "2012-10-01", 200m));
        DateOnly later = new(2013, 7, 12);
        return new()
        {
            ["third-en"] = Given.Paper(),
            ["third-ja"] = Given.Paper(),
            ["release-text"] = Given.Paper(ShippedPolicies.ReleaseText),
            ["release-text-at-the-money"] = Given.Paper(ShippedPolicies.ReleaseText, changes: "exercise_price=3505"),
            ["annual-discount"] = Given.Paper(ShippedPolicies.AnnualDiscount, changes: "exercise_price=3505"),
            ["far-out-of-the-money"] = Given.Paper(changes: ["exercise_price=350500", "meant_reason=hardly worth anything"]),
            ["stated-split"] = Given.Paper(facts: split),
            ["stated-dividend-across-a-split"] = Given.Paper(
                facts: split,
                changes: ["allotment_date=2012-09-28", "exercise_start=2012-09-29", "shares_per_right=1", "dividend_per_share=1000", "meant_reason=a test"]),
            ["recorded-dividend-before-a-split"] = Given.RecordedDividendBeforeASplit,
            ["midpoint"] = Given.Paper(changes: ["expected_remaining_years=midpoint", "exercise_start=2015-02-28", "exercise_end=2029-11-30"]),
            ["between-tenors"] = Given.Paper(changes: ["expected_remaining_years=12.3", "exercise_price=3505"]),
            ["below-the-curve"] = Given.Paper(changes: ["expected_remaining_years=5", "exercise_price=3505"]),
            ["above-the-curve"] = Given.Paper(changes: ["expected_remaining_years=25", "exercise_price=3505"]),
            ["daily-population-actual-365"] = Given.Paper(
                Custom(policy => policy with
                {
                    Volatility = new() { ReturnFrequency = ReturnFrequency.Daily, PeriodsPerYear = 250, Estimator = DeviationEstimator.Population },
                    Term = new(YearCount.Actual365, RemainingTermRule.Elapsed),
                }),
                changes: ["exercise_price=3505", "expected_remaining_years=midpoint"]),
            ["monthly-semi-annual-nearest"] = Given.Paper(
                Custom(policy => policy with
                {
                    Rate = RateConvention.SemiAnnual,
                    Curve = new(TenorRule.Nearest, 7),
                    Volatility = new() { ReturnFrequency = ReturnFrequency.Monthly, PeriodsPerYear = 12 },
                }),
                changes: ["exercise_price=3505", "expected_remaining_years=12.5"]),
            ["last-week-dropped-actual-365-25-thousand-yen"] = Given.Paper(
                Custom(policy => policy with
                {
                    Volatility = new() { LastPeriod = LastPeriodRule.Drop },
                    Term = new(YearCount.Actual36525, RemainingTermRule.Elapsed),
                    AmountPerRight = new(RoundingMode.Up, 1000m),
                }),
                changes: ["exercise_price=3505", "expected_remaining_years=midpoint"]),
            ["total-return"] = Given.Paper(Custom(policy => policy with { Volatility = new() { ReturnType = ReturnType.Total } }), changes: "exercise_price=3505"),
            ["exclusion"] = Given.Paper(changes: ["exclude=2011-03-11..2011-03-31", "exercise_price=3505"]),
            ["stated-rate-and-dividend"] = Given.Paper(changes: ["risk_free_rate=0.01275", "rate_source=board", "dividend_per_share=18.75"]),
            ["cents"] = Given.Paper(changes: ["currency=USD", "exercise_price=3505", "shares_per_right=0.5", "risk_free_rate=0.0219", "rate_source=board"]),
            ["nothing-to-pay"] = Given.Paper(changes: "exercise_price=0"),
            ["next-day-elapsed"] = Given.Paper(date: later, facts: Later(later), changes: "exercise_price=3505"),
            ["next-day-midpoint"] = Given.Paper(Custom(policy => policy with { Term = new(YearCount.Anniversary, RemainingTermRule.MidpointOfRemaining) }), later, Later(later), "exercise_price=3505"),
            ["next-day-given"] = Given.Paper(Custom(policy => policy with { Term = new(YearCount.Anniversary, RemainingTermRule.Given) }), later, Later(later), "exercise_price=3505"),
            ["change-of-terms-asbj8"] = Given.Modification(AccountingStandard.Asbj8),
            ["change-of-terms-ifrs2-ja"] = Given.Modification(AccountingStandard.Ifrs2),
            ["before-the-split-ja"] = Given.Paper(date: new(2012, 9, 25), facts: ThirdSeries.Of(curveDate: new(2012, 9, 25)), changes: ["dividend_per_share=18.75", "exercise_price=3505"]),
        };
    }

    private static ValuationPolicy Custom(Func<ValuationPolicy, ValuationPolicy> change) => change(Base) with { Name = "house-rule" };

    private static Pipeline.Valuations.MarketFacts Later(DateOnly date) => ThirdSeries.Of(
        prices: [.. ThirdSeries.Prices, new(date, 3600m, false, null, null, 0)], curveDate: date);

    private static List<DateRow> ThousandRows()
    {
        var model = Enumerable.Range(0, 40).Select(number => Given.Paper(
            ShippedPolicies.All[number % 4],
            changes: [$"exercise_price={(number * 137) + 1}", $"expected_remaining_years={(number % 20) + 1}", $"shares_per_right={(number + 1) * 10}"])).ToList();
        return
        [
            .. Enumerable.Range(0, 1000).Select(number => model[number % 40] is var paper
                ? new DateRow(paper.Value with { GrantId = $"g{number:D4}" }, paper.Policy)
                : null!),
        ];
    }
}
