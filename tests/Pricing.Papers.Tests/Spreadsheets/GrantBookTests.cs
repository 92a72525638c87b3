using Pricing.Grants.Terms;
using Pricing.Papers.Facts;
using Pricing.Papers.Spreadsheets.Books;
using Pricing.Papers.Spreadsheets.Cells;
using Pricing.Papers.Wording;
using Pricing.Policies;
using Pricing.Volatility;
using Testing;

namespace Pricing.Papers.Tests.Spreadsheets;

/// <summary>The workbooks as they are written, before any spreadsheet has calculated them.</summary>
public sealed class GrantBookTests
{
    /// <summary>What Excel and LibreOffice both calculate alike, in all locales.</summary>
    private static readonly HashSet<string> Functions = new(StringComparer.Ordinal)
    {
        "ABS", "AVERAGE", "COUNT", "DATE", "DEVSQ", "EDATE", "EXP", "IF", "IFERROR", "INDEX", "INT", "LN", "MATCH", "MAX", "MIN", "MOD", "MONTH",
        "_xlfn.NORM.S.DIST", "ROUND", "ROUNDUP", "ROWS", "SQRT", "STDEV", "STDEVP", "SUM", "SUMPRODUCT", "SUMSQ", "WEEKDAY", "YEAR",
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(PaperLanguage.English)]
    [InlineData(PaperLanguage.Japanese)]
    public async Task Workbook_HoldsInputsWithSourcesAndTheMethodInFormulas(PaperLanguage language)
    {
        var paper = Given.Paper();
        var book = await WriteAsync(paper, language);
        var words = PaperWords.In(language);

        Assert.Equal(
            [words[Word.SheetSummary], words[Word.SheetCalculation], words[Word.SheetCloses], words[InputWord.SheetAllCloses], words[Word.SheetPeriod], words[Word.SheetCurve], words[Word.SheetDividends], words[Word.SheetSplits], words[Word.SheetSources]],
            book.Sheets);
        Assert.Equal(paper.Evidence.Volatility!.ClosesUsed.Count, book[words[Word.SheetCloses]].Skip(7).Count());
        var lines = book[words[Word.SheetCalculation]].Where(row => row.Count > 3 && int.TryParse(row[0].Text, out _)).ToList();
        Assert.Equal(Enumerable.Range(2, 20), lines.Select(row => int.Parse(row[0].Text, null)));
        Assert.All(lines, row => Assert.NotNull(row[3].Formula));
        Assert.Contains(book[words[Word.SheetSources]], row => row.Count > 5 && (row[3].Text, row[5].Text) == (new string('a', 64), "Suzuki"));
        Assert.Contains(book.All, cell => cell.Text == words[Word.MarkSynthetic]);
        Assert.Contains(book.All, cell => cell.Text == paper.Value.Hash);
    }

    [Fact]
    public async Task Workbook_Formulas_UseWhatBothSpreadsheetsHaveInAllLocales()
    {
        var book = await WriteAsync(Given.Paper(changes: ["expected_remaining_years=midpoint", "exercise_start=2015-02-28"]), PaperLanguage.Japanese);
        var formulas = book.All.Select(cell => cell.Formula).OfType<string>().Distinct().ToList();

        Assert.Empty(formulas.SelectMany(FunctionsOf).Distinct().Except(Functions));
        Assert.DoesNotContain(formulas, formula => formula.Contains(';', StringComparison.Ordinal));
    }

