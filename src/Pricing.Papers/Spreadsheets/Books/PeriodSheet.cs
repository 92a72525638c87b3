using Pricing.Grants.Measurements;
using Pricing.Papers.Facts;
using Pricing.Papers.Spreadsheets.Cells;
using Pricing.Papers.Wording;

namespace Pricing.Papers.Spreadsheets.Books;

/// <summary>T from the dates of the grant.</summary>
internal sealed class PeriodSheet
{
    private const int Value = 2;

    private readonly PaperWords words;

    /// <summary>Makes the sheet.</summary>
    /// <param name="paper">The value.</param>
    /// <param name="words">The words.</param>
    public PeriodSheet(GrantPaper paper, PaperWords words)
    {
        this.words = words;
        var (terms, value) = (paper.Grant.Terms, paper.Value);
        Sheet = new(words[Word.SheetPeriod], 46, 18, 60);
        Sheet.Add(SheetCell.Text(words[Word.SheetPeriod], CellLook.Title));
        var grantDate = Day(Word.GrantDate, terms.GrantDate);
        var allotment = Day(Word.AllotmentDate, terms.AllotmentDate);
        var start = Day(Word.ExerciseStart, terms.ExerciseStart);
        var end = Day(Word.ExerciseEnd, terms.ExerciseEnd);
        MeasurementDate = Sheet.Cell(Value, Row(Day(Word.MeasurementDate, value.MeasurementDate)));

        var measured = MeasurementDate;
        var isLater = value.Kind.IsLater();
        var stored = StoredFigures.Number(value.Years);
        if (paper.Policy?.Term is not { } rule && (isLater || terms.ExpectedRemainingYears is null))
        {
            Sheet.Add(SheetCell.Text(words[Word.RulesNotKnown], CellLook.Mark));
            Years = Total(InputWord.PeriodStored, SheetCell.Live(StoredFigures.InFormula(value.Years), CellLook.General, stored), "");
            return;
        }

        rule = paper.Policy?.Term ?? default;
        if (isLater && rule.Remeasured == RemainingTermRule.MidpointOfRemaining)
        {
            Years = Midpoint(measured, start, end, rule.YearCount, stored);
            return;
        }

        var atGrant = terms.ExpectedRemainingYears is { } given
            ? Line(InputWord.PeriodGiven, SheetCell.Figure((double)given, CellLook.General), words[InputWord.PeriodGivenHow])
            : Midpoint(allotment, start, end, rule.YearCount, isLater ? null : stored);
        if (!isLater || rule.Remeasured == RemainingTermRule.Given)
        {
            Years = Total(InputWord.PeriodResult, SheetCell.Live(atGrant, CellLook.General, stored), "");
            return;
        }

        var elapsed = Between(grantDate, measured, rule.YearCount, InputWord.PeriodElapsed);
        Years = Total(InputWord.PeriodResult, SheetCell.Live($"{atGrant}-{elapsed}", CellLook.General, stored), words[InputWord.PeriodElapsedHow]);
    }

    /// <summary>The sheet.</summary>
    public Sheet Sheet { get; }

    /// <summary>The cell of T, as another sheet names it.</summary>
    public string Years { get; }

    /// <summary>The cell of the measurement date, as another sheet names it.</summary>
    public string MeasurementDate { get; }

    private static int Row(string address) => int.Parse(address.AsSpan(address.LastIndexOf('$') + 1), null);

    private string Day(Word word, DateOnly date) =>
        Sheet.Address(Value, Sheet.Add(SheetCell.Text(words[word]), SheetCell.Day(date)));

    private string Line(InputWord word, SheetCell cell, string how = "") =>
        Sheet.Address(Value, Sheet.Add(SheetCell.Text(words[word]), cell, SheetCell.Text(how, CellLook.Wrapped)));

    private string Total(InputWord word, SheetCell cell, string how) =>
        Sheet.Cell(Value, Sheet.Add(SheetCell.Text(words[word], CellLook.Heading), cell, SheetCell.Text(how, CellLook.Wrapped)));

    /// <summary>To the middle of what is left of the exercise period.</summary>
    private string Midpoint(string from, string exerciseStart, string exerciseEnd, YearCount count, double? stored)
    {
        var start = Line(
            InputWord.PeriodStart,
            SheetCell.Live($"MAX({exerciseStart}-1,{from})", CellLook.Date),
            words[InputWord.PeriodStartHow]);
        var before = Between(from, start, count, InputWord.PeriodBefore);
        var within = Between(start, exerciseEnd, count, InputWord.PeriodWithin);
        return Total(InputWord.PeriodMidpoint, SheetCell.Live($"{before}+{within}/2", CellLook.General, stored), words[InputWord.PeriodMidpointHow]);
    }

    /// <summary>The years between two dates; the first is not after the second.</summary>
    private string Between(string from, string to, YearCount count, InputWord word)
    {
        if (count != YearCount.Anniversary)
        {
            var days = count == YearCount.Actual365 ? "365" : "365.25";
            return Line(word, SheetCell.Live($"({to}-{from})/{days}", CellLook.General));
        }

        var whole = Line(
            InputWord.WholeYears,
            SheetCell.Live($"YEAR({to})-YEAR({from})-IF(EDATE({from},12*(YEAR({to})-YEAR({from})))>{to},1,0)", CellLook.General));
        var last = Line(InputWord.LastAnniversary, SheetCell.Live($"EDATE({from},12*{whole})", CellLook.Date));
        var next = Line(InputWord.NextAnniversary, SheetCell.Live($"EDATE({from},12*({whole}+1))", CellLook.Date));
        return Line(word, SheetCell.Live($"{whole}+({to}-{last})/({next}-{last})", CellLook.General), words[InputWord.AnniversaryHow]);
    }
}
