using Pricing.Actions;

namespace Pricing.Grants.Life;

/// <summary>What is known beside the terms and the events.</summary>
public sealed record LifeFacts
{
    /// <summary>Nothing.</summary>
    public static LifeFacts None { get; } = new();

    /// <summary>What happened to the share.</summary>
    public IReadOnlyList<CorporateAction> Actions { get; init; } = [];

    /// <summary>Who was allotted how many rights; empty where that is not known.</summary>
    public IReadOnlyList<Holding> Holdings { get; init; } = [];

    /// <summary>The grant-date value of one right, in currency; null where it is not known.</summary>
    public decimal? GrantDateValue { get; init; }

    /// <summary>The first day on which changed terms are in force; null where they were never changed.</summary>
    public DateOnly? FirstModified { get; init; }
}

/// <summary>Rights allotted to one holder.</summary>
/// <param name="Holder">The company's own id for the holder.</param>
/// <param name="Group">The group of allottees (release, section 15).</param>
/// <param name="Rights">The rights allotted, above 0.</param>
public sealed record Holding(string Holder, string Group, int Rights);