    [Fact]
    public async Task Workbook_TextsThatLookLikeFormulas_AreTexts()
    {
        string[] texts = ["=1+1", "+HYPERLINK(\"x\")", "-2+3", "@SUM(A1)"];
        var book = await WriteAsync(
            Given.Paper(changes: [$"title={texts[0]}", $"allottees={texts[1]}"]) is var paper
                ? paper with { Value = paper.Value with { Issuer = texts[2] }, Grant = paper.Grant with { Terms = paper.Grant.Terms with { GrantId = texts[3] } } }
                : null!,
            PaperLanguage.English);

        Assert.All(texts[..2].Append(texts[3]), text => Assert.All(
            book.All.Where(cell => cell.Text == text), cell => Assert.Equal(("inlineStr", null), (cell.Type, cell.Formula))));
        Assert.All(texts[..2].Append(texts[3]), text => Assert.Contains(book.All, cell => cell.Text == text));
    }

    [Fact]
    public async Task Workbook_RulesThatAreNotKnown_ShowsStoredAmountsAndSaysSo()
    {
        var book = await WriteAsync(Given.Paper() with { Policy = null }, PaperLanguage.English);
        var calculation = book["Calculation"];

        Assert.Contains(calculation, row => row.Any(cell => cell.Text == PaperWords.In(PaperLanguage.English)[Word.RulesNotKnown]));
        Assert.DoesNotContain(calculation, row => row is [{ Text: "17" }, ..]);
        Assert.Contains(calculation, row => row.Count > 4 && row[1].Text == "Amount per right" && row[3].Text == "647000" && row[3].Formula is null);
    }

    // Stated before the 1:200 split of 2012-10-01: 1,000 yen are 5 yen on the basis of S, and q is 5 / 3505.
    [Theory]
    [InlineData(PaperLanguage.English, "The curve has no yield of 7 years, which is published next to T; this one stands in its place.")]
    [InlineData(PaperLanguage.Japanese, "国債利回りに、Tに対応する年限7年の値がないため、上記の年限による。")]
    public async Task Workbook_YieldOfAnotherTerm_SaysItOnTheSummaryAndBelowThePoints(PaperLanguage language, string stated)
    {
        var words = PaperWords.In(language);
        var lacking = await WriteAsync(Given.Paper(changes: "expected_remaining_years=7"), language);
        var whole = await WriteAsync(Given.Paper(), language);

        Assert.Contains(lacking[words[Word.SheetCurve]], row => row.Any(cell => cell.Text == stated));
        Assert.Contains(lacking[words[Word.SheetSummary]], row => row.Any(cell => cell.Text == words[Word.MarkTenor]));
        Assert.DoesNotContain(whole.All, cell => cell.Text == stated || cell.Text == words[Word.MarkTenor]);
    }

    [Fact]
    public async Task Workbook_StatedDividendAcrossASplit_RestatesItInCells()
    {
        var paper = Given.StatedDividendAcrossASplit;
        var book = await WriteAsync(paper, PaperLanguage.English);
        var lines = book["Calculation"].Where(row => row.Count > 3).ToDictionary(row => row[1].Text, row => row[3], StringComparer.Ordinal);

        Assert.Equal("5/3505", paper.Value.DividendYield);
        Assert.Equal("1000", lines["Dividend per share as stated"].Text);
        Assert.Equal("200", lines["Shares of S for one share of the terms"].Text);
        Assert.Equal("5", lines["Dividend per share"].Text);
        Assert.NotNull(lines["Dividend per share"].Formula);
    }

    [Fact]
    public async Task Workbook_RecordedDividendBeforeASplit_BringsItToTheBasisOfSInCells()
    {
        var paper = Given.RecordedDividendBeforeASplit;
        var book = await WriteAsync(paper, PaperLanguage.English);
        var lines = book["Calculation"].Index().Where(row => row.Item.Count > 3).ToDictionary(row => row.Item[1].Text, row => (Row: row.Index + 1, Cell: row.Item[3]), StringComparer.Ordinal);

        Assert.Equal("200", paper.Value.SharesForOne);
        Assert.Equal("3250", lines["Dividend per share on the basis of the quoted price"].Cell.Text);
        Assert.Equal(
            ($"$D${lines["Dividend per share on the basis of the quoted price"].Row}/$D${lines["Shares of the terms for one quoted share"].Row}", "16.25"),
            (lines["Dividend per share"].Cell.Formula, lines["Dividend per share"].Cell.Text));
        Assert.Equal($"$D${lines["Dividend per share"].Row}/$D${lines["Share price"].Row}", lines["Dividend yield"].Cell.Formula);
    }

