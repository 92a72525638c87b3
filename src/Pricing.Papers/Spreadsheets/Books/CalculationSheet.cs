using System.Globalization;
using Pricing.BlackScholes.Analysis;
using Pricing.Grants.Terms;
using Pricing.Papers.Facts;
using Pricing.Papers.Spreadsheets.Cells;
using Pricing.Papers.Wording;
using Pricing.Pipeline.Values;
using Pricing.Policies;
using Pricing.Volatility;

namespace Pricing.Papers.Spreadsheets.Books;

/// <summary>The method line by line, as docs/method.md has it: each figure calculated, beside it the stored one and the difference.</summary>
internal sealed class CalculationSheet
{
    private const int Figure = 4;
    private const int Stored = 5;
    private const int Difference = 6;
    private const int Relative = 7;

    private readonly GrantPaper paper;
    private readonly PaperWords words;
    private readonly Explanation? shown;
    private readonly int firstLine;

    /// <summary>Makes the sheet.</summary>
    /// <param name="paper">The value.</param>
    /// <param name="inputs">The sheets of the inputs.</param>
    /// <param name="words">The words.</param>
    public CalculationSheet(GrantPaper paper, InputSheets inputs, PaperWords words)
    {
        (this.paper, this.words) = (paper, words);
        shown = paper.Policy is { } known ? StoredFigures.Lines(paper.Value, known) : null;
        Sheet = new(words[Word.SheetCalculation], 6, 38, 52, 22, 22, 13, 13);
        Sheet.Add(SheetCell.Text(words[Word.SheetCalculation], CellLook.Title));
        Sheet.Add(SheetCell.Text("C = S e^(-qT) N(d) - X e^(-rT) N(d - σ√T)"));
        Sheet.Add(SheetCell.Text("d = [ln(S/X) + (r - q + σ²/2) T] / (σ√T)"));
        Sheet.Add(SheetCell.Text(words[Word.CalculationNote]));
        Sheet.Add();
        Sheet.FrozenRows = Sheet.AddHeads(
            words[Word.Line], words[Word.Quantity], words[Word.How], words[Word.Calculated], words[Word.StoredFigure], words[Word.Difference], words[Word.RelativeDifference]);
        firstLine = Sheet.Next;
        var years = Years(inputs.Period);
        var sigma = Sigma(inputs.Closes);
        var (price, yield) = PriceAndYield(inputs.Dividends, inputs.Splits);
        var exercisePrice = Line("X", Word.LineExercisePrice, Word.HowTerms, StoredCell.Of(Value.ExercisePrice), Value.ExercisePrice);
        var rate = inputs.Curve is { } curve
            ? Line("r", Word.LineRate, Word.HowCurve, Live(curve.Rate, StoredFigures.Number(Value.RiskFreeRate)), Value.RiskFreeRate)
            : Line("r", Word.LineRate, Word.HowRateStated, StoredCell.Of(Value.RiskFreeRate), Value.RiskFreeRate);
        var shares = Line("", Word.LineShares, Word.HowTerms, StoredCell.Of(Value.SharesPerRight), Value.SharesPerRight);
        if (paper.Policy is { } policy)
        {
            var perShare = Formula(policy, new(price, exercisePrice, years, sigma, rate, yield));
            Amounts(policy, perShare, shares);
        }
        else
        {
            Sheet.Add(SheetCell.Empty, SheetCell.Text(words[Word.RulesNotKnown], CellLook.Mark));
            PerRight = Line("", Word.LineAmount, Word.HowNotLive, StoredCell.Of(Value.AmountPerRight), Value.AmountPerRight);
            Total = Line("", Word.LineTotal, Word.HowNotLive, StoredCell.Of(Value.Total), Value.Total);
        }

        if (Value.Standard is { } standard) Increment(standard);
        LastLine = Sheet.Next - 1;
        if (Value.HasRoundingFlag)
            Sheet.Add(SheetCell.Empty, SheetCell.Text(words[Word.MarkBoundary], CellLook.Mark));
    }

