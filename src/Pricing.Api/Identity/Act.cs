namespace Pricing.Api.Identity;

/// <summary>What a route does, by which it is said who may ask it.</summary>
public enum Act
{
    /// <summary>Shows what holds no data; anybody may.</summary>
    Open,

    /// <summary>Shows what belongs to no issuer: the description, policies, who one is. Whoever has a role or a key may.</summary>
    Orient,

    /// <summary>Shows what is stored: readers, preparers, approvers and auditors may.</summary>
    Read,

    /// <summary>Computes and stores nothing: whoever may read may.</summary>
    Ask,

    /// <summary>Sends files, asks for runs, proposes, withdraws: preparers may.</summary>
    Prepare,

    /// <summary>Decides what others prepared: approvers may.</summary>
    Approve,

    /// <summary>Shows logs and settings: auditors and administrators may.</summary>
    Audit,
}
