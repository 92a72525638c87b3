using System.Text.Json;
using System.Text.RegularExpressions;

namespace Deployment.Tests;

/// <summary>The workflow that brings a release to Azure.</summary>
public sealed partial class WorkflowTests
{
    [Fact]
    public async Task Deploy_EverySettingOfAnEnvironment_IsPassedSoThatAReleaseKeepsIt()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var workflow = await File.ReadAllTextAsync(Path.Combine(Places.Infra, "..", ".github", "workflows", "deploy.yml"), cancellation);
        var resources = await File.ReadAllTextAsync(Path.Combine(Places.Infra, "resources.bicep"), cancellation);
        using var parameters = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Places.Infra, "main.parameters.json"), cancellation));
        var known = Parameter().Matches(resources).Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        var wanted = parameters.RootElement.GetProperty("parameters").EnumerateObject()
            .Where(parameter => parameter.Name == "writeOnceDays" || parameter.Value.GetProperty("value").ToString().StartsWith("${", StringComparison.Ordinal))
            .Select(parameter => parameter.Name).Where(known.Contains).Except(["location"]).ToList();

        Assert.NotEmpty(wanted);
        Assert.All(wanted, name => Assert.Matches($"""\b{name}="\$[A-Z_]+" """.TrimEnd(), workflow));
    }

    [GeneratedRegex(@"^param (\w+) ", RegexOptions.Multiline)]
    private static partial Regex Parameter();
}
