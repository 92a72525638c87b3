using Pricing.Grants.Adjustments;
using Pricing.Grants.Measurements;
using Pricing.Grants.Outstanding;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Register.Events;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Valuations;

namespace Pricing.Pipeline.Nights.Plans;

/// <summary>Which values a run asks for of a grant.</summary>
/// <param name="run">The run.</param>
internal sealed class TaskRules(RunRecord run)
{
    /// <summary>
    /// The values of one row of grants. What of it or of its events cannot be read, or makes no sense, is a value that
    /// fails.
    /// </summary>
    /// <param name="listed">The row.</param>
    /// <param name="events">The grant's events.</param>
    /// <param name="damage">What speaks against every grant of the issuer; empty where nothing does.</param>
    /// <param name="closedThrough">The last day that the issuer has closed: no value of it or before is made or replaced. Null for none.</param>
    public IReadOnlyList<ValuationTask> TasksOf(
        ListedGrant listed, Outcome<List<GrantEvent>> events, IReadOnlyList<Failure> damage, DateOnly? closedThrough)
    {
        var tasks = TasksOf(listed, events, damage);
        return closedThrough is { } through ? [.. tasks.Where(task => task.MeasurementDate > through)] : tasks;
    }

    private IReadOnlyList<ValuationTask> TasksOf(
        ListedGrant listed, Outcome<List<GrantEvent>> events, IReadOnlyList<Failure> damage)
    {
        if (!listed.Stored.TryGet(out var grant)) return Unreadable(listed.GrantId, listed.Stored.Failures);

        try
        {
            return damage.Count > 0 || !events.TryGet(out var gone)
                ? Failing(grant, [.. damage, .. events.Failures])
                : TasksOf(grant, GrantEvent.Standing(gone));
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return FailingAnyway(grant, [ProgramError.Of(listed.GrantId, error)]);
        }
    }

    /// <summary>A date that is none of the calendar's lets nobody say what is due.</summary>
    private IReadOnlyList<ValuationTask> FailingAnyway(StoredGrant grant, IReadOnlyList<Failure> failures)
    {
        try
        {
            return Failing(grant, failures);
        }
        catch (ArgumentOutOfRangeException)
        {
            return Unreadable(grant.Terms.GrantId, failures);
        }
    }

    /// <summary>
    /// The values of one grant: what its schedule says for the date. One that is no longer alive is owed its grant-date
    /// value and the values of changes of terms that are yet to be made all the same, where they came too late for their own night.
    /// </summary>
    private IReadOnlyList<ValuationTask> TasksOf(StoredGrant grant, IReadOnlyList<GrantEvent> standing)
    {
        var terms = grant.Terms;
        var events = GrantEvent.RightsEventsOf(standing);
        var decisions = Decisions(standing);
        if (Balance(terms, events, run.Date) is { IsSuccess: false } wrong) return Failing(grant, wrong.Failures);

        var isAlive = Balance(terms, events, run.Date).Value.IsAlive(terms.ExerciseEnd);
        var tasks = Due(grant)
            .Where(measurement => isAlive || measurement.Kind is MeasurementKind.GrantDate or MeasurementKind.Modified)
            .Select(measurement => Task(grant, measurement) with
            {
                RightsOutstanding = Balance(terms, events, measurement.Date).Value.Outstanding,
                Decisions = decisions,
            });
        return [.. tasks.Where(task => isAlive || task.RightsOutstanding > 0)];
    }

    /// <summary>
    /// Whether the grant is alive is not known; as long as its exercise period lasts it is named every night, and after that while it is
    /// owed a value.
    /// </summary>
    private IReadOnlyList<ValuationTask> Failing(StoredGrant grant, IReadOnlyList<Failure> failures) =>
    [
        .. Due(grant)
            .Where(measurement => measurement.Kind is MeasurementKind.GrantDate or MeasurementKind.Modified || run.Date <= grant.Terms.ExerciseEnd)
            .Select(measurement => Task(grant, measurement) with { Failures = failures }),
    ];

    /// <summary>What is not known of a grant is left open; a follow-up looks only at what is provisional.</summary>
    private IReadOnlyList<ValuationTask> Unreadable(string grantId, IReadOnlyList<Failure> failures) =>
        run.Scope == RunScope.Provisional
            ? []
            :
            [
                new(
                    grantId,
                    GrantVersion: 0,
                    run.Date,
                    MeasurementKind.Remeasured,
                    run.Version,
                    RightsOutstanding: 0,
                    IsRevision: run.Version > 1,
                    failures),
            ];

    private IEnumerable<Measurement> Due(StoredGrant grant)
    {
        Finality? finality = grant.GrantDateStatus switch
        {
            GrantDateStatus.Final => Finality.Final,
            GrantDateStatus.Provisional => Finality.Provisional,
            _ => null,
        };
        var isOwnNight = MeasurementSchedule.GrantDateNight(grant.Terms.GrantDate) == run.Date;
        if (run.Scope == RunScope.Provisional)
        {
            return isOwnNight && finality == Finality.Provisional
                ? [new(MeasurementKind.GrantDate, grant.Terms.GrantDate)]
                : [];
        }

        // A rerun of the grant date's own night looks at final values too: a correction is a new version of them.
        var due = MeasurementSchedule.Due(grant.Terms.GrantDate, isOwnNight ? null : finality, run.Date);
        if (grant.Modifications.Count == 0) return due;

        var modified = Modified(grant).Select(number => grant.Modifications[number - 1].Date).ToList();
        return
        [
            .. due.Where(measurement => !(measurement.Kind == MeasurementKind.Remeasured && modified.Contains(measurement.Date))),
            .. modified.Select(date => new Measurement(MeasurementKind.Modified, date)),
        ];
    }

    /// <summary>The changes of terms that are due: those of this night, and earlier ones that came too late for theirs.</summary>
    private IEnumerable<int> Modified(StoredGrant grant) => Enumerable
        .Range(1, grant.Modifications.Count)
        .Where(number => grant.Modifications[number - 1].Date is var date
            && (MeasurementSchedule.GrantDateNight(date) == run.Date || (date < run.Date && number > grant.ModificationsValued)));

    private ValuationTask Task(StoredGrant grant, Measurement measurement)
    {
        var isGrantDate = measurement.Kind == MeasurementKind.GrantDate;
        if (measurement.Kind == MeasurementKind.Modified) return ValuationTask.OfChange(grant, measurement.Date);

        return new(
            grant.Terms.GrantId,
            grant.VersionOn(measurement.Date),
            measurement.Date,
            measurement.Kind,
            isGrantDate ? grant.GrantDateVersion + 1 : run.Version,
            RightsOutstanding: 0,
            IsRevision: isGrantDate ? grant.GrantDateVersion > 0 : run.Version > 1);
    }

    private static IReadOnlyList<DecidedAdjustment>? Decisions(IEnumerable<GrantEvent> events) =>
        GrantEvent.DecisionsOf(events) is { Count: > 0 } decided ? decided : null;

    private static Outcome<RightsBalance> Balance(GrantTerms terms, IReadOnlyList<RightsEvent> events, DateOnly date) =>
        OutstandingRights.On(terms.AllottedRights, terms.AllotmentDate, events, date);
}
