using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Pricing.Pipeline.Controls.Access;
using Pricing.Pipeline.Controls.People;

namespace Pricing.Api.Accesses;

/// <summary>What the access log says of a call beside its address and its status. It is found out while the call is answered.</summary>
public sealed class AccessCall
{
    private readonly ConcurrentQueue<string> read = new();
    private readonly ConcurrentQueue<string> refused = new();

    /// <summary>Who asks; null for nobody.</summary>
    public Person? Who { get; set; }

    /// <summary>Whom a sign-in that was not accepted names; null for nobody. Nothing vouches for it.</summary>
    public Person? Claimed { get; set; }

    /// <summary>The roles, with spaces between them.</summary>
    public string Roles { get; set; } = "";

    /// <summary>As what the route is noted; null where it is not.</summary>
    public AccessKind? Kind { get; set; }

    /// <summary>Whether the route changes what is stored.</summary>
    public bool IsChange { get; set; }

    /// <summary>Whether no route has its address or its method.</summary>
    public bool IsAstray { get; set; }

    /// <summary>Whether a door was closed to it that its status does not tell of.</summary>
    public bool IsTurnedAway { get; set; }

    /// <summary>The stored things that were read and that the address does not name, each once.</summary>
    public IEnumerable<string> Read => read.Distinct(StringComparer.Ordinal);

    /// <summary>The stored things that were not shown to whoever asks, each once.</summary>
    public IEnumerable<string> Refused => refused.Distinct(StringComparer.Ordinal);

    /// <summary>The call of a request.</summary>
    /// <param name="context">The request; of one that came past the log the call is noted nowhere.</param>
    public static AccessCall Of(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        if (context.Features.Get<AccessCall>() is { } known) return known;

        var call = new AccessCall();
        context.Features.Set(call);
        return call;
    }

    /// <summary>Notes that something stored is read, or is not shown, that the address does not name.</summary>
    /// <param name="subject">What.</param>
    /// <param name="isRefused">Whether it is not shown.</param>
    public void Note(string subject, bool isRefused) => (isRefused ? refused : read).Enqueue(subject);
}