    /// <summary>The sheet.</summary>
    public Sheet Sheet { get; }

    /// <summary>The cell of the amount per right, in this sheet.</summary>
    public string PerRight { get; private set; } = "";

    /// <summary>The cell of the total, in this sheet.</summary>
    public string Total { get; private set; } = "";

    /// <summary>The relative differences of all lines, as another sheet names them.</summary>
    public string Differences => Sheet.Column(Relative, firstLine, LastLine);

    private int LastLine { get; }

    private ValueRecord Value => paper.Value;

    /// <summary>A cell of this sheet as another sheet names it.</summary>
    /// <param name="address">The cell as this sheet names it.</param>
    public string Outside(string address) => Sheet.Cell(Figure, int.Parse(address.AsSpan(address.LastIndexOf('$') + 1), null));

    private static SheetCell Live(string formula, double? result, CellLook look = CellLook.Decimals) =>
        SheetCell.Live(formula, look, result);

    /// <summary>Adds a line; where a figure of it is stored, that and the difference stand beside it.</summary>
    private string Line(string symbol, Word quantity, Word how, SheetCell figure, string stored = "") =>
        Line(symbol, quantity, words[how], figure, stored.Length == 0 ? SheetCell.Empty : StoredCell.Of(stored));

    private string Line(string symbol, Word quantity, string how, SheetCell figure, SheetCell stored)
    {
        var row = Sheet.Next;
        var (calculated, kept, difference) = (Sheet.Address(Figure, row), Sheet.Address(Stored, row), Sheet.Address(Difference, row));
        var isStored = stored.Formula is not null || stored.Number is not null;
        Sheet.Add(
        [
            SheetCell.Text(symbol),
            SheetCell.Text(words[quantity], CellLook.Wrapped),
            SheetCell.Text(how, CellLook.Wrapped),
            figure,
            stored,
            .. isStored
                ? (SheetCell[])
                [
                    SheetCell.Live($"{calculated}-{kept}", CellLook.Difference, figure.Number - stored.Number),
                    SheetCell.Live(RuleFormulas.Relative(difference, kept), CellLook.Difference, RelativeOf(figure.Number, stored.Number)),
                ]
                : [],
        ]);
        return calculated;
    }

    private static double? RelativeOf(double? figure, double? stored) => stored == 0 ? figure : (figure - stored) / double.Abs(stored ?? 1);

    private string Years(PeriodSheet period) =>
        Line("T", Word.LineYears, Word.HowPeriod, Live(period.Years, StoredFigures.Number(Value.Years), CellLook.General), Value.Years);

