using System.Text.Json.Nodes;
using Pricing.Pipeline.Register.Grants;
using Testing;
using static PricingFunctions.Local.Tests.Commands.TakeCase;

namespace PricingFunctions.Local.Tests.Commands;

/// <summary>Where the command <c>take</c> writes what is refused.</summary>
public sealed class TakeRejectsTests(AzuriteFixture azurite) : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Take_RejectsWithoutAHost_AreWrittenCorrectedAndTakenAgain()
    {
        var (environment, storage) = await AccountAsync(azurite);
        var grants = folder.Write("grants.csv", GrantHeader + Grant("g1") + Grant("g2", price: "二千"));
        var closes = folder.Write("4999.csv", "Date,Close\n2013-07-10,x\n");
        var place = Path.Combine(folder.FullPath, "refused");
        var single = Path.Combine(folder.FullPath, "single.csv");

        var plain = await TakeAsync(environment, grants);
        var written = await TakeAsync(environment, grants, closes, "--rejects", place);
        var there = await TakeAsync(environment, grants, closes, "--rejects", place);
        var judged = await TakeAsync(NoStorage, grants, "--dry-run", "--rejects", single);
        var corrected = folder.Write("corrected.csv", (await File.ReadAllTextAsync(Path.Combine(place, "grants-rejects.csv"), Cancelled)).Replace("二千", "2000", StringComparison.Ordinal));
        var again = await TakeAsync(environment, corrected);

        Assert.Contains("to be corrected and sent again as CSV: the same command with --rejects PATH", plain.Output, StringComparison.Ordinal);
        Assert.Contains($"to be corrected and sent again: {Path.Combine(place, "grants-rejects.csv")}", written.Output, StringComparison.Ordinal);
        Assert.Contains("2,2013-07-10,x,49990,Close,x,is not a number", await File.ReadAllTextAsync(Path.Combine(place, "4999-rejects.csv"), Cancelled), StringComparison.Ordinal);
        Assert.Equal((2, $"{Path.Combine(place, "grants-rejects.csv")} is there already; name another place for what is refused\n"), (there.ExitCode, there.Error));
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(place, "grants-rejects.csv"), Cancelled), await File.ReadAllTextAsync(single, Cancelled));
        Assert.Equal((3, 0), (judged.ExitCode, again.ExitCode));
        Assert.True((await new GrantStore(storage, TimeProvider.System).FindAsync("IIJ|00", "g2", version: null, Cancelled)).IsSuccess);
    }

    [Fact]
    public async Task Take_RejectsOfTwoFilesOfOneName_IsRefusedBeforeAnythingIsTaken()
    {
        var one = folder.Write("a/grants.csv", GrantHeader + Grant("g1", price: "x"));
        var other = folder.Write("b/grants.csv", GrantHeader + Grant("g2", price: "x"));
        var place = Path.Combine(folder.FullPath, "refused");

        var result = await TakeAsync(NoStorage, one, other, "--dry-run", "--rejects", place);

        Assert.Equal(
            (2, "", $"{Path.Combine(place, "grants-rejects.csv")} would hold what is refused of two files; take them one by one\n"),
            (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public async Task Take_RejectsToAPlaceThatEndsInASlash_AreWrittenIntoThatFolder()
    {
        var grants = folder.Write("grants.csv", GrantHeader + Grant("g1", price: "x"));
        var place = Path.Combine(folder.FullPath, "refused") + Path.DirectorySeparatorChar;

        var result = await TakeAsync(NoStorage, grants, "--dry-run", "--rejects", place);

        Assert.Equal((3, ""), (result.ExitCode, result.Error));
        Assert.Equal([Path.Combine(place, "grants-rejects.csv")], Directory.GetFiles(place));
    }

    [Fact]
    public async Task Take_RejectsThatCannotBeWritten_SaysWhatBecameOfTheFileAllTheSame()
    {
        var (environment, _) = await AccountAsync(azurite);
        var grants = folder.Write("grants.csv", GrantHeader + Grant("g1") + Grant("g2", price: "x"));
        var place = Path.Combine(folder.FullPath, "refused");
        var taken = Path.Combine(place, "grants-rejects.csv");
        Directory.CreateDirectory(taken);

        var text = await TakeAsync(environment, grants, "--rejects", place);
        var json = await TakeAsync(environment, grants, "--rejects", place, "--json");

        Assert.Equal((1, 1), (text.ExitCode, json.ExitCode));
        Assert.Contains("  2 rows, 1 stored, 0 unchanged, 0 amended, 0 waiting, 1 refused\n", text.Output, StringComparison.Ordinal);
        Assert.StartsWith($"{grants}: {taken} cannot be written: ", Assert.Single(text.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.Equal("1", JsonNode.Parse(json.Output)!["stored"]!.ToString());
        Assert.Empty(Directory.GetFiles(place));
    }
}
