namespace Pricing.Papers.Wording;

/// <summary>The languages by their codes.</summary>
public static class LanguageCode
{
    /// <summary>The language of a code.</summary>
    /// <param name="code"><c>en</c> or <c>ja</c>; null for English.</param>
    /// <returns>The language; null where the code is another.</returns>
    public static PaperLanguage? Parse(string? code) => code switch
    {
        null or "en" => PaperLanguage.English,
        "ja" => PaperLanguage.Japanese,
        _ => null,
    };
}
