using System.Text.Json;

namespace Deployment.Tests;

/// <summary>The folder that goes to the Functions host.</summary>
public sealed class PublishedFolderTests
{
    [Theory]
    [InlineData("PricingFunctions.dll")]
    [InlineData("functions.metadata")]
    [InlineData("worker.config.json")]
    [InlineData("host.json")]
    [InlineData("extensions.json")]
    public void Folder_WhatTheHostReads_IsThere(string file) => Assert.True(File.Exists(Path.Combine(Places.App, file)), file);

    [Fact]
    public void Folder_SettingsOfOneMachine_AreNotInIt() =>
        Assert.Empty(Directory.EnumerateFiles(Places.App, "local.settings*", SearchOption.AllDirectories));

    [Fact]
    public void Folder_HostSettings_AreThoseOfTheRepository() => Assert.Equal(
        File.ReadAllBytes(Path.Combine(Places.Infra, "..", "host.json")),
        File.ReadAllBytes(Path.Combine(Places.App, "host.json")));

    [Fact]
    public void Extensions_EveryOneThatABindingNeeds_IsListedWithItsAssembly()
    {
        using var list = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Places.App, "extensions.json")));

        var extensions = list.RootElement.GetProperty("extensions").EnumerateArray().ToDictionary(
            extension => extension.GetProperty("name").GetString()!,
            extension => extension.GetProperty("hintPath").GetString()!);

        Assert.Equal(["AzureStorageBlobs", "AzureStorageQueues", "DurableTask", "Startup"], extensions.Keys.Order());
        Assert.All(extensions.Values, path => Assert.True(File.Exists(Path.Combine(Places.App, path)), path));
    }
}
