using System.Runtime.CompilerServices;
using Pricing.Pipeline.Storage;
using Pricing.Policies;

namespace Pricing.Pipeline.Values;

/// <summary>The hash of what a policy says, which every value stores.</summary>
public static class PolicyHash
{
    private static readonly ConditionalWeakTable<ValuationPolicy, string> Known = [];

    /// <summary>The hash of a policy's content.</summary>
    /// <param name="policy">The policy.</param>
    public static string Of(ValuationPolicy policy) =>
        Known.GetValue(policy, static policy => ContentHash.Of(PolicyContent.Of(policy)));
}
