using Pricing.Actions;
using Pricing.Pipeline.MarketData.Normalised;
using Pricing.Pipeline.Sources;

namespace Pricing.Pipeline.MarketData.Actions;

/// <summary>Everything that was stated about the corporate actions of one share. Statements are only ever added.</summary>
public sealed record ActionHistory
{
    private readonly IReadOnlyList<StatedAction> statements = [];

    /// <summary>The security code, five characters.</summary>
    public required string Code { get; init; }

    /// <summary>The bodies that the statements come from.</summary>
    public required IReadOnlyList<DataSource> Sources { get; init; }

    /// <summary>The statements in the order in which they came.</summary>
    public required IReadOnlyList<StatedAction> Statements
    {
        get => statements;
        init
        {
            statements = value;
            Current = [.. value.GroupBy(statement => statement.Number).Select(same => same.Last())];
            Actions =
            [
                .. Current
                    .Where(statement => statement.WithdrawnReason is null)
                    .Select(statement => statement.Action)
                    .OrderBy(action => action.ExDate),
            ];
        }
    }

    /// <summary>The last statement about each action.</summary>
    public IReadOnlyList<StatedAction> Current { get; private init; } = [];

    /// <summary>The actions as they are known, by ex-date; those that were withdrawn are left out.</summary>
    public IReadOnlyList<CorporateAction> Actions { get; private init; } = [];

    /// <summary>
    /// Pairs that stand and of which nobody said that both happened, by the earlier ex-date: an action that was stated twice, or two
    /// whose order decides the figures.
    /// </summary>
    public IReadOnlyList<(DateOnly From, Failure Failure)> OpenPairs
    {
        get
        {
            List<StatedAction> open = [.. Current.Where(statement => statement.WithdrawnReason is null && statement.MeantReason is null)];
            return
            [
                .. from later in open.Index()
                   from earlier in open.Take(later.Index)
                   where NearActions.AreHardlyTwo(earlier.Action, later.Item.Action)
                   select Open(earlier.Action, later.Item.Action),
            ];
        }
    }

    /// <summary>The history as it is where some of its statements do not count.</summary>
    /// <param name="counts">Whether a statement counts.</param>
    /// <returns>The history; null where no statement is left.</returns>
    public ActionHistory? Only(Func<StatedAction, bool> counts)
    {
        var left = Statements.Where(counts).ToList();
        if (left.Count == Statements.Count) return this;

        var used = UsedSources.Of(Sources, left.Select(statement => statement.Source));
        return left.Count == 0
            ? null
            : this with { Sources = used.Sources, Statements = left.ConvertAll(statement => statement with { Source = used.Numbers[statement.Source] }) };
    }

    private (DateOnly From, Failure Failure) Open(CorporateAction one, CorporateAction other)
    {
        var from = one.ExDate < other.ExDate ? one.ExDate : other.ExDate;
        return (from, new(
            ReasonCode.ConflictingData,
            "ex_date",
            DateText.Of(from),
            $"of {SecurityCode.Shown(Code)} a {Named(one)} and a {Named(other)} are stored, and nobody said why both are; withdraw the wrong one, or state the other once more with meant_reason: the {SettingWords.InFiles(one.Kind)} counts first"));
    }

    private static string Named(CorporateAction action) => $"{SettingWords.InFiles(action.Kind)} of {action.NewPerOld} with the ex-date {DateText.Of(action.ExDate)}";
}
