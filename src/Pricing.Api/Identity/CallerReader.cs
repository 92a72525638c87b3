using Microsoft.AspNetCore.Http;
using Pricing.Api.Accesses;

namespace Pricing.Api.Identity;

/// <summary>Finds out who asks. Of a request that came with a key no header is believed; of others only where callers can sign in.</summary>
/// <param name="options">Who says it.</param>
public sealed class CallerReader(IdentityOptions options)
{
    /// <summary>Whether callers can sign in.</summary>
    public bool CanSignIn => options.IsConfigured;

    /// <summary>Finds out who asks.</summary>
    /// <param name="context">The request.</param>
    /// <returns>Who; null for nobody; or what is wrong with the header that says it.</returns>
    public Outcome<Caller?> Read(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        switch (RequestDoors.DoorOf(context))
        {
            case Door.FunctionKey: return Caller.FunctionKey;
            case Door.MasterKey: return Caller.MasterKey;
            case Door.Machine when !options.IsConfigured: return Caller.Machine;
        }

        if (!options.IsConfigured) return default(Caller);

        var read = ClientPrincipal.Read(context.Request.Headers);
        return !read.TryGet(out var principal) ? read.Failures.ToList() : principal is null ? default(Caller) : new Caller(principal.Who, principal.Roles);
    }

    /// <summary>Notes whom a call that is refused before a route is asked names, so that the log says whose sign-in was used.</summary>
    /// <param name="context">The request.</param>
    public void Note(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        var call = AccessCall.Of(context);
        if (!Read(context).TryGet(out var caller)) call.Claimed = ClientPrincipal.ClaimedBy(context.Request.Headers);
        else if (caller is not null) (call.Who, call.Roles) = (caller.Who, caller.RolesText);
    }
}
