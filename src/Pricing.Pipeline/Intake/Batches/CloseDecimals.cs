using System.Globalization;
using Pricing.Files;
using Pricing.Files.Prices;

namespace Pricing.Pipeline.Intake.Batches;

/// <summary>
/// Closes with more decimals than the exchange's price steps have, or between two steps: in thousands of yen, adjusted, or of another
/// market. Every close looks right beside the others then, so nothing else shows it.
/// </summary>
internal static class CloseDecimals
{
    private const int MostShares = 5;
    private const int MostDecimals = 1;
    private const int Several = 2;
    private const decimal AboveTenths = 1000m;
    private const decimal AboveHalves = 5000m;

    /// <summary>What to know of the closes of a file.</summary>
    /// <param name="rows">The file's rows.</param>
    /// <returns>A notice for each share of which several closes, or the only one, have such decimals; of very many the first ones.</returns>
    public static IEnumerable<string> Notices(IReadOnlyList<PriceRow> rows)
    {
        List<string> notices =
        [
            .. from share in rows.Where(row => row.Close is not null).GroupBy(row => row.Code, StringComparer.Ordinal)
               let odd = share.Where(row => Decimals(row) > MostDecimals || IsOffSteps(row.Close!.Value)).ToList()
               where odd.Count >= Several || odd.Count == share.Count() && odd.Count > 0
               select Notice(share.Key, odd, share.Count()),
        ];
        return CappedNotices.Of(
            notices, notices.Count, MostShares, "shares whose closes have so many decimals", "share whose closes have so many decimals");
    }

    private static string Notice(string code, List<PriceRow> odd, int closes)
    {
        var decimals = odd.Max(Decimals);
        var (what, why) = decimals > MostDecimals
            ? ($"have up to {decimals} decimals", $"and the exchange's have at most {MostDecimals}")
            : ("stand between the exchange's price steps", "which are 0.5 yen at the least above 1000 yen, and 1 yen above 5000");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{SecurityCode.Shown(code)}: {odd.Count} of {closes} closes {what}, as {DecimalText.Of(odd[0].Close!.Value)} on {DateText.Of(odd[0].Date)}, {why}: are they in yen a share, as they were quoted, neither in thousands nor adjusted?");
    }

    // The smallest steps that any share ever had; those of most shares are larger.
    private static bool IsOffSteps(decimal close)
    {
        var step = close switch
        {
            > AboveHalves => 1m,
            > AboveTenths => 0.5m,
            _ => 0.1m,
        };
        return close % step != 0m;
    }

    private static int Decimals(PriceRow row) => DecimalText.Trim(row.Close!.Value).Scale;
}
