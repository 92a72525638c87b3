using Azure;
using Azure.Core;
using Microsoft.Extensions.Logging.Abstractions;
using Pricing.Pipeline.Controls.Access;
using Testing;

namespace Pricing.Pipeline.Tests.Controls.Access;

public sealed class AccessLogTests(AzuriteFixture azurite)
{
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 23, 59, 59, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Flush_WhatWasNoted_IsReadByDayAsItWas()
    {
        var storage = await azurite.NewStorageAsync(Cancellation);
        using var log = new AccessLog(storage, NullLogger<AccessLog>.Instance);
        log.Note(Entry(Now, "/api/grants/IIJ/g"));
        log.Note(Entry(Now.AddSeconds(1), "/api/raw/a"));
        await log.FlushAsync(Cancellation);
        log.Note(Entry(Now, "/api/late"));

        await log.FlushAsync(Cancellation);
        await log.FlushAsync(Cancellation);

        var reader = new AccessReader(storage);
        Assert.Equal([Entry(Now, "/api/grants/IIJ/g"), Entry(Now, "/api/late")], await reader.OfDayAsync(new(2026, 1, 5), Cancellation).ToListAsync(Cancellation));
        Assert.Equal([Entry(Now.AddSeconds(1), "/api/raw/a")], await reader.OfDayAsync(new(2026, 1, 6), Cancellation).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task Flush_StorageThatTakesNothing_KeepsWhatWasNotedForTheNextTime()
    {
        var storage = await azurite.NewStorageAsync(Cancellation);
        await storage.Logs.DeleteAsync(cancellationToken: Cancellation);
        using var log = new AccessLog(storage, NullLogger<AccessLog>.Instance);
        log.Note(Entry(Now, "/api/first"));

        await Assert.ThrowsAsync<RequestFailedException>(() => log.FlushAsync(Cancellation));
        await storage.Logs.CreateAsync(cancellationToken: Cancellation);
        await log.FlushAsync(Cancellation);

        Assert.Equal([Entry(Now, "/api/first")], await new AccessReader(storage).OfDayAsync(new(2026, 1, 5), Cancellation).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task Flush_BlobThatIsGone_IsMadeAgain()
    {
        var storage = await azurite.NewStorageAsync(Cancellation);
        using var log = new AccessLog(storage, NullLogger<AccessLog>.Instance);
        log.Note(Entry(Now, "/api/first"));
        await log.FlushAsync(Cancellation);
        await foreach (var blob in storage.Logs.GetBlobsAsync(default, default, AccessLog.Folder, Cancellation)) await storage.Logs.DeleteBlobAsync(blob.Name, cancellationToken: Cancellation);
        log.Note(Entry(Now, "/api/second"));

        await Assert.ThrowsAsync<RequestFailedException>(() => log.FlushAsync(Cancellation));
        await log.FlushAsync(Cancellation);

        Assert.Equal([Entry(Now, "/api/second")], await new AccessReader(storage).OfDayAsync(new(2026, 1, 5), Cancellation).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task Flush_BlobThatIsProtectedFromBeingMadeAgain_IsAppendedTo()
    {
        var hook = new StorageHook();
        var storage = await azurite.NewStorageAsync(Cancellation, hook);
        hook.Once(
            request => request.Method == RequestMethod.Put && request.Uri.Path.Contains($"/{AccessLog.Folder}/", StringComparison.Ordinal),
            () => throw new RequestFailedException(409, "", "BlobImmutableDueToPolicy", innerException: null));
        using var log = new AccessLog(storage, NullLogger<AccessLog>.Instance);
        log.Note(Entry(Now, "/api/first"));

        await log.FlushAsync(Cancellation);

        Assert.Equal([Entry(Now, "/api/first")], await new AccessReader(storage).OfDayAsync(new(2026, 1, 5), Cancellation).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task Read_LineFromBeforeSubjectsWereKept_IsRead()
    {
        var storage = await azurite.NewStorageAsync(Cancellation);
        await storage.Logs.UploadBlobAsync($"{AccessLog.Folder}/2026-01-05/old.ndjson", BinaryData.FromString(
            """{"at":"2026-01-05T23:59:59+00:00","kind":"Export","name":"Abe","identity":"entra:1","roles":"Reader","method":"GET","path":"/api/old","status":200}"""), Cancellation);

        Assert.Equal([Entry(Now, "/api/old")], await new AccessReader(storage).OfDayAsync(new(2026, 1, 5), Cancellation).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task Note_MoreThanTheQueueTakes_LosesWhatIsTooMuchAndNothingElse()
    {
        var storage = await azurite.NewStorageAsync(Cancellation);
        using var log = new AccessLog(storage, NullLogger<AccessLog>.Instance);
        for (var number = 0; number < 10_002; number++) log.Note(Entry(Now, "/api/raw/a"));

        await log.FlushAsync(Cancellation);

        Assert.Equal(10_000, await new AccessReader(storage).OfDayAsync(new(2026, 1, 5), Cancellation).CountAsync(Cancellation));
    }

    private static AccessEntry Entry(DateTimeOffset at, string path) =>
        new() { At = at, Kind = AccessKind.Export, Name = "Abe", Identity = "entra:1", Roles = "Reader", Method = "GET", Path = path, Status = 200 };
}
