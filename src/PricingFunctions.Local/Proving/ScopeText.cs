using System.Globalization;
using Pricing;
using Pricing.Proof;

namespace PricingFunctions.Local.Proving;

/// <summary>What to prove, as it is written on the command line.</summary>
internal static class ScopeText
{
    /// <summary>Reads <c>2013-07-11/1</c> or <c>2013-07-11/v1</c>.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The scope; null where it is neither.</returns>
    public static ProofScope? Run(string text) =>
        text.Split('/') is [var day, var number]
        && DateText.Parse(day) is { } date
        && int.TryParse(number.TrimStart('v'), NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version > 0
            ? new() { Run = new(date, version) }
            : null;

    /// <summary>Reads <c>ISSUER/ID</c>; the id may hold further slashes.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The scope; null where it is none.</returns>
    public static ProofScope? Grant(string text) =>
        text.Split('/', 2) is [{ Length: > 0 } issuer, { Length: > 0 } grantId] ? new() { Issuer = issuer, GrantId = grantId } : null;
}
