using System.Globalization;
using System.Runtime.CompilerServices;
using Pricing.Files.Dates;
using Pricing.Files.Fields;
using Pricing.Files.Schemas;
using Pricing.Grants.Terms;
using Pricing.Pipeline.Storage;
using Pricing.Policies;

namespace Pricing.Pipeline.Register.Grants;

/// <summary>
/// Grants from named fields and back. The fields' canonical text is what the table stores and what the hash of
/// the terms is made of, so a batch and the table are read by the same code; only what is new is judged.
/// </summary>
public sealed class GrantTermsReader
{
    private readonly Func<string, Outcome<string>> find;

    /// <summary>Makes a reader.</summary>
    /// <param name="policies">The policies a grant can name.</param>
    public GrantTermsReader(PolicyCatalog policies)
    {
        ArgumentNullException.ThrowIfNull(policies);
        find = name =>
        {
            var found = Policy(policies, name);
            return found.TryGet(out var policy) ? policy.Name : found.Failures.ToList();
        };
    }

    private GrantTermsReader(Func<string, Outcome<string>> find) => this.find = find;

    /// <summary>
    /// Reads rows of files that were taken in before: a grant of them may name a policy that this machine does not know, since the one
    /// that took it in did.
    /// </summary>
    public static GrantTermsReader Kept { get; } = new(name => name);

    /// <summary>The longest expected remaining period.</summary>
    internal const decimal MaximumYears = 1000m;

    /// <summary>Leaves room in a decimal for every split and product that may come.</summary>
    internal const decimal MaximumNumber = 1_000_000_000_000m;

    private const char ListSeparator = ';';

    private const int UsualLength = 1024;

    /// <summary>Reads a grant that is to be stored, and judges it by the rules and policies that hold.</summary>
    /// <param name="fields">The row's fields.</param>
    /// <param name="judge">
    /// What else speaks against the terms, so that all is said at once; a field that could not be read stands at a default in them.
    /// Null for nothing.
    /// </param>
    /// <returns>The terms, or every failure of the row.</returns>
    public Outcome<GrantTerms> Read(FieldReader fields, Func<GrantTerms, IEnumerable<Failure>>? judge = null)
    {
        var terms = ReadTerms(fields, find);
        fields.RefuseOtherCurrencies(terms.Currency.Code, "exercise_price", "dividend_per_share");
        CheckTogether(terms, fields);
        if (judge is not null) fields.Fail(judge(terms).Where(failure => fields.IsRead(failure.Field)).ToList());
        return fields.Failures.Count == 0 ? terms : fields.Failures.ToList();
    }

    /// <summary>Finds a policy by its name.</summary>
    /// <param name="policies">The policies.</param>
    /// <param name="name">The name.</param>
    /// <returns>The policy; <see cref="ReasonCode.UnknownPolicy"/> with the known names, and with the one that may be meant.</returns>
    public static Outcome<ValuationPolicy> Policy(PolicyCatalog policies, string name)
    {
        ArgumentNullException.ThrowIfNull(policies);
        var found = policies.Find(name);
        return found.IsSuccess || NearestName.Of(name, policies.Names) is not { } nearest
            ? found
            : found.Failures.Select(failure => failure with { Reason = $"did you mean {nearest}? {failure.Reason}" }).ToList();
    }

    /// <summary>
    /// Reads a grant as it was stored: by the form of its fields alone, whatever is allowed or configured today.
    /// </summary>
    /// <param name="fields">The row's fields.</param>
    /// <returns>The terms, or every field that cannot be read.</returns>
    public static Outcome<GrantTerms> ReadStored(FieldReader fields)
    {
        var terms = ReadTerms(fields, find: null);
        return fields.Failures.Count == 0 ? terms : fields.Failures.ToList();
    }

