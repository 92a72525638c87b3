using System.ComponentModel;
using Microsoft.AspNetCore.Http;
using Pricing.Api.Identity;
using Pricing.Api.Requests;

namespace Pricing.Api.Runs;

/// <summary>The open runs of a range that are to stop, as it is sent.</summary>
internal sealed record RangeBody
{
    private const string FromField = "from";
    private const string ToField = "to";
    private static readonly string[] Known = [FromField, ToField, .. Signed.Fields];

    /// <summary>The first date.</summary>
    [Description("The first date whose open runs are meant, yyyy-MM-dd.")]
    public required DateOnly From { get; init; }

    /// <summary>The last date.</summary>
    [Description("The last date, yyyy-MM-dd.")]
    public required DateOnly To { get; init; }

    /// <summary>Why.</summary>
    [Description("Why they are stopped; stored with each run.")]
    public required string Reason { get; init; }

    /// <summary>Who asks.</summary>
    [Description("Who asks; stored with each run as unverified. Of somebody who signed in it may be left out, and is the name of the sign-in.")]
    public string? AskedBy { get; init; }

    /// <summary>Reads a request.</summary>
    /// <param name="body">The request.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The range and the signature, or everything that is wrong with them.</returns>
    public static Task<Outcome<SignedRange>> ReadAsync(HttpRequest body, CancellationToken cancellationToken) =>
        StatedBody.ReadAsync(body, Known, fields => Read(fields, body.HttpContext.Caller()), cancellationToken);

    private static SignedRange Read(RequestFields fields, Caller caller)
    {
        var before = fields.Failures.Count;
        var (from, to) = (fields.Date(FromField), fields.Date(ToField));
        if (fields.Failures.Count == before && from > to) fields.Fail(FromField, DateText.Of(from), $"is after {ToField}, {DateText.Of(to)}");
        return new(from, to, Signed.Read(fields, caller));
    }
}

/// <summary>The open runs of a range that are to stop.</summary>
/// <param name="From">The first date.</param>
/// <param name="To">The last date.</param>
/// <param name="Signed">Why, and who asks.</param>
internal sealed record SignedRange(DateOnly From, DateOnly To, Signed Signed);
