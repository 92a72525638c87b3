using System.Globalization;
using Microsoft.Extensions.Options;
using Pricing.Papers.Facts;
using Pricing.Pipeline.Controls.Book;
using Pricing.Pipeline.Controls.Changes;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Publications.Records;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Sources;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Valuations;
using Pricing.Pipeline.Values;
using Pricing.Policies;

namespace Pricing.Papers.Reading;

/// <summary>Reads what papers say from the storage, once for each paper.</summary>
/// <param name="buckets">The partitions.</param>
/// <param name="grants">The grants.</param>
/// <param name="values">Their values.</param>
/// <param name="dates">The values of a date.</param>
/// <param name="doubts">The doubts about values.</param>
/// <param name="evidence">What values were made of.</param>
/// <param name="files">The files that came in.</param>
/// <param name="facts">The market data.</param>
/// <param name="book">What was published.</param>
/// <param name="policies">The calculation rules of this host.</param>
/// <param name="settings">The settings as they were logged.</param>
/// <param name="runs">Why dates were valued.</param>
/// <param name="clock">The time at which a paper is made.</param>
public sealed class PaperReader(
    IssuerBuckets buckets,
    GrantStore grants,
    ValuationStore values,
    DateValues dates,
    DoubtStore doubts,
    EvidenceStore evidence,
    FileRecords files,
    FactsReader facts,
    DecisionBook book,
    PolicyCatalog policies,
    SettingsLog settings,
    RunStore runs,
    TimeProvider clock)
{
    /// <summary>Reads what the papers of a value say.</summary>
    /// <param name="request">Which value.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>
    /// The paper; <see cref="ReasonCode.UnknownGrant"/> where no such grant is stored, <see cref="ReasonCode.NotDetermined"/>
    /// where it has no such value or the value failed, <see cref="ReasonCode.DamagedData"/> where something of it cannot be read.
    /// </returns>
    public async Task<Outcome<GrantPaper>> ReadAsync(PaperRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);

        var found = await buckets.FindPartitionAsync(request.Issuer, request.GrantId, cancellationToken);
        if (found is null) return Unknown(request);
        if (!found.TryGet(out var partition)) return found.Failures.ToList();
        if (await grants.FindTaggedAsync(partition, request.GrantId, cancellationToken) is not var (current, _)) return Unknown(request);
        if (!current.TryGet(out var grant)) return current.Failures.ToList();

        var date = request.Date ?? await NewestAsync(partition, grant, cancellationToken);
        var versions = date is { } day
            ? await values.HistoryAsync(partition, request.GrantId, day, cancellationToken).ToListAsync(cancellationToken)
            : [];
        var value = request.Version is { } version ? versions.Find(one => one.Version == version) : versions.FirstOrDefault();
        if (value is null) return versions.Count > 0 ? NoVersion(request) : NoValue(request, "no such value is stored");
        if (value.Status == ValueStatus.Failed) return NoValue(request, value.Failures);

        var terms = value.GrantVersion == grant.Version
            ? grant
            : await grants.FindSupersededAsync(partition, request.GrantId, value.GrantVersion, cancellationToken);
        if (!terms.TryGet(out var valued)) return terms.Failures.ToList();
        if (await evidence.FindAsync(value.Evidence, cancellationToken) is not { } documents) return NoEvidence(value);

        var stored = documents.Volatility is null ? null : await facts.ReadAsync(documents.SecurityCode, value.Issuer, cancellationToken);
        var open = await doubts.ReasonsAsync(cancellationToken);
        return new GrantPaper
        {
            Grant = valued,
            Current = grant,
            Value = value == versions[0] ? DoubtStore.Shown(value, open) : value,
            Evidence = documents,
            Policy = PolicyOf(value),
            Asked = await runs.FindAsync(new(value.RunDate, value.RunVersion), cancellationToken) is { } run
                ? new(run.Reason, run.AskedBy, run.IsScheduled)
                : null,
            Versions = versions,
            File = await files.FindAsync(valued.BatchHash, cancellationToken),
            Closes = [.. stored?.Closes.Where(close => documents.Volatility!.Window.Contains(close.Date)) ?? []],
            ClosesDamage = stored is { Closes.Count: 0 } ? stored.ShareDamage : [],
            MarketFiles = await FilesAsync(documents, cancellationToken),
            Licences = await LicencesAsync(cancellationToken),
            Publications = PublicationChain.Of(await book.ReadAsync(value.Issuer, cancellationToken)).OfValue(value.GrantId, value.MeasurementDate),
            MadeAt = clock.GetUtcNow(),
        };
    }

    /// <summary>The values of a date, one after the other as they are asked for.</summary>
    /// <param name="date">The business date.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>The paper; <see cref="ReasonCode.NotDetermined"/> where no grant has a value for the date.</returns>
    public async Task<Outcome<DatePaper>> ReadDateAsync(DateOnly date, CancellationToken cancellationToken) =>
        await dates.FindAsync(date, cancellationToken) is { } values
            ? new DatePaper
            {
                Date = date,
                Rows = values.Select(value => new DateRow(value, PolicyOf(value))),
                MadeAt = clock.GetUtcNow(),
            }
            : new Failure(ReasonCode.NotDetermined, "date", DateText.Of(date), "no grant has a value for it");

    private static Failure Unknown(PaperRequest request) =>
        new(ReasonCode.UnknownGrant, "grant_id", request.GrantId, $"no such grant of {request.Issuer} is stored");

    private static Failure NoValue(PaperRequest request, string reason) => new(
        ReasonCode.NotDetermined, "date", request.Date is { } date ? DateText.Of(date) : "", reason);

    private static Failure NoVersion(PaperRequest request) => new(
        ReasonCode.NotDetermined, "version", request.Version!.Value.ToString(CultureInfo.InvariantCulture), "no such version of the value is stored");

    private static Failure NoEvidence(ValueRecord value) =>
        new(ReasonCode.DamagedData, "evidence", value.Evidence, "is not stored");

    /// <summary>The grant date, where it has a value that did not fail; else the newest date that has one.</summary>
    private async Task<DateOnly?> NewestAsync(string partition, StoredGrant grant, CancellationToken cancellationToken)
    {
        var (id, grantDate) = (grant.Terms.GrantId, grant.Terms.GrantDate);
        var ofGrantDate = await values.HistoryAsync(partition, id, grantDate, cancellationToken).FirstOrDefaultAsync(cancellationToken);
        if (ofGrantDate is { Status: not ValueStatus.Failed }) return grantDate;

        var current = await values.HistoryAsync(partition, id, cancellationToken: cancellationToken)
            .DistinctBy(value => value.MeasurementDate)
            .ToListAsync(cancellationToken);
        return (current.Find(value => value.Status != ValueStatus.Failed) ?? ofGrantDate ?? current.FirstOrDefault())?.MeasurementDate;
    }

    /// <summary>The rules of the value's policy, as far as they say what they said when the value was made.</summary>
    private ValuationPolicy? PolicyOf(ValueRecord value) =>
        policies.Find(value.Policy).TryGet(out var policy)
        && policy.Version == value.PolicyVersion
        && (value.PolicyHash is null || value.PolicyHash == PolicyHash.Of(policy))
            ? policy
            : null;

    /// <summary>The terms of the sources as the settings said last, so that a paper is the same wherever it is made; null where they cannot be read.</summary>
    private async Task<SourceLicences?> LicencesAsync(CancellationToken cancellationToken)
    {
        try
        {
            var logged = await settings.ListAsync(cancellationToken);
            return SourceLicences.Read(logged.Count > 0 ? logged[^1].After : new Dictionary<string, string>());
        }
        catch (Exception unreadable) when (unreadable is DamagedContentException or OptionsValidationException)
        {
            return null;
        }
    }

    private async Task<IReadOnlyDictionary<DataSource, FileRecord>> FilesAsync(ValueEvidence documents, CancellationToken cancellationToken)
    {
        var sent = new Dictionary<DataSource, FileRecord>();
        foreach (var source in documents.Sources.Where(source => source.IsFile))
        {
            if (await files.TakenAsync(source, cancellationToken) is [var last, ..]) sent[source] = last;
        }

        return sent;
    }
}