    [Theory]
    [InlineData(AccountingStandard.Asbj8, "Grant-date value per right, which stays")]
    [InlineData(AccountingStandard.Ifrs2, "Value per right under the old terms on the date of the change")]
    public async Task Workbook_OfAChangeOfTerms_CalculatesTheIncrement(AccountingStandard standard, string over)
    {
        var paper = Given.Modification(standard);
        var book = await WriteAsync(paper, PaperLanguage.English);
        var lines = book["Calculation"].Index().Where(row => row.Item.Count > 4).ToDictionary(row => row.Item[1].Text, row => (Row: row.Index + 1, Cells: row.Item));

        var (increment, less) = (lines["Increment per right"].Cells, lines[over].Row);
        Assert.Equal($"MAX($D${lines["Value per right under the new terms on the date of the change"].Row}-$D${less},0)", increment[3].Formula);
        Assert.Equal((paper.Value.Increment, paper.Value.Increment), (increment[3].Text, increment[4].Text));
        Assert.Contains(book["Summary"], row => row is [{ Text: "Date of the change" }, { Text: "12 July 2013" }]);
        Assert.Contains(book["Summary"], row => row is [{ Text: "Increment per right" }, ..]);
    }

    public static TheoryData<string> NotChecked => ["closes damaged", "closes gone", "rules", "splits", "dividends in returns"];

    [Theory]
    [MemberData(nameof(NotChecked))]
    public async Task Workbook_WhatItCannotCheck_IsSaidOnTheSummaryBesideTheJudgement(string what)
    {
        var (words, paper) = (PaperWords.In(PaperLanguage.English), Given.Paper());
        Failure damage = new(ReasonCode.DamagedData, "prices", "37740", "cannot be read");
        var (lacking, reason) = what switch
        {
            "closes damaged" => (paper with { Closes = [], ClosesDamage = [damage] }, words.Text(Word.ClosesUnreadable, damage)),
            "closes gone" => (paper with { Closes = [] }, words[Word.ClosesNotStored]),
            "rules" => (paper with { Policy = null }, words[Word.RulesNotKnown]),
            "splits" => (paper with { Evidence = paper.Evidence with { Splits = null } }, words[InputWord.SplitsNotKept]),
            _ => (Given.Paper(ShippedPolicies.Continuous with { Name = "house-rule", Volatility = new() { ReturnType = ReturnType.Total } }, changes: "exercise_price=3505"), words[InputWord.TotalReturnNote]),
        };

        var summary = (await WriteAsync(lacking, PaperLanguage.English))["Summary"];
        var whole = (await WriteAsync(paper, PaperLanguage.English))["Summary"];

        Assert.Contains(summary, row => row is [{ Text: "Not checked" }, var cell, ..] && cell.Text == reason);
        Assert.Contains(summary, row => row.Any(cell => cell.Text == words[Word.AlikeInPart]));
        Assert.Contains(whole, row => row.Any(cell => cell.Text == words[Word.Alike]));
        Assert.DoesNotContain(whole, row => row.Any(cell => cell.Text == "Not checked"));
    }

