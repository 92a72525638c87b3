using System.Globalization;
using Pricing.Calendars;
using Pricing.Grants.Terms;
using Pricing.Papers.Wording;
using Pricing.Pipeline.Sealing;

namespace Pricing.Papers.Facts;

/// <summary>A part of what papers state, line by line.</summary>
/// <param name="Heading">Its heading.</param>
/// <param name="Lines">What each line states, and what it says.</param>
internal sealed record FactsPart(string Heading, IReadOnlyList<(string Name, string Text)> Lines);

/// <summary>What workbook and report both state of a grant and its value. What nobody stated is said to be not stated.</summary>
internal static class PaperFacts
{
    /// <summary>All parts.</summary>
    /// <param name="paper">The value.</param>
    /// <param name="words">The words.</param>
    public static IEnumerable<FactsPart> Of(GrantPaper paper, PaperWords words) =>
        [Grant(paper, words), Dates(paper, words), Versions(paper, words)];

    /// <summary>The grant.</summary>
    /// <param name="paper">The value.</param>
    /// <param name="words">The words.</param>
    public static FactsPart Grant(GrantPaper paper, PaperWords words)
    {
        ArgumentNullException.ThrowIfNull(paper);
        ArgumentNullException.ThrowIfNull(words);

        var terms = paper.Grant.Terms;
        return new(words[Word.PartGrant],
        [
            (words[Word.Issuer], terms.Issuer),
            (words[Word.Grant], terms.GrantId),
            (words[Word.Title], terms.Title ?? words[Word.NotStated]),
            (words[Word.SecurityCode], SecurityCode.Shown(terms.SecurityCode)),
            (words[Word.AccountingStandard], words[StandardWord(terms.AccountingStandard)]),
            (words[Word.AwardClass], words[terms.AwardClass == AwardClass.Liability ? Word.Liability : Word.Equity]),
            (words[Word.LineExercisePrice], words.Money(DecimalText.Of(terms.ExercisePrice), terms.Currency.Code)),
            (words[Word.LineShares], DecimalText.Of(terms.SharesPerRight)),
            (words[Word.PlannedRights], Count(terms.MaximumRights)),
            (words[Word.AllottedRights], Allotted(terms.AllottedRights, terms.AllottedConfirmedOn, JapanTime.DateOf(paper.MadeAt), words)),
            (words[Word.Allottees], terms.Allottees ?? words[Word.NotStated]),
        ]);
    }

    /// <summary>The dates.</summary>
    /// <param name="paper">The value.</param>
    /// <param name="words">The words.</param>
    public static FactsPart Dates(GrantPaper paper, PaperWords words)
    {
        ArgumentNullException.ThrowIfNull(paper);
        ArgumentNullException.ThrowIfNull(words);

        var terms = paper.Grant.Terms;
        return new(words[Word.PartDates],
        [
            (words[Word.ResolutionDate], words[Word.NotStated]),
            (words[Word.AllotmentDate], words.Date(terms.AllotmentDate)),
            (words[Word.GrantDate], words.Date(terms.GrantDate)),
            (words[Word.MeasurementDate], words.Date(paper.Value.MeasurementDate)),
            (words[Word.ExercisePeriod], words.Text(Word.FromTo, words.Date(terms.ExerciseStart), words.Date(terms.ExerciseEnd))),
        ]);
    }

    /// <summary>The versions and hashes.</summary>
    /// <param name="paper">The value.</param>
    /// <param name="words">The words.</param>
    public static FactsPart Versions(GrantPaper paper, PaperWords words)
    {
        ArgumentNullException.ThrowIfNull(paper);
        ArgumentNullException.ThrowIfNull(words);

        var (value, grant) = (paper.Value, paper.Grant);
        return new(words[Word.PartVersions],
        [
            (words[Word.ValueVersion], words.Text(Word.VersionOf, value.Version, paper.Versions.Count)),
            (words[Word.RunOf], string.Create(CultureInfo.InvariantCulture, $"{value.RunDate:yyyy-MM-dd} v{value.RunVersion}")),
            (words[Word.TermsVersion], Count(value.GrantVersion)),
            (words[Word.Rules], words.Text(Word.RulesVersion, value.Policy, value.PolicyVersion)),
            (words[Word.ProgramVersion], value.Engine),
            (words[Word.ValueHash], HashText(value.Hash, words)),
            (words[Word.InputHash], value.InputHash),
            (words[Word.EvidenceHash], value.Evidence),
            (words[Word.RulesHash], value.PolicyHash ?? words[Word.NotStated]),
            (words[Word.TermsHash], grant.TermsHash),
            (words[Word.TermsFile], paper.File is { } file
                ? words.Text(Word.FileAndLine, file.Name, grant.Line, file.Sha256)
                : words.Text(Word.FileAndLine, words[Word.NotStated], grant.Line, grant.BatchHash)),
        ]);
    }

    /// <summary>The word of an accounting standard.</summary>
    /// <param name="standard">The standard; null where none is stated.</param>
    public static Word StandardWord(AccountingStandard? standard) => standard switch
    {
        AccountingStandard.Asbj8 => Word.StandardAsbj8,
        AccountingStandard.Ifrs2 => Word.StandardIfrs2,
        AccountingStandard.Asc718 => Word.StandardAsc718,
        _ => Word.NotStated,
    };

    private static string Count(int number) => number.ToString("#,##0", CultureInfo.InvariantCulture);

    private static string Allotted(int rights, DateOnly? confirmedOn, DateOnly today, PaperWords words) => confirmedOn is { } day && day <= today
        ? words.Text(Word.ConfirmedOn, Count(rights), words.Date(day))
        : words.Text(Word.NotConfirmed, Count(rights));

    private static string HashText(string hash, PaperWords words) => hash == Seals.Unsealed ? words[Word.Unsealed] : hash;
}
