using Microsoft.AspNetCore.Http;

namespace Pricing.Api.Identity;

/// <summary>How a request came in, as its host knows; of one that came through none of these nobody is known but by a sign-in.</summary>
public enum Door
{
    /// <summary>With a function key: a program that may read and ask.</summary>
    FunctionKey,

    /// <summary>With the master key: a program that may prepare too.</summary>
    MasterKey,

    /// <summary>From the machine that the host is on, where nobody signs in.</summary>
    Machine,
}

/// <summary>Says how requests came in.</summary>
public static class RequestDoors
{
    /// <summary>Says how a request came in.</summary>
    /// <param name="context">The request.</param>
    /// <param name="door">How.</param>
    public static void CameThrough(this HttpContext context, Door door)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Features.Set(new Passed(door));
    }

    /// <summary>How a request came in; null for no door.</summary>
    /// <param name="context">The request.</param>
    internal static Door? DoorOf(HttpContext context) => context.Features.Get<Passed>()?.Door;

    private sealed record Passed(Door Door);
}
