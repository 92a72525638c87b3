using Pricing.Actions;
using Pricing.Files;
using Pricing.Files.CorporateActions;
using Pricing.Pipeline.MarketData.Actions;
using Pricing.Pipeline.Sources;

namespace Pricing.Pipeline.Intake.Kinds;

/// <summary>The actions of one share in a file, judged beside each other as they are beside those that are stored.</summary>
/// <param name="Actions">The actions by ex-date; one that two rows show is one.</param>
/// <param name="Defects">Which rows contradict those before them; empty where none do.</param>
public sealed record FileActions(IReadOnlyList<CorporateAction> Actions, IReadOnlyList<FileDefect> Defects)
{
    /// <summary>Takes the rows of a share together.</summary>
    /// <param name="code">The share, five characters.</param>
    /// <param name="rows">Its rows, of a file that can be read.</param>
    public static FileActions Of(string code, IEnumerable<CorporateActionRow> rows)
    {
        var merge = new ActionMerge(code, stored: null);
        var file = new DataSource("", DataSource.FileFeed, "", default);
        var defects = new List<FileDefect>();
        foreach (var row in rows)
        {
            var against = merge.Add(MarketRows.Action(row), file, new(MayReplace: false));

            // What a row withdraws may be in another file.
            if (row.WithdrawnReason is null) defects.AddRange(against.Select(failure => new FileDefect(row.Line, null, failure)));
        }

        return new(merge.Result.Actions, defects);
    }
}
