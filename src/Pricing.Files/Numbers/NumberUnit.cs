namespace Pricing.Files.Numbers;

/// <summary>What a number counts, where a unit may stand behind it.</summary>
public enum NumberUnit
{
    /// <summary>Nothing that has a unit.</summary>
    None,

    /// <summary>Yen.</summary>
    Yen,

    /// <summary>Dollars, which no column wants.</summary>
    Dollars,

    /// <summary>Shares.</summary>
    Shares,

    /// <summary>Stock acquisition rights.</summary>
    Rights,

    /// <summary>Persons, whom no column counts.</summary>
    Persons,

    /// <summary>Years.</summary>
    Years,

    /// <summary>Months.</summary>
    Months,

    /// <summary>Days.</summary>
    Days,

    /// <summary>The version of a grant.</summary>
    Version,

    /// <summary>How many times as many shares.</summary>
    Times,
}
