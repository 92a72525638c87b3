using System.Globalization;
using System.Text.RegularExpressions;

namespace Pricing.Pipeline.MarketData.JQuants;

/// <summary>Reads what a subscription covers from J-Quants' refusal of anything outside of it.</summary>
internal static partial class SubscriptionDates
{
    /// <summary>The dates that it covers, if a failure says so.</summary>
    /// <param name="failures">The failures of a request.</param>
    public static DateWindow? In(IReadOnlyList<Failure> failures)
    {
        foreach (var failure in failures)
        {
            var match = Message().Match(failure.Reason);
            if (match.Success && TryDate(match.Groups[1], out var from) && TryDate(match.Groups[2], out var to)
                && from <= to)
                return new(from, to);
        }

        return null;
    }

    private static bool TryDate(Group text, out DateOnly date) =>
        DateOnly.TryParseExact(text.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    [GeneratedRegex(@"subscription covers the following dates: (\d{4}-\d\d-\d\d) ~ (\d{4}-\d\d-\d\d)")]
    private static partial Regex Message();
}
