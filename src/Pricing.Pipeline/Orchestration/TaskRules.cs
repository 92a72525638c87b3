using Pricing.Calendars;
using Pricing.Pipeline.Ingestion;
using Pricing.Pipeline.Valuations;

namespace Pricing.Pipeline.Orchestration;

/// <summary>Which values a run asks for of a grant.</summary>
/// <param name="run">The run.</param>
internal sealed class TaskRules(RunRecord run)
{
    /// <summary>
    /// The values of one grant: none where it is not alive; before its grant date an indicative one; in the night of
    /// its grant date the grant-date value; later a remeasured one, and the grant-date value too until it is final.
    /// </summary>
    /// <param name="grant">The grant.</param>
    /// <param name="events">Its events.</param>
    public IReadOnlyList<ValuationTask> TasksOf(StoredGrant grant, IReadOnlyList<GrantEvent> events)
    {
        var terms = grant.Terms;
        var tasks = new List<ValuationTask>(2);
        if (run.Date > terms.ExerciseEnd || Outstanding(terms, events, run.Date) == 0) return tasks;

        var night = NightOf(terms.GrantDate);
        if (run.Scope == RunScope.Provisional)
        {
            if (run.Date == night && grant.GrantDateStatus == GrantDateStatus.Provisional) tasks.Add(GrantDateTask(grant, events));
            return tasks;
        }

        if (run.Date >= night && (run.Date == night || grant.GrantDateStatus != GrantDateStatus.Final))
        {
            tasks.Add(GrantDateTask(grant, events));
        }

        if (run.Date < night) tasks.Add(Task(grant, events, ValueKind.Indicative));
        if (run.Date > night) tasks.Add(Task(grant, events, ValueKind.Remeasured));
        return tasks;
    }

    /// <summary>The first business date on or after a grant date, which may be a holiday.</summary>
    private static DateOnly NightOf(DateOnly grantDate) => TokyoCalendar.NextBusinessDate(grantDate.AddDays(-1));

    private static int Outstanding(GrantTerms terms, IReadOnlyList<GrantEvent> events, DateOnly date) =>
        terms.AllottedRights - events.Where(item => item.Date <= date).Sum(item => item.Rights);

    private static ValuationTask GrantDateTask(StoredGrant grant, IReadOnlyList<GrantEvent> events) => new(
        grant.Terms.GrantId,
        grant.Version,
        grant.Terms.GrantDate,
        ValueKind.GrantDate,
        grant.GrantDateVersion + 1,
        Outstanding(grant.Terms, events, grant.Terms.GrantDate),
        IsRevision: grant.GrantDateVersion > 0);

    private ValuationTask Task(StoredGrant grant, IReadOnlyList<GrantEvent> events, ValueKind kind) => new(
        grant.Terms.GrantId,
        grant.Version,
        run.Date,
        kind,
        run.Version,
        Outstanding(grant.Terms, events, run.Date),
        IsRevision: run.Version > 1);
}
