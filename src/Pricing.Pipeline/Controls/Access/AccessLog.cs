using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using System.Threading.Channels;
using Azure;
using Azure.Storage.Blobs.Specialized;
using Microsoft.Extensions.Logging;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Controls.Access;

/// <summary>
/// Notes who did what, in the log and in append blobs, <c>access/{date}/{host}.ndjson</c>. A request waits for neither: what is noted
/// stands in a queue of limited length until it is written. Where that is full, what is lost is counted and said.
/// </summary>
/// <param name="storage">The container.</param>
/// <param name="logger">Says it too.</param>
public sealed partial class AccessLog(PipelineStorage storage, ILogger<AccessLog> logger) : IDisposable
{
    /// <summary>The folder of the log in its container.</summary>
    public const string Folder = "access";

    private const int Most = 10_000;
    private const int MostBytes = 1 << 20;
    private const int HostCharacters = 16;

    private readonly Channel<AccessEntry> queue = Channel.CreateBounded<AccessEntry>(new BoundedChannelOptions(Most) { SingleReader = true });
    private readonly ConcurrentDictionary<(string Identity, string Roles), bool> seen = new();
    private readonly SemaphoreSlim writing = new(1);
    private readonly string host = RandomNumberGenerator.GetHexString(HostCharacters, lowercase: true);
    private int lost;
    private string created = "";

    /// <summary>Notes an access.</summary>
    /// <param name="entry">The access.</param>
    public void Note(AccessEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);

        LogAccess(entry.Kind, entry.Name, entry.Identity, entry.Method, entry.Path, entry.Subject ?? "", entry.Status);
        if (!queue.Writer.TryWrite(entry)) Interlocked.Increment(ref lost);
    }

    /// <summary>Whether somebody asks with roles with which this host has not seen them yet.</summary>
    /// <param name="identity">The identity.</param>
    /// <param name="roles">The roles.</param>
    public bool IsNew(string identity, string roles) => seen.TryAdd((identity, roles), true);

    /// <summary>Writes what stands in the queue. What cannot be written stays there.</summary>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken);
        try
        {
            if (Interlocked.Exchange(ref lost, 0) is > 0 and var some) LogLost(some);
            while (queue.Reader.TryPeek(out var first)) await WriteAsync(DateOnly.FromDateTime(first.At.UtcDateTime), cancellationToken);
        }
        finally
        {
            writing.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => writing.Dispose();

    /// <summary>Writes the first entries of the queue that are of one day, as many as one block takes.</summary>
    private async Task WriteAsync(DateOnly day, CancellationToken cancellationToken)
    {
        var taken = new List<AccessEntry>();
        try
        {
            using var block = Take(day, taken);
            await AppendAsync($"{Folder}/{DateText.Of(day)}/{host}.ndjson", block, cancellationToken);
        }
        catch
        {
            // Where the blob is gone, it is made again.
            created = "";

            // They are written the next time, behind what came meanwhile.
            foreach (var entry in taken)
            {
                if (!queue.Writer.TryWrite(entry)) Interlocked.Increment(ref lost);
            }

            throw;
        }
    }

    private MemoryStream Take(DateOnly day, List<AccessEntry> taken)
    {
        var block = new MemoryStream();
        while (block.Length < MostBytes && queue.Reader.TryPeek(out var next) && DateOnly.FromDateTime(next.At.UtcDateTime) == day && queue.Reader.TryRead(out var entry))
        {
            taken.Add(entry);
            JsonSerializer.Serialize(block, entry, AccessJson.Readable.AccessEntry);
            block.WriteByte((byte)'\n');
        }

        block.Position = 0;
        return block;
    }

    private async Task AppendAsync(string name, MemoryStream block, CancellationToken cancellationToken)
    {
        var blob = storage.Logs.GetAppendBlobClient(name);
        if (created != name) await CreateAsync(blob, cancellationToken);
        created = name;
        await blob.AppendBlockAsync(block, cancellationToken: cancellationToken);
    }

    private static async Task CreateAsync(AppendBlobClient blob, CancellationToken cancellationToken)
    {
        try
        {
            await blob.CreateIfNotExistsAsync(new() { HttpHeaders = new() { ContentType = "application/x-ndjson" } }, cancellationToken);
        }
        catch (RequestFailedException there) when (there.ErrorCode == SharedBlob.Immutable)
        {
            // A blob that is protected is there, and may be appended to.
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Access: {Kind} by {Name} ({Identity}): {Method} {Path} {Subject}, {Status}")]
    private partial void LogAccess(AccessKind kind, string name, string identity, string method, string path, string subject, int status);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Lost} accesses stand in this log only: the queue of the access log was full")]
    private partial void LogLost(int lost);
}
