namespace Pricing.Files.Schemas;

/// <summary>What a table is about.</summary>
public enum FileKind
{
    /// <summary>Grants of rights, judged row by row.</summary>
    Grants,

    /// <summary>Dated events of grants, judged row by row.</summary>
    Events,

    /// <summary>Who holds the rights of a grant, judged row by row.</summary>
    Holders,

    /// <summary>Daily closes of shares, taken whole or not at all.</summary>
    Prices,

    /// <summary>Dividends of shares, taken whole or not at all.</summary>
    Dividends,

    /// <summary>Splits, consolidations and other actions, taken whole or not at all.</summary>
    CorporateActions,

    /// <summary>Government bond yields, taken whole or not at all.</summary>
    Curves,

    /// <summary>Rows to be valued as they stand, without storage; never found from a header.</summary>
    Valuations,
}
