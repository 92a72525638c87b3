using System.Globalization;
using Pricing.BlackScholes.Certified;
using Pricing.Grants.Measurements;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Valuations;

namespace Pricing.Pipeline.Values;

/// <summary>Makes the record of a value: its figures as text, and the hash of what it depends on.</summary>
public static class ValueRecording
{
    private const int LongestFailures = 8000;

    /// <summary>Makes the record of a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="evidence">The hash of its evidence; empty where it failed.</param>
    public static ValueRecord Of(GrantValue value, string evidence)
    {
        var terms = value.Grant.Terms;
        var record = new ValueRecord
        {
            Issuer = terms.Issuer,
            GrantId = terms.GrantId,
            GrantVersion = value.Grant.Version,
            MeasurementDate = value.Task.MeasurementDate,
            Version = value.Task.Version,
            Kind = value.Task.Kind,
            Status = value.Status,
            Failures = TextOf(value.Failures),
            Currency = terms.Currency.Code,
            Policy = terms.Policy,
            PolicyVersion = value.Policy?.Version ?? 0,
            PolicyHash = value.Policy is { } policy ? Values.PolicyHash.Of(policy) : null,
            Engine = CodeVersion.Current,
            Use = UseOf(value),
            SharePrice = Text(value.Inputs?.SharePrice ?? value.SharePrice?.Amount),
            SharePriceDate = value.SharePrice?.Date,
            SharePriceOrigin = value.SharePrice?.Origin,
            SharePriceMissingRow = value.SharePrice?.MissingRow,
            SharesForOne = value.SharesForOne == 1m ? "" : value.SharesForOne.ToString(),
            ExercisePrice = DecimalText.Of(value.ExercisePrice?.ForValuation ?? terms.ExercisePrice),
            ExercisePriceInForce = value.ExercisePrice is { } exercise ? TextInForce(exercise.InForce) : "",
            Years = value.Inputs?.Years.ToString() ?? "",
            Volatility = value.Volatility?.Sigma,
            Returns = value.Volatility?.Returns,
            Window = value.Volatility?.Window.ToString() ?? "",
            WindowYears = value.Volatility is { } estimate ? YearsOf(estimate.Window, value.WindowLimit is null ? null : value.Inputs?.Years) : null,
            WindowLimit = value.WindowLimit,
            SessionsWithoutRow = Some(value.WindowRows?.WithoutRow),
            SessionsWithoutClose = Some(value.WindowRows?.WithoutClose),
            RiskFreeRate = Text(value.Inputs?.RiskFreeRate ?? value.CurveYield?.Rate ?? value.StatedRate),
            RateSource = value.CurveYield?.Tenors ?? (value.StatedRate is null ? "" : terms.RateSource ?? ""),
            CurveDate = value.CurveYield?.CurveDate,
            CurveAwaited = value is { Status: ValueStatus.Provisional, Curve.IsFinal: false } ? value.Task.MeasurementDate : null,
            MeantReason = terms.MeantReason,
            DividendYield = value.Inputs?.DividendYield.ToString() ?? "",
            RecordedDividend = value.RecordedDividend?.Amount.ToString(),
            SharesPerRight = Text(value.Shares?.ForValuation),
            SharesInForce = value.Shares is { } shares ? TextInForce(shares.InForce) : "",
            RightsOutstanding = value.Task.RightsOutstanding,
            IsPlanned = !(terms.AllottedConfirmedOn <= value.Task.MeasurementDate),
            PlannedRights = terms.MaximumRights,
            IsSynthetic = value.Sources.Any(source => source.IsSynthetic),
            Evidence = evidence,
        };
        record = record with { InputHash = HashOf(record) };
        return value.Right is { } right ? WithResult(record, right) : record;
    }

    /// <summary>The record with the figures of a change of terms.</summary>
    /// <param name="value">The record.</param>
    /// <param name="modification">The figures.</param>
    public static ValueRecord With(this ValueRecord value, Modification modification)
    {
        var record = value with
        {
            Standard = modification.Standard,
            GrantDateAmount = modification.GrantDateValue.ToString(),
            OldTermsAmount = modification.OldTerms.ToString(),
            Increment = modification.Increment.ToString(),
        };
        return record with
        {
            InputHash = ContentHash.Of($"{record.InputHash} {record.Standard} {record.GrantDateAmount} {record.OldTermsAmount}"),
        };
    }

