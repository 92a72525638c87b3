using Pricing.Actions;
using Key = (Pricing.Actions.CorporateActionKind Kind, Pricing.Ratio? NewPerOld, int Day);

namespace Pricing.Files.CorporateActions;

/// <summary>The actions of one share above a row, found by what <see cref="NearActions"/> looks at: all of them for each row would take too long.</summary>
internal sealed class ActionsAbove
{
    // A row that stands beside so many is refused for them well enough.
    private const int Most = 10;

    private static readonly CorporateActionKind[] Kinds = Enum.GetValues<CorporateActionKind>();

    // Each action by its day and ratio, and by its day alone.
    private readonly Dictionary<Key, List<(int Place, int Line, CorporateAction Action)>> found = [];
    private int count;

    /// <summary>Adds the action of a row.</summary>
    /// <param name="line">Its line.</param>
    /// <param name="action">The action.</param>
    public void Add(int line, CorporateAction action)
    {
        Add((action.Kind, null, action.ExDate.DayNumber), line, action);
        if (action.NewPerOld is not null)
            Add((action.Kind, action.NewPerOld, action.ExDate.DayNumber), line, action);
        count++;
    }

    /// <summary>The first ones that can hardly have happened beside an action. The same action twice is judged as such, and is none of them.</summary>
    /// <param name="action">The action.</param>
    /// <returns>Their lines and the actions, in the order of the file.</returns>
    public IEnumerable<(int Line, CorporateAction Action)> Near(CorporateAction action) => Keys(action)
        .Where(found.ContainsKey)
        .SelectMany(key => found[key])
        .Where(item => NearActions.AreHardlyTwo(item.Action, action))
        .OrderBy(item => item.Place)
        .Take(Most)
        .Select(item => (item.Line, item.Action));

    private void Add(Key key, int line, CorporateAction action)
    {
        if (!found.TryGetValue(key, out var ofKey))
            found[key] = ofKey = [];
        if (ofKey.Count < Most)
            ofKey.Add((count, line, action));
    }

    private static IEnumerable<Key> Keys(CorporateAction action)
    {
        var day = action.ExDate.DayNumber;
        foreach (var kind in Kinds)
        {
            if (kind != action.Kind)
                yield return (kind, null, day);
        }

        for (var days = 1; action.NewPerOld is not null && days <= KnownActions.SameEventDays; days++)
        {
            yield return (action.Kind, action.NewPerOld, day - days);
            yield return (action.Kind, action.NewPerOld, day + days);
        }
    }
}
