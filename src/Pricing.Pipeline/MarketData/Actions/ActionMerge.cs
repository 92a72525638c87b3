using System.Globalization;
using Pricing.Actions;
using Pricing.Pipeline.MarketData.Normalised;
using Pricing.Pipeline.Sources;

namespace Pricing.Pipeline.MarketData.Actions;

/// <summary>
/// Adds what a source says of corporate actions to what is stored. A row is about a stored action by
/// <see cref="ActionIdentity"/>; it may state what was not known yet. What differs is reported, unless it may replace: then
/// what the row states counts, and what it leaves out stays. Nothing that was stated is lost.
/// </summary>
internal sealed class ActionMerge(string code, ActionHistory? stored)
{
    private readonly List<DataSource> sources = [.. stored?.Sources ?? []];
    private readonly List<DateOnly> added = [];
    private readonly List<string> replaced = [];
    private readonly RepeatedRows repeated = new(stored?.Sources);
    private readonly List<StatedAction> statements = [.. stored?.Statements ?? []];

    /// <summary>How many statements were new.</summary>
    public int Added => added.Count;

    /// <summary>The earliest ex-dates that were stated of the actions of new statements, and those of statements that are stored from this very source.</summary>
    public IEnumerable<DateOnly> AddedDates => added.Concat(repeated.OwnDates);

    /// <summary>How many said what was known.</summary>
    public int Repeated => repeated.Others;

    /// <summary>How many are stored from this very source: the answer to that write was lost.</summary>
    public int Own => repeated.Own;

    /// <summary>What was replaced, each as <c>3774 2012-09-26 ratio: 2 -> 3</c> with the ex-date; also by what is stored from this very source.</summary>
    public IReadOnlyList<string> Replaced => replaced;

    /// <summary>Everything that is known now.</summary>
    public ActionHistory Result => new() { Code = code, Sources = sources, Statements = statements };

    /// <summary>Adds what one row says.</summary>
    /// <param name="said">What it says.</param>
    /// <param name="source">Its source.</param>
    /// <param name="correction">Whether it may replace what is stored, and why.</param>
    /// <returns>What keeps it out.</returns>
    public IReadOnlyList<Failure> Add(SaidAction said, DataSource source, Correction correction)
    {
        var known = Result.Current;
        var before = ActionIdentity.Find(known, said.Action)
            ?? (correction.MayReplace && said.MeantReason is null ? ActionIdentity.FindNear(known, said.Action) : null);
        if (said.WithdrawnReason is { } reason) return Withdraw(before, said, reason, source);
        return before is null ? AddNew(known, said, source) : AddTo(before, said, source, correction);
    }

    private IReadOnlyList<Failure> Withdraw(StatedAction? before, SaidAction said, string reason, DataSource source)
    {
        if (before is null)
            return [new(ReasonCode.ConflictingData, "withdrawn_reason", reason, $"no {NameOf(said.Action)} is stored that could be withdrawn")];

        if (before.WithdrawnReason is null && LaterFile.By(source, sources[before.Source]) is { } by)
            return [new(ReasonCode.ConflictingData, "withdrawn_reason", reason, $"the {NameOf(before.Action)} is stored {by} and stays; withdraw it once more where that file is wrong too")];

        if (before.WithdrawnReason is not null) repeated.Count(before.Source, source, before.Action.ExDate);
        else Keep(before with { WithdrawnReason = reason, Reason = null }, source);
        return [];
    }

    private IReadOnlyList<Failure> AddNew(IReadOnlyList<StatedAction> known, SaidAction said, DataSource source)
    {
        if (said.MeantReason is null && ActionIdentity.FindNear(known, said.Action) is { } near) return [Near(said.Action, near.Action)];

        var number = statements.Count == 0 ? 0 : statements.Max(statement => statement.Number) + 1;
        Keep(new(number, said.Action, said.MeantReason, Source: 0), source);
        return [];
    }