    /// <summary>What the rules and policies that hold say against terms, however old they are.</summary>
    /// <param name="terms">The terms.</param>
    public IReadOnlyList<Failure> Judge(GrantTerms terms) => Read(FieldReader.OfStored(GrantFields.Schema, Write(terms).GetValueOrDefault)).Failures;

    private static GrantTerms ReadTerms(FieldReader fields, Func<string, Outcome<string>>? find)
    {
        var isNew = find is not null;
        var (least, most) = isNew ? (0m, MaximumNumber) : (default(decimal?), default(decimal?));
        var allotted = fields.Date("allotment_date");
        return new GrantTerms
        {
            Issuer = isNew ? GrantKey.Read(fields, "issuer") : fields.Text("issuer"),
            GrantId = isNew ? GrantKey.Read(fields, "grant_id") : fields.Text("grant_id"),
            SecurityCode = isNew ? Code(fields, "security_code") : fields.Text("security_code"),
            Currency = Named(fields, "currency", text => Currency.Parse(isNew ? fields.EnglishWord("currency") ?? text : text)) ?? Currency.Yen,
            AllotmentDate = allotted,
            GrantDate = fields.OptionalDate("grant_date") ?? allotted,
            ExerciseStart = fields.Date("exercise_start"),
            ExerciseEnd = fields.Date("exercise_end"),
            ExercisePrice = fields.Number("exercise_price", least, most),
            SharesPerRight = isNew ? Positive(fields, "shares_per_right") : fields.Number("shares_per_right"),
            MaximumRights = fields.WholeNumber("maximum_rights", minimum: isNew ? 1 : 0),
            AllottedRights = fields.WholeNumber("allotted_rights", minimum: 0),
            Policy = find is null ? fields.Text("policy") : Named(fields, "policy", find) ?? "",
            ExpectedRemainingYears = RemainingYears(fields, least, isNew ? MaximumYears : null),
            WindowFrom = fields.OptionalDate("window_from"),
            WindowTo = fields.OptionalDate("window_to"),
            Exclude = fields.Periods("exclude"),
            DividendPerShare = fields.OptionalNumber("dividend_per_share", least, most),
            RiskFreeRate = fields.OptionalNumber("risk_free_rate", isNew ? -1m : null, isNew ? 1m : null),
            RateSource = fields.OptionalText("rate_source"),
            AwardClass = fields.Word("award_class", StatedTerms.AwardClasses, missing: AwardClass.Equity),
            Allottees = fields.OptionalText("allottees"),
            Title = fields.OptionalText("title"),
            MeantReason = fields.OptionalText("meant_reason"),
            ExercisePriceAdjustment = fields.Word("exercise_price_adjustment", StatedTerms.PriceAdjustments, missing: ExercisePriceAdjustment.NotStated),
            AccountingStandard = StatedTerms.Word(fields, "accounting_standard", StatedTerms.Standards),
            AllottedConfirmedOn = fields.OptionalDate("allotted_confirmed_on"),
            DaysAfterOffice = fields.OptionalWholeNumber("days_after_office", minimum: 1),
            HeirMonths = fields.OptionalWholeNumber("heir_months", minimum: 1),
            LastDayRule = StatedTerms.Word(fields, "last_day_rule", StatedTerms.LastDayRules),
            Offices = StatedTerms.Offices(fields),
            OfficeRule = StatedTerms.Word(fields, "office_rule", StatedTerms.OfficeRules),
            AcquisitionClause = StatedTerms.List(fields, "acquisition_clause", StatedTerms.Acquisitions),
            ReorganisationClause = StatedTerms.List(fields, "reorganisation_clause", StatedTerms.Reorganisations),
            ExerciseInOffice = StatedTerms.Word(fields, "exercise_in_office", StatedTerms.YesNo),
            Succeeds = StatedTerms.Succeeds(fields),
        };
    }

    /// <summary>The canonical text of every stated field, by name, in the order of the format.</summary>
    /// <param name="terms">The terms.</param>
    public static IReadOnlyDictionary<string, string> Write(GrantTerms terms) => Fields(terms)
        .Where(field => field.Value is not null)
        .ToDictionary(field => field.Key, field => field.Value!, StringComparer.Ordinal);