    private string Sigma(ClosesSheet? closes)
    {
        if (closes is null) return Line("σ", Word.LineVolatility, Word.HowNoVolatility, SheetCell.Figure(0, CellLook.General));

        var (estimate, returns) = (closes.Estimate, closes.Returns);
        var made = estimate.LogReturns.Select(item => item.Value).ToList();
        var isSample = estimate.Method.Estimator == DeviationEstimator.Sample;
        var mean = made.Average();
        var squares = made.Sum(item => (item - mean) * (item - mean));
        var count = Line("n", Word.LineReturns, "COUNT", Live($"COUNT({returns})", made.Count, CellLook.General), SheetCell.Figure(estimate.Returns, CellLook.General));
        Line("", Word.LineSum, "SUM", Live($"SUM({returns})", made.Sum()), SheetCell.Empty);
        var average = Line("", Word.LineMean, "AVERAGE", Live($"AVERAGE({returns})", mean), SheetCell.Empty);
        Line("", Word.LineSumOfSquares, "SUMSQ", Live($"SUMSQ({returns})", made.Sum(item => item * item)), SheetCell.Empty);
        Line("", Word.LineMeanSquares, "n × mean²", Live($"{count}*{average}^2", made.Count * mean * mean), SheetCell.Empty);
        var deviations = Line("", Word.LineSquaredDeviations, "DEVSQ", Live($"DEVSQ({returns})", squares), SheetCell.Empty);
        var variance = Line(
            "",
            Word.LineVariance,
            words[isSample ? Word.HowSample : Word.HowPopulation],
            Live(isSample ? $"{deviations}/({count}-1)" : $"{deviations}/{count}", squares / (isSample ? made.Count - 1 : made.Count)),
            SheetCell.Empty);
        var deviation = Line("", Word.LineDeviation, "SQRT", Live($"SQRT({variance})", estimate.Deviation), SheetCell.Figure(estimate.Deviation, CellLook.Decimals));
        var factor = Line(
            "",
            Word.LineAnnualFactor,
            $"√{estimate.Method.PeriodsPerYear.ToString("R", CultureInfo.InvariantCulture)}",
            Live($"SQRT({SheetCell.InFormula(estimate.Method.PeriodsPerYear)})", estimate.AnnualFactor),
            SheetCell.Figure(estimate.AnnualFactor, CellLook.Decimals));
        var sigma = Line(
            "σ", Word.LineVolatility, words[Word.HowVolatility], Live($"{deviation}*{factor}", estimate.Sigma), SheetCell.Figure(Value.Volatility, CellLook.Decimals));
        Line(
            "",
            Word.LineVolatilityAgain,
            isSample ? "STDEV × SQRT" : "STDEVP × SQRT",
            Live($"{(isSample ? "STDEV" : "STDEVP")}({returns})*{factor}", estimate.Sigma),
            SheetCell.Figure(Value.Volatility, CellLook.Decimals));
        return sigma;
    }

    private (string Price, string Yield) PriceAndYield(DividendsSheet? dividends, SplitsSheet splits)
    {
        var source = paper.Evidence.SharePrice;
        var quoted = Line(
            "",
            Word.LineQuotedPrice,
            $"{words[OriginWord(source.Origin)]} {DateText.Of(source.Date)}",
            SheetCell.Figure((double)source.Amount, CellLook.General),
            SheetCell.Empty);
        var isSplit = Value.SharesForOne.Length > 0;
        var forOne = isSplit ? Line("", Word.LineSharesForOne, Word.HowSharesForOne, StoredCell.Of(Value.SharesForOne)) : "";
        var price = Line(
            "S",
            Word.LineSharePrice,
            isSplit ? Word.HowPriceOnTerms : Word.HowPriceAsQuoted,
            Live(isSplit ? $"{quoted}/{forOne}" : quoted, StoredFigures.Number(Value.SharePrice), CellLook.General),
            Value.SharePrice);
        var dividend = dividends is not null ? RecordedDividend(dividends, forOne) : StatedDividend(splits);
        var yield = Line(
            "q",
            Word.LineYield,
            isSplit || dividends is null ? words[Word.HowYieldOnTerms] : "D / S",
            Live($"{dividend}/{price}", StoredFigures.Number(Value.DividendYield)),
            StoredCell.Of(Value.DividendYield));
        return (price, yield);
    }

    private string RecordedDividend(DividendsSheet dividends, string sharesForOne)
    {
        var recorded = Live(dividends.Amount, paper.Evidence.Dividend?.Amount.ToDouble(), CellLook.General);
        if (sharesForOne.Length == 0) return Line("D", Word.LineDividend, Word.HowDividends, recorded);

        var quoted = Line("", Word.LineQuotedDividend, Word.HowDividends, recorded);
        return Line("D", Word.LineDividend, Word.HowDividendOnTerms, Live($"{quoted}/{sharesForOne}", paper.DividendOfRecords?.ToDouble(), CellLook.General));
    }

    private string StatedDividend(SplitsSheet splits)
    {
        var dividend = paper.StatedDividend;
        var stated = SheetCell.Figure((double?)paper.Grant.Terms.DividendPerShare, CellLook.General);
        if (dividend.Factor == 1m) return Line("D", Word.LineDividend, Word.HowDividendStated, stated);

        var before = Line("", Word.LineStatedDividend, Word.HowDividendStated, stated);
        var factor = Line(
            "", Word.LineDividendSplits, Word.HowDividendSplits, Live(splits.FactorSince(paper.Grant.StatedAsOf), dividend.Factor.ToDouble(), CellLook.General));
        return Line("D", Word.LineDividend, Word.HowDividendRestated, Live($"{before}/{factor}", dividend.Amount.ToDouble(), CellLook.General));
    }

