using Soak.Files;

namespace Pricing.Files.Tests;

/// <summary>The first steps of <c>tests/Soak files</c>, which goes on to a million.</summary>
public sealed class SoakTests
{
    [Fact]
    public async Task Files_OfEveryKindFormAndEncoding_GiveTheRightRowsAndRefuseTheWrongOnes()
    {
        List<string> otherwise = [];

        var (good, bad) = await FileSoak.RunAsync(4000, seed: 14, (number, _, difference) => otherwise.Add($"{number}: {difference}"));

        Assert.Empty(otherwise);
        Assert.True(good > 15_000 && bad > 3_000, $"{good} rows to be read, {bad} to be refused");
    }
}
