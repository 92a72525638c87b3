using System.Globalization;
using System.Text.Json;
using Pricing.Pipeline.MarketData.Dividends;

namespace Pricing.Pipeline.MarketData.JQuants;

/// <summary>Rows of <c>/v2/fins/dividend</c>.</summary>
public static class DividendRows
{
    /// <summary>Reads a row.</summary>
    /// <param name="element">The row.</param>
    /// <param name="source">The index of the body that it stands in.</param>
    /// <returns>The notice, or <see cref="ReasonCode.FeedMalformed"/>.</returns>
    public static Outcome<CodedNotice> Read(JsonElement element, int source)
    {
        var row = new JsonRow(element);
        var code = row.Text("Code");
        var rate = row.OptionalNumber("DivRate");
        var occasional = HasOccasionalPart(row)
            ? (row.OptionalNumber("CommDivRate") ?? 0m) + (row.OptionalNumber("SpecDivRate") ?? 0m)
            : 0m;
        var notice = new DividendNotice
        {
            Reference = Reference(row, "RefNo"),
            PublishedOn = row.Date("PubDate"),
            PublishedAt = Reference(row, "PubTime"),
            Status = row.Choice("StatCode", Status),
            RefersTo = Reference(row, "CARefNo"),
            IsFinal = row.Choice("IFCode", text => text switch { "1" => false, "2" => true, _ => (bool?)null }),
            IsDecided = row.Choice("FRCode", text => text switch { "1" => true, "2" => false, _ => (bool?)null }),
            TermMonth = row.Choice("IFTerm", Month),
            Rate = rate,
            OccasionalRate = occasional,
            RecordDate = row.OptionalDate("RecDate"),
            ExDate = row.OptionalDate("ExDate"),
            Source = source,
        };
        if (row.Failure is null && SecurityCode.Parse(code).Failures is [_, ..])
            row.Refuse("Code", "is no security code");
        if (row.Failure is null && rate < 0)
            row.Refuse("DivRate", "is below 0");
        if (row.Failure is null && (occasional < 0 || occasional > (rate ?? occasional)))
            row.Refuse("CommDivRate", "is no part of the whole rate");
        return row.Failure is { } failure ? failure : new CodedNotice(code, notice);
    }

    private static bool HasOccasionalPart(JsonRow row) =>
        row.Choice("CommSpecCode", text => text switch { "0" => false, "1" or "2" or "3" => true, _ => (bool?)null });

    private static NoticeStatus? Status(string text) => text switch
    {
        "1" => NoticeStatus.New,
        "2" => NoticeStatus.Correction,
        "3" => NoticeStatus.Deletion,
        _ => null,
    };

    private static DateOnly? Month(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month)
        && DividendNotice.TermMonths.Contains(month)
            ? month
            : null;

    // Numbers and times are stored as words of a line, so a blank inside one is refused.
    private static string Reference(JsonRow row, string name)
    {
        var text = row.Text(name);
        if (text.Length == 0 || !text.All(character => character is > ' ' and < '\x7f'))
            row.Refuse(name, "is no number or time");
        return text;
    }
}
