using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Pricing.Pipeline.Sources;

namespace Pricing.Pipeline.Tests.Sources;

public sealed class SourceLicencesTests
{
    [Fact]
    public void For_WhatShips_IsAllowedOnlyWhereTheTermsThemselvesSaySo()
    {
        var licences = Read([]);

        Assert.Equal(["file", "j-quants", "mof"], licences.All.Keys);
        Assert.Equal([false, false, true, false], new[] { "file", "j-quants", "mof", "another" }.Select(feed => licences.For(feed).MayPublish));
        Assert.Equal("Public Data License 1.0", licences.For("mof").Licence);
    }

    [Fact]
    public void Read_AConfirmation_IsReadBackFromItsTexts()
    {
        var licences = Read(new()
        {
            ["Sources:j-quants:MayPublish"] = "true",
            ["Sources:j-quants:ConfirmedBy"] = "legal",
            ["Sources:j-quants:ConfirmedOn"] = "2026-04-01",
            ["Sources:mof:MayPublish"] = "false",
            ["Sources:corporate:Licence"] = "contract 12",
        });

        var again = SourceLicences.Read(licences.Texts().ToDictionary());

        Assert.Equal(licences.All, again.All);
        Assert.Equal((true, "legal", new DateOnly(2026, 4, 1)), (again.For("j-quants").MayPublish, again.For("j-quants").ConfirmedBy, again.For("j-quants").ConfirmedOn));
        Assert.Equal(("contract 12", false), (again.For("corporate").Licence, again.For("corporate").MayPublish));
        Assert.False(again.For("mof").MayPublish);
    }

    [Theory]
    [InlineData("Sources:file:MayPublish", "true", "Sources:file:MayPublish = true: state who confirmed it and when")]
    [InlineData("Sources:file:MayPublish", "perhaps", "Sources:file:MayPublish = perhaps: must be true or false.")]
    [InlineData("Sources:file:Published", "true", "Sources:file: 'Published': no such setting in SourceLicence.")]
    public void Read_WhatCannotBeUsed_IsNamed(string name, string value, string said)
    {
        var wrong = Assert.Throws<OptionsValidationException>(() => Read(new() { [name] = value }));

        Assert.StartsWith(said, Assert.Single(wrong.Failures), StringComparison.Ordinal);
    }

    private static SourceLicences Read(Dictionary<string, string?> settings) =>
        SourceLicences.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
}
