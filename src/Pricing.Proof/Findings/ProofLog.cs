using Azure;
using Pricing.Pipeline.MarketData.Normalised;
using Pricing.Pipeline.Storage;

namespace Pricing.Proof.Findings;

/// <summary>Collects what a proof finds. What is found twice at one place counts once.</summary>
public sealed class ProofLog
{
    /// <summary>How many findings of each kind are kept; more are counted.</summary>
    public const int MostKept = 1000;

    private readonly SortedDictionary<ProofSubject, int> compared = [];
    private readonly List<Finding> kept = [];
    private readonly HashSet<(FindingKind, string, string)> seen = [];
    private readonly Dictionary<FindingKind, int> counts = [];

    /// <summary>Notes that something was compared.</summary>
    /// <param name="subject">What it is.</param>
    /// <param name="count">How many of it.</param>
    public void Count(ProofSubject subject, int count = 1) => compared[subject] = compared.GetValueOrDefault(subject) + count;

    /// <summary>Notes a difference.</summary>
    /// <param name="place">Where it is stored.</param>
    /// <param name="field">The field.</param>
    /// <param name="stored">What is stored.</param>
    /// <param name="found">What it should be.</param>
    /// <param name="reason">What it means.</param>
    public void Differs(string place, string field, string? stored, string? found, string reason) =>
        Add(new(FindingKind.Difference, place, field, stored ?? "", found ?? "", reason));

    /// <summary>Notes a difference where there is one.</summary>
    /// <param name="place">Where it is stored.</param>
    /// <param name="field">The field.</param>
    /// <param name="stored">What is stored.</param>
    /// <param name="found">What it should be.</param>
    /// <param name="reason">What it means where they differ.</param>
    /// <returns>Whether they are the same.</returns>
    public bool Compare(string place, string field, string? stored, string? found, string reason)
    {
        if (stored == found) return true;

        Differs(place, field, stored, found, reason);
        return false;
    }

    /// <summary>Notes that something cannot be checked.</summary>
    /// <param name="place">Where it is stored.</param>
    /// <param name="reason">Why.</param>
    public void NotChecked(string place, string reason) => Add(new(FindingKind.NotChecked, place, "", "", "", reason));

    /// <summary>Looks at one place. What is stored there and cannot be read is a difference, and no reason to stop.</summary>
    /// <param name="place">The place.</param>
    /// <param name="look">Looks.</param>
    /// <returns>Whether it could be read.</returns>
    public async Task<bool> LookAsync(string place, Func<Task> look)
    {
        ArgumentNullException.ThrowIfNull(look);
        try
        {
            await look();
            return true;
        }
        catch (DamagedContentException damaged)
        {
            Differs(damaged.Place, damaged.StatedHash.Length > 0 ? "hash" : "", damaged.StatedHash, damaged.FoundHash, damaged.Reason);
        }
        catch (DamagedBlobException damaged)
        {
            // Its value is the line.
            Differs(damaged.Failure.Field.Replace("blob ", "", StringComparison.Ordinal), damaged.Failure.Value, "", "", damaged.Failure.Reason);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            Differs(place, "", "", "", "is not there");
        }
        catch (Exception unreadable) when (unreadable is not OperationCanceledException && !StorageFailure.IsOne(unreadable))
        {
            // What cannot be computed is named, and no reason to leave out all the rest.
            Differs(place, "", "", "", $"cannot be read: {unreadable.GetType().Name}: {unreadable.Message}");
        }

        return false;
    }

    /// <summary>What the proof came to.</summary>
    public ProofReport ToReport() => new(
        new Dictionary<ProofSubject, int>(compared),
        counts.GetValueOrDefault(FindingKind.Difference),
        counts.GetValueOrDefault(FindingKind.NotChecked),
        [.. kept]);

    private void Add(Finding finding)
    {
        if (!seen.Add((finding.Kind, finding.Place, finding.Field))) return;

        var count = counts.GetValueOrDefault(finding.Kind) + 1;
        counts[finding.Kind] = count;
        if (count <= MostKept) kept.Add(finding);
    }
}
