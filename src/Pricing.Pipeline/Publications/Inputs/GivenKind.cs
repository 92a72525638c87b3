namespace Pricing.Pipeline.Publications.Inputs;

/// <summary>What a person, and not a feed, gave to a value.</summary>
public enum GivenKind
{
    /// <summary>The terms of the grant as they came first.</summary>
    Grant,

    /// <summary>A later version of the terms: a correction or a change.</summary>
    Amendment,

    /// <summary>A dated event of the grant.</summary>
    Event,

    /// <summary>Closes that came as a file, those that took the place of stored ones too.</summary>
    Closes,

    /// <summary>Dividends that came as a file.</summary>
    Dividends,

    /// <summary>Corporate actions that came as a file.</summary>
    CorporateActions,

    /// <summary>Government bond yields that came as a file.</summary>
    Yields,

    /// <summary>The volatility's window, as the terms state it.</summary>
    Window,

    /// <summary>Periods that are left out of the volatility.</summary>
    Exclusion,

    /// <summary>r, as the terms state it.</summary>
    RiskFreeRate,

    /// <summary>D, as the terms state it.</summary>
    Dividend,

    /// <summary>Why an input beyond the plausible is meant.</summary>
    MeantReason,

    /// <summary>The calculation rules that the terms choose.</summary>
    Policy,

    /// <summary>A close beyond the limits that the settings of the host confirm.</summary>
    ConfirmedPrice,

    /// <summary>The decision that the value stands although its basis was in doubt.</summary>
    DoubtDecision,

    /// <summary>A row that waits for what is not stored, or for a closed period to be opened: it does not count yet.</summary>
    WaitingRow,

    /// <summary>A row that waited and that somebody withdrew, with who did.</summary>
    WithdrawnRow,

    /// <summary>A row that waited and was refused in the end, as one that waited too long.</summary>
    RefusedRow,

    /// <summary>A row that waited and in whose place another one was stored, with who sent that one.</summary>
    MendedRow,
}
