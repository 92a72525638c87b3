using Testing;

namespace PricingFunctions.Tests;

public sealed class PackageProbeTests
{
    private const string Question = "looking for the packages of Azure Functions";

    [Fact]
    public async Task Build_PackagesMissing_LeavesTheAppOutWithOneWarning()
    {
        using var app = new ProbedApp();

        var first = await app.DotnetAsync("build");
        Assert.True(first.ExitCode == 0, first.Output);
        Assert.Contains(Question, first.Output, StringComparison.Ordinal);
        Assert.Contains("warning PF0001", first.Output, StringComparison.Ordinal);
        Assert.Contains("1 Warning(s)", first.Output, StringComparison.Ordinal);

        var second = await app.DotnetAsync("build");
        Assert.True(second.ExitCode == 0, second.Output);
        Assert.DoesNotContain(Question, second.Output, StringComparison.Ordinal);
        Assert.Contains("1 Warning(s)", second.Output, StringComparison.Ordinal);

        var publish = await app.DotnetAsync("publish", "-o", app.PublishFolder);
        Assert.NotEqual(0, publish.ExitCode);
        Assert.Contains("error PF0002", publish.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(app.PublishFolder));
    }

    [Fact]
    public async Task Build_DependencyOfAPackageMissing_LeavesTheAppOut()
    {
        using var app = new ProbedApp();
        var feed = app.MakeFeed(dependency: "Sample.Worker.Core");

        var build = await app.DotnetAsync("build", $"-p:RestoreSources={feed}");

        Assert.True(build.ExitCode == 0, build.Output);
        Assert.Contains("1 Warning(s)", build.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publish_PackagesThere_MakesTheAppWithoutAWarning()
    {
        using var app = new ProbedApp();
        // The answer for the empty feed must not hold for another one.
        Assert.Equal(0, (await app.DotnetAsync("restore")).ExitCode);
        var sources = $"-p:RestoreAdditionalProjectSources={app.MakeFeed()}";

        var publish = await app.DotnetAsync("publish", sources, "-o", app.PublishFolder);
        Assert.True(publish.ExitCode == 0, publish.Output);
        Assert.Contains(Question, publish.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("warning", publish.Output, StringComparison.Ordinal);
        var run = await app.DotnetAsync(Path.Combine(app.PublishFolder, "App.dll"));
        Assert.Equal("The app runs.", run.Output.Trim());

        var again = await app.DotnetAsync("build", sources);
        Assert.True(again.ExitCode == 0, again.Output);
        Assert.DoesNotContain(Question, again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Build_FeedDown_Fails()
    {
        using var app = new ProbedApp($"http://127.0.0.1:{FreePort.Next()}/v3/index.json");

        var build = await app.DotnetAsync("build");

        Assert.NotEqual(0, build.ExitCode);
        Assert.Contains("error NU1301", build.Output, StringComparison.Ordinal);
        Assert.False(app.IsAnswered);
    }
}
