using System.ComponentModel;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Pricing.Api.Requests;

namespace Pricing.Api.Closings;

/// <summary>A request to close a period.</summary>
/// <param name="Issuer">Whose.</param>
/// <param name="Through">The last day of the period.</param>
/// <param name="Reason">What it is closed for.</param>
internal sealed record ClosingBody(
    [property: Description("The issuer.")] string Issuer,
    [property: Description("The last day of the period; everything before it is closed too.")] DateOnly Through,
    [property: Description("What it is closed for.")] string Reason)
{
    private static readonly string[] Known = ["issuer", "through", "reason"];

    /// <summary>Reads it.</summary>
    /// <param name="body">The request.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The request, or everything that is wrong with it.</returns>
    public static Task<Outcome<ClosingBody>> ReadAsync(HttpRequest body, CancellationToken cancellationToken) => BodyFields.ReadAsync(
        body, Known, fields => new ClosingBody(fields.Text("issuer"), fields.Date("through"), BodyFields.Reason(fields)), cancellationToken);
}

/// <summary>A request to open a period again.</summary>
/// <param name="Reason">Why.</param>
internal sealed record ReopeningBody([property: Description("Why.")] string Reason)
{
    private static readonly string[] Known = ["reason"];

    /// <summary>Reads it.</summary>
    /// <param name="body">The request.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The request, or everything that is wrong with it.</returns>
    public static Task<Outcome<ReopeningBody>> ReadAsync(HttpRequest body, CancellationToken cancellationToken) => BodyFields.ReadAsync(
        body, Known, fields => new ReopeningBody(BodyFields.Reason(fields)), cancellationToken);
}
