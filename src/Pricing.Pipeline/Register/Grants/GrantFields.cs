using System.Text.RegularExpressions;
using Pricing.Files.Kinds;
using Pricing.Files.Schemas;

namespace Pricing.Pipeline.Register.Grants;

/// <summary>The columns of a batch of grants (docs/batch-format.md).</summary>
public static partial class GrantFields
{
    /// <summary>The value of <c>expected_remaining_years</c> that asks for the midpoint rule.</summary>
    public const string Midpoint = "midpoint";

    /// <summary>How its fields are read.</summary>
    public static TableSchema Schema { get; } = TableSchemas.Of(FileKind.Grants);

    /// <summary>The names of the required columns.</summary>
    public static IReadOnlyList<string> Required { get; } =
    [
        "issuer", "grant_id", "security_code", "currency", "allotment_date", "exercise_start", "exercise_end",
        "exercise_price", "shares_per_right", "maximum_rights", "allotted_rights", "policy",
        "expected_remaining_years",
    ];

    /// <summary>The names of the optional columns that are terms.</summary>
    public static IReadOnlyList<string> Optional { get; } =
    [
        "grant_date", "window_from", "window_to", "exclude", "dividend_per_share", "risk_free_rate", "rate_source",
        "award_class", "allottees", "title", "meant_reason", "exercise_price_adjustment", "accounting_standard",
        "allotted_confirmed_on", "days_after_office", "heir_months", "last_day_rule", "offices", "office_rule",
        "acquisition_clause", "reorganisation_clause", "exercise_in_office", "succeeds",
    ];

    /// <summary>The names of the optional columns that amend a stored grant.</summary>
    public static IReadOnlyList<string> Amendment { get; } = ["amends", "amend_reason", "modification_date"];

    /// <summary>All columns that are terms, in the order of the format.</summary>
    public static IReadOnlyList<string> Terms { get; } = [.. Required, .. Optional];

    /// <summary>All columns.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Terms, .. Amendment];

    /// <summary>
    /// A text as it stands in a hash, where each field has its line <c>name=text</c>: a further line that reads like one gets a blank before it,
    /// so that it is taken for no field. Other texts stay as they are, as do the hashes that are stored of them.
    /// </summary>
    /// <param name="text">The text.</param>
    internal static string InHash(string text) => text.Contains('\n') ? LikeAField().Replace(text, "\n ") : text;

    [GeneratedRegex("\n(?= *[a-z_]+=)")]
    private static partial Regex LikeAField();
}
