using System.Diagnostics;
using System.Text.Json;

namespace Deployment.Tests;

/// <summary>The templates compile, with every rule of <c>infra/bicepconfig.json</c> as an error.</summary>
public sealed class BicepTests
{
    private const string NoCompiler = "The Bicep compiler is fetched on Linux on x64 only.";

    public static bool HasCompiler => Places.BicepCompiler is not "";

    public static TheoryData<string> Files =>
    [
        .. Directory.EnumerateFiles(Places.Infra, "*.bicep", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Places.Infra, file))
            .Order(StringComparer.Ordinal),
    ];

    [Theory(Skip = NoCompiler, SkipUnless = nameof(HasCompiler))]
    [MemberData(nameof(Files))]
    public async Task Template_Compiled_HasNothingToSay(string file)
    {
        var (exitCode, said) = await CompileAsync(Path.Combine(Places.Infra, file));

        Assert.Equal("", said);
        Assert.Equal(0, exitCode);
    }

    [Fact(Skip = NoCompiler, SkipUnless = nameof(HasCompiler))]
    public async Task Template_WithAnUnusedParameter_IsAnError()
    {
        var folder = Directory.CreateTempSubdirectory("bicep-");
        try
        {
            File.Copy(Path.Combine(Places.Infra, "bicepconfig.json"), Path.Combine(folder.FullName, "bicepconfig.json"));
            var template = Path.Combine(folder.FullName, "main.bicep");
            await File.WriteAllTextAsync(template, "param unused string\n", TestContext.Current.CancellationToken);

            var (exitCode, said) = await CompileAsync(template);

            Assert.Contains("Error no-unused-params", said, StringComparison.Ordinal);
            Assert.NotEqual(0, exitCode);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact(Skip = NoCompiler, SkipUnless = nameof(HasCompiler))]
    public async Task Immutability_HoldsForTenYearsByUnlockedPoliciesAndLogsCanBeAppendedTo()
    {
        var (_, _, template) = await BuildAsync(Path.Combine(Places.Infra, "modules", "immutability.bicep"));

        using var json = JsonDocument.Parse(template);
        var root = json.RootElement;
        Assert.Equal(3653, root.GetProperty("parameters").GetProperty("days").GetProperty("defaultValue").GetInt32());
        Assert.Equal(["intake", "raw-market-data", "decisions"], root.GetProperty("variables").GetProperty("writtenOnce").EnumerateArray().Select(name => name.GetString()));
        var policies = root.GetProperty("resources").EnumerateArray().Where(resource => resource.GetProperty("type").GetString()!.EndsWith("/immutabilityPolicies", StringComparison.Ordinal)).ToList();
        Assert.Equal(3, policies.Count);
        Assert.All(policies, policy => Assert.False(policy.GetProperty("properties").TryGetProperty("state", out _)));
        var appended = Assert.Single(policies, policy => policy.GetProperty("properties").TryGetProperty("allowProtectedAppendWrites", out var allowed) && allowed.GetBoolean());
        Assert.Contains("'logs'", appended.GetProperty("name").GetString(), StringComparison.Ordinal);
        Assert.Contains("\"immutableStorageWithVersioning\"", template, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Said)> CompileAsync(string file)
    {
        var (exitCode, said, _) = await BuildAsync(file);
        return (exitCode, said);
    }

    private static async Task<(int ExitCode, string Said, string Template)> BuildAsync(string file)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var start = new ProcessStartInfo(Places.BicepCompiler, ["build", file, "--stdout"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var compiler = Process.Start(start)!;
        var template = compiler.StandardOutput.ReadToEndAsync(cancellationToken);
        var said = compiler.StandardError.ReadToEndAsync(cancellationToken);
        await Task.WhenAll(template, said, compiler.WaitForExitAsync(cancellationToken));
        return (compiler.ExitCode, await said, await template);
    }
}