    private static Word OriginWord(Pipeline.Valuations.SharePriceOrigin origin) => origin switch
    {
        Pipeline.Valuations.SharePriceOrigin.NextBasePrice => Word.OriginBasePrice,
        Pipeline.Valuations.SharePriceOrigin.PreviousClose => Word.OriginPreviousClose,
        _ => Word.OriginClose,
    };

    /// <summary>Lines 1 to 17; gives the cell of C.</summary>
    private string Formula(ValuationPolicy policy, Inputs cells)
    {
        Sheet.Add(SheetCell.Empty, SheetCell.Text(words[Word.PartFormula], CellLook.Heading));
        var rate = Line("2", Word.LineContinuousRate, RuleWords.Of(policy.Rate), Live(RuleFormulas.Continuous(policy.Rate, cells.Rate), shown?.ContinuousRate));
        var yield = Line("3", Word.LineContinuousYield, RuleWords.Of(policy.DividendYield), Live(RuleFormulas.Continuous(policy.DividendYield, cells.Yield), shown?.ContinuousYield));
        var paid = Line("4", Word.LineYieldDiscount, "e^(-qT)", Live($"EXP(-{yield}*{cells.Years})", shown?.YieldDiscount), SheetCell.Empty);
        var discount = Line("5", Word.LineRateDiscount, "e^(-rT)", Live($"EXP(-{rate}*{cells.Years})", shown?.RateDiscount), SheetCell.Empty);
        var share = Line("6", Word.LineDiscountedShare, "S e^(-qT)", Live($"{cells.Price}*{paid}", shown?.DiscountedShare), SheetCell.Empty);
        var debt = Line("7", Word.LineDiscountedExercise, "X e^(-rT)", Live($"{cells.ExercisePrice}*{discount}", shown?.DiscountedExercisePrice), SheetCell.Empty);
        var unrounded = Value.UnroundedPerShare is { } before ? SheetCell.Figure(before, CellLook.Decimals) : SheetCell.Empty;
        var spread = (StoredFigures.Number(Value.Years) ?? 0) * (Value.Volatility ?? 0);
        if (!RuleFormulas.Spreads(StoredFigures.Number(Value.SharePrice) ?? 0, StoredFigures.Number(Value.ExercisePrice) ?? 0, spread))
            return Line("17", Word.LineValue, words[Word.HowLimit], Live($"MAX({share}-{debt},0)", Value.UnroundedPerShare), unrounded);

        var log = Line("8", Word.LineLog, "ln(S/X)", Live($"LN({cells.Price}/{cells.ExercisePrice})", shown?.LogMoneyness), SheetCell.Empty);
        var drift = Line(
            "9", Word.LineDrift, "(r - q + σ²/2) T", Live($"({rate}-{yield}+{cells.Sigma}^2/2)*{cells.Years}", shown?.Drift), SheetCell.Empty);
        var deviation = Line("10", Word.LineSpread, "σ√T", Live($"{cells.Sigma}*SQRT({cells.Years})", shown?.Deviation), SheetCell.Empty);
        var first = Line("11", Word.LineD1, words[Word.HowD1], Live($"({log}+{drift})/{deviation}", shown?.D1), SheetCell.Empty);
        var second = Line("12", Word.LineD2, "d - σ√T", Live($"{first}-{deviation}", shown?.D2), SheetCell.Empty);
        var normalFirst = Line("13", Word.LineN1, "N(d)", Live(RuleFormulas.Normal(first), shown?.NormalOfD1), SheetCell.Empty);
        var normalSecond = Line("14", Word.LineN2, "N(d - σ√T)", Live(RuleFormulas.Normal(second), shown?.NormalOfD2), SheetCell.Empty);
        var received = Line("15", Word.LineShareLeg, "S e^(-qT) N(d)", Live($"{share}*{normalFirst}", shown?.ShareReceived), SheetCell.Empty);
        var payment = Line("16", Word.LineExerciseLeg, "X e^(-rT) N(d - σ√T)", Live($"{debt}*{normalSecond}", shown?.PaymentMade), SheetCell.Empty);
        return Line("17", Word.LineValue, words[Word.HowValue], Live($"{received}-{payment}", Value.UnroundedPerShare), unrounded);
    }

