using System.Globalization;
using Pricing.Files;
using Pricing.Files.Prices;

namespace Pricing.Pipeline.Intake.Batches;

/// <summary>
/// Closes with more decimals than the exchange's price steps have: in thousands of yen, adjusted, or of another market. Every close
/// looks right beside the others then, so nothing else shows it.
/// </summary>
internal static class CloseDecimals
{
    private const int MostShares = 5;
    private const int MostDecimals = 1;
    private const int Several = 2;

    /// <summary>What to know of the closes of a file.</summary>
    /// <param name="rows">The file's rows.</param>
    /// <returns>A notice for each share of which several closes, or the only one, have such decimals; of very many the first ones.</returns>
    public static IEnumerable<string> Notices(IReadOnlyList<PriceRow> rows)
    {
        List<string> notices =
        [
            .. from share in rows.Where(row => row.Close is not null).GroupBy(row => row.Code, StringComparer.Ordinal)
               let odd = share.Where(row => Decimals(row) > MostDecimals).ToList()
               where odd.Count >= Several || odd.Count == share.Count() && odd.Count > 0
               select Notice(share.Key, odd, share.Count()),
        ];
        return CappedNotices.Of(
            notices, notices.Count, MostShares, "shares whose closes have so many decimals", "share whose closes have so many decimals");
    }

    private static string Notice(string code, List<PriceRow> odd, int closes) => string.Create(
        CultureInfo.InvariantCulture,
        $"{SecurityCode.Shown(code)}: {odd.Count} of {closes} closes have up to {odd.Max(Decimals)} decimals, as {DecimalText.Of(odd[0].Close!.Value)} on {DateText.Of(odd[0].Date)}, and the exchange's have at most {MostDecimals}: are they in yen a share, as they were quoted, neither in thousands nor adjusted?");

    private static int Decimals(PriceRow row) => DecimalText.Trim(row.Close!.Value).Scale;
}
