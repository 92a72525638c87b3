using Microsoft.AspNetCore.Http;
using Pricing.Pipeline.Controls.People;

namespace Pricing.Api.Identity;

/// <summary>Who asks, and what they may.</summary>
/// <param name="Who">Who it is: somebody who signed in, a program with a key, or whoever uses the machine that a local host is on.</param>
/// <param name="Roles">The roles.</param>
public sealed record Caller(Person Who, IReadOnlyList<RoleAssignment> Roles)
{
    /// <summary>A program with a function key: it reads and asks.</summary>
    public static Caller FunctionKey { get; } = new(new("a program with a function key", Person.FunctionKey), [new(Role.Reader)]);

    /// <summary>A program with the master key: it prepares too. No key approves.</summary>
    public static Caller MasterKey { get; } = new(new("a program with the master key", Person.MasterKey), [new(Role.Reader), new(Role.Preparer)]);

    /// <summary>Whoever uses the machine that a host without identity is on.</summary>
    public static Caller Machine { get; } = new(new("a user of this machine", Person.Local), [.. Enum.GetValues<Role>().Select(role => new RoleAssignment(role))]);

    /// <summary>The roles as one text, with spaces between them.</summary>
    public string RolesText { get; } = string.Join(' ', Roles.Select(role => $"{role}").Order(StringComparer.Ordinal));

    /// <summary>Whether they may see what is stored of an issuer.</summary>
    /// <param name="issuer">The issuer.</param>
    public bool MayReadIssuer(string issuer) => May(Act.Read, issuer);

    /// <summary>Whether they may do something.</summary>
    /// <param name="act">What.</param>
    /// <param name="issuer">Whose data it is about; null for all issuers'.</param>
    public bool May(Act act, string? issuer) => ActRoles.Of(act).Any(role => May(role, issuer));

    /// <summary>Whether they have a role.</summary>
    /// <param name="role">The role.</param>
    /// <param name="issuer">For which issuer; null for all.</param>
    public bool May(Role role, string? issuer) =>
        Roles.Any(held => held.Role == role && (issuer is null ? held.Issuer is null : held.HoldsFor(issuer)));

    /// <summary>Whether they may do something for any issuer.</summary>
    /// <param name="act">What.</param>
    public bool MayForAny(Act act) => Roles.Any(held => ActRoles.Of(act).Contains(held.Role));

    /// <summary>Whether they may do something for each of some issuers.</summary>
    /// <param name="act">What.</param>
    /// <param name="issuers">The issuers; none for all there are.</param>
    public bool MayForEach(Act act, IReadOnlyList<string> issuers) =>
        issuers.Count == 0 ? May(act, issuer: null) : issuers.All(issuer => May(act, issuer));

    /// <summary>For which issuers they may do something.</summary>
    /// <param name="act">What.</param>
    /// <returns>The issuers; null for all.</returns>
    public IReadOnlyList<string>? IssuersFor(Act act) => May(act, issuer: null)
        ? null
        : [.. Roles.Where(held => ActRoles.Of(act).Contains(held.Role)).Select(held => held.Issuer!).Distinct(StringComparer.Ordinal)];

    /// <summary>Why a typed name is not that of somebody who signed in; null where it is, or where nobody did.</summary>
    /// <param name="typed">The name.</param>
    public string? Against(string typed) => Who.IsVerified && typed != Who.Name
        ? $"is not the name of whoever signed in, {Who.Name}; it may be left out"
        : null;

    /// <summary>Who asks, for the parameters of a route.</summary>
    /// <param name="context">The request.</param>
    public static ValueTask<Caller?> BindAsync(HttpContext context) => new(context.Caller());
}

/// <summary>Finds who asks.</summary>
public static class Callers
{
    /// <summary>Who asks, of a request that the guard let through.</summary>
    /// <param name="context">The request.</param>
    public static Caller Caller(this HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Features.Get<Caller>() ?? throw new InvalidOperationException("No guard let this request through.");
    }
}
