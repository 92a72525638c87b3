using System.Globalization;
using Pricing.Calendars;
using Pricing.Files.Fields;
using Pricing.Files.Plausibility;
using Pricing.Grants.Measurements;
using Pricing.Grants.Terms;
using Pricing.Pipeline.Controls.Periods;

namespace Pricing.Pipeline.Register.Grants;

/// <summary>A grant that a batch asks to store.</summary>
/// <param name="Line">The row of the batch.</param>
/// <param name="Terms">The terms.</param>
/// <param name="Amends">The stored version that these terms replace; null for a new grant.</param>
/// <param name="AmendReason">Why; required beside <paramref name="Amends"/>.</param>
/// <param name="ModificationDate">From which day on the new terms are in force; null where the row corrects the old ones.</param>
public sealed record GrantSubmission(
    int Line, GrantTerms Terms, int? Amends, string? AmendReason, DateOnly? ModificationDate = null)
{
    /// <summary>The business date that values what is new: the grant date, or the day from which on changed terms are in force, or the next one.</summary>
    public DateOnly ValuedOn => TokyoCalendar.BusinessDateOnOrAfter(ModificationDate ?? Terms.GrantDate);

    /// <summary>What speaks against terms that are new, beside what each field says by itself.</summary>
    /// <param name="terms">The terms.</param>
    public static IReadOnlyList<Failure> Against(GrantTerms terms) => Against(terms, hasPeriod: true, hasNumbers: true);

    private static IReadOnlyList<Failure> Against(GrantTerms terms, bool hasPeriod, bool hasNumbers) =>
        [.. Implausible(terms, hasPeriod), .. StatedTerms.GroupFailures(terms, hasNumbers), .. hasPeriod ? GrantDateFailures(terms) : []];

    // ASBJ Statement No. 8, paragraph 2: the grant date is the allotment date of the Companies Act.
    private static IEnumerable<Failure> GrantDateFailures(GrantTerms terms)
    {
        if (terms.AccountingStandard != AccountingStandard.Asbj8 || terms.GrantDate == terms.AllotmentDate) yield break;

        yield return new(
            ReasonCode.InvalidField,
            "grant_date",
            DateText.Of(terms.GrantDate),
            $"is not the allotment_date {DateText.Of(terms.AllotmentDate)}, which is the grant date under asbj8; leave it empty, or state another accounting_standard");
    }

    /// <summary>
    /// Stated inputs that look like a percentage by mistake, or go beyond the exercise period, and are not said to be meant.
    /// </summary>
    /// <param name="terms">The terms.</param>
    /// <param name="hasPeriod">Whether the grant date and the last day of exercise could be read.</param>
    private static IReadOnlyList<Failure> Implausible(GrantTerms terms, bool hasPeriod) => PlausibilityCheck.Refused(
        new()
        {
            RiskFreeRate = terms.RiskFreeRate,
            Years = terms.ExpectedRemainingYears,
            LastDay = hasPeriod ? terms.ExerciseEnd : null,
            YearsToLastDay = hasPeriod ? YearsToLastDay(terms) : null,
            MeantReason = terms.MeantReason,
        },
        PlausibilityNames.OfGrants);

    /// <summary>Reads a submission.</summary>
    /// <param name="fields">The row's fields.</param>
    /// <param name="line">The row's place.</param>
    /// <param name="reader">Reads the terms.</param>
    /// <returns>The submission, or every failure of the row.</returns>
    public static Outcome<GrantSubmission> Read(FieldReader fields, int line, GrantTermsReader reader)
    {
        var amends = fields.OptionalWholeNumber("amends", minimum: 1);
        var reason = fields.OptionalText("amend_reason");
        if (amends is not null && reason is null) fields.Fail("amend_reason", "", "is missing beside amends");
        if (amends is null && reason is not null) fields.Fail("amends", "", "is missing beside amend_reason");
        var modified = fields.OptionalDate("modification_date");
        if (modified is not null && amends is null) fields.Fail("amends", "", "is missing beside modification_date");
        var read = reader.Read(fields, terms => Against(terms, modified, fields));
        return read.TryGet(out var sound) ? new GrantSubmission(line, sound, amends, reason, modified) : read.Failures.ToList();
    }

    /// <summary>The answer where the id is another one's but for the width of its characters: <c>第５回</c> beside <c>第5回</c>.</summary>
    /// <param name="other">The other id.</param>
    public Failure SameToTheEye(string other) => new(
        ReasonCode.DuplicateGrant,
        "grant_id",
        Terms.GrantId,
        $"is {other} but for the width of its characters, and would be valued beside it; write the id in one way, or give this grant another one");

    /// <summary>What speaks against a change of terms beside the grant as it stands; null where nothing does, and for a correction.</summary>
    /// <param name="current">The grant.</param>
    public Failure? AgainstModification(StoredGrant current)
    {
        ArgumentNullException.ThrowIfNull(current);
        if (ModificationDate is not { } date) return null;
        if (Terms.GrantDate != current.Terms.GrantDate || Terms.AllotmentDate != current.Terms.AllotmentDate)
        {
            return new(
                ReasonCode.InvalidField,
                "modification_date",
                DateText.Of(date),
                "a change of terms leaves allotment_date and grant_date; to correct them, leave modification_date empty");
        }

        return current.Modifications is [.., var last] && date <= last.Date
            ? new(
                ReasonCode.InvalidField,
                "modification_date",
                DateText.Of(date),
                $"is not after the change of terms of {DateText.Of(last.Date)}, which is stored")
            : null;
    }

    /// <summary>
    /// What speaks against an amendment whose terms are stored already: it would be a change of terms from another day, or make a change of a
    /// correction, or the other way round. Null where it says what is stored.
    /// </summary>
    /// <param name="current">The grant.</param>
    /// <param name="version">The version that has these terms.</param>
    internal Failure? AgainstSameTerms(StoredGrant current, int version)
    {
        var stored = current.ChangeOf(version);
        if (Amends is null || ModificationDate == stored) return null;

        var how = stored is { } date ? $"as a change of terms from {DateText.Of(date)}"
            : version == 1 ? "as they were granted; a change of terms states others"
            : "as a correction; to make a change of terms of it, first correct the grant back to its earlier terms";
        return new(
            ReasonCode.InvalidField,
            "modification_date",
            ModificationDate is { } stated ? DateText.Of(stated) : "",
            string.Create(CultureInfo.InvariantCulture, $"these terms are stored already, in version {version}, {how}"));
    }

    /// <summary>
    /// What speaks against it where a period is closed; null where nothing does. A change of terms is dated by its day, anything else
    /// by the grant date, of which the earlier one counts where it is corrected.
    /// </summary>
    /// <param name="closed">What is closed.</param>
    /// <param name="current">The grant as it is stored; null for a new one.</param>
    internal Failure? AgainstClosing(ClosedNow closed, StoredGrant? current) => ModificationDate is { } changed
        ? closed.Against(Terms.Issuer, "modification_date", changed)
        : closed.Against(Terms.Issuer, "grant_date", current?.Terms.GrantDate < Terms.GrantDate ? current.Terms.GrantDate : Terms.GrantDate);

    private static IEnumerable<Failure> Against(GrantTerms terms, DateOnly? modified, FieldReader fields)
    {
        var hasPeriod = fields.IsRead("grant_date", "allotment_date", "exercise_end");
        return
        [
            .. Against(terms, hasPeriod, fields.IsRead("maximum_rights", "allotted_rights")),
            .. hasPeriod && modified is { } date ? ModificationFailures(terms, date) : [],
        ];
    }

    // Whoever counts days over 365 gets more years than whoever counts anniversaries; each of them is right.
    private static decimal YearsToLastDay(GrantTerms terms) => Enum.GetValues<YearCount>()
        .Max(count => (decimal)YearFraction.Between(terms.GrantDate, terms.ExerciseEnd, count).ToDouble());

    private static IEnumerable<Failure> ModificationFailures(GrantTerms terms, DateOnly date)
    {
        if (date <= terms.GrantDate || date > terms.ExerciseEnd)
        {
            yield return new(
                ReasonCode.InvalidField,
                "modification_date",
                DateText.Of(date),
                $"is not between the grant date {DateText.Of(terms.GrantDate)} and the end of the exercise period {DateText.Of(terms.ExerciseEnd)}");
        }

        if (terms.AccountingStandard is null)
        {
            yield return new(
                ReasonCode.TermsNotStated,
                "accounting_standard",
                "",
                "is needed beside modification_date: by it the increment is measured; state asbj8, ifrs2 or asc718");
        }
    }
}