    private void Amounts(ValuationPolicy policy, string perShare, string shares)
    {
        var currency = paper.Grant.Terms.Currency;
        var rounded = Line(
            "18",
            Word.LineValuePerShare,
            RoundingText.Of(policy.ValuePerShare, currency, words),
            Live(RuleFormulas.Rounded(policy.ValuePerShare, currency, perShare), StoredFigures.Number(Value.ValuePerShare), CellLook.General),
            StoredCell.Of(Value.ValuePerShare));
        PerRight = Line(
            "19",
            Word.LineAmount,
            words.Text(Word.HowAmount, RoundingText.Of(policy.AmountPerRight, currency, words)),
            Live(RuleFormulas.Rounded(policy.AmountPerRight, currency, $"{rounded}*{shares}"), StoredFigures.Number(Value.AmountPerRight), CellLook.Result),
            StoredCell.Of(Value.AmountPerRight));
        var rights = Line("", Word.LineRights, words[paper.IsPlanned ? Word.HowRightsPlanned : Word.HowRights], SheetCell.Figure(Value.RightsOutstanding, CellLook.General), SheetCell.Empty);
        Total = Line(
            "20", Word.LineTotal, words[Word.HowTotal], Live($"{PerRight}*{rights}", StoredFigures.Number(Value.Total), CellLook.Money), StoredCell.Of(Value.Total));
        if (Value.PlannedRights is not { } planned) return;

        var all = Line("", Word.LinePlannedRights, words[Word.HowPlannedRights], SheetCell.Figure(planned, CellLook.General), SheetCell.Empty);
        Line(
            "21",
            Word.LinePlannedTotal,
            words[Word.HowTotal],
            Live($"{PerRight}*{all}", StoredFigures.Number(Value.PlannedTotal), CellLook.Money),
            Value.PlannedTotal.Length > 0 ? StoredCell.Of(Value.PlannedTotal) : SheetCell.Empty);
    }

    private void Increment(AccountingStandard standard)
    {
        Sheet.Add(SheetCell.Empty, SheetCell.Text(words[Word.PartModification], CellLook.Heading));
        Sheet.Add(SheetCell.Empty, SheetCell.Text(words[Word.ChangeDate]), SheetCell.Empty, SheetCell.Day(Value.MeasurementDate));
        var granted = Line("", Word.GrantDateAmount, Word.AmountAsStored, StoredCell.Of(Value.GrantDateAmount));
        var old = Line("", Word.OldTermsAmount, Word.AmountAsStored, StoredCell.Of(Value.OldTermsAmount));
        var changed = Line("", Word.NewTermsAmount, words[Word.LineAmount], Live(PerRight, StoredFigures.Number(Value.AmountPerRight), CellLook.Money), StoredCell.Of(Value.AmountPerRight));
        var isOverGrantDate = standard == AccountingStandard.Asbj8;
        Line(
            "",
            Word.IncrementAmount,
            $"{words[PaperFacts.StandardWord(standard)]}: {words[isOverGrantDate ? Word.IncrementOverGrantDate : Word.IncrementOverOldTerms]}",
            Live($"MAX({changed}-{(isOverGrantDate ? granted : old)},0)", StoredFigures.Number(Value.Increment), CellLook.Result),
            StoredCell.Of(Value.Increment));
    }

    private readonly record struct Inputs(string Price, string ExercisePrice, string Years, string Sigma, string Rate, string Yield);
}
