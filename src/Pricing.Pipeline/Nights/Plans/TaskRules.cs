using Pricing.Grants.Measurements;
using Pricing.Grants.Outstanding;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Valuations;

namespace Pricing.Pipeline.Nights.Plans;

/// <summary>Which values a run asks for of a grant.</summary>
/// <param name="run">The run.</param>
internal sealed class TaskRules(RunRecord run)
{
    /// <summary>
    /// The values of one grant: what its schedule says for the date. One that is no longer alive is owed its grant-date
    /// value all the same, where it came too late for its own night.
    /// </summary>
    /// <param name="grant">The grant.</param>
    /// <param name="events">Its events.</param>
    public IReadOnlyList<ValuationTask> TasksOf(StoredGrant grant, IReadOnlyList<RightsEvent> events)
    {
        var terms = grant.Terms;
        var isAlive = Balance(terms, events, run.Date).IsAlive(terms.ExerciseEnd);
        var tasks = Due(grant)
            .Where(measurement => isAlive || measurement.Kind == MeasurementKind.GrantDate)
            .Select(measurement => Task(grant, events, measurement));
        return [.. tasks.Where(task => isAlive || task.RightsOutstanding > 0)];
    }

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
        return MeasurementSchedule.Due(grant.Terms.GrantDate, isOwnNight ? null : finality, run.Date);
    }

    private ValuationTask Task(StoredGrant grant, IReadOnlyList<RightsEvent> events, Measurement measurement)
    {
        var isGrantDate = measurement.Kind == MeasurementKind.GrantDate;
        return new(
            grant.Terms.GrantId,
            grant.Version,
            measurement.Date,
            measurement.Kind,
            isGrantDate ? grant.GrantDateVersion + 1 : run.Version,
            Balance(grant.Terms, events, measurement.Date).Outstanding,
            IsRevision: isGrantDate ? grant.GrantDateVersion > 0 : run.Version > 1);
    }

    private static RightsBalance Balance(GrantTerms terms, IReadOnlyList<RightsEvent> events, DateOnly date) =>
        OutstandingRights.On(terms.AllottedRights, terms.AllotmentDate, events, date).Value;
}
