using Microsoft.AspNetCore.Http;

namespace Pricing.Api.Accesses;

/// <summary>
/// Stands before all that answers a call of a host that is ready, so that the call is noted with the status that it was answered with, also where something failed or whoever
/// asked went away.
/// </summary>
/// <param name="next">The rest of the host.</param>
/// <param name="notes">Notes calls.</param>
public sealed class AccessNoting(RequestDelegate next, AccessNotes notes)
{
    /// <summary>Passes a call on, and notes it.</summary>
    /// <param name="context">The call.</param>
    public async Task InvokeAsync(HttpContext context)
    {
        var isThrough = false;
        try
        {
            await next(context);
            isThrough = true;
        }
        finally
        {
            notes.Note(context, isBrokenOff: !isThrough || context.RequestAborted.IsCancellationRequested);
        }
    }
}
