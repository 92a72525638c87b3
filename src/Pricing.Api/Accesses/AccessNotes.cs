using Microsoft.AspNetCore.Http;
using Pricing.Pipeline.Controls.Access;

namespace Pricing.Api.Accesses;

/// <summary>Notes calls in the access log: what is read that may be unpublished, what is taken out, and what is refused.</summary>
/// <param name="log">The log.</param>
/// <param name="clock">The time.</param>
public sealed class AccessNotes(AccessLog log, TimeProvider clock)
{
    private const int LongestPath = 300;
    // A call that names more is noted in several entries, so that none is left out.
    private const int MostSubjects = 20;

    /// <summary>Notes a call, as far as the log is to know of it.</summary>
    /// <param name="context">The call, with its answer.</param>
    /// <param name="isBrokenOff">Whether the answer was not sent to its end.</param>
    public void Note(HttpContext context, bool isBrokenOff = false)
    {
        ArgumentNullException.ThrowIfNull(context);

        var call = AccessCall.Of(context);
        if (call.Who is { } who && log.IsNew(who.Identity, call.Roles)) Add(AccessKind.Seen, []);
        string[] refused = [.. call.Refused];
        var isRefused = IsRefused(context.Response.StatusCode, call);
        if (isRefused || refused.Length > 0) Add(AccessKind.Refused, refused);
        if (isRefused) return;
        string[] read = [.. call.Read];
        if ((call.Kind ?? (read.Length > 0 ? AccessKind.Values : null)) is { } noted) Add(noted, read);

        void Add(AccessKind kind, string[] subjects)
        {
            var entry = Entry(context, call, kind) with { IsBrokenOff = isBrokenOff };
            if (subjects.Length == 0) log.Note(entry);
            foreach (var some in subjects.Chunk(MostSubjects)) log.Note(entry with { Subject = string.Join("; ", some) });
        }
    }

    private static bool IsRefused(int status, AccessCall call) => status switch
    {
        StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden => true,
        StatusCodes.Status409Conflict or StatusCodes.Status422UnprocessableEntity => call.IsChange,
        _ => call.IsTurnedAway,
    };

    private AccessEntry Entry(HttpContext context, AccessCall call, AccessKind kind)
    {
        var path = (context.Request.PathBase + context.Request.Path).ToUriComponent();
        return new()
        {
            At = clock.GetUtcNow(),
            Kind = kind,
            Name = call.Who?.Name ?? "",
            Identity = call.Who?.Identity ?? "",
            Roles = call.Roles,
            Method = context.Request.Method,
            Path = path.Length > LongestPath ? path[..LongestPath] : path,
            Status = context.Response.StatusCode,
        };
    }
}
