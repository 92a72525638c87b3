using Soak.Fuzz;

namespace Pricing.Pipeline.Tests.Intake.Batches;

/// <summary>The first steps of <c>tests/Soak fuzz</c>, which goes on to a million.</summary>
public sealed class FuzzTests
{
    [Fact]
    public async Task Files_ThatMeanNoGood_EndWithDeclaredFailuresOnly()
    {
        using var bombs = new Bombs();
        var fuzz = new FileFuzz(seed: 18, bombs);
        List<string> wrong = [];

        foreach (var number in Enumerable.Range(-bombs.Count, bombs.Count).Concat(Enumerable.Range(1, 500)))
        {
            if (await fuzz.RunAsync(number) is var (what, _)) wrong.Add(what);
        }

        Assert.Empty(wrong);
        Assert.All(
            HostileFile.Edits.Concat(Enumerable.Range(0, bombs.Count).Select(bomb => HostileFile.HowOf(bombs[bomb].Name))),
            how => Assert.Contains(fuzz.Tally.Keys, tally => tally.How == how));
        Assert.All(
            ["taken", "rows refused", "refused as a whole"],
            outcome => Assert.Contains(fuzz.Tally.Keys, tally => tally.Outcome == outcome));
    }
}
