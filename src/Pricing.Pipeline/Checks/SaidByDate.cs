using Pricing.Pipeline.MarketData.Prices;

namespace Pricing.Pipeline.Checks;

/// <summary>
/// The rows of a body that are of one share, by date. A share has thousands of them, each a hundred bytes: they stay where they are, and
/// only their places are sorted.
/// </summary>
internal sealed class SaidByDate
{
    private const int PlaceBits = 32;

    private readonly IReadOnlyList<CodedFact> rows;

    // The day of a row above its place: in order of days, rows of one day as they came.
    private readonly List<long> keys;

    /// <summary>Sorts rows.</summary>
    /// <param name="rows">What a body states, other shares included.</param>
    /// <param name="code">The share, five characters.</param>
    public SaidByDate(IReadOnlyList<CodedFact> rows, string code)
    {
        this.rows = rows;
        keys = new(rows.Count);
        var areSorted = true;
        for (var place = 0; place < rows.Count; place++)
        {
            var row = rows[place];
            if (row.Code != code) continue;

            var key = KeyOf(row.Fact.Date) | (uint)place;
            areSorted &= keys.Count == 0 || keys[^1] < key;
            keys.Add(key);
        }

        if (!areSorted) keys.Sort();
    }

    /// <summary>Whether a row of its date says what a fact states.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="says">Whether a row says what a fact states.</param>
    public bool Any(PriceFact fact, Func<PriceFact, PriceFact, bool> says)
    {
        for (var index = FirstOf(fact.Date); index < keys.Count && DateOf(keys[index]) == fact.Date; index++)
        {
            if (says(RowOf(keys[index]), fact)) return true;
        }

        return false;
    }

    /// <summary>The rows of a date, as they came.</summary>
    /// <param name="date">The date.</param>
    public IEnumerable<PriceFact> On(DateOnly date) => keys.Skip(FirstOf(date)).TakeWhile(key => DateOf(key) == date).Select(RowOf);

    /// <summary>The first date that has a row here and no day there; null where each has one.</summary>
    /// <param name="days">The days, ascending, each once.</param>
    public DateOnly? FirstBeyond(IReadOnlyList<PriceDay> days)
    {
        var next = 0;
        foreach (var key in keys)
        {
            var date = DateOf(key);
            while (next < days.Count && days[next].Date < date) next++;
            if (next == days.Count || days[next].Date != date) return date;
        }

        return null;
    }

    private static long KeyOf(DateOnly date) => (long)date.DayNumber << PlaceBits;

    private static DateOnly DateOf(long key) => DateOnly.FromDayNumber((int)(key >> PlaceBits));

    private PriceFact RowOf(long key) => rows[(int)(uint)key].Fact;

    private int FirstOf(DateOnly date)
    {
        var found = keys.BinarySearch(KeyOf(date));
        return found < 0 ? ~found : found;
    }
}
