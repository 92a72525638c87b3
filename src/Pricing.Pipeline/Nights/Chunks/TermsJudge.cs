using System.Buffers;
using Pricing.Calendars;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Storage;
using Pricing.Policies;

namespace Pricing.Pipeline.Nights.Chunks;

/// <summary>
/// What the rules and policies that hold say against terms. Nearly all terms are plainly sound, which their values show without
/// a text of them; what is not plain <see cref="GrantTermsReader.Judge"/> decides, which a batch is judged by too.
/// </summary>
/// <param name="reader">Judges terms by their texts.</param>
/// <param name="policies">The policies a grant can name.</param>
public sealed class TermsJudge(GrantTermsReader reader, PolicyCatalog policies)
{
    /// <summary>Names of so many characters fit a key, whatever they hold.</summary>
    private const int ShortName = KeyText.MaximumLength / 5;

    /// <summary>Numbers of more decimals than this are read from their texts.</summary>
    private const int FewDecimals = 9;

    private static readonly DateWindow Dates = new(TokyoCalendar.Coverage.From, TokyoCalendar.Coverage.To.AddYears(-1));

    private static readonly SearchValues<char> Unusual = SearchValues.Create("/\\?#%");

    /// <summary>Judges terms.</summary>
    /// <param name="terms">The terms, as they were stored.</param>
    /// <returns>What speaks against them; empty where nothing does.</returns>
    public IReadOnlyList<Failure> Judge(GrantTerms terms) => IsPlainlySound(terms) ? [] : reader.Judge(terms);

    /// <summary>Whether nothing can speak against terms; where it gives no, something may.</summary>
    /// <param name="terms">The terms.</param>
    private bool IsPlainlySound(GrantTerms terms) =>
        IsPlainName(terms.Issuer)
        && IsPlainName(terms.GrantId)
        && IsPlainCode(terms.SecurityCode)
        && IsPlainName(terms.Policy)
        && policies.Find(terms.Policy).IsSuccess
        && AreDates(terms)
        && AreNumbers(terms)
        && terms.Exclude.Count == 0
        && terms.Succeeds is null
        && Enum.IsDefined(terms.AwardClass)
        && Enum.IsDefined(terms.ExercisePriceAdjustment)
        && terms.AccountingStandard is null
        && terms.LastDayRule is null
        && terms.OfficeRule is null
        && terms.Offices.Count == 0
        && terms.AcquisitionClause is null
        && terms.ReorganisationClause is null;

    private static bool AreDates(GrantTerms terms) =>
        Dates.Contains(terms.AllotmentDate)
        && Dates.Contains(terms.GrantDate)
        && Dates.Contains(terms.ExerciseStart)
        && Dates.Contains(terms.ExerciseEnd)
        && terms.AllotmentDate <= terms.ExerciseStart
        && terms.ExerciseStart <= terms.ExerciseEnd
        && terms.GrantDate <= terms.ExerciseEnd
        && IsDateOrNone(terms.WindowFrom)
        && IsDateOrNone(terms.WindowTo)
        && !(terms.WindowTo < terms.WindowFrom)
        && IsDateOrNone(terms.AllottedConfirmedOn)
        && !(terms.AllottedConfirmedOn < terms.AllotmentDate);

    private static bool AreNumbers(GrantTerms terms) =>
        IsWithin(terms.ExercisePrice, 0m, GrantTermsReader.MaximumNumber)
        && IsWithin(terms.SharesPerRight, 0m, GrantTermsReader.MaximumNumber)
        && terms.SharesPerRight > 0m
        && terms.AllottedRights >= 0
        && terms.MaximumRights >= Math.Max(1, terms.AllottedRights)
        && terms.ExpectedRemainingYears is not <= 0m
        && IsWithin(terms.ExpectedRemainingYears ?? 1m, 0m, GrantTermsReader.MaximumYears)
        && IsWithin(terms.DividendPerShare ?? 0m, 0m, GrantTermsReader.MaximumNumber)
        && IsWithin(terms.RiskFreeRate ?? 0m, -1m, 1m)
        && (terms.RiskFreeRate is null || IsPlainText(terms.RateSource))
        && terms.DaysAfterOffice is not < 1
        && terms.HeirMonths is not < 1;

    private static bool IsWithin(decimal number, decimal least, decimal most) =>
        number >= least && number <= most && number.Scale <= FewDecimals;

    private static bool IsDateOrNone(DateOnly? date) => date is not { } stated || Dates.Contains(stated);

    // What stands at the ends may be trimmed, so these are letters, digits or signs that anybody sees.
    private static bool IsPlainName(string? name) =>
        name is { Length: > 0 and <= ShortName } && IsPlainText(name) && !name.AsSpan().ContainsAny(Unusual) && name is not ("." or "..");

    private static bool IsPlainText(string? text) =>
        text is { Length: > 0 } && IsVisible(text[0]) && IsVisible(text[^1]);

    private static bool IsVisible(char character) => character is > ' ' and <= '~' || char.IsLetterOrDigit(character);

    private static bool IsPlainCode(string? code) => code is { Length: 5 } && SecurityCode.Parse(code).IsSuccess;
}
