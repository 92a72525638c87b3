using System.Collections;
using System.Runtime.InteropServices;
using Pricing.Calendars;
using Pricing.Files;
using Pricing.Files.CorporateActions;
using Pricing.Files.Curves;
using Pricing.Files.Dividends;
using Pricing.Files.Prices;
using Pricing.Pipeline.MarketData.Actions;
using Pricing.Pipeline.MarketData.Curves;
using Pricing.Pipeline.MarketData.Dividends;
using Pricing.Pipeline.MarketData.Prices;
using Pricing.Pipeline.Sources;
using Pricing.Rates;

namespace Pricing.Pipeline.Intake.Kinds;

/// <summary>The kept files of prices, of dividends, of corporate actions and of curves.</summary>
public sealed class MarketFileBodies : IPriceBodies, INoticeBodies, IActionBodies, ICurveBodies
{
    /// <inheritdoc cref="IPriceBodies.Feed"/>
    public string Feed => DataSource.FileFeed;

    /// <inheritdoc/>
    public async Task<PriceReply?> ReadPricesAsync(
        ReadOnlyMemory<byte> body, string code, DataSource source, CancellationToken cancellationToken)
    {
        using var content = Content(body);
        var file = await PriceFile.ReadAsync(content, Request(code, source), cancellationToken);
        return file.IsTaken
            ? new()
            {
                Facts = new PriceFacts(file.Rows),
                Sources = [source],
                Dropped = file.RowCount - file.Rows.Count,
                Failures = [],
            }
            : null;
    }

    /// <inheritdoc/>
    public async Task<NoticeReply?> ReadNoticesAsync(
        ReadOnlyMemory<byte> body, string code, DataSource source, CancellationToken cancellationToken)
    {
        using var content = Content(body);
        var file = await DividendFile.ReadAsync(content, Request(code, source), cancellationToken);
        return file.IsTaken
            ? new()
            {
                Notices = [.. file.Rows.Select(row => new CodedNotice(row.Code, MarketRows.Notice(row)))],
                Sources = [source],
                Failures = [],
            }
            : null;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<CodedAction>?> ReadActionsAsync(
        ReadOnlyMemory<byte> body, string code, DataSource source, CancellationToken cancellationToken)
    {
        using var content = Content(body);
        var file = await CorporateActionFile.ReadAsync(content, Request(code, source), cancellationToken);
        return file.IsTaken ? [.. file.Rows.Select(row => new CodedAction(row.Code, MarketRows.Action(row)))] : null;
    }

    /// <inheritdoc/>
    public async Task<Outcome<IReadOnlyList<YieldCurve>>> ReadCurvesAsync(
        ReadOnlyMemory<byte> body, DataSource source, CancellationToken cancellationToken)
    {
        using var content = Content(body);
        var file = await CurveFile.ReadAsync(content, Request(code: null, source), cancellationToken);
        return file.IsTaken ? file.Rows.Select(row => row.Curve).ToList() : file.Defects.Select(defect => defect.Failure).ToList();
    }

    private static TableRequest Request(string? code, DataSource source) =>
        new() { Today = JapanTime.DateOf(source.FetchedAt), FileName = code };

    private static MemoryStream Content(ReadOnlyMemory<byte> body) => MemoryMarshal.TryGetArray(body, out var bytes)
        ? new(bytes.Array!, bytes.Offset, bytes.Count, writable: false)
        : new(body.ToArray(), writable: false);

    /// <summary>The rows as facts, each made where it is asked for: together they are a large object.</summary>
    private sealed class PriceFacts(IReadOnlyList<PriceRow> rows) : IReadOnlyList<CodedFact>
    {
        public int Count => rows.Count;

        public CodedFact this[int index] => new(rows[index].Code, MarketRows.Fact(rows[index]));

        public IEnumerator<CodedFact> GetEnumerator()
        {
            for (var index = 0; index < rows.Count; index++) yield return this[index];
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
