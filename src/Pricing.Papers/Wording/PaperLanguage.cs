namespace Pricing.Papers.Wording;

/// <summary>The language of a paper.</summary>
public enum PaperLanguage
{
    /// <summary>English.</summary>
    English,

    /// <summary>Japanese.</summary>
    Japanese,
}
