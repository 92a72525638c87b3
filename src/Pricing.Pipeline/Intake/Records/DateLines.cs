using Pricing.Files;

namespace Pricing.Pipeline.Intake.Records;

/// <summary>Dates as a report holds them.</summary>
internal static class DateLines
{
    private const int MostShown = 20;

    /// <summary>The dates up to a day, a line each, of very many the first ones and how many more there are; null for none.</summary>
    /// <param name="dates">The dates, each once.</param>
    /// <param name="last">The last one that counts.</param>
    public static string? Of(IEnumerable<DateOnly> dates, DateOnly last)
    {
        List<string> lines = [.. dates.Where(date => date <= last).Order().Select(DateText.Of)];
        return lines.Count == 0 ? null : string.Join('\n', CappedNotices.Of(lines.Take(MostShown), lines.Count, MostShown, "dates", "date"));
    }
}
