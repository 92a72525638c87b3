using System.Globalization;
using System.Runtime.CompilerServices;
using Pricing.Files.Schemas;
using Pricing.Pipeline.Controls.Periods;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.MarketData.Actions;
using Pricing.Pipeline.MarketData.Dividends;
using Pricing.Pipeline.MarketData.History;
using Pricing.Pipeline.MarketData.Prices;
using Pricing.Pipeline.Sources;
using Pricing.Rates;

namespace Pricing.Pipeline.Closings;

/// <summary>Lists the market data that do not count for an issuer, since they came after their period was closed.</summary>
/// <param name="market">What is stored.</param>
/// <param name="files">Who sent it.</param>
public sealed class LateMarketData(MarketDataStore market, FileRecords files)
{
    /// <summary>Those of an issuer, share by share, the curves last.</summary>
    /// <param name="closed">What is closed.</param>
    /// <param name="issuer">The issuer.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async IAsyncEnumerable<LateFact> OfAsync(
        ClosedNow closed, string issuer, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var senders = new Dictionary<DataSource, FileRecord?>();
        var codes = closed.OfIssuer(issuer).SelectMany(closing => closing.Shares).Select(share => share.Code);
        foreach (var code in new SortedSet<string>(codes, StringComparer.Ordinal))
        {
            var view = ClosedView.Of(closed, issuer, code)!;
            var prices = await market.ReadPricesAsync(code, cancellationToken);
            var actions = prices is null ? await market.ReadActionsAsync(code, cancellationToken) : prices.Actions;
            var dividends = await market.ReadDividendsAsync(code, cancellationToken);
            foreach (var late in prices?.Facts.Where(fact => view.IsLate(fact)) ?? [])
                yield return await LateAsync(FileKind.Prices, code, late.Date, Text(late), prices!.Sources[late.Source]);
            foreach (var late in dividends?.Notices.Where(notice => view.IsLate(notice)) ?? [])
                yield return await LateAsync(FileKind.Dividends, code, late.PublishedOn, Text(late), dividends!.Sources[late.Source]);
            foreach (var late in actions?.Statements.Where(statement => view.IsLate(statement, actions)) ?? [])
                yield return await LateAsync(FileKind.CorporateActions, code, late.Action.ExDate, Text(late), actions!.Sources[late.Source]);
        }

        // Every view of an issuer sees the same curves.
        var ofCurves = ClosedView.Of(closed, issuer, code: "")!;
        var curves = await market.ReadCurvesAsync(cancellationToken);
        foreach (var late in curves?.All.Where(curve => ofCurves.IsLate(curve)) ?? [])
            yield return await LateAsync(FileKind.Curves, code: null, late.Curve.Date, Text(late.Curve), curves!.Sources[late.Source]);

        async Task<LateFact> LateAsync(FileKind kind, string? code, DateOnly date, string text, DataSource source)
        {
            if (!senders.TryGetValue(source, out var sent)) senders[source] = sent = await SentAsync(source, cancellationToken);
            return new(issuer, kind.Word(), code is null ? "" : SecurityCode.Shown(code), date, text, sent?.Name ?? source.Request, sent?.Who ?? "", source.FetchedAt);
        }
    }

    /// <summary>The sending of the file that a source is; null of a feed.</summary>
    private async Task<FileRecord?> SentAsync(DataSource source, CancellationToken cancellationToken) =>
        source.IsFile && await files.TakenAsync(source, cancellationToken) is [var last, ..] ? last : null;

    private static string Text(PriceFact fact) => string.Join(' ', new[]
    {
        fact.Close is { } close ? DecimalText.Of(close) : fact.NoTrade ? "no close" : "",
        fact.SplitNewPerOld is { } split ? $"split {DecimalText.Of(split)}" : "",
        fact.BasePrice is { } basePrice ? $"base price {DecimalText.Of(basePrice)}" : "",
    }.Where(part => part.Length > 0));

    private static string Text(DividendNotice notice) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(notice.Rate is { } rate ? DecimalText.Of(rate) : "no amount")}, record date {(notice.RecordDate is { } date ? DateText.Of(date) : "not set")}");

    private static string Text(StatedAction statement) => statement.WithdrawnReason is { } reason
        ? $"{SettingWords.InFiles(statement.Action.Kind)} withdrawn: {reason}"
        : $"{SettingWords.InFiles(statement.Action.Kind)} {statement.Action.NewPerOld}";

    private static string Text(YieldCurve curve) =>
        string.Join(' ', curve.Points.Select(point => $"{DecimalText.Of(point.TenorYears)}y={DecimalText.Of(point.Percent)}"));
}
