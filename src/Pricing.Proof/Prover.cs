using Pricing.Pipeline.Checks;
using Pricing.Pipeline.Controls.Changes;
using Pricing.Pipeline.Intake.Batches;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Intake.Waiting;
using Pricing.Pipeline.MarketData.Actions;
using Pricing.Pipeline.MarketData.Curves;
using Pricing.Pipeline.MarketData.Dividends;
using Pricing.Pipeline.MarketData.History;
using Pricing.Pipeline.MarketData.Prices;
using Pricing.Pipeline.Nights.Columns;
using Pricing.Pipeline.Nights.Plans;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Register.Events;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Settlements;
using Pricing.Pipeline.Sources;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Telemetry;
using Pricing.Pipeline.Values;
using Pricing.Policies;
using Pricing.Proof.Findings;
using Pricing.Proof.Grants;
using Pricing.Proof.Market;
using Pricing.Proof.Publications;
using Pricing.Proof.Runs;

namespace Pricing.Proof;

/// <summary>All that compares for one proof: what was looked at once is not looked at again.</summary>
internal sealed record Prover(
    BodyProof Bodies,
    HistoryProof Histories,
    EvidenceProof Evidence,
    GrantProof Grants,
    LifeProof Life,
    FileProof Files,
    RunProof Runs,
    RowsProof Rows,
    ChainProof Chain,
    PublicationProof Publications,
    SettingsProof Settings);

/// <summary>Makes what compares, from the services of the pipeline.</summary>
/// <param name="storage">The tables.</param>
/// <param name="buckets">The partitions.</param>
/// <param name="grants">The grants.</param>
/// <param name="events">Their events.</param>
/// <param name="holders">Their holders.</param>
/// <param name="lives">Settles events.</param>
/// <param name="records">Which files came in.</param>
/// <param name="reports">When they had been taken in.</param>
/// <param name="fates">What became of rows that waited.</param>
/// <param name="rejects">Which rows were refused.</param>
/// <param name="waiting">Which rows wait.</param>
/// <param name="files">The kept files.</param>
/// <param name="kept">Reads their rows.</param>
/// <param name="market">The histories.</param>
/// <param name="archive">The bodies of feeds.</param>
/// <param name="prices">Read bodies of prices.</param>
/// <param name="notices">Read bodies of dividends.</param>
/// <param name="actions">Read bodies of corporate actions.</param>
/// <param name="curves">Read bodies of curves.</param>
/// <param name="alarm">Told of every difference.</param>
/// <param name="policies">What policies said.</param>
/// <param name="evidence">The evidence.</param>
/// <param name="values">The values.</param>
/// <param name="catalog">The policies of this machine.</param>
/// <param name="limits">The limits of the checks of prices of this machine.</param>
/// <param name="plans">The plans.</param>
/// <param name="exports">The exports.</param>
/// <param name="columns">The tables that follow from them.</param>
/// <param name="runs">The runs.</param>
/// <param name="chain">The links of completed runs.</param>
/// <param name="manifests">The manifests.</param>
/// <param name="settings">The log of settings.</param>
public sealed class ProverFactory(
    PipelineStorage storage,
    IssuerBuckets buckets,
    GrantStore grants,
    GrantEventStore events,
    HolderStore holders,
    GrantLives lives,
    FileRecords records,
    FileReports reports,
    FateStore fates,
    FileRejects rejects,
    WaitingStore waiting,
    KeptFiles files,
    KeptRows kept,
    MarketDataStore market,
    RawArchive archive,
    IEnumerable<IPriceBodies> prices,
    IEnumerable<INoticeBodies> notices,
    IEnumerable<IActionBodies> actions,
    IEnumerable<ICurveBodies> curves,
    DamageAlarm alarm,
    PolicyRegister policies,
    EvidenceStore evidence,
    ValuationStore values,
    PolicyCatalog catalog,
    PriceCheckOptions limits,
    PlanStore plans,
    ExportStore exports,
    ColumnStore columns,
    RunStore runs,
    RunChain chain,
    RunManifests manifests,
    SettingsLog settings)
{
    internal Prover Create(ProofLog log)
    {
        var bodies = new BodyProof(archive, log);
        var filed = new FiledRows(records, reports, fates, files, kept, log);

        // What another proof or a night compared before is compared again.
        var check = new FactsCheck(new(archive), prices, notices, actions, curves, alarm);
        var histories = new HistoryProof(market, archive, bodies, new(records, log), check, prices, notices, actions, curves, log);
        var evidences = new EvidenceProof(evidence, bodies, log);
        var closings = new ClosingHistory(new(new(storage)));
        var made = new MadeValues(values, runs);
        var value = new ValueProof(storage, policies, histories, evidences, closings, new(settings, catalog, limits), new(grants, values, made), log);
        var plan = new PlanProof(plans, grants, new(events, grants, filed, log), log);
        var run = new RunProof(storage, chain, manifests, plan, exports, columns, values, value, log);
        return new(
            bodies,
            histories,
            evidences,
            new(grants, filed, log),
            new(events, holders, lives, new(grants, holders, market, histories, closings, made, filed), filed, log),
            new(storage, buckets, records, reports, fates, files, new(kept, filed, rejects, fates, waiting, buckets, grants, events, holders, log), log),
            run,
            new(storage, buckets, values, runs, run, log),
            new(storage, chain, runs, log),
            new(storage, buckets, values, runs, log),
            new(storage, settings, log));
    }
}
