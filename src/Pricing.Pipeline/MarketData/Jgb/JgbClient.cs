using Pricing.Pipeline.MarketData.Curves;
using Pricing.Pipeline.MarketData.Feeds;
using Pricing.Pipeline.Sources;

namespace Pricing.Pipeline.MarketData.Jgb;

/// <summary>The yields of Japanese government bonds as the Ministry of Finance Japan publishes them.</summary>
/// <param name="client">A client with the feed's handlers.</param>
/// <param name="options">The addresses.</param>
public sealed class JgbClient(HttpClient client, JgbOptions options) : ICurveSource
{
    /// <summary>The feed's short name.</summary>
    public const string Feed = "mof";

    private static readonly string[] MediaTypes = [
        "text/csv", "application/csv", "text/plain", "application/octet-stream", "application/vnd.ms-excel"];

    /// <inheritdoc/>
    public Task<Outcome<CurveReply?>> HistoryAsync(Validators? known, CancellationToken cancellationToken) =>
        FileAsync(options.HistoryAddress, known, cancellationToken);

    /// <inheritdoc/>
    public Task<Outcome<CurveReply?>> CurrentMonthAsync(Validators? known, CancellationToken cancellationToken) =>
        FileAsync(options.CurrentMonthAddress, known, cancellationToken);

    private async Task<Outcome<CurveReply?>> FileAsync(
        Uri address, Validators? known, CancellationToken cancellationToken)
    {
        var request = new FeedRequest(Feed, address) { IfChanged = known, MediaTypes = MediaTypes };
        var body = await FeedReader.ReadAsync(client, request, cancellationToken);
        if (!body.IsSuccess)
            return body.Failures.ToList();
        if (body.Value is not { } received)
            return (CurveReply?)null;

        var curves = JgbCsv.Parse(received.Bytes.Span);
        return curves.IsSuccess
            ? new CurveReply(curves.Value, received.Source, new(received.ETag, received.LastModified))
            : curves.Failures.Select(
                failure => failure with { Reason = $"{failure.Reason} ({request.Text})" }).ToList();
    }
}
