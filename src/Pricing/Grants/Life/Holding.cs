namespace Pricing.Grants.Life;

/// <summary>Rights allotted to one holder.</summary>
/// <param name="Holder">The company's own id for the holder.</param>
/// <param name="Group">The group of allottees (release, section 15).</param>
/// <param name="Rights">The rights allotted, above 0.</param>
public sealed record Holding(string Holder, string Group, int Rights);
