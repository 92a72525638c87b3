using System.Globalization;
using Pricing.Grants.Terms;
using Pricing.Papers.Wording;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Sealing;

namespace Pricing.Papers.Facts;

/// <summary>A part of what papers state, line by line.</summary>
/// <param name="Heading">Its heading.</param>
/// <param name="Lines">What each line states, and what it says.</param>
internal sealed record FactsPart(string Heading, IReadOnlyList<(string Name, string Text)> Lines);

/// <summary>What workbook and report both state of a grant and its value. What nobody stated is said to be not stated.</summary>
internal static class PaperFacts
{
    private static readonly char[] BeforeAllotted = ['|', '｜'];
    private static readonly char[] AfterLabel = [':', '：'];
    private const string Numerals = "〇一二三四五六七八九十百千";
    private const string Counters = "名人個";

    /// <summary>All parts.</summary>
    /// <param name="paper">The value.</param>
    /// <param name="words">The words.</param>
    public static IEnumerable<FactsPart> Of(GrantPaper paper, PaperWords words) =>
        [.. Modification(paper, words), Grant(paper, words), Dates(paper, words), Versions(paper, words), PublicationFacts.Of(paper, words)];

    /// <summary>Whose rights they are: the issuer once, also where the name of the rights begins with it.</summary>
    /// <param name="paper">The value.</param>
    /// <param name="between">What parts the issuer from the name.</param>
    public static string Heading(GrantPaper paper, string between)
    {
        ArgumentNullException.ThrowIfNull(paper);

        var (issuer, name) = (paper.Value.Issuer, paper.Grant.Terms.Title ?? paper.Value.GrantId);
        var isNamed = name.StartsWith(issuer, StringComparison.Ordinal)
            && (name.Length == issuer.Length || !char.IsAsciiLetterOrDigit(name[issuer.Length]));
        return isNamed ? name : $"{issuer}{between}{name}";
    }

    /// <summary>The change of terms with its increment; none of other values.</summary>
    /// <param name="paper">The value.</param>
    /// <param name="words">The words.</param>
    public static IEnumerable<FactsPart> Modification(GrantPaper paper, PaperWords words)
    {
        ArgumentNullException.ThrowIfNull(paper);
        ArgumentNullException.ThrowIfNull(words);

        if (paper.Value is not { Standard: { } standard } value) yield break;

        var over = words[standard == AccountingStandard.Asbj8 ? Word.IncrementOverGrantDate : Word.IncrementOverOldTerms];
        yield return new(words[Word.PartModification],
        [
            (words[Word.ChangeDate], words.Date(value.MeasurementDate)),
            (words[Word.GrantDateAmount], words.Money(value.GrantDateAmount, value.Currency)),
            (words[Word.OldTermsAmount], words.Money(value.OldTermsAmount, value.Currency)),
            (words[Word.NewTermsAmount], words.Money(value.AmountPerRight, value.Currency)),
            (words[Word.IncrementStandard], words[StandardWord(standard)]),
            (words[Word.IncrementAmount], $"{words.Money(value.Increment, value.Currency)} ({over})"),
        ]);
    }

    /// <summary>The persons and numbers of the plan, as the terms state them.</summary>
    /// <param name="terms">The terms.</param>
    /// <returns>The text; null where there is none.</returns>
    public static string? PlannedAllottees(GrantTerms terms) => Part(terms, 0);

    /// <summary>
    /// The persons and numbers of the allotment, as the terms state them: those of the plan only where all of it was allotted, or where they have no numbers.
    /// </summary>
    /// <param name="terms">The terms.</param>
    /// <param name="isConfirmed">Whether the number allotted is confirmed on the day of the paper; until then only whom the terms name for the allotment is stated.</param>
    /// <returns>The text; null where there is none.</returns>
    public static string? AllottedAllottees(GrantTerms terms, bool isConfirmed)
    {
        ArgumentNullException.ThrowIfNull(terms);

        if (Part(terms, 1) is { } allotted) return allotted[(allotted.IndexOfAny(AfterLabel) + 1)..].Trim();

        // Who is named without a number is named for whatever was allotted.
        var isAlsoOfAllotment = terms.AllottedRights == terms.MaximumRights || terms.Allottees is { } stated && !HasNumbers(stated);
        return isConfirmed && isAlsoOfAllotment ? PlannedAllottees(terms) : null;
    }

    // A numeral of a name, as in 三井, stands before no counter.
    private static bool HasNumbers(string allottees) => allottees.Any(char.IsDigit)
        || allottees.Zip(allottees.Skip(1)).Any(pair => Numerals.Contains(pair.First) && Counters.Contains(pair.Second));

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
            (words[Word.AllottedRights], Allotted(paper, words)),
            (words[Word.AllotteesPlanned], PlannedAllottees(terms) ?? words[Word.NotStated]),
            (words[Word.AllotteesAllotted], AllottedAllottees(paper.Allotment, paper.IsAllotmentConfirmed) ?? words[Word.NotStated]),
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
            (words[Word.RunReason], ReasonOf(paper, words)),
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

    private static string? Part(GrantTerms terms, int number) =>
        (terms.Allottees ?? "").Split(BeforeAllotted, StringSplitOptions.TrimEntries).ElementAtOrDefault(number) is { Length: > 0 } part ? part : null;

    private static string Count(int number) => number.ToString("#,##0", CultureInfo.InvariantCulture);

    // Not confirmed wherever the total is one of planned rights.
    private static string Allotted(GrantPaper paper, PaperWords words) =>
        paper is { IsAllotmentConfirmed: true, Allotment.AllottedConfirmedOn: { } day }
            ? words.Text(Word.ConfirmedOn, Count(paper.Allotment.AllottedRights), words.Date(day))
            : words.Text(Word.NotConfirmed, Count(paper.Allotment.AllottedRights));

    private static string ReasonOf(GrantPaper paper, PaperWords words) => paper.Asked switch
    {
        null => words[Word.NotStated],
        { IsScheduled: true } => words[Word.RunScheduled],
        var asked => words.Text(Word.RunReasonBy, asked.Reason, asked.By),
    };

    private static string HashText(string hash, PaperWords words) => hash == Seals.Unsealed ? words[Word.Unsealed] : hash;
}
