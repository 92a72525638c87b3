using System.Globalization;
using Microsoft.AspNetCore.Http;
using Pricing.Api.Requests;
using Pricing.Pipeline.Controls.Access;

namespace Pricing.Api.Accesses;

/// <summary>Notes calls in the access log: what is read that may be unpublished, what is taken out, and what is refused.</summary>
/// <param name="log">The log.</param>
/// <param name="clock">The time.</param>
public sealed class AccessNotes(AccessLog log, TimeProvider clock)
{
    private const int LongestPath = 300;
    private const int LongestMethod = 20;
    // Two of the longest names that are stored, with a space between them.
    private const int LongestSubject = 401;
    // A call that names more is noted in several entries, so that none is left out.
    private const int MostSubjects = 20;

    private readonly UnknownCalls unknown = new();

    /// <summary>Notes a call, as far as the log is to know of it.</summary>
    /// <param name="context">The call, with its answer.</param>
    /// <param name="isBrokenOff">Whether the answer was not sent to its end.</param>
    public void Note(HttpContext context, bool isBrokenOff = false)
    {
        ArgumentNullException.ThrowIfNull(context);

        var call = AccessCall.Of(context);
        string[] refused = [.. call.Refused];
        var isRefused = IsRefused(context.Response.StatusCode, call);
        NoteUnnoted();
        if (isRefused && (call.Who is null || call.IsAstray || call.IsTurnedAway) && !unknown.MayNote(clock.GetUtcNow())) return;
        if (isRefused || refused.Length > 0) Add(AccessKind.Refused, refused);
        if (isRefused) return;
        string[] read = [.. call.Read];
        if ((call.Kind ?? (read.Length > 0 ? AccessKind.Values : null)) is { } noted) Add(noted, read);
        else if (refused.Length == 0 && call.Who is { } who && log.IsNew(who.Identity, call.Roles)) Add(AccessKind.Seen, []);

        void Add(AccessKind kind, string[] subjects)
        {
            var entry = Entry(context, call, kind) with { IsBrokenOff = isBrokenOff };
            if (subjects.Length == 0) log.Note(entry);
            foreach (var some in subjects.Chunk(MostSubjects)) log.Note(entry with { Subject = string.Join("; ", some.Select(one => Short(one, LongestSubject))) });
        }
    }

    private void NoteUnnoted()
    {
        if (unknown.TakeUnnoted(clock.GetUtcNow()) is not (> 0 and var some)) return;

        log.Note(new()
        {
            At = clock.GetUtcNow(),
            Kind = AccessKind.Refused,
            Method = "",
            Path = "",
            Status = 0,
            Subject = string.Create(CultureInfo.InvariantCulture, $"{some} more calls of nobody who is known, or of no address, were refused"),
        });
    }

    private static bool IsRefused(int status, AccessCall call) => status switch
    {
        StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden => true,
        >= StatusCodes.Status400BadRequest and < StatusCodes.Status500InternalServerError when call.IsChange || call.IsAstray => true,
        _ => call.IsTurnedAway,
    };

    private AccessEntry Entry(HttpContext context, AccessCall call, AccessKind kind)
    {
        var who = call.Who ?? call.Claimed;
        var path = (context.Request.PathBase + context.Request.Path).ToUriComponent();
        return new()
        {
            At = clock.GetUtcNow(),
            Kind = kind,
            Name = who?.Name ?? "",
            Identity = who?.Identity ?? "",
            Roles = call.Roles,
            Method = Short(context.Request.Method, LongestMethod),
            Path = Short(path, LongestPath),
            Status = context.Response.StatusCode,
            Reasons = kind == AccessKind.Refused ? context.Features.Get<RefusalCodes>()?.Text : null,
        };
    }

    private static string Short(string text, int longest)
    {
        if (text.Length <= longest) return text;
        return text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];
    }
}
