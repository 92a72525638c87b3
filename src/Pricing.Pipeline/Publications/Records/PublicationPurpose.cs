namespace Pricing.Pipeline.Publications.Records;

/// <summary>What a value is published for.</summary>
public enum PublicationPurpose
{
    /// <summary>The amount that the allottees pay in, or have set off, per right (release, section 12).</summary>
    AmountPaidIn,

    /// <summary>The cost in the books (ASBJ Statement No. 8, IFRS 2, ASC 718).</summary>
    Cost,

    /// <summary>The note to the accounts.</summary>
    Note,
}