    /// <summary>The canonical text of every field, by name, in the order of the format; null where it is not stated.</summary>
    /// <param name="terms">The terms.</param>
    internal static KeyValuePair<string, string?>[] Fields(GrantTerms terms) =>
    [
        new("issuer", terms.Issuer),
        new("grant_id", terms.GrantId),
        new("security_code", terms.SecurityCode),
        new("currency", terms.Currency.Code),
        new("allotment_date", DateText.Of(terms.AllotmentDate)),
        new("exercise_start", DateText.Of(terms.ExerciseStart)),
        new("exercise_end", DateText.Of(terms.ExerciseEnd)),
        new("exercise_price", DecimalText.Of(terms.ExercisePrice)),
        new("shares_per_right", DecimalText.Of(terms.SharesPerRight)),
        new("maximum_rights", terms.MaximumRights.ToString(CultureInfo.InvariantCulture)),
        new("allotted_rights", terms.AllottedRights.ToString(CultureInfo.InvariantCulture)),
        new("policy", terms.Policy),
        new("expected_remaining_years", Text(terms.ExpectedRemainingYears) ?? GrantFields.Midpoint),
        new("grant_date", terms.GrantDate == terms.AllotmentDate ? null : DateText.Of(terms.GrantDate)),
        new("window_from", Text(terms.WindowFrom)),
        new("window_to", Text(terms.WindowTo)),
        new("exclude", terms.Exclude.Count == 0 ? null : string.Join(ListSeparator, terms.Exclude)),
        new("dividend_per_share", Text(terms.DividendPerShare)),
        new("risk_free_rate", Text(terms.RiskFreeRate)),
        new("rate_source", terms.RateSource),
        new("award_class", StatedTerms.Text(terms.AwardClass, StatedTerms.AwardClasses) ?? throw new ArgumentOutOfRangeException(nameof(terms))),
        new("allottees", terms.Allottees),
        new("title", terms.Title),
        new("meant_reason", terms.MeantReason),
        new("exercise_price_adjustment", StatedTerms.Text(terms.ExercisePriceAdjustment, StatedTerms.PriceAdjustments)),
        new("accounting_standard", StatedTerms.Text(terms.AccountingStandard, StatedTerms.Standards)),
        new("allotted_confirmed_on", Text(terms.AllottedConfirmedOn)),
        new("days_after_office", Text(terms.DaysAfterOffice)),
        new("heir_months", Text(terms.HeirMonths)),
        new("last_day_rule", StatedTerms.Text(terms.LastDayRule, StatedTerms.LastDayRules)),
        new("offices", terms.Offices.Count == 0 ? null : string.Join(ListSeparator, terms.Offices)),
        new("office_rule", StatedTerms.Text(terms.OfficeRule, StatedTerms.OfficeRules)),
        new("acquisition_clause", StatedTerms.Text(terms.AcquisitionClause, StatedTerms.Acquisitions)),
        new("reorganisation_clause", StatedTerms.Text(terms.ReorganisationClause, StatedTerms.Reorganisations)),
        new("exercise_in_office", StatedTerms.Text(terms.ExerciseInOffice, StatedTerms.YesNo)),
        new("succeeds", terms.Succeeds),
    ];

    /// <summary>The hash of the terms: equal for equal terms, however they were written.</summary>
    /// <param name="terms">The terms.</param>
    public static string Hash(GrantTerms terms)
    {
        var all = new DefaultInterpolatedStringHandler(0, 0, CultureInfo.InvariantCulture, stackalloc char[UsualLength]);
        var separator = "";
        foreach (var (name, text) in Fields(terms))
        {
            if (text is null) continue;

            all.AppendLiteral(separator);
            all.AppendLiteral(name);
            all.AppendLiteral("=");
            all.AppendLiteral(GrantFields.InHash(text));
            separator = "\n";
        }

        return ContentHash.Of(all.ToStringAndClear());
    }

