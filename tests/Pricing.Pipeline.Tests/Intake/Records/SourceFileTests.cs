using Pricing.Files.Schemas;
using Pricing.Pipeline.Intake.Records;
using Testing;

namespace Pricing.Pipeline.Tests.Intake.Records;

public sealed class SourceFileTests(AzuriteFixture azurite)
{
    private static readonly string Sha256 = new('a', 64);

    [Fact]
    public void RequestOf_AnyAttempt_LeadsBackToItsKey()
    {
        FileRecord[] attempts =
        [
            Sent("prices-37740", "Sato"), Sent("prices-37740-replace", "Sato"), Sent("prices-37740-replace", "Sato") with { Attempt = 3 },
            Sent("curves", "Sato") with { Name = "利回り #1.csv" }, Sent("curves", "Sato") with { Name = new('利', 400) },
        ];

        Assert.All(attempts, attempt =>
        {
            var request = SourceFile.RequestOf(attempt);

            Assert.DoesNotContain(' ', request);
            Assert.Equal(attempt.Key, SourceFile.KeyOf(new(Sha256, "file", request, default)));
        });
    }

    [Fact]
    public async Task TakenAsync_ASourceThatNamesItsSending_IsThatOneAndElseEachOfTheSameBytes()
    {
        var records = new FileRecords(await azurite.NewStorageAsync(TestContext.Current.CancellationToken));
        var (first, again) = (Sent("prices-37740", "Sato"), Sent("prices-37740-replace", "Ueda"));
        await records.TryAddAsync(first, TestContext.Current.CancellationToken);
        await records.TryAddAsync(again, TestContext.Current.CancellationToken);

        Assert.Equal(["Ueda"], await SendersAsync(SourceFile.RequestOf(again)));
        Assert.Equal(["Sato"], await SendersAsync(SourceFile.RequestOf(first)));
        Assert.Equal(["Sato", "Ueda"], await SendersAsync("fixed.csv"));
        Assert.Empty(await SendersAsync("fixed.csv#prices-37740-attempt-9"));

        async Task<IEnumerable<string>> SendersAsync(string request) =>
            (await records.TakenAsync(new(Sha256, "file", request, default), TestContext.Current.CancellationToken)).Select(record => record.Who).Order(StringComparer.Ordinal);
    }

    private static FileRecord Sent(string identity, string who) => new()
    {
        Id = $"{Sha256}-{identity}",
        Attempt = 1,
        Sha256 = Sha256,
        Kind = FileKind.Prices,
        Name = "fixed.csv",
        Door = SentFile.HttpDoor,
        Who = who,
        ReceivedAt = new(2026, 4, 1, 9, 0, 0, TimeSpan.Zero),
        State = FileState.Done,
    };
}
