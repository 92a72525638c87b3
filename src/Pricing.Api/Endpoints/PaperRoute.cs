using Microsoft.AspNetCore.Mvc;
using Pricing.Api.Queries;
using Pricing.Papers.Reading;
using Pricing.Papers.Wording;

namespace Pricing.Api.Endpoints;

/// <summary>Which paper is asked for.</summary>
/// <param name="Issuer">The issuer.</param>
/// <param name="GrantId">The grant.</param>
/// <param name="Asked">The date, the version of the value and the language.</param>
internal readonly record struct PaperRoute(
    [FromRoute(Name = "issuer")] string Issuer, [FromRoute(Name = "grantId")] string GrantId, QueryValues Asked)
{
    private static readonly QueryParameter Date = Query.Date(
        "date", "The measurement date; the grant date where it is left out.", "2013-07-11");

    private static readonly QueryParameter Version = Query.Whole(
        "version", "The version of the value; the highest where it is left out.", "1", 1, 999_999);

    /// <summary>The parameters that it knows.</summary>
    public static IReadOnlyList<QueryParameter> Parameters { get; } = [Date, Version, Query.Language];

    /// <summary>The value.</summary>
    public PaperRequest Request => new(Issuer, GrantId, Asked.Date(Date), Asked.WholeNumber(Version));

    /// <summary>The language.</summary>
    public PaperLanguage Language => LanguageOf(Asked);

    /// <summary>The language that is asked for.</summary>
    /// <param name="asked">The parameters.</param>
    public static PaperLanguage LanguageOf(QueryValues asked) => LanguageCode.Parse(asked.Text(Query.Language))!.Value;
}
