namespace Pricing.Pipeline.Nights.Runs;

/// <summary>Which grants a run plans.</summary>
public enum RunScope
{
    /// <summary>Every grant alive on its date.</summary>
    Alive,

    /// <summary>Those whose grant-date value of the date is provisional.</summary>
    Provisional,
}
