using Azure.Data.Tables;
using FsCheck;
using FsCheck.Xunit;
using Pricing.Pipeline.Storage;
using Testing;

namespace Pricing.Pipeline.Tests.Storage;

public sealed class KeyTextTests(AzuriteFixture azurite)
{
    private const string ForbiddenOrReserved = "/\\#?|!*";

    [Property(MaxTest = 1000)]
    public void Decode_AnyEncodedText_IsTheText(NonEmptyString text) =>
        Assert.Equal(text.Get, KeyText.Decode(KeyText.Encode(text.Get)));

    [Property(MaxTest = 1000)]
    public void Encode_AnyText_HoldsNoCharacterThatKeysCannotHold(NonEmptyString text) =>
        Assert.DoesNotContain(KeyText.Encode(text.Get), c => "/\\#?|!".Contains(c, StringComparison.Ordinal) || char.IsControl(c));

    [Fact]
    public void Encode_ForbiddenAndReservedCharacters_BecomeTheirCodes() => Assert.Equal(
        "a*002Fb*005Cc*0023d*003Fe*007Cf*0021g*002Ah*0009i*007Fj*0085", KeyText.Encode("a/b\\c#d?e|f!g*h\ti\u007fj\u0085"));

    [Theory]
    [InlineData("株式会社インターネットイニシアティブ")]
    [InlineData("3rd series (2013), \"by the text\" & 100% 'ordinary' +~^;:@=$")]
    [InlineData("𠮷野家 🍜")]
    public void Encode_EverythingElse_StaysAsItIs(string text) => Assert.Equal(text, KeyText.Encode(text));

    [Theory]
    [InlineData("a*002")]
    [InlineData("a*")]
    [InlineData("a*00G0b")]
    [InlineData("a* 02Fb")]
    public void Decode_NotEncoded_IsAFormatException(string key) => Assert.Throws<FormatException>(() => KeyText.Decode(key));

    [Fact]
    public void Encode_Empty_IsRefused() => Assert.Throws<ArgumentException>(() => KeyText.Encode(""));

    [Fact]
    public async Task Encode_EveryLatinCharacterAndSomeOthers_IsAKeyThatTheTableGivesBack()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var storage = await azurite.NewStorageAsync(cancellation);
        List<string> texts = [.. Enumerable.Range(0, 256).Select(code => $"x{(char)code}y"), "日本語 𠮷", ForbiddenOrReserved];

        foreach (var text in texts)
            await storage.Grants.AddEntityAsync(new TableEntity(KeyText.Encode(text), KeyText.Encode(text)), cancellation);

        foreach (var text in texts)
        {
            var row = await storage.Grants.GetEntityAsync<TableEntity>(
                KeyText.Encode(text), KeyText.Encode(text), cancellationToken: cancellation);
            Assert.Equal((text, text), (KeyText.Decode(row.Value.PartitionKey), KeyText.Decode(row.Value.RowKey)));
        }
    }
}