    [Fact]
    public async Task Workbook_IsCalculatedWhenItIsOpened_AndPrintsOnPagesAsWideAsItsSheets()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.FullPath, "book.xlsx");
        await using (var file = File.Create(path)) await GrantBook.WriteAsync(Given.Paper(), PaperLanguage.Japanese, file, Cancellation);

        var parts = Book.Parts(path);
        Assert.Contains("fullCalcOnLoad=\"1\"", parts["xl/workbook.xml"], StringComparison.Ordinal);
        Assert.Contains("<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"2\">&apos;終値&apos;!$7:$7</definedName>", parts["xl/workbook.xml"], StringComparison.Ordinal);
        var sheets = parts.Where(part => part.Key.StartsWith("xl/worksheets/", StringComparison.Ordinal)).ToList();
        Assert.Equal(9, sheets.Count);
        Assert.All(sheets, sheet => Assert.Contains("orientation=\"landscape\" fitToWidth=\"1\"", sheet.Value, StringComparison.Ordinal));
        Assert.All(sheets, sheet => Assert.Contains("fitToPage=\"1\"", sheet.Value, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(PaperLanguage.English)]
    [InlineData(PaperLanguage.Japanese)]
    public async Task Workbook_SheetsThatItsTextsName_AreInIt(PaperLanguage language)
    {
        var words = PaperWords.In(language);
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.FullPath, "date.xlsx");
        var dated = new DatePaper { Date = new(2013, 7, 11), Rows = new[] { Given.Paper() }.Select(paper => new DateRow(paper.Value, paper.Policy)).ToAsyncEnumerable(), MadeAt = Given.Now };
        await using (var file = File.Create(path)) await DateBook.WriteAsync(dated, language, file, Cancellation);

        var date = Book.Read(path);
        Assert.DoesNotContain(date.All, cell => cell.Text == words[Word.BookColours]);
        Assert.Contains(date.All, cell => cell.Text == words[Word.DateColours]);
        Assert.Contains((await WriteAsync(Given.Paper(), language)).Sheets, sheet => sheet == words[Word.SheetSources]);
    }

    [Fact]
    public async Task Workbook_EvidenceFromBeforeSplitsWereKept_ShowsFactorsAsStored()
    {
        var paper = Given.Paper();
        var book = await WriteAsync(paper with { Evidence = paper.Evidence with { Splits = null } }, PaperLanguage.English);
        var first = book["Closes"][7];

        Assert.Equal(("200", null), (first[3].Text, first[3].Formula));
        Assert.NotNull(first[4].Formula);
    }

    [Theory]
    [InlineData("exercise_price=0")]
    [InlineData("exercise_price=1")]
    public async Task Workbook_BeforeItIsCalculated_ShowsWhatIsStored(string change)
    {
        var paper = Given.Paper(changes: change);
        var book = await WriteAsync(paper, PaperLanguage.English);

        var amount = book["Calculation"].Single(row => row is [{ Text: "19" }, ..]);
        Assert.Equal(paper.Value.AmountPerRight, amount[3].Text);
        Assert.Equal(paper.Value.AmountPerRight, amount[4].Text);
    }

    [Theory]
    [InlineData(1, "A")]
    [InlineData(26, "Z")]
    [InlineData(27, "AA")]
    [InlineData(702, "ZZ")]
    [InlineData(703, "AAA")]
    public void Letters_OfAColumn_AreTheSpreadsheets(int column, string letters) => Assert.Equal(letters, Sheet.Letters(column));

    [Fact]
    public void Text_ThatNoCellHolds_IsCutOffAndCleaned()
    {
        Assert.Equal("ab", SheetCell.Text("a\u0001b").Content);
        Assert.Equal(32_767, SheetCell.Text(new string('x', 40_000)).Content!.Length);
    }

    private static async Task<Book> WriteAsync(GrantPaper paper, PaperLanguage language)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.FullPath, "book.xlsx");
        await using (var file = File.Create(path)) await GrantBook.WriteAsync(paper, language, file, Cancellation);
        return Book.Read(path);
    }

    private static IEnumerable<string> FunctionsOf(string formula) => System.Text.RegularExpressions.Regex
        .Matches(System.Text.RegularExpressions.Regex.Replace(formula, "'[^']*'|\"[^\"]*\"", ""), @"[A-Za-z_][A-Za-z0-9_.]*(?=\()")
        .Select(match => match.Value);
}
