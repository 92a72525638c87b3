using Pricing.Pipeline.Orchestration;
using Pricing.Pipeline.Storage;

namespace PricingFunctions.Local.Azurite;

/// <summary>
/// What a host does whose storage goes away before its first night is over. One that stays says so and tries again until the
/// storage is back: nobody starts it again. One that ends with its first night ends with the reason.
/// </summary>
/// <param name="stays">Whether the host stays.</param>
/// <param name="storage">The storage.</param>
/// <param name="say">Where people read along.</param>
internal sealed class StorageOutages(bool stays, LocalStorage storage, Action<string> say)
{
    private readonly OutageWait wait = new(
        TimeProvider.System,
        failure => say($"The storage is away: {StorageTrouble.Reason(failure)}. The host waits for it."),
        () => say("The storage is back."));

    /// <summary>Whether a failure is one that the host waits out.</summary>
    /// <param name="failure">What was thrown.</param>
    public bool AreOutlived(Exception failure) => stays
        && StorageFailure.IsPassing(failure)
        && StorageFailure.Last(failure) is not (FileNotFoundException or DirectoryNotFoundException)
        // A storage of the host's own that ended or is damaged does not come again by itself.
        && storage.Trouble() is null
        && (storage.FolderId is null || !StorageTrouble.IsDamage(failure));

    /// <summary>Does something; again and again while the storage is away.</summary>
    /// <typeparam name="T">What it brings.</typeparam>
    /// <param name="work">What to do; it may have been done in part before.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public Task<T> OutliveAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken) =>
        wait.OutliveAsync(work, AreOutlived, cancellationToken);
}
