using System.ComponentModel;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Pricing.Api.Requests;
using Pricing.Pipeline.Publications.Desk;
using Pricing.Pipeline.Publications.Records;

namespace Pricing.Api.Publications;

/// <summary>A value that is proposed for publication, as it is sent.</summary>
internal sealed record ProposalBody
{
    private const int MostVersions = 999_999;

    private static readonly string[] Known = ["issuer", "grantId", "measurementDate", "version", "purpose", "resolution", "roundingReason", "answersFor"];

    /// <summary>The issuer.</summary>
    [Description("The issuing company.")]
    public required string Issuer { get; init; }

    /// <summary>The grant.</summary>
    [Description("The grant.")]
    public required string GrantId { get; init; }

    /// <summary>The measurement date.</summary>
    [Description("The measurement date of the value.")]
    public required DateOnly MeasurementDate { get; init; }

    /// <summary>The version.</summary>
    [Description("The version of the value; the newest where it is left out. Only the newest can be published.")]
    public int? Version { get; init; }

    /// <summary>What for.</summary>
    [Description("What the value is published for.")]
    public required PublicationPurpose Purpose { get; init; }

    /// <summary>What it rests on.</summary>
    [Description("The resolution that it rests on, or the filing that it stands in.")]
    public required string Resolution { get; init; }

    /// <summary>Why an amount on a rounding boundary stands.</summary>
    [Description("Why the amount stands although it lies on a rounding boundary, or near one; recorded and approved with it.")]
    public string? RoundingReason { get; init; }

    /// <summary>Who gave what nobody signed in for.</summary>
    [Description("Who gave the inputs that nobody who signed in gave, and why they are right: whoever proposes answers for them, and it is recorded and approved with them.")]
    public string? AnswersFor { get; init; }

    /// <summary>Reads one.</summary>
    /// <param name="body">The request.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static Task<Outcome<ProposalRequest>> ReadAsync(HttpRequest body, CancellationToken cancellationToken) => StatedBody.ReadAsync(
        body,
        Known,
        fields => new ProposalRequest(
            fields.Text("issuer"), fields.Text("grantId"), fields.Date("measurementDate"), VersionOf(fields), PurposeOf(fields), fields.Text("resolution"))
        {
            RoundingReason = fields.OptionalText("roundingReason"),
            AnswersFor = fields.OptionalText("answersFor"),
        },
        cancellationToken);

    private static PublicationPurpose PurposeOf(RequestFields fields)
    {
        var text = fields.Text("purpose");
        var names = Enum.GetNames<PublicationPurpose>();
        if (names.Contains(text)) return Enum.Parse<PublicationPurpose>(text);

        if (text.Length > 0) fields.Fail("purpose", text, $"must be one of {string.Join(", ", names)}");
        return default;
    }

    private static int? VersionOf(RequestFields fields)
    {
        if (fields.OptionalText("version") is not { } text) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version is > 0 and <= MostVersions) return version;

        fields.Fail("version", text, $"must be a whole number from 1 to {MostVersions}");
        return null;
    }
}

/// <summary>An approval, as it is sent.</summary>
/// <param name="InputsHash">The hash of the inputs that were shown.</param>
internal sealed record ApprovalBody(
    [property: Description("The hash of the inputs as they were shown: who approves the amount approves them.")] string InputsHash)
{
    /// <summary>Reads one.</summary>
    /// <param name="body">The request.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static Task<Outcome<ApprovalBody>> ReadAsync(HttpRequest body, CancellationToken cancellationToken) =>
        StatedBody.ReadAsync(body, ["inputsHash"], fields => new ApprovalBody(fields.Text("inputsHash")), cancellationToken);
}

/// <summary>A rejection, or that a proposal is taken back, as it is sent.</summary>
/// <param name="Reason">Why.</param>
internal sealed record RejectionBody([property: Description("Why it is not published, or is taken back.")] string Reason)
{
    /// <summary>Reads one.</summary>
    /// <param name="body">The request.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static Task<Outcome<RejectionBody>> ReadAsync(HttpRequest body, CancellationToken cancellationToken) =>
        StatedBody.ReadAsync(body, ["reason"], fields => new RejectionBody(fields.Text("reason")), cancellationToken);
}

/// <summary>The decision that a published value stays, as it is sent.</summary>
/// <param name="ValueHash">The hash of the later value that was shown.</param>
/// <param name="Reason">Why the difference is immaterial.</param>
internal sealed record KeepingBody(
    [property: Description("The hash of the later value as it was shown.")] string ValueHash,
    [property: Description("Why the difference is immaterial.")] string Reason)
{
    /// <summary>Reads one.</summary>
    /// <param name="body">The request.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static Task<Outcome<KeepingBody>> ReadAsync(HttpRequest body, CancellationToken cancellationToken) => StatedBody.ReadAsync(
        body, ["valueHash", "reason"], fields => new KeepingBody(fields.Text("valueHash"), fields.Text("reason")), cancellationToken);
}
