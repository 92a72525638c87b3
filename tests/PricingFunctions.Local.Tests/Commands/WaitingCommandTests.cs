using Pricing.Pipeline.Intake.Waiting;
using Pricing.Pipeline.Storage;
using Testing;
using static PricingFunctions.Local.Tests.Commands.TakeCase;

namespace PricingFunctions.Local.Tests.Commands;

public sealed class WaitingCommandTests(AzuriteFixture azurite) : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Waiting_RowThatIsWithdrawn_IsListedBeforeAndStaysWithItsFile()
    {
        var (environment, storage) = await AccountAsync(azurite);
        var file = $"{ContentHash.Of(Events)}-events";
        await TakeAsync(environment, folder.Write("events.csv", Events));

        var before = await RunAsync(environment, "waiting");
        var unknown = await RunAsync(environment, "waiting", "withdraw", file, "3", "--reason", "typing error");
        var withdrawn = await RunAsync(environment, "waiting", "withdraw", file[..8], "2", "--reason", "typing error", "--by", "A. Person");
        var again = await RunAsync(environment, "waiting", "withdraw", file, "2", "--reason", "once more", "--by", "B. Person");
        var after = await RunAsync(environment, "waiting");
        var grants = await TakeAsync(environment, folder.Write("grants.csv", GrantHeader + Grant("g1")));

        Assert.Equal(["file,line,issuer,grant_id,since,reason", $"{file},2,IIJ,g1"], before.Output.TrimEnd().Split('\n').Select(line => string.Join(',', line.Split(',').Take(line.StartsWith("file", StringComparison.Ordinal) ? 6 : 4))));
        Assert.Equal((2, 0, "file,line,issuer,grant_id,since,reason,name\n", 0), (unknown.ExitCode, withdrawn.ExitCode, after.Output, grants.ExitCode));
        Assert.EndsWith(",events.csv", before.Output.TrimEnd(), StringComparison.Ordinal);
        Assert.EndsWith(": withdrawn\n", withdrawn.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Equal(0, again.ExitCode);
        Assert.Matches(@": was withdrawn before, at \S+Z by A\. Person: typing error\s*$", again.Output);
        Assert.Contains("no such row waits", unknown.Error, StringComparison.Ordinal);
        var fate = Assert.Single(await new FateStore(storage).OfFileAsync(file, Cancelled));
        Assert.Equal(("withdrawn", "typing error", "A. Person", "g1"), (fate.Result, fate.Reason, fate.WithdrawnBy, fate.GrantId));
        Assert.Equal(0, await new WaitingStore(storage).CountAsync(Cancelled));
    }

    [Theory]
    [InlineData("waiting withdraw a 1", "--reason must say why the row is withdrawn")]
    [InlineData("waiting withdraw a one --reason x", "Cannot parse argument 'one'")]
    [InlineData("waiting withdraw a 1 --reason \u3000", "--reason must say why")]
    public async Task Waiting_WrongOption_IsOneLineAndExitCode2(string arguments, string reason)
    {
        var result = await RunAsync(NoStorage, arguments.Split(' '));

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith(reason, Assert.Single(result.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }
}
