using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Values;
using Pricing.Policies;
using Testing;

namespace Pricing.Pipeline.Tests.Values;

public sealed class PolicyRegisterTests(AzuriteFixture azurite)
{
    private static readonly ValuationPolicy Own = ShippedPolicies.Continuous with { Name = "own" };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Note_SameContentAgain_IsNoConflict()
    {
        var storage = await azurite.NewStorageAsync(Cancellation);

        Assert.Empty(await NoteAsync(storage, Own));
        Assert.Empty(await NoteAsync(storage, Own));
        Assert.Empty(await NoteAsync(storage));
    }

    [Fact]
    public async Task Note_OtherContentUnderTheSameVersion_NamesPolicyVersionAndSetting()
    {
        var storage = await azurite.NewStorageAsync(Cancellation);
        await NoteAsync(storage, Own);
        var changed = Own with { ValuePerShare = new(RoundingMode.Up) };

        Assert.Equal(
            ["Policies: own version 1 differs from what values were made by before: ValuePerShareRounding=up; raise its Version."],
            await NoteAsync(storage, changed));
        Assert.Empty(await NoteAsync(storage, changed with { Version = 2 }));
        Assert.Empty(await NoteAsync(storage, Own));
    }

    private static Task<IReadOnlyList<string>> NoteAsync(PipelineStorage storage, params ValuationPolicy[] policies) =>
        new PolicyRegister(storage, new PolicyCatalog(policies)).NoteAsync(Cancellation);
}
