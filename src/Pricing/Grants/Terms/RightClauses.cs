namespace Pricing.Grants.Terms;

/// <summary>The terms of a right that no calculation needs, kept as data.</summary>
public sealed record RightClauses
{
    /// <summary>The terms of the release: sections 7 to 9, 11 and 16.</summary>
    public static RightClauses Release { get; } = new()
    {
        Transfer = TransferClause.Release,
        Acquisition = AcquisitionClause.Release,
        Reorganisation = ReorganisationClause.Release,
        Certificates = false,
    };

    /// <summary>Transfer, pledge and disposal.</summary>
    public required TransferClause Transfer { get; init; }

    /// <summary>Acquisition by the company.</summary>
    public required AcquisitionClause Acquisition { get; init; }

    /// <summary>Successor rights in a reorganisation.</summary>
    public required ReorganisationClause Reorganisation { get; init; }

    /// <summary>Whether certificates are issued.</summary>
    public required bool Certificates { get; init; }
}
