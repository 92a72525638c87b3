using System.Globalization;
using System.Text;
using System.Text.Json;
using Azure.Storage.Blobs;
using Pricing.Pipeline.Controls.Book;
using Pricing.Pipeline.Controls.People;
using Pricing.Pipeline.Storage;
using Testing;

namespace Pricing.Pipeline.Tests.Controls.Book;

public sealed class DecisionBookTests(AzuriteFixture azurite)
{
    private const string Issuer = "日本/IIJ";

    private static readonly Person Sato = Person.SignedIn("佐藤", "1");
    private static readonly DateTimeOffset At = new(2026, 4, 1, 9, 30, 15, 123, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Append_ThenRead_IsTheSameChainInAnotherProcess()
    {
        var storage = await azurite.NewStorageAsync(Cancellation);
        var book = new DecisionBook(storage);
        await book.AppendAsync(Issuer, _ => Draft("費用 \"1\" <&>"), Cancellation);
        await book.AppendAsync(Issuer, before => Draft($"after {before.Count}"), Cancellation);
        await book.AppendAsync("other", _ => Draft("of another issuer"), Cancellation);

        var other = new DecisionBook(storage);
        var read = await other.ReadAsync(Issuer, Cancellation);

        Assert.Equal(["費用 \"1\" <&>", "after 1"], read.Select(decision => decision.Content.GetString()));
        Assert.Equal([(1, ""), (2, read[0].Hash)], read.Select(decision => (decision.Number, decision.Previous)));
        Assert.All(read, decision => Assert.Equal((Issuer, Sato, At, "noted"), (decision.Issuer, decision.By, decision.At, decision.Kind)));
        Assert.Equal(["other", Issuer], await other.IssuersAsync(Cancellation).Order().ToListAsync(Cancellation));
    }

    [Fact]
    public async Task Append_OfManyAtOnce_LosesNoneAndEachSeesThoseBefore()
    {
        var storage = await azurite.NewStorageAsync(Cancellation);
        var books = new[] { new DecisionBook(storage), new DecisionBook(storage) };

        await Task.WhenAll(Enumerable.Range(0, 12).Select(number =>
            books[number % 2].AppendAsync(Issuer, before => Draft(before.Count.ToString(CultureInfo.InvariantCulture)), Cancellation)));

        var read = await new DecisionBook(storage).ReadAsync(Issuer, Cancellation);
        Assert.Equal(
            Enumerable.Range(0, 12).Select(number => number.ToString(CultureInfo.InvariantCulture)),
            read.Select(decision => decision.Content.GetString()));
    }

    [Fact]
    public async Task Append_OfARefusedDecision_WritesNothing()
    {
        var book = new DecisionBook(await azurite.NewStorageAsync(Cancellation));

        var refused = await book.AppendAsync(
            Issuer, _ => new Failure(ReasonCode.InvalidField, "amount", "1", "is another one"), Cancellation);

        Assert.Equal("amount", Assert.Single(refused.Failures).Field);
        Assert.Empty(await book.ReadAsync(Issuer, Cancellation));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Read_OfAChainWithAChangedDecision_NamesIt(int changed)
    {
        var storage = await azurite.NewStorageAsync(Cancellation);
        var book = new DecisionBook(storage);
        await book.AppendAsync("IIJ", _ => Draft("first"), Cancellation);
        await book.AppendAsync("IIJ", _ => Draft("second"), Cancellation);
        await ChangeAsync(storage.Decisions.GetBlobClient($"IIJ/00000{changed}.json"));

        var damage = await Assert.ThrowsAsync<DamagedContentException>(() => new DecisionBook(storage).ReadAsync("IIJ", Cancellation));

        Assert.Contains($"decisions/IIJ/00000{changed}.json", damage.Message, StringComparison.Ordinal);
    }

    private static async Task ChangeAsync(BlobClient blob)
    {
        var text = (await blob.DownloadContentAsync(Cancellation)).Value.Content.ToString();
        var content = Encoding.UTF8.GetBytes(text.Replace("佐藤", "鈴木", StringComparison.Ordinal));
        await blob.UploadAsync(BinaryData.FromBytes(content), overwrite: true, Cancellation);
    }

    private static DecisionDraft Draft(string content) =>
        new("noted", Sato, At, JsonSerializer.SerializeToElement(content));
}