    /// <summary>Makes the record of a grant that cannot be read.</summary>
    /// <param name="issuer">The issuer.</param>
    /// <param name="task">What the plan asked for.</param>
    /// <param name="failures">Why it cannot be read.</param>
    public static ValueRecord Unread(string issuer, ValuationTask task, IReadOnlyList<Failure> failures)
    {
        var record = new ValueRecord
        {
            Issuer = issuer,
            GrantId = task.GrantId,
            GrantVersion = task.GrantVersion,
            MeasurementDate = task.MeasurementDate,
            Version = task.Version,
            Kind = task.Kind,
            Status = ValueStatus.Failed,
            Failures = TextOf(failures),
            Currency = "",
            Policy = "",
            PolicyVersion = 0,
            Engine = CodeVersion.Current,
            ExercisePrice = "",
            RightsOutstanding = task.RightsOutstanding,
        };
        return record with { InputHash = HashOf(record) };
    }

    /// <summary>A row of a table has an end: of very many failures the first ones are told.</summary>
    private static string TextOf(IReadOnlyList<Failure> failures)
    {
        var text = string.Join("; ", failures);
        return text.Length <= LongestFailures ? text : text[..LongestFailures] + "…";
    }

    private static ValueRecord WithResult(ValueRecord record, RightValue right) => record with
    {
        UnroundedPerShare = right.UnroundedPerShare,
        ErrorBound = right.ErrorBound,
        ValuePerShare = right.PerShare.ToString(),
        AmountPerRight = right.PerRight.ToString(),
        Total = TotalOf(right.PerRight, record.RightsOutstanding),
        PlannedTotal = TotalOf(right.PerRight, record.PlannedRights ?? 0),
        RoundingPath = right.Path.ToString(),
        RoundingTie = right.IsTie,
        RoundingFlagged = right.IsFlagged,
    };

    private static string HashOf(ValueRecord record) => ContentHash.Of(string.Create(
        CultureInfo.InvariantCulture,
        $"""
        {record.GrantVersion} {record.MeasurementDate:yyyy-MM-dd} {record.Kind} {record.Status}
        {record.Policy} {record.PolicyVersion} {record.Currency}
        S={record.SharePrice} X={record.ExercisePrice} T={record.Years} sigma={record.Volatility:R}
        r={record.RiskFreeRate} q={record.DividendYield} shares={record.SharesPerRight} rights={record.RightsOutstanding}
        {record.Failures}
        """));

    /// <summary>The years of a window, to the nearest; of one that is said to be short of T, down where the nearest is no less than T.</summary>
    private static string YearsOf(DateWindow window, Ratio? shortOf)
    {
        var years = YearFraction.Between(window.From, window.To, YearCount.Anniversary).ToDouble();
        var shown = Math.Round(years, 2, MidpointRounding.AwayFromZero);
        if (shown >= shortOf?.ToDouble()) shown = Math.Floor(years * 100) / 100;
        return shown.ToString("0.##", CultureInfo.InvariantCulture);
    }

    /// <summary>Estimates are for management; what is stored for the books is the grant-date value, and of a liability the later ones.</summary>
    private static MeasurementUse UseOf(GrantValue value) => value.Task.Kind switch
    {
        MeasurementKind.Indicative => MeasurementUse.Management,
        MeasurementKind.GrantDate or MeasurementKind.Modified => MeasurementUse.Books,
        _ => RemeasuredUse.For(value.Grant.Terms.AwardClass).Value,
    };

    private static string TextInForce(decimal? number) => number is { } known ? DecimalText.Of(known) : ValueRecord.NotKnownYet;

    private static string TotalOf(Amount perRight, int rights) => perRight.Exact is { } exact
        && exact <= decimal.MaxValue / Math.Max(rights, 1)
            ? DecimalText.Of(exact * rights)
            : (perRight.Approximate * rights).ToString("R", CultureInfo.InvariantCulture);

    private static int? Some(int? count) => count > 0 ? count : null;

    private static string Text(decimal? number) => number is { } value ? DecimalText.Of(value) : "";
}
