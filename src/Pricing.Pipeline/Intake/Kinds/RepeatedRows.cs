using System.Globalization;
using Pricing.Files;

namespace Pricing.Pipeline.Intake.Kinds;

/// <summary>Rows of events that say the same as one above: the event is counted once, though both may have happened.</summary>
internal sealed class RepeatedRows
{
    private const int MostShown = 10;

    private readonly SortedDictionary<int, int> lines = [];
    private int count;

    /// <summary>All there is to say.</summary>
    public IReadOnlyList<string> All =>
    [
        .. CappedNotices.Of(
            lines.Select(line => string.Create(
                CultureInfo.InvariantCulture,
                $"line {line.Key} says the same as line {line.Value} and is counted once; where both happened, give each a reference of its own")),
            count,
            MostShown,
            "rows that say the same as one above",
            "row that says the same as one above"),
    ];

    /// <summary>Notes a row.</summary>
    /// <param name="line">Its line.</param>
    /// <param name="earlier">The line that says the same.</param>
    public void Note(int line, int earlier)
    {
        if (lines.ContainsKey(line)) return;
        if (count++ < MostShown) lines[line] = earlier;
    }
}
