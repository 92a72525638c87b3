namespace Pricing.Pipeline.Intake.Records;

/// <summary>What a file holds. Files of grants and events are judged row by row, the others are taken whole or not at all.</summary>
public enum FileKind
{
    /// <summary>Grants, a row each.</summary>
    Grants,

    /// <summary>Events of grants, a row each.</summary>
    Events,

    /// <summary>Closes of shares.</summary>
    Prices,

    /// <summary>Dividends of shares.</summary>
    Dividends,
}
