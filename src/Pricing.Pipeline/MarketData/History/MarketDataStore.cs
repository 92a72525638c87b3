using Azure;
using Azure.Storage.Blobs.Models;
using Pricing.Pipeline.MarketData.Actions;
using Pricing.Pipeline.MarketData.Curves;
using Pricing.Pipeline.MarketData.Dividends;
using Pricing.Pipeline.MarketData.Normalised;
using Pricing.Pipeline.MarketData.Prices;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.MarketData.History;

/// <summary>Reads the stored market data: three requests per share, and one for the curves.</summary>
/// <param name="storage">The storage.</param>
public sealed class MarketDataStore(PipelineStorage storage)
{
    private volatile CachedCurves? cached;

    /// <summary>Says what is stored, in a request for every 5,000 histories.</summary>
    /// <param name="cancellationToken">Stops the requests.</param>
    public async Task<MarketIndex> IndexAsync(CancellationToken cancellationToken) => new(
        await storage.MarketData.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix: null, cancellationToken)
            .ToDictionaryAsync(blob => blob.Name, blob => blob.Properties.ETag is { } version ? MarketIndex.Text(version) : "", StringComparer.Ordinal, cancellationToken));

    /// <summary>Reads the prices of a share, and what was stated of its corporate actions.</summary>
    /// <param name="code">The security code, five characters.</param>
    /// <param name="index">What is stored; null where that is to be found out.</param>
    /// <param name="cancellationToken">Stops the request.</param>
    /// <returns>The history, or null where nothing is stored.</returns>
    /// <exception cref="DamagedBlobException">The stored text is damaged.</exception>
    public async Task<PriceHistory?> ReadPricesAsync(string code, MarketIndex? index, CancellationToken cancellationToken)
    {
        if (index is not null && index.VersionOf(MarketBlobs.PricesName(code)) is null) return null;

        var blob = MarketBlobs.Prices(storage, code);
        var reading = VersionedBlob.ReadAsync(blob, cancellationToken);
        var actions = index is not null && index.VersionOf(MarketBlobs.ActionsName(code)) is null
            ? null
            : await ReadActionsAsync(code, cancellationToken);
        var read = await reading;
        return read is null
            ? null
            : DamagedBlobException.Read(blob, () => PriceText.Read(read.Content.Span)) with { Actions = actions };
    }

    /// <inheritdoc cref="ReadPricesAsync(string, MarketIndex?, CancellationToken)"/>
    public Task<PriceHistory?> ReadPricesAsync(string code, CancellationToken cancellationToken) =>
        ReadPricesAsync(code, index: null, cancellationToken);

    /// <summary>Reads what was stated of the corporate actions of a share.</summary>
    /// <param name="code">The security code, five characters.</param>
    /// <param name="cancellationToken">Stops the request.</param>
    /// <returns>The history, or null where nothing is stored.</returns>
    /// <exception cref="DamagedBlobException">The stored text is damaged.</exception>
    public async Task<ActionHistory?> ReadActionsAsync(string code, CancellationToken cancellationToken)
    {
        var blob = MarketBlobs.Actions(storage, code);
        var read = await VersionedBlob.ReadAsync(blob, cancellationToken);
        return read is null ? null : DamagedBlobException.Read(blob, () => ActionText.Read(read.Content.Span));
    }

    /// <summary>Reads the dividends of a share.</summary>
    /// <param name="code">The security code, five characters.</param>
    /// <param name="cancellationToken">Stops the request.</param>
    /// <returns>The history, or null where nothing is stored.</returns>
    /// <exception cref="DamagedBlobException">The stored text is damaged.</exception>
    public async Task<DividendHistory?> ReadDividendsAsync(string code, CancellationToken cancellationToken)
    {
        var blob = MarketBlobs.Dividends(storage, code);
        var read = await VersionedBlob.ReadAsync(blob, cancellationToken);
        return read is null ? null : DamagedBlobException.Read(blob, () => NoticeText.Read(read.Content.Span));
    }

    /// <summary>
    /// Reads the curves. They are sent and parsed again only where they have changed since the last reading.
    /// </summary>
    /// <param name="index">What is stored: curves that were read in its version are not asked for; null where that is to be found out.</param>
    /// <param name="cancellationToken">Stops the request.</param>
    /// <returns>The curves, or null where none are stored.</returns>
    /// <exception cref="DamagedBlobException">What stands before the curves is damaged.</exception>
    public async Task<CurveHistory?> ReadCurvesAsync(MarketIndex? index, CancellationToken cancellationToken)
    {
        var known = cached;
        if (index is not null && index.VersionOf(MarketBlobs.CurvesName) == (known is null ? null : MarketIndex.Text(known.ETag))) return known?.Curves;

        var blob = MarketBlobs.Curves(storage);
        var (isKnown, read) = await VersionedBlob.ReadUnlessAsync(blob, known?.ETag, cancellationToken);
        if (isKnown || read is null) return isKnown ? known!.Curves : null;

        var curves = DamagedBlobException.Read(blob, () => CurveText.Read(read.Content.Span));
        cached = new(read.ETag, curves);
        return curves;
    }

    /// <inheritdoc cref="ReadCurvesAsync(MarketIndex?, CancellationToken)"/>
    public Task<CurveHistory?> ReadCurvesAsync(CancellationToken cancellationToken) => ReadCurvesAsync(index: null, cancellationToken);

    private sealed record CachedCurves(ETag ETag, CurveHistory Curves);
}
