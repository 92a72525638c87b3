using Pricing.Calendars;
using Pricing.Grants.Adjustments;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Publications.Records;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Sources;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Values;
using Pricing.Policies;
using Pricing.Volatility;

namespace Pricing.Papers.Facts;

/// <summary>
/// Everything that the papers of one value say, read once from the storage: the writers know nothing of where it came from.
/// </summary>
public sealed record GrantPaper
{
    /// <summary>The grant, in the version of its terms that was valued.</summary>
    public required StoredGrant Grant { get; init; }

    /// <summary>The grant as its terms stand when the paper is made; what was confirmed since the value was made is there.</summary>
    public StoredGrant Current { get => field ?? Grant; init; }

    /// <summary>The value as it is stored; one that did not fail.</summary>
    public required ValueRecord Value { get; init; }

    /// <summary>The closes, curve, dividends and splits that it was made of, and their sources.</summary>
    public required ValueEvidence Evidence { get; init; }

    /// <summary>
    /// The calculation rules that it was made by; null where this host knows none of that name that say what they said then.
    /// </summary>
    public ValuationPolicy? Policy { get; init; }

    /// <summary>Why its version was made, and who asked for it; null where no record of that is there.</summary>
    public AskedValuation? Asked { get; init; }

    /// <summary>All versions of the value for its measurement date, the highest first.</summary>
    public required IReadOnlyList<ValueRecord> Versions { get; init; }

    /// <summary>Whether the number of rights was not confirmed when the value was made, and is not confirmed as it was since.</summary>
    public bool IsPlanned => Value.IsPlanned && !(IsOfNumberValued && IsConfirmed(Current.Terms));

    /// <summary>
    /// The terms that say whether and to whom the rights that were valued were allotted: of a number that was not confirmed then, the current
    /// ones, where they state the same.
    /// </summary>
    public GrantTerms Allotment => Value.IsPlanned && IsOfNumberValued ? Current.Terms : Grant.Terms;

    /// <summary>Whether the paper states the number of <see cref="Allotment"/> as confirmed, and so to whom the rights were allotted.</summary>
    public bool IsAllotmentConfirmed => !IsPlanned && IsConfirmed(Allotment);

    /// <summary>Whether a newer version of the value stands.</summary>
    public bool IsSuperseded => Versions.Any(version => version.Version > Value.Version);

    /// <summary>The file that the terms came in; null where no record of it is there.</summary>
    public FileRecord? File { get; init; }

    /// <summary>
    /// All closes of the volatility's window as they are stored when the paper is made, ascending; empty where none are, or
    /// they cannot be read.
    /// </summary>
    public IReadOnlyList<ClosingPrice> Closes { get; init; } = [];

    /// <summary>Why <see cref="Closes"/> cannot be read; empty where they can.</summary>
    public IReadOnlyList<Failure> ClosesDamage { get; init; } = [];

    /// <summary>Who sent the files of market data that it stands on, by the source that names them.</summary>
    public IReadOnlyDictionary<DataSource, FileRecord> MarketFiles { get; init; } = new Dictionary<DataSource, FileRecord>();

    /// <summary>The publications of any version of the value, by their numbers; those that another took the place of too.</summary>
    public IReadOnlyList<Publication> Publications { get; init; } = [];

    /// <summary>
    /// Under which terms the figures of each source may be used, as the settings said last when the paper is made; null where that is not
    /// known.
    /// </summary>
    public SourceLicences? Licences { get; init; }

    /// <summary>
    /// D by the dividend records, on the basis of S: per share of the terms, where these are others than those of the quoted price. Null where
    /// the grant states D.
    /// </summary>
    /// <exception cref="DamagedContentException">The stored ratio between the two is none.</exception>
    public Ratio? DividendOfRecords => Evidence.Dividend is { } dividend
        ? AllotmentBasis.AmountOf(dividend.Amount, Value.SharesForOneRatio())
        : null;

    /// <summary>
    /// D that the grant states, on the basis of S by the splits that are kept with the value; as stated where none are, or they
    /// cannot be counted together.
    /// </summary>
    public StatedDividend StatedDividend
    {
        get
        {
            var stated = Grant.Terms.DividendPerShare ?? 0m;
            var restated = StatedDividend.By(stated, Grant.StatedAsOf, Evidence.Splits ?? []);
            return restated.TryGet(out var dividend) ? dividend : StatedDividend.AsStated(stated);
        }
    }

    /// <summary>Whether it is made where nobody signs in, so that nothing of it can be approved.</summary>
    public bool IsNotForPublication { get; init; }

    /// <summary>When the paper was made, UTC.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>Whether the number allotted is confirmed on the day that the paper is made, by a version of the terms.</summary>
    /// <param name="terms">The terms of that version.</param>
    public bool IsConfirmed(GrantTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        return terms.AllottedConfirmedOn <= JapanTime.DateOf(MadeAt);
    }

    private bool IsOfNumberValued => Current.Terms.AllottedRights == Grant.Terms.AllottedRights;
}
