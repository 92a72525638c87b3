using Microsoft.AspNetCore.Http;

namespace Pricing.Api.Identity;

/// <summary>Finds out who asks. Of a request that came with a key no header is believed; of others only where callers can sign in.</summary>
/// <param name="options">Who says it.</param>
public sealed class CallerReader(IdentityOptions options)
{
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
}
