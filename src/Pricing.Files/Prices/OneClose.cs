using System.Globalization;
using System.Runtime.InteropServices;
using Pricing.Files.WholeFiles;

namespace Pricing.Files.Prices;

/// <summary>One close a share and date: two different ones refuse the file.</summary>
internal static class OneClose
{
    public static void Judge(List<PriceRow> rows, DefectList defects, List<string> notices)
    {
        if (AreInOrder(rows))
            return;
        var first = new Dictionary<(string Code, DateOnly Date), PriceRow>(rows.Count);
        var kept = 0;
        var repeated = new List<PriceRow>();
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            if (first.TryAdd((row.Code, row.Date), row))
                rows[kept++] = row;
            else if (!IsSame(first[(row.Code, row.Date)], row))
                defects.Add(Twice(first[(row.Code, row.Date)], row));
            else
                repeated.Add(row);
        }

        if (kept < rows.Count && defects.Count == 0)
            notices.Add(LeftOut.Notice(repeated, "that repeats a row above"));
        rows.RemoveRange(kept, rows.Count - kept);
    }

    // Where each share's dates only rise or only fall, none can stand twice.
    private static bool AreInOrder(List<PriceRow> rows)
    {
        var shares = new Dictionary<string, (DateOnly Last, int Direction)>(StringComparer.Ordinal);
        foreach (ref readonly var row in CollectionsMarshal.AsSpan(rows))
        {
            ref var share = ref CollectionsMarshal.GetValueRefOrAddDefault(shares, row.Code, out var isKnown);
            var direction = isKnown ? row.Date.CompareTo(share.Last) : 0;
            if (isKnown && (direction == 0 || (share.Direction != 0 && direction != share.Direction)))
                return false;
            share = (row.Date, direction);
        }

        return true;
    }

    private static bool IsSame(PriceRow left, PriceRow right) =>
        left.Close == right.Close && left.NewPerOld == right.NewPerOld && left.BasePrice == right.BasePrice;

    private static FileDefect Twice(PriceRow first, PriceRow second) => new(second.Line, null, new(
        ReasonCode.ConflictingData,
        "Close",
        Shown(second),
        string.Create(
            CultureInfo.InvariantCulture,
            $"{SecurityCode.Shown(second.Code)} has two rows of {second.Date:yyyy-MM-dd} that differ: {Shown(first)} in line {first.Line} and {Shown(second)} in line {second.Line}; keep the right one")));

    private static string Shown(PriceRow row) => row.Close?.ToString(CultureInfo.InvariantCulture) ?? "no close";
}
