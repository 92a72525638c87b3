using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using Pricing.Api.Requests;

namespace Pricing.Api.Identity;

/// <summary>What a caller is told who may not do something.</summary>
internal static class Refusals
{
    // The scheme of a token that App Service takes (RFC 6750); keys have none.
    private const string Scheme = "Bearer";
    private const string WrongToken = $"{Scheme} error=\"invalid_token\"";

    /// <summary>Nobody asks.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="options">Who could say who it is.</param>
    /// <param name="act">What is asked; null where that is not known yet.</param>
    public static ProblemHttpResult Nobody(HttpResponse response, IdentityOptions options, Act? act = null)
    {
        var takes = act is { } asked ? $" It takes the role {NeededFor(asked)}." : "";
        if (options.IsConfigured) response.Headers.WWWAuthenticate = Scheme;
        return Problems.Of(
            StatusCodes.Status401Unauthorized,
            options.IsConfigured ? $"Nobody signed in, and no key came in its place; sign in, and ask under {IdentityOptions.SignedInPath}.{takes}" : $"No key of the host came.{takes}");
    }

    /// <summary>What says who asks cannot be read.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="failures">What is wrong with it.</param>
    public static ProblemHttpResult Unread(HttpResponse response, IReadOnlyList<Failure> failures)
    {
        response.Headers[HeaderNames.WWWAuthenticate] = WrongToken;
        return Problems.Refused(failures, StatusCodes.Status401Unauthorized);
    }

    /// <summary>A caller has no role for what is asked.</summary>
    /// <param name="caller">The caller.</param>
    /// <param name="act">What is asked.</param>
    /// <param name="issuer">Whose data it is about; null for all issuers'.</param>
    public static ProblemHttpResult NotAllowed(Caller caller, Act act, string? issuer) =>
        Problems.Refused([Failure(caller, act, issuer)]);

    /// <summary>A caller has no role for what is asked of some issuers.</summary>
    /// <param name="caller">The caller.</param>
    /// <param name="act">What is asked.</param>
    /// <param name="issuers">The issuers; none for all there are.</param>
    /// <returns>The answer; null where the caller has one for each.</returns>
    public static ProblemHttpResult? NotAllowed(Caller caller, Act act, IReadOnlyList<string> issuers) => caller.MayForEach(act, issuers)
        ? null
        : Problems.Refused(
            issuers.Count == 0
                ? [Failure(caller, act, issuer: null)]
                : [.. issuers.Where(issuer => !caller.May(act, issuer)).Select(issuer => Failure(caller, act, issuer))]);

    /// <summary>Which role a caller lacks.</summary>
    /// <param name="caller">The caller.</param>
    /// <param name="act">What is asked.</param>
    /// <param name="issuer">Whose data it is about; null for all issuers'.</param>
    public static Failure Failure(Caller caller, Act act, string? issuer)
    {
        var whose = issuer is not null ? $" for {issuer}" : caller.MayForAny(act) ? " for all issuers" : "";
        return new(
            ReasonCode.NotAllowed, "role", string.Join(", ", caller.Roles), $"{caller.Who.Name} may not do this; it takes the role {NeededFor(act)}{whose}");
    }

    private static string NeededFor(Act act)
    {
        var roles = ActRoles.Of(act);
        return roles.Count == 1 ? $"{roles[0]}" : $"{string.Join(", ", roles.SkipLast(1))} or {roles[^1]}";
    }
}
