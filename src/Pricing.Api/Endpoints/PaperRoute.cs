using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Pricing.Api.Requests;
using Pricing.Papers.Reading;
using Pricing.Papers.Wording;

namespace Pricing.Api.Endpoints;

/// <summary>Which paper is asked for.</summary>
/// <param name="Issuer">The issuer.</param>
/// <param name="GrantId">The grant.</param>
/// <param name="Date">The measurement date; the grant date where it is left out.</param>
/// <param name="Version">The version of the value; the highest where it is left out.</param>
/// <param name="Language"><c>en</c> or <c>ja</c>; English where it is left out.</param>
internal readonly record struct PaperRoute(
    [FromRoute(Name = "issuer")] string Issuer,
    [FromRoute(Name = "grantId")] string GrantId,
    [FromQuery(Name = "date")] string? Date,
    [FromQuery(Name = "version")] string? Version,
    [FromQuery(Name = "language")] string? Language)
{
    /// <summary>What it asks for.</summary>
    /// <returns>The value and the language, or everything that is wrong with it.</returns>
    public Outcome<(PaperRequest Request, PaperLanguage Language)> Read()
    {
        var (date, version, language) = (Date, Version, LanguageCode.Parse(Language));
        var fields = new RequestFields(name => name == "date" ? date : version);
        var day = fields.OptionalDate("date");
        int? number = null;
        if (fields.OptionalText("version") is { } text)
        {
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) && parsed > 0) number = parsed;
            else fields.Fail("version", text, "is not a version, such as 1");
        }

        if (language is null) fields.Failures.Add(NoLanguage(Language));
        return fields.Failures.Count > 0 ? fields.Failures : (new(Issuer, GrantId, day, number), language!.Value);
    }

    /// <summary>The failure of a language that papers are not written in.</summary>
    /// <param name="language">The language's code.</param>
    public static Failure NoLanguage(string? language) =>
        new(ReasonCode.InvalidField, "language", language ?? "", "must be one of en, ja");
}
