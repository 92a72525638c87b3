using Pricing.Files.Fields;
using Pricing.Grants.Exercise;
using Pricing.Grants.Terms;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Register.Grants;

/// <summary>The words of terms that differ between companies and that a grant may leave unsaid.</summary>
internal static class StatedTerms
{
    private const char Separator = ';';
    private static readonly char[] Separators = [Separator, '；', '、'];
    private const string NoClause = "none";

    public static Dictionary<string, AwardClass> AwardClasses { get; } = new()
    {
        ["equity"] = AwardClass.Equity,
        ["liability"] = AwardClass.Liability,
    };

    public static Dictionary<string, ExercisePriceAdjustment> PriceAdjustments { get; } =
        ByWord<ExercisePriceAdjustment>(except: ExercisePriceAdjustment.NotStated);

    public static Dictionary<string, AccountingStandard> Standards { get; } = ByWord<AccountingStandard>();

    public static Dictionary<string, LastDayRule> LastDayRules { get; } = ByWord<LastDayRule>();

    public static Dictionary<string, OfficeRule> OfficeRules { get; } = ByWord<OfficeRule>();

    public static Dictionary<string, AcquisitionTrigger> Acquisitions { get; } = new()
    {
        ["merger"] = AcquisitionTrigger.MergerDissolvingCompany,
        ["share_exchange"] = AcquisitionTrigger.ShareExchangeIntoSubsidiary,
        ["share_transfer"] = AcquisitionTrigger.ShareTransferIntoSubsidiary,
    };

    public static Dictionary<string, ReorganisationKind> Reorganisations { get; } =
        SettingWords.ByWordInFiles<ReorganisationKind>();

    public static Dictionary<string, bool> YesNo { get; } = new()
    {
        ["yes"] = true,
        ["no"] = false,
    };

    /// <summary>A word, or null where none is stated.</summary>
    public static T? Word<T>(FieldReader fields, string name, IReadOnlyDictionary<string, T> words)
        where T : struct => fields.Has(name) ? fields.Word(name, words) : null;

    /// <summary>The text of a word; null where none is stated.</summary>
    public static string? Text<T>(T? value, Dictionary<string, T> words)
        where T : struct
    {
        if (value is not { } stated) return null;

        foreach (var (word, meant) in words)
        {
            if (EqualityComparer<T>.Default.Equals(meant, stated)) return word;
        }

        return null;
    }

    /// <summary>A list of words with semicolons between them, <c>none</c> for an empty one; null where nothing is stated.</summary>
    public static IReadOnlyList<T>? List<T>(FieldReader fields, string name, Dictionary<string, T> words)
        where T : struct
    {
        if (fields.OptionalText(name) is not { } text) return null;
        if (text == NoClause) return [];

        var found = new List<T>();
        foreach (var word in text.Split(Separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (words.TryGetValue(fields.Schema[name].Words.GetValueOrDefault(word, word.ToLowerInvariant()), out var value)) found.Add(value);
            else fields.Fail(name, word, $"must be {NoClause}, or of {string.Join(", ", words.Keys)}, with semicolons between them");
        }

        return [.. found.Distinct().Order()];
    }

    /// <summary>The text of a list; null where nothing is stated.</summary>
    public static string? Text<T>(IReadOnlyList<T>? list, Dictionary<string, T> words)
        where T : struct =>
        list is null ? null : list.Count == 0 ? NoClause : string.Join(Separator, list.Select(item => Text((T?)item, words)));

    /// <summary>The offices, with semicolons between them.</summary>
    public static IReadOnlyList<string> Offices(FieldReader fields) =>
        fields.OptionalText("offices") is { } text ? [.. Parts(text).Distinct(StringComparer.Ordinal)] : [];

    /// <summary>The grant that is succeeded, <c>ISSUER/GRANT_ID</c>; null where none is stated.</summary>
    public static string? Succeeds(FieldReader fields)
    {
        var text = fields.OptionalText("succeeds");
        if (text is not null && !(text.Split('/') is [var issuer, var grantId] && KeyText.Fits(issuer) && KeyText.Fits(grantId)))
            fields.Fail("succeeds", text, "must be the issuer and the grant_id of the grant that is succeeded, with / between them");
        return text;
    }

    /// <summary>What speaks against the groups of persons, where the text states any: they can be read, and add up to what they are of.</summary>
    /// <param name="terms">The terms.</param>
    /// <param name="hasNumbers">Whether the numbers of rights are known that the groups add up to.</param>
    public static IReadOnlyList<Failure> GroupFailures(GrantTerms terms, bool hasNumbers)
    {
        if (terms.Allottees is null) return [];

        var groups = AllotteeText.Read(terms.Allottees);
        return [.. groups.Failures, .. hasNumbers ? terms.ToAllotment(groups).Check() : []];
    }

    private static Dictionary<string, T> ByWord<T>(T? except = null)
        where T : struct, Enum =>
        Enum.GetValues<T>().Where(value => !value.Equals(except)).ToDictionary(value => SettingWords.Of(value));

    private static string[] Parts(string text) =>
        text.Split(Separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