    private List<Failure> AddTo(StatedAction before, SaidAction said, DataSource source, Correction correction)
    {
        var change = new ActionChange(before.Action, said);
        if (!correction.MayReplace)
        {
            List<Failure> differences = [.. change.Differences(code), .. WasWithdrawn(before)];
            if (differences.Count > 0) return differences;
        }

        var together = correction.MayReplace ? change.Replaced : change.Completed;
        var isSaidWhy = said.MeantReason is not null && before.MeantReason is null;
        if (together == before.Action && before.WithdrawnReason is null && !isSaidWhy)
        {
            if (repeated.Count(before.Source, source, before.Action.ExDate) && correction.MayReplace && StatedBefore(before) is { } earlier) NoteReplaced(earlier, before.Action);
            return [];
        }

        if (correction.MayReplace && LaterFile.By(source, sources[before.Source]) is { } by)
        {
            List<Failure> later = [.. Replacing(before, together, by)];
            if (later.Count > 0) return later;
        }

        var meant = said.MeantReason ?? before.MeantReason;
        List<Failure> against = [.. ActionCheck.Check(together, isMeant: meant is not null), .. BesideOthers(before, together, meant)];
        if (against.Count > 0) return against;

        if (correction.MayReplace) NoteReplaced(before, together);
        Keep(new(before.Number, together, meant, Source: 0) { Reason = correction.Reason }, source);
        return [];
    }

    /// <summary>What would take the place of what a file states that came later.</summary>
    private IEnumerable<Failure> Replacing(StatedAction before, CorporateAction after, string by)
    {
        foreach (var figure in ActionChange.Between(before.Action, after)) yield return figure.ToConflict($"the {NameOf(before.Action)}, {by}");
        if (before.WithdrawnReason is { } reason)
            yield return new(ReasonCode.ConflictingData, "withdrawn_reason", reason, $"the {NameOf(before.Action)} was withdrawn {by} and stays so");
    }

    private StatedAction? StatedBefore(StatedAction last) =>
        statements.TakeWhile(statement => statement != last).LastOrDefault(statement => statement.Number == last.Number);

    private void NoteReplaced(StatedAction before, CorporateAction after)
    {
        replaced.AddRange(ActionChange.Between(before.Action, after).Select(figure => figure.ToReplaced(code, before.Action.ExDate)));
        if (before.WithdrawnReason is not null) replaced.Add(new ChangedFigure("withdrawn", "yes", "no").ToReplaced(code, before.Action.ExDate));
    }

    /// <summary>What speaks against an action that is moved to where another one stands, or that stands again.</summary>
    private IEnumerable<Failure> BesideOthers(StatedAction before, CorporateAction together, string? meant)
    {
        var isWhereItWas = before.WithdrawnReason is null
            && (together.Kind, together.ExDate, together.NewPerOld) == (before.Action.Kind, before.Action.ExDate, before.Action.NewPerOld);
        if (meant is null
            && !isWhereItWas
            && ActionIdentity.FindNear(Result.Current.Where(other => other.Number != before.Number), together) is { } near)
        {
            yield return Near(together, near.Action);
        }
    }

    private Failure Near(CorporateAction stated, CorporateAction near)
    {
        var how = near.Kind == stated.Kind || near.NewPerOld == stated.NewPerOld
            ? "of the same ratio"
            : "and which of the two counts first decides the figures";
        return new(
            ReasonCode.ConflictingData,
            "ex_date",
            DateText.Of(stated.ExDate),
            $"the {NameOf(near)} is stored, {how}; state it with replace to correct that one, withdraw that one first, or say in meant_reason why both are{(near.Kind == stated.Kind ? "" : ": the stored one counts first")}");
    }

    private IEnumerable<Failure> WasWithdrawn(StatedAction before)
    {
        if (before.WithdrawnReason is { } reason)
        {
            yield return new(
                ReasonCode.ConflictingData,
                "withdrawn_reason",
                reason,
                $"by this reason the {NameOf(before.Action)} was withdrawn; state it with replace where it stands all the same");
        }
    }

    private string NameOf(CorporateAction action) => string.Create(
        CultureInfo.InvariantCulture, $"{SettingWords.Of(action.Kind)} of {SecurityCode.Shown(code)} with the ex-date {action.ExDate:yyyy-MM-dd}");

    private void Keep(StatedAction statement, DataSource source)
    {
        var number = sources.IndexOf(source);
        if (number < 0)
        {
            number = sources.Count;
            sources.Add(source);
        }

        statements.Add(statement with { Source = number });
        added.Add(statements.Where(other => other.Number == statement.Number).Min(other => other.Action.ExDate));
    }
}
