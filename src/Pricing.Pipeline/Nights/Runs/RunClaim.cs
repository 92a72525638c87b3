using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Pricing.Pipeline.Orchestration;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Nights.Runs;

/// <summary>
/// The claim of one engine on a run: an endless lease of the blob <c>{date}/v{n}/claim</c>, whose id is made of the
/// engine's name. An engine that comes back after a crash takes its own claim again, under whichever name it had; another
/// one is refused.
/// </summary>
/// <param name="storage">The container.</param>
public sealed class RunClaim(PipelineStorage storage)
{
    /// <summary>The holder's name for people; metadata is a header, so it is escaped.</summary>
    private const string EngineKey = "engine";

    /// <summary>Takes the claim.</summary>
    /// <param name="run">The run.</param>
    /// <param name="engine">The engine.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <exception cref="InvalidOperationException">Another engine holds it.</exception>
    public async Task TakeAsync(NightRun run, EngineName engine, CancellationToken cancellationToken)
    {
        var blob = storage.RunFiles.GetBlockBlobClient(Name(run));
        try
        {
            await blob.UploadAsync(
                Stream.Null,
                new BlobUploadOptions { Conditions = new() { IfNoneMatch = ETag.All } },
                cancellationToken);
        }
        catch (RequestFailedException there) when (there.Status is 409 or 412)
        {
            // Claimed before, by this engine or another: the lease tells. The emulator says that the blob is there, Azure that it is leased.
        }

        foreach (var former in engine.Former) await TryTakeOverAsync(blob, former, engine, cancellationToken);
        try
        {
            var lease = LeaseId(engine.Value);
            await blob.GetBlobLeaseClient(lease).AcquireAsync(
                BlobLeaseClient.InfiniteLeaseDuration, cancellationToken: cancellationToken);
            await blob.SetMetadataAsync(
                new Dictionary<string, string> { [EngineKey] = Uri.EscapeDataString(engine.Value) },
                new() { LeaseId = lease },
                cancellationToken);
        }
        catch (RequestFailedException held) when (held.Status == 409)
        {
            var metadata = (await blob.GetPropertiesAsync(cancellationToken: cancellationToken)).Value.Metadata;
            var holder = metadata.TryGetValue(EngineKey, out var name) ? Uri.UnescapeDataString(name) : "another";
            throw new InvalidOperationException(
                $"The run {run} is claimed by the engine '{holder}'; '{engine.Value}' leaves it alone. Break the lease of the blob '{Name(run)}' if that engine is gone for good.",
                held);
        }
    }

    /// <summary>Takes the claim where no other engine holds it.</summary>
    /// <param name="run">The run.</param>
    /// <param name="engine">The engine.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>Whether the run is this engine's.</returns>
    public async Task<bool> TryTakeAsync(NightRun run, EngineName engine, CancellationToken cancellationToken)
    {
        try
        {
            await TakeAsync(run, engine, cancellationToken);
            return true;
        }
        catch (InvalidOperationException claimed) when (claimed.InnerException is RequestFailedException { Status: 409 })
        {
            return false;
        }
    }

    /// <summary>Gives the claim up.</summary>
    /// <param name="run">The run.</param>
    /// <param name="engine">The engine's name.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task ReleaseAsync(NightRun run, string engine, CancellationToken cancellationToken)
    {
        var blob = storage.RunFiles.GetBlockBlobClient(Name(run));
        try
        {
            await blob.GetBlobLeaseClient(LeaseId(engine)).ReleaseAsync(cancellationToken: cancellationToken);
        }
        catch (RequestFailedException released) when (released.Status is 404 or 409)
        {
            // Released before the crash that this is the repetition after.
        }
    }

    private static async Task TryTakeOverAsync(
        BlockBlobClient blob, string former, EngineName engine, CancellationToken cancellationToken)
    {
        try
        {
            await blob.GetBlobLeaseClient(LeaseId(former)).ChangeAsync(
                LeaseId(engine.Value), cancellationToken: cancellationToken);
        }
        catch (RequestFailedException other) when (other.Status == 409)
        {
            // It is nobody's, this engine's already, or another's.
        }
    }

    private static string Name(NightRun run) => $"{run.Folder}/claim";

    private static string LeaseId(string engine) =>
        new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(engine)).AsSpan(0, 16)).ToString();
}
