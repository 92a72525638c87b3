namespace Pricing.Grants.Terms;

/// <summary>
/// What a holder may do with a right besides exercising it (release, sections 7 and 11, item 4).
/// </summary>
/// <param name="NeedsBoardApproval">Whether an acquisition by transfer needs a resolution of the board.</param>
/// <param name="ForbidsTransfer">Whether the holder undertakes not to transfer.</param>
/// <param name="ForbidsPledge">Whether the holder undertakes not to pledge.</param>
/// <param name="ForbidsOtherDisposal">Whether the holder undertakes not to dispose of it otherwise.</param>
public sealed record TransferClause(
    bool NeedsBoardApproval,
    bool ForbidsTransfer,
    bool ForbidsPledge,
    bool ForbidsOtherDisposal)
{
    /// <summary>The clause of the release.</summary>
    public static TransferClause Release { get; } = new(true, true, true, true);
}