    private static void CheckTogether(GrantTerms terms, FieldReader fields)
    {
        if (fields.IsRead("exercise_end", "exercise_start") && terms.ExerciseEnd < terms.ExerciseStart)
        {
            fields.Fail("exercise_end", DateText.Of(terms.ExerciseEnd), $"is before exercise_start {DateText.Of(terms.ExerciseStart)}");
        }

        if (fields.IsRead("exercise_start", "allotment_date") && terms.ExerciseStart < terms.AllotmentDate)
        {
            fields.Fail("exercise_start", DateText.Of(terms.ExerciseStart), $"is before allotment_date {DateText.Of(terms.AllotmentDate)}");
        }

        if (fields.IsRead("allotted_rights", "maximum_rights") && terms.AllottedRights > terms.MaximumRights)
        {
            fields.Fail(
                "allotted_rights",
                terms.AllottedRights.ToString(CultureInfo.InvariantCulture),
                string.Create(CultureInfo.InvariantCulture, $"is above maximum_rights {terms.MaximumRights}"));
        }

        if (fields.IsRead("allotment_date") && terms.AllottedConfirmedOn < terms.AllotmentDate)
        {
            fields.Fail("allotted_confirmed_on", Text(terms.AllottedConfirmedOn)!, $"is before allotment_date {DateText.Of(terms.AllotmentDate)}");
        }

        if (terms.WindowTo < terms.WindowFrom)
        {
            fields.Fail("window_to", Text(terms.WindowTo)!, $"is before window_from {Text(terms.WindowFrom)}");
        }

        if (fields.IsRead("grant_date", "allotment_date", "exercise_end") && terms.GrantDate > terms.ExerciseEnd)
        {
            fields.Fail("grant_date", DateText.Of(terms.GrantDate), $"is after exercise_end {DateText.Of(terms.ExerciseEnd)}");
        }

        if (fields.IsRead("rate_source") && terms.RiskFreeRate is not null && terms.RateSource is null)
        {
            fields.Fail("rate_source", "", "is missing beside a stated risk_free_rate");
        }
    }

    private static string Code(FieldReader fields, string name)
    {
        var code = fields.Code(name);
        if (code is null && !fields.Has(name)) fields.Fail(name, "", "is missing");
        return code ?? "";
    }

    private static T? Named<T>(FieldReader fields, string name, Func<string, Outcome<T>> find)
        where T : class
    {
        var value = fields.Text(name);
        if (value.Length == 0) return null;
        var outcome = find(value);
        fields.Fail(outcome.Failures);
        return outcome.TryGet(out var found) ? found : null;
    }

    private static decimal Positive(FieldReader fields, string name)
    {
        var value = fields.Number(name, maximum: MaximumNumber);
        if (value <= 0m && fields.Failures.All(failure => failure.Field != name))
        {
            fields.Fail(name, DecimalText.Of(value), "must be above 0");
        }

        return value;
    }

    private static decimal? RemainingYears(FieldReader fields, decimal? least, decimal? most)
    {
        const string name = "expected_remaining_years";
        var text = fields.Text(name);
        if (text.Length == 0 || fields.EnglishWord(name) == GrantFields.Midpoint) return null;
        if (text.IndexOfAny(['-', '/', '年']) >= 0 && WrittenDate.Read(text, out _) is null)
        {
            fields.Fail(name, text, "is a date; years are wanted, or midpoint");
            return null;
        }

        var years = fields.OptionalNumber(name, least, most);
        if (years == 0m) fields.Fail(name, text, "must be above 0");
        return years;
    }

    private static string? Text(decimal? value) => value is { } number ? DecimalText.Of(number) : null;

    private static string? Text(DateOnly? value) => value is { } date ? DateText.Of(date) : null;
}
