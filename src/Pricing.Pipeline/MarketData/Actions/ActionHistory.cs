using Pricing.Actions;
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
}
