using System.ComponentModel;
using Microsoft.AspNetCore.Http;
using Pricing.Api.Requests;

namespace Pricing.Api.Closings;

/// <summary>A period that is to be closed, as it is sent.</summary>
/// <param name="Issuer">Whose.</param>
/// <param name="Through">The last day of the period.</param>
/// <param name="Reason">What it is closed for.</param>
/// <param name="UnsettledReason">Why it is closed although values of it are not settled.</param>
internal sealed record ClosingBody(
    [property: Description("The issuing company.")] string Issuer,
    [property: Description("The last day of the period; everything before it is closed too.")] DateOnly Through,
    [property: Description("What it is closed for.")] string Reason,
    [property: Description("Why it is closed although values of it failed, are provisional or of a basis in doubt; needed only where some are.")] string? UnsettledReason)
{
    /// <summary>Reads one.</summary>
    /// <param name="body">The request.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static Task<Outcome<ClosingBody>> ReadAsync(HttpRequest body, CancellationToken cancellationToken) => StatedBody.ReadAsync(
        body,
        ["issuer", "through", "reason", "unsettledReason"],
        fields => new ClosingBody(fields.Text("issuer"), fields.Date("through"), fields.Text("reason"), fields.OptionalText("unsettledReason")),
        cancellationToken);
}

/// <summary>Why a period is to be opened again, as it is sent.</summary>
/// <param name="Reason">Why.</param>
internal sealed record ReopeningBody([property: Description("Why the period is to be opened again.")] string Reason)
{
    /// <summary>Reads one.</summary>
    /// <param name="body">The request.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static Task<Outcome<ReopeningBody>> ReadAsync(HttpRequest body, CancellationToken cancellationToken) =>
        StatedBody.ReadAsync(body, ["reason"], fields => new ReopeningBody(fields.Text("reason")), cancellationToken);
}
